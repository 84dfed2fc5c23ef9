"""The numbers of passages: one after the other in the order in which documents are committed.

Keys are taken from a sequence before a document is written, so of two programs that write at once the one with the
higher keys may be done first. Numbers are given at the end, by one program at a time: what has the numbers up to some
one is never added to, which is what the segments of search.backend.postings rely on.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.backend.extents import Extents, codes_of, joined, only, ranks_of
from search.backend.model import Placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.backend.derived import Generation
    from search.backend.postgres.access.pool import Database
    from search.backend.postgres.access.reading import Reading

NUMBERS = "numbers"  # the name of what follows from a generation
_TAKE = "UPDATE numbering SET last = last + %(count)s RETURNING last"
_WRITE = "INSERT INTO extents (document, first, keys, codes) VALUES (%(document)s, %(first)s, %(keys)s, %(codes)s)"
_ADDED = """
    SELECT e.first, e.document, d.id, e.keys, e.codes FROM extents e JOIN documents d ON d.key = e.document
    WHERE e.first > %(last)s ORDER BY e.first"""
_COUNT = "SELECT count(*) FROM extents"
_FIRST = "SELECT array_agg(first) FROM extents"


def number_passages(db: Database, documents: Mapping[int, Mapping[int, Passage]]) -> None:
    """Give the passages of documents their numbers; to be called by one at a time, who holds the state.

    ``documents``: key -> its passages by key, in the order of the text.
    """
    count = sum(map(len, documents.values()))
    row = db.execute(_TAKE, {"count": count}).fetchone()
    first = (0 if row is None else row[0]) - count + 1
    for document, passages in documents.items():
        if passages:
            keys, codes = np.array([*passages], dtype=np.int64), codes_of(passages.values())
            db.execute(_WRITE, {"document": document, "first": first, "keys": keys, "codes": codes})
        first += len(passages)


@dataclass(frozen=True)
class Numbers:
    """The numbers of the passages of a generation. ``extents``: those of its documents, in numbers.

    ``keys``: of the passages, in the order of their numbers.
    """

    extents: Extents
    keys: NDArray[np.int64]

    @cached_property
    def _table(self) -> NDArray[np.int64]:
        """Number -> key, 0 for a number of no passage."""
        table = np.zeros(self.extents.last + 1, dtype=np.int64)
        table[self.extents.numbers] = self.keys
        return table

    @cached_property
    def _by_key(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The keys, ascending, and the number of each."""
        if self._ascending:
            return self.keys, self.extents.numbers
        order = np.argsort(self.keys)
        return self.keys[order], self.extents.numbers[order]

    @property
    def ascending(self) -> NDArray[np.int64]:
        """The keys of all passages, ascending."""
        return self._by_key[0]

    @cached_property
    def _ascending(self) -> bool:
        """Whether keys ascend as numbers do."""
        return bool((self.keys[1:] > self.keys[:-1]).all())

    def keys_at(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the key of each number, in their order."""
        return self._table[numbers]

    def order(self, keys: NDArray[np.int64]) -> NDArray[np.int64] | slice:
        """Return how keys of ascending numbers are put in order."""
        return slice(None) if self._ascending else np.argsort(keys)

    def at(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of each of these passages, all of which are there, in their order."""
        known, numbers = self._by_key
        return numbers[np.searchsorted(known, keys)]

    def of(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of passages, ascending; keys of none are left out."""
        known, numbers = self._by_key
        places = np.searchsorted(known, keys)
        held = places < len(known)
        held[held] = known[places[held]] == keys[held]
        return np.sort(numbers[places[held]])

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return passages in the order of the corpus; keys of none are left out."""
        placed = self.extents.placed(self.of(keys))
        return Placed(self.keys_at(placed.keys), placed.documents, placed.notes)


def numbers_of(reading: Reading, derived: Generation) -> Numbers:
    """Return the numbers of a generation, of which only the difference to an earlier one is read.

    ``reading``: whatever its scope, all passages are numbered.
    """
    return derived.follow(NUMBERS, lambda before: _read(reading, before))


def _read(reading: Reading, before: Numbers | None) -> Numbers:
    rows = reading.arrays(_ADDED, last=0 if before is None else before.extents.last)
    first, documents, ids, keys, codes = zip(*rows, strict=True) if rows else ((), (), (), (), ())
    none = np.zeros(0, dtype=np.int64)
    counts = np.array([len(each) for each in keys], dtype=np.int64)
    new = Extents(
        np.array(first, dtype=np.int64), counts, np.array(documents, dtype=np.int64), list(ids), ranks_of(ids),
        np.concatenate([none.astype(np.int32), *codes]),
    )  # fmt: skip
    added = np.concatenate([none, *keys])
    if before is None:
        return Numbers(new, added)
    held, known = before.extents, before.keys
    if reading.value(_COUNT) != len(held.first) + len(rows):
        [(left,)] = reading.arrays(_FIRST)
        kept = np.isin(held.first, none if left is None else left)
        held, known = only(held, kept), known[np.repeat(kept, held.counts)]
    return Numbers(joined(held, new), np.concatenate((known, added)))
