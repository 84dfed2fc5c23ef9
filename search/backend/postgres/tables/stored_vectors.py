"""The vectors as PostgreSQL stores them, for the sketch of search.backend.faiss.

Everything goes by the numbers of passages (``numbers``), which follow each other within a document and ascend as
documents come in; the key of a document is that of its first passage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.faiss.source import Documents

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.backend.postgres.tables.numbers import Numbers

# 60 bits of a document's checksum tell it from others.
_DOCUMENTS = """
    SELECT array_agg(e.first ORDER BY e.first),
        array_agg(('x' || substr(c.sha256, 1, 15))::bit(60)::bigint ORDER BY e.first),
        array_agg(e.first + cardinality(e.keys) - 1 ORDER BY e.first)
    FROM extents e JOIN checksums c ON c.document = e.document WHERE {some}"""
_SOME = "e.first = ANY(%(keys)s)"
# As one value: of thousands of rows the driver would make objects one by one.
_VECTORS = """
    SELECT array_agg(passage), string_agg(halfvec_send(vector), ''::bytea) FROM passage_vectors
    WHERE passage = ANY(%(keys)s)"""


class StoredVectors:
    """See search.backend.faiss.source.Source; sentences are compared by the server itself."""

    def __init__(self, reading: Reading, state: State, numbers: Numbers) -> None:
        self._reading = reading
        self._numbers = numbers
        self.generation = state.generation
        self.dimensions = state.dimensions
        self.store = state.store
        self.fingerprint = state.fingerprint

    def document_keys(self) -> NDArray[np.int64]:
        """Return the keys of all documents, ascending."""
        return self._numbers.extents.first

    def documents(self, keys: NDArray[np.int64] | None = None) -> Documents:
        """Return all documents that have passages, or those of them with these keys."""
        sql = _DOCUMENTS.format(some="TRUE" if keys is None else _SOME)
        [(firsts, tags, lasts)] = self._reading.arrays(sql, keys=keys)
        none = np.zeros(0, dtype=np.int64)
        return Documents(none, none, none, none) if firsts is None else Documents(firsts, tags, firsts, lasts)

    def passages(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (numbers, vectors) of the passages from one number to another, ascending."""
        numbers = np.arange(first, last + 1)
        return self.of_passages(numbers[self._numbers.extents.locate(numbers)[1]])

    def of_passages(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the same of the passages with these numbers; those that are not there are left out."""
        [(found, data)] = self._reading.arrays(_VECTORS, keys=self._numbers.keys_at(keys))
        if found is None:
            return np.zeros(0, dtype=np.int64), np.zeros((0, self.dimensions), dtype=np.float16)
        rows = np.frombuffer(data, dtype=[("head", ">i2", 2), ("vector", ">f2", self.dimensions)])
        numbers = self._numbers.at(found)
        order = np.argsort(numbers)
        return numbers[order], rows["vector"][order].astype(np.float16)

    def sentences(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return none."""
        del first, last
        return self.of_sentences(np.zeros(0, dtype=np.int64))

    def of_sentences(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return none."""
        del keys
        return np.zeros(0, dtype=np.int64), np.zeros((0, self.dimensions), dtype=np.float16)
