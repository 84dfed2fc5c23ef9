"""Stretches of numbers, one for each document: small enough to be held whole, however many numbers they hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_DENSE = 20  # numbers in between for each that is looked for


@dataclass(frozen=True)
class Spans:
    """Numbers that follow each other within a stretch, which ascend; arrays of one length.

    ``first``: the first number of each. ``counts``: how many it has, one at least.
    """

    first: NDArray[np.int64]
    counts: NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.starts[-1] + self.counts[-1]) if len(self.counts) else 0

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """How many numbers come before each stretch."""
        return np.cumsum(self.counts) - self.counts

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """One more than the last number of each."""
        return self.first + self.counts

    @cached_property
    def numbers(self) -> NDArray[np.int64]:
        """All of them, ascending."""
        return self.numbers_of(np.arange(len(self.first)))

    def numbers_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of these stretches, ascending as the rows are."""
        counts = self.counts[rows]
        begin = np.cumsum(counts) - counts
        return np.repeat(self.first[rows] - begin, counts) + np.arange(int(counts.sum()))

    def locate(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return (the row of the stretch of each number, whether it lies in one)."""
        rows = np.searchsorted(self.first, numbers, side="right") - 1
        held = rows >= 0
        held[held] = numbers[held] < self._ends[rows[held]]
        return rows, held

    @property
    def last(self) -> int:
        """The highest number, 0 for none."""
        return int(self.first[-1] + self.counts[-1]) - 1 if len(self.first) else 0

    def end_of(self, number: int) -> int:
        """Return the last number of the last stretch that begins no later than ``number``; 0 for none."""
        row = int(np.searchsorted(self.first, number, side="right")) - 1
        return 0 if row < 0 else int(self._ends[row]) - 1

    def up_to(self, number: int) -> int:
        """Return how many there are up to a number."""
        row = int(np.searchsorted(self.first, number, side="right")) - 1
        return 0 if row < 0 else int(self.starts[row] + min(number - self.first[row] + 1, self.counts[row]))

    def between(self, first: int, last: int) -> NDArray[np.bool_]:
        """Tell of each number from ``first`` to ``last`` whether it lies in a stretch."""
        found = np.zeros(last - first + 1, dtype=np.bool_)
        found[self.numbers[self.up_to(first - 1) : self.up_to(last)] - first] = True
        return found


def is_among(keys: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each key whether it is one of those allowed; both ascending."""
    if not len(keys) or not len(allowed):
        return np.zeros(len(keys), dtype=np.bool_)
    first, last = int(keys[0]), int(keys[-1])
    if last - first < _DENSE * (len(keys) + len(allowed)):  # a table of all keys in between is faster than a search
        near = allowed[np.searchsorted(allowed, first) : np.searchsorted(allowed, last, side="right")]
        table = np.zeros(last - first + 1, dtype=np.bool_)
        table[near - first] = True
        return table[keys - first]
    places = np.searchsorted(allowed, keys)
    found = places < len(allowed)
    found[found] = allowed[places[found]] == keys[found]
    return found
