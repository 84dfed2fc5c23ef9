"""What the vector indexes are derived from: the vectors as a store holds them, by document and by passage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_CHUNK = 4096  # keys that are read at a time


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by key, each with the keys of its passages: those are written in one go, and follow each other.

    Arrays of one length, ascending. ``tags``: of what each document holds. A key is never given to another document of
    the same store, but two copies of a store that went separate ways may give the same one.
    """

    keys: NDArray[np.int64]
    tags: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lasts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def passages(self) -> int:
        """The number of their passages."""
        return int((self.lasts - self.firsts + 1).sum())

    def passage_keys(self) -> NDArray[np.int64]:
        """Return the keys of their passages, ascending."""
        parts = [np.arange(first, last + 1) for first, last in self.stretches()]
        return np.concatenate([np.zeros(0, dtype=np.int64), *parts])

    def those(self, chosen: NDArray[np.bool_]) -> Documents:
        """Return some of them."""
        return Documents(self.keys[chosen], self.tags[chosen], self.firsts[chosen], self.lasts[chosen])

    def in_common(self, other: Documents) -> NDArray[np.bool_]:
        """Tell of each of these whether it is among the others, and holds the same there."""
        if not len(other):
            return np.zeros(len(self), dtype=np.bool_)
        places = np.minimum(np.searchsorted(other.keys, self.keys), len(other) - 1)
        found: NDArray[np.bool_] = (other.keys[places] == self.keys) & (other.tags[places] == self.tags)
        return found

    def joined(self, other: Documents) -> Documents:
        """Return these and others, of which none is here."""
        keys = np.concatenate((self.keys, other.keys))
        order = np.argsort(keys)
        pairs = (self.tags, other.tags), (self.firsts, other.firsts), (self.lasts, other.lasts)
        return Documents(keys[order], *(np.concatenate(pair)[order] for pair in pairs))

    def hold(self, passages: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Tell of each passage whether it is of one of these documents."""
        if not len(self):
            return np.zeros(len(passages), dtype=np.bool_)
        places = np.searchsorted(self.firsts, passages, side="right") - 1
        return (places >= 0) & (passages <= self.lasts[places])

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Yield (first, last) of stretches of keys that hold their passages and no others, none of them long."""
        cuts = np.flatnonzero(self.firsts[1:] != self.lasts[:-1] + 1) + 1
        for part in np.split(np.arange(len(self)), cuts):
            if len(part):
                last = int(self.lasts[part[-1]])
                for first in range(int(self.firsts[part[0]]), last + 1, _CHUNK):
                    yield first, min(first + _CHUNK - 1, last)


class Source(Protocol):
    """Where vectors are stored: one generation of one store, filled by one encoder. Vectors are of float16.

    The id of a sentence: the key of its passage and, in the last POSITION_BITS, its place there.
    """

    generation: int

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def store(self) -> str:
        """An id of its own."""

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""

    def document_keys(self) -> NDArray[np.int64]:
        """Return the keys of all documents, ascending."""

    def documents(self, keys: NDArray[np.int64] | None = None) -> Documents:
        """Return all documents that have passages, or those of them with these keys."""

    def passages(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (keys, vectors) of the passages from one key to another, ascending.

        Raises ValueError where what is stored are no vectors of ``dimensions`` numbers; so do the others.
        """

    def sentences(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (ids, vectors) of the sentences of these passages, ascending."""

    def of_passages(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (keys, vectors) of the passages with these keys, ascending; those that are not there are left out."""

    def of_sentences(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (ids, vectors) of the sentences of the passages with these keys, ascending."""
