"""The vectors as they are stored, for the indexes of search.backend.faiss."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.comparing import POSITION_BITS
from search.backend.faiss.source import Documents
from search.backend.sqlite.reading import as_json

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backend.sqlite.reading import Reading

_HALF = np.dtype("<f2")  # of the bytes of a number, on every machine
_TAG = 15  # digits of a document's checksum, in base 16, that tell it from others: 60 bits
_SOME = "WHERE passage IN (SELECT value FROM json_each(:keys))"
_STRETCH = "WHERE passage BETWEEN :first AND :last"
_PASSAGES = "SELECT passage, {} FROM passage_vectors {} ORDER BY passage"
_SENTENCES = "SELECT passage, {} FROM sentence_vectors {} ORDER BY passage"
# As bytes whatever they became: damage that makes text of them is then a vector of another length.
_BYTES = "CAST({} AS BLOB)"
_DOCUMENTS = """
    SELECT p.document, substr(c.sha256, 1, :tag), p.first, p.last
    FROM (SELECT document, min(key) AS first, max(key) AS last FROM passages {} GROUP BY document) p
    JOIN checksums c ON c.document = p.document ORDER BY p.document"""


def as_blob(vectors: NDArray[Any]) -> bytes:
    """Return vectors as they are stored."""
    return vectors.astype(_HALF).tobytes()


class SqliteVectors:
    """See search.backend.faiss.source.Source."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.generation = reading.generation

    @cached_property
    def _settings(self) -> dict[str, str]:
        """Read when vectors are, not for every question."""
        return dict(self._reading.rows("SELECT name, value FROM meta"))

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._settings.get("dimensions", "0"))

    @property
    def store(self) -> str:
        """What tells this store from every other."""
        return self._settings.get("store", "")

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self._settings.get("fingerprint", "")

    def document_keys(self) -> NDArray[np.int64]:
        """Return the keys of all documents, ascending."""
        # Every document has a checksum, and that table is small.
        return np.array(self._reading.column("SELECT document FROM checksums ORDER BY document"), dtype=np.int64)

    def documents(self, keys: NDArray[np.int64] | None = None) -> Documents:
        """Return all documents that have passages, or those of them with these keys."""
        some = "" if keys is None else "WHERE document IN (SELECT value FROM json_each(:keys))"
        asked = as_json([] if keys is None else keys.tolist())
        rows = self._reading.rows(_DOCUMENTS.format(some), keys=asked, tag=_TAG)
        values = np.array([(key, int(tag, 16), *span) for key, tag, *span in rows], dtype=np.int64).reshape(-1, 4)
        return Documents(*(np.ascontiguousarray(column) for column in values.T))

    def passages(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (keys, vectors) of the passages from one key to another, ascending."""
        return self._vectors(_PASSAGES.format(_BYTES.format("vector"), _STRETCH), first=first, last=last)

    def sentences(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (ids, vectors) of the sentences of these passages, ascending."""
        return self._of_each(_SENTENCES.format(_BYTES.format("vectors"), _STRETCH), first=first, last=last)

    def of_passages(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (keys, vectors) of the passages with these keys, ascending; those that are not there are left out.

        Every question does this for a thousand: without the cast it takes a quarter less.
        """
        return self._vectors(_PASSAGES.format("vector", _SOME), keys=as_json(keys.tolist()))

    def of_sentences(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (ids, vectors) of the sentences of the passages with these keys, ascending."""
        return self._of_each(_SENTENCES.format("vectors", _SOME), keys=as_json(keys.tolist()))

    def _vectors(self, sql: str, **values: object) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        rows = self._reading.typed((int, bytes), sql, **values)
        flat = np.frombuffer(b"".join(blob for _, blob in rows), dtype=_HALF)
        return np.array([key for key, _ in rows], dtype=np.int64), flat.reshape(len(rows), self.dimensions)

    def _of_each(self, sql: str, **values: object) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the same of rows that hold several vectors each."""
        rows = self._reading.typed((int, bytes), sql, **values)
        flat = np.frombuffer(b"".join(blob for _, blob in rows), dtype=_HALF)
        counts = np.array([len(blob) for _, blob in rows], dtype=np.int64) // max(self.dimensions * _HALF.itemsize, 1)
        ends = np.cumsum(counts)
        places = np.arange(counts.sum()) - np.repeat(ends - counts, counts)
        owners = np.repeat(np.array([key for key, _ in rows], dtype=np.int64), counts)
        return (owners << POSITION_BITS) | places, flat.reshape(len(places), self.dimensions)
