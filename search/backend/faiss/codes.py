"""Vectors as whole numbers of 8 bits, and as the signs of their turned components: exact, the same on every machine.

An inner product of whole numbers this small is exact in single precision, in whatever order a processor adds. So the
same vectors give the same codes, signs and nearest ones everywhere, while a matrix product does all the work.

Signs: a vector's difference from the mean is turned, so that every component says as much as any other, and of each
only the sign is kept. The more signs two vectors share, the nearer they are (Charikar 2002; RaBitQ, Gao and Long 2024).
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_EXACT = 2**24  # up to which single precision holds every whole number
_MOST = 127  # of a code
_SPREAD = 6.0  # standard deviations of a component, if all were alike, that a code can tell apart; beyond is cut off
_SIDE = 64  # components that are turned together: as many signs as a processor counts at a time
_AT_A_TIME = 512  # vectors, which stay in the processor's cache


@dataclass(frozen=True)
class Coding:
    """How vectors of length 1 become codes and signs."""

    dimensions: int

    @property
    def levels(self) -> int:
        """The largest code of so many dimensions whose products can be added exactly."""
        return min(_MOST, math.isqrt(_EXACT // max(self.dimensions, 1)))

    @property
    def bytes(self) -> int:
        """Length of the signs of a vector."""
        return -(-self.dimensions // _SIDE) * _SIDE // 8

    def codes(self, vectors: NDArray[Any]) -> NDArray[np.int8]:
        """Return the codes of vectors, shape (number, dimensions)."""
        return self._cut(vectors.astype(np.float32) * np.float32(self.levels / _SPREAD * math.sqrt(self.dimensions)))

    def of_query(self, query: NDArray[np.float32]) -> NDArray[np.int8]:
        """Return the code of a query, shape (dimensions,): whole numbers, as large as they may be."""
        largest = float(np.abs(query).max(initial=0.0))
        return self._cut(query.astype(np.float32) * np.float32(self.levels / largest if largest else 0.0))

    def _cut(self, values: NDArray[np.float32]) -> NDArray[np.int8]:
        return np.clip(np.rint(values), -self.levels, self.levels).astype(np.int8)

    def signs(self, codes: NDArray[np.int8], mean: NDArray[np.int64] | None = None) -> NDArray[np.uint8]:
        """Return the signs of codes, of those less ``mean`` where it is given, 8 to a byte.

        A question is taken as it is: its product with the mean is the same for all.
        """
        parts = np.split(codes, range(_AT_A_TIME, len(codes), _AT_A_TIME))
        less = np.float32(0.0) if mean is None else mean.astype(np.float32)
        return np.concatenate([np.packbits(self._turned(part - less) > 0, axis=1) for part in parts])

    def _turned(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return whole numbers after two turns, each within groups of components, which are other ones the second time.

        A turn: some signs are changed, then Hadamard's matrix, which holds ones and minus ones only, so that sums stay
        exact.
        """
        count, width = len(vectors), self._changed.shape[1]
        padded = np.zeros((count, width), dtype=np.float32)
        padded[:, : self.dimensions] = vectors
        once = (padded * self._changed[0]).reshape(count, -1, _SIDE) @ _hadamard()
        mixed = once.transpose(0, 2, 1).reshape(count, width) * self._changed[1]
        twice: NDArray[np.float32] = mixed.reshape(count, -1, _SIDE) @ _hadamard()
        return twice.reshape(count, width)

    @cached_property
    def _changed(self) -> NDArray[np.float32]:
        """Ones and minus ones, for the two turns; from a hash, as no random generator promises to stay the same."""
        width = 8 * self.bytes
        drawn = np.frombuffer(hashlib.shake_256(b"signs").digest(2 * width // 8), dtype=np.uint8)
        return np.where(np.unpackbits(drawn).reshape(2, width), np.float32(1.0), np.float32(-1.0))


def products(query: NDArray[np.int8], codes: NDArray[np.int8], places: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the inner product of the code of a query with each of those at some places; whole numbers."""
    found = np.empty(len(places), dtype=np.float32)
    asked = query.astype(np.float32)
    most = min(_AT_A_TIME, len(places))
    held, wide = np.empty((most, len(query)), dtype=np.int8), np.empty((most, len(query)), dtype=np.float32)
    for start in range(0, len(places), _AT_A_TIME):
        part = places[start : start + _AT_A_TIME]
        # Into the same room each time; "clip", since checking the places first would copy once more.
        np.take(codes, part, axis=0, out=held[: len(part)], mode="clip")
        np.copyto(wide[: len(part)], held[: len(part)])
        np.dot(wide[: len(part)], asked, out=found[start : start + len(part)])
    return found


@cache
def _hadamard() -> NDArray[np.float32]:
    matrix = np.ones((1, 1), dtype=np.float32)
    while len(matrix) < _SIDE:
        matrix = np.block([[matrix, matrix], [matrix, -matrix]])
    return matrix
