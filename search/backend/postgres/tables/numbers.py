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

from search.backend.spans import Spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from search.backend.postgres.access.pool import Database
    from search.backend.postgres.access.reading import Reading

_TAKE = "UPDATE numbering SET last = last + %(count)s RETURNING last"
_WRITE = "INSERT INTO extents (document, first, keys) VALUES (%(document)s, %(first)s, %(keys)s)"
_ADDED = "SELECT first, keys FROM extents WHERE first > %(last)s ORDER BY first"
_COUNT = "SELECT count(*) FROM extents"
_FIRST = "SELECT array_agg(first ORDER BY first) FROM extents"


def number_passages(db: Database, documents: Mapping[int, Sequence[int]]) -> None:
    """Give the passages of documents their numbers; to be called by one at a time, who holds the state.

    ``documents``: key -> the keys of its passages, ascending, one at least.
    """
    row = db.execute(_TAKE, {"count": sum(map(len, documents.values()))}).fetchone()
    first = (0 if row is None else row[0]) - sum(map(len, documents.values())) + 1
    for document, keys in documents.items():
        db.execute(_WRITE, {"document": document, "first": first, "keys": np.array(keys, dtype=np.int64)})
        first += len(keys)


@dataclass(frozen=True)
class Numbers(Spans):
    """The numbers of the passages of a generation, a stretch for each document. ``keys``: theirs, in their order."""

    keys: NDArray[np.int64]

    @cached_property
    def _table(self) -> NDArray[np.int64]:
        """Number -> key, 0 for a number of no passage."""
        table = np.zeros(self.last + 1, dtype=np.int64)
        table[self.numbers] = self.keys
        return table

    @cached_property
    def _by_key(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The keys, ascending, and the number of each."""
        if self._ascending:
            return self.keys, self.numbers
        order = np.argsort(self.keys)
        return self.keys[order], self.numbers[order]

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

    def of(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of passages, ascending; keys of none are left out."""
        known, numbers = self._by_key
        places = np.searchsorted(known, keys)
        held = places < len(known)
        held[held] = known[places[held]] == keys[held]
        found = numbers[places[held]]
        return found if self._ascending else np.sort(found)


def read_numbers(reading: Reading, before: Numbers | None) -> Numbers:
    """Return the numbers of a generation; ``before``: those of an earlier one, of which only the difference is read."""
    added = reading.arrays(_ADDED, last=0 if before is None else before.last)
    first = np.array([row[0] for row in added], dtype=np.int64)
    counts = np.array([len(row[1]) for row in added], dtype=np.int64)
    keys = np.concatenate([np.zeros(0, dtype=np.int64), *(row[1] for row in added)])
    if before is None:
        return Numbers(first, counts, keys)
    if reading.value(_COUNT) != len(before.first) + len(added):
        [(left,)] = reading.arrays(_FIRST)
        before = _only(before, np.isin(before.first, np.zeros(0, dtype=np.int64) if left is None else left))
    return Numbers(*map(np.concatenate, ((before.first, first), (before.counts, counts), (before.keys, keys))))


def _only(numbers: Numbers, kept: NDArray[np.bool_]) -> Numbers:
    return Numbers(numbers.first[kept], numbers.counts[kept], numbers.keys[np.repeat(kept, numbers.counts)])
