"""An index of passages for large knowledge bases: signs in memory, codes in a file that is read where it lies.

A search counts the signs that each passage shares with the question, compares the codes of those that share most, and
gives the nearest as candidates; their similarities are computed from the vectors of the store. So an index may lag
behind, or be damaged, without anything wrong being shown: a block that is not as it was written is made again from the
store. Under a filter only the passages that pass are looked at, so that it never starves a search.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from search.backend.faiss.blocks import BLOCK
from search.backend.faiss.codes import Coding, products
from search.backend.faiss.index import most_shared

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backend.faiss.source import Documents, Source

# Passages whose codes are compared: so many, and of a large base at least one in so many. Of the ten nearest to
# questions, of 240,000 passages, 998 in 1,000 are among the 8,000 that share most signs. Of a million, many of them
# much alike, that is 915 to 948 in 1,000; among a thirty-second part it is 984 to 989 (benchmarks/scale.py).
COMPARED = 8_000
_PART = 32


class UnreadableError(Exception):
    """Codes are damaged, and no store was given to make them again from."""


class Codes(Protocol):
    """Codes of passages, in blocks of BLOCK of which each may be damaged."""

    @property
    def rows(self) -> NDArray[np.int8]:
        """All of them, shape (number, dimensions)."""

    def is_sound(self, block: int) -> bool:
        """Tell whether a block is as it was written."""

    def damaged(self) -> list[int]:
        """Return the blocks that are not."""


@dataclass(frozen=True)
class Sketch:
    """The passages of some documents, ascending by key; nothing in it changes.

    ``made_for``: the number of passages of which ``mean``, that of their codes, was made. ``signs``: see
    search.backend.faiss.codes. ``compared``: how many passages' codes are compared with a question at least.
    """

    coding: Coding
    made_for: int
    documents: Documents
    mean: NDArray[np.int64]
    keys: NDArray[np.int64]
    signs: NDArray[np.uint8]
    codes: Codes
    compared: int = COMPARED
    _mended: dict[int, NDArray[np.int8]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.keys)

    @property
    def mended(self) -> bool:
        """Whether a search found a part of its file damaged."""
        return bool(self._mended)

    def places(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where passages stand, ascending as their keys; those that are not here are left out."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        near = np.minimum(np.searchsorted(self.keys, keys), len(self) - 1)
        found: NDArray[np.int64] = near[self.keys[near] == keys]
        return found

    def search(
        self,
        query: NDArray[np.float32],
        count: int,
        source: Source | None,
        allowed: NDArray[np.int64] | None = None,
        alive: NDArray[np.bool_] | None = None,
    ) -> NDArray[np.int64]:
        """Return the keys of ``count`` passages that are nearest to ``query`` by their codes, in no order.

        More, where several are as near as the last. ``allowed``: keys of those that count, ascending; None for all that
        are ``alive``, which tells that of each place; None for all. ``source``: to make damaged codes again. Raises
        UnreadableError where there are any and it is None.
        """
        asked = self.coding.of_query(query)
        signs = self.coding.signs(asked[None])
        most = max(self.compared, len(self) // _PART, count)
        if allowed is not None:
            places = self.places(allowed)
            if len(places) > most:
                places = places[most_shared(signs, self.signs.take(places, axis=0), most)]
        elif alive is None:
            places = most_shared(signs, self.signs, most)
        else:
            gone = len(alive) - int(np.count_nonzero(alive))
            places = most_shared(signs, self.signs, most + min(gone, most))
            places = places[alive[places]]
        places = np.sort(places)  # as they lie in the file
        scores = self._products(asked, places, source)
        if len(places) > count:
            places = places[scores >= np.partition(scores, len(scores) - count)[len(scores) - count]]
        return self.keys[places]

    def rows(self, places: NDArray[np.int64], source: Source | None) -> NDArray[np.int8]:
        """Return the codes at some places, made again where they are damaged."""
        found = self.codes.rows[places]
        for block in self._damaged(places, source):
            inside = places // BLOCK == block
            found[inside] = self._mended[block][places[inside] - block * BLOCK]
        return found

    def _products(
        self, asked: NDArray[np.int8], places: NDArray[np.int64], source: Source | None
    ) -> NDArray[np.float32]:
        if self._damaged(places, source):
            return products(asked, self.rows(places, source), np.arange(len(places)))
        return products(asked, self.codes.rows, places)

    def _damaged(self, places: NDArray[np.int64], source: Source | None) -> list[int]:
        """Return the damaged blocks in which these places lie; each of them is made again from the store."""
        found = [each for each in np.unique(places // BLOCK).tolist() if not self.codes.is_sound(each)]
        for block in found:
            if block not in self._mended:
                if source is None:
                    raise UnreadableError
                keys = self.keys[block * BLOCK : (block + 1) * BLOCK]
                mended = np.zeros((len(keys), self.coding.dimensions), dtype=np.int8)
                known, vectors = source.of_passages(keys)  # those that were removed since are not asked for
                mended[np.searchsorted(keys, known)] = self.coding.codes(vectors)
                self._mended[block] = mended
        return found
