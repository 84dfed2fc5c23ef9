"""Layers give what one index of the same vectors gives, whatever was added and removed in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from vector_factories import clustered

from search.backend.faiss.index import VectorIndex
from search.backend.faiss.layers import Layers

if TYPE_CHECKING:
    from numpy.typing import NDArray

VECTORS = clustered(2000).astype(np.float32)
QUERY = VECTORS[7] + np.float32(0.1)


def grown(steps: int, random: np.random.Generator) -> tuple[Layers, NDArray[np.int64]]:
    """Return layers after so many writes, and the ids that count; an id is the place of its vector."""
    layers, alive, following = Layers(64), np.zeros(0, dtype=np.int64), 0
    for step in range(steps):
        if step % 3 == 2:
            gone = random.choice(alive, size=len(alive) // 4, replace=False)
            layers = layers.without(lambda ids, gone=gone: np.isin(ids, gone))
            alive = np.setdiff1d(alive, gone)
        count = int(random.integers(0, 60))
        fresh = np.arange(following, following + count)
        layers, following = layers.added(fresh, VECTORS[fresh]), following + count
        alive = np.concatenate((alive, fresh))
    return layers, alive


@pytest.mark.parametrize("steps", [0, 1, 2, 7, 30])
def test_equal_to_one_index(steps: int) -> None:
    """Ids and similarities, under a filter and without, to the last decimal."""
    layers, alive = grown(steps, np.random.default_rng(steps))
    whole = VectorIndex(64)
    whole.add(alive, VECTORS[alive])
    assert len(layers) == len(alive)
    for allowed in (None, alive[::3], alive[:1]):
        expected, found = whole.search(QUERY, 25, allowed), layers.search(QUERY, 25, allowed)
        assert [part.tolist() for part in found] == [part.tolist() for part in expected]
    assert layers.similarities(QUERY, alive[::-1]).tolist() == whole.similarities(QUERY, alive[::-1]).tolist()


def test_ids_within_stretches() -> None:
    """Of all layers, ascending."""
    layers = Layers(64).added(np.array([5, 1, 9]), VECTORS[:3]).added(np.array([2, 8]), VECTORS[3:5])
    assert layers.within(np.array([1, 8]), np.array([2, 9])).tolist() == [1, 2, 8, 9]
    assert layers.within(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)).tolist() == []


def test_what_stands_is_not_copied() -> None:
    """A small write makes a small layer and leaves the large one; there are never many layers."""
    first = Layers(64).added(np.arange(1000), VECTORS[:1000])
    second = first.added(np.arange(1000, 1010), VECTORS[1000:1010])
    assert second.layers[0] is first.layers[0]
    layers = first
    for start in range(1000, 2000, 10):
        layers = layers.added(np.arange(start, start + 10), VECTORS[start : start + 10])
    assert len(layers.layers) <= 8
    assert len(first.layers) == 1  # who still reads it sees what was there
    assert len(layers) == 2000


def test_much_that_is_gone_is_dropped() -> None:
    """Else a search would ask past ever more of it."""
    layers = Layers(64).added(np.arange(1000), VECTORS[:1000])
    few = layers.without(lambda ids: ids < 200)
    assert (len(few.gone), few.layers[0] is layers.layers[0]) == (200, True)
    many = few.without(lambda ids: ids < 600)
    assert (len(many.gone), len(many.layers[0])) == (0, 400)
    assert many.search(QUERY, 1000)[0].min() == 600


def test_unequal_numbers_are_refused() -> None:
    """Two ids for one vector would shift all that follow."""
    with pytest.raises(ValueError, match="2 ids"):
        Layers(64).added(np.array([1, 2]), VECTORS[:1])
