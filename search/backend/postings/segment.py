"""The postings of a range of passages: for each term the passages that hold it and how often, as arrays.

Nothing in a segment changes. Those of a large base are mapped from files, so that a question reads only the lists of
its own terms.
"""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

NO_PASSAGE = -1  # in the place of a length


class DamagedSegmentError(Exception):
    """A list of a segment is not as it was written. Caught by the store, which then answers without the segments."""


@lru_cache(maxsize=65_536)
def term_hash(term: str) -> int:
    """Return what a term is known by in a segment.

    64 bits: the chance that two of a million terms share one is one in thirty million.
    """
    return int.from_bytes(hashlib.blake2b(term.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True, eq=False)
class Segment:
    """The postings of the passages with the keys ``first`` to ``last``.

    ``hashes``: of its terms, ascending. ``starts``: where the list of each begins, and the end of the last.
    ``offsets``: the lists, each the keys of its passages less ``first``, ascending. ``codes``: for each of these the
    place in ``weights`` of how often the term stands there, weighted by where. ``lengths``: for each key in the range
    the number of terms in all, NO_PASSAGE where there was none. ``checksums``: CRC-32 of each list; None for lists in
    memory.
    """

    first: int
    last: int
    hashes: NDArray[np.uint64]
    starts: NDArray[np.int64]
    offsets: NDArray[np.uint32]
    codes: NDArray[np.uint16]
    weights: NDArray[np.float64]
    lengths: NDArray[np.int32]
    checksums: NDArray[np.uint32] | None = None
    _sound: set[int] = field(default_factory=set, init=False, repr=False)

    @cached_property
    def passages(self) -> int:
        """How many passages it was made of."""
        return int(np.count_nonzero(self.lengths != NO_PASSAGE))

    def find(self, terms: Collection[str]) -> Mapping[str, int]:
        """Return term -> the number of its list, of those that any passage holds."""
        asked = [*terms]
        hashes = np.array([term_hash(term) for term in asked], dtype=np.uint64)
        places = np.searchsorted(self.hashes, hashes)
        held = places < len(self.hashes)
        held[held] = self.hashes[places[held]] == hashes[held]
        return {asked[each]: int(places[each]) for each in np.flatnonzero(held).tolist()}

    def postings(self, number: int) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
        """Return the offsets and the codes of a list. Raises DamagedSegmentError."""
        start, end = int(self.starts[number]), int(self.starts[number + 1])
        offsets, codes = self.offsets[start:end], self.codes[start:end]
        if self.checksums is not None and number not in self._sound:
            if checksum(offsets, codes) != self.checksums[number]:
                raise DamagedSegmentError
            self._sound.add(number)
        return offsets, codes


def checksum(offsets: NDArray[np.uint32], codes: NDArray[np.uint16]) -> int:
    """Return that of a list."""
    return zlib.crc32(codes.data, zlib.crc32(offsets.data))
