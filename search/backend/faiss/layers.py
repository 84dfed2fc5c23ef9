"""An exact index that grows by layers: a write adds a small one, and touches the others only when it is time to.

Layers are shared between generations and never changed. A new one swallows those before it that are hardly larger, so
there are few of them, and each vector is copied a few times in all. What was removed stays in its layer and is asked
past until there is much of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from search.backend.faiss.index import VectorIndex, best_first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

_SWALLOWED = 2  # times as large as the new layer
_MOST_GONE = 4  # of so many vectors one may be gone


def _no_ids() -> NDArray[np.int64]:
    return np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Layers:
    """Vectors by integer id, searched exactly; nothing in it changes.

    ``gone``: ids that are in a layer and no longer count, ascending.
    """

    dimensions: int
    layers: tuple[VectorIndex, ...] = ()
    gone: NDArray[np.int64] = field(default_factory=_no_ids)

    def __len__(self) -> int:
        return self._held - len(self.gone)

    @property
    def _held(self) -> int:
        return sum(map(len, self.layers))

    def added(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> Layers:
        """Return the same with more vectors, of which none is here. Raises ValueError when the shapes differ."""
        new = VectorIndex(self.dimensions)
        new.add(ids, vectors)
        return self._topped(new) if len(new) else self

    def without(self, is_gone: Callable[[NDArray[np.int64]], NDArray[np.bool_]]) -> Layers:
        """Return the same without the vectors of whose ids this is true."""
        gone = np.unique(np.concatenate([self.gone, *(layer.ids[is_gone(layer.ids)] for layer in self.layers)]))
        if len(gone) == len(self.gone):
            return self
        less = Layers(self.dimensions, self.layers, gone)
        if _MOST_GONE * len(gone) <= self._held:
            return less
        return Layers(self.dimensions, (less._joined(self.layers),))

    def within(self, firsts: NDArray[np.int64], lasts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the ids from each of the first to the last, ascending; these do not overlap, and none is gone."""
        found = [_no_ids()]
        for layer in self.layers:
            starts = np.searchsorted(layer.ids, firsts)
            counts = np.searchsorted(layer.ids, lasts, side="right") - starts
            before = np.cumsum(counts) - counts
            found.append(layer.ids[np.repeat(starts - before, counts) + np.arange(counts.sum())])
        return np.sort(np.concatenate(found))

    def search(
        self, query: NDArray[np.float32], top: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (ids, inner products) of the ``top`` vectors nearest to ``query``, best first, ties by id.

        ``allowed``: only these ids count, none of which may be gone.
        """
        more = len(self.gone) if allowed is None and top > 0 else 0
        found = [layer.search(query, top + more, _inside(layer, allowed)) for layer in self.layers]
        if len(found) == 1 and not more:
            return found[0]
        ids = np.concatenate([_no_ids(), *(each for each, _ in found)])
        scores = np.concatenate([np.zeros(0, dtype=np.float32), *(each for _, each in found)])
        counts = ~np.isin(ids, self.gone)
        ids, scores = best_first(ids[counts], scores[counts])
        return ids[:top], scores[:top]

    def similarities(self, query: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the inner product of ``query`` with each of these vectors, in their order."""
        if not len(ids):
            return np.zeros(0, dtype=np.float32)
        found, scores = self.search(query, len(ids), ids)
        order = np.argsort(found)
        places = np.searchsorted(found, ids, sorter=order)
        return scores[order[places]]

    def _topped(self, new: VectorIndex) -> Layers:
        """Return these layers under a new one, which swallows those that are hardly larger."""
        kept, size = len(self.layers), len(new)
        while kept and len(self.layers[kept - 1]) <= _SWALLOWED * size:
            kept -= 1
            size += len(self.layers[kept])
        if kept == len(self.layers):
            return Layers(self.dimensions, (*self.layers, new), self.gone)
        joined = self._joined((*self.layers[kept:], new))
        left = self.layers[:kept]
        still = [_no_ids(), *(np.intersect1d(layer.ids, self.gone, assume_unique=True) for layer in left)]
        return Layers(self.dimensions, (*left, joined), np.sort(np.concatenate(still)))

    def _joined(self, layers: Sequence[VectorIndex]) -> VectorIndex:
        """Return one layer that holds what counts of several."""
        made = VectorIndex(self.dimensions)
        for layer in layers:
            ids, vectors = layer.vectors()
            counts = ~np.isin(ids, self.gone)
            made.add(ids[counts], vectors[counts])
        return made


def _inside(layer: VectorIndex, allowed: NDArray[np.int64] | None) -> NDArray[np.int64] | None:
    """Return which ids of a layer count: faiss makes a table of all that it is given, which may be far more."""
    if allowed is None or len(allowed) <= len(layer):
        return allowed
    return layer.ids[np.isin(layer.ids, allowed)]
