"""A sketch finds what an exact search finds, under filters and after removals, and mends what was damaged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from vector_factories import StoredVectors, clustered

from search.backend.faiss.blocks import BLOCK
from search.backend.faiss.making import load, make, save

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backend.faiss.sketch import Sketch

VECTORS = clustered(5000)
QUERIES = clustered(200, seed=8).astype(np.float32)
STAMP: dict[str, object] = {"store": "a"}


@pytest.fixture(scope="module")
def source() -> StoredVectors:
    """Fifty documents of a hundred passages."""
    made = StoredVectors()
    for part in np.split(VECTORS, 50):
        made.add(part)
    return made


@pytest.fixture(scope="module")
def sketch(source: StoredVectors) -> Sketch:
    """Of all of them; codes are compared for one passage in ten."""
    return replace(make(source, source.documents()), compared=500)


def nearest(query: NDArray[np.float32], keys: NDArray[np.int64], count: int = 10) -> set[int]:
    """Return the keys of the nearest, by brute force; the first passage has the key 1."""
    return set(keys[np.argsort(-(VECTORS[keys - 1].astype(np.float32) @ query), kind="stable")[:count]].tolist())


def recall(
    sketch: Sketch, source: StoredVectors, allowed: NDArray[np.int64] | None, counted: NDArray[np.int64]
) -> float:
    """Return the share of the ten nearest that are among the twenty that a sketch gives."""
    found = [set(sketch.search(query, 20, source, allowed).tolist()) for query in QUERIES]
    return float(
        np.mean([len(each & nearest(query, counted)) / 10 for query, each in zip(QUERIES, found, strict=True)])
    )


@pytest.mark.parametrize("share", [1, 2, 5, 40])
def test_it_finds_the_nearest(sketch: Sketch, source: StoredVectors, share: int) -> None:
    """Of all passages, and of one in so many that pass a filter."""
    keys = np.arange(1, 5001)[::share]
    assert recall(sketch, source, None if share == 1 else keys, keys) >= 0.98


def test_a_filter_never_starves(sketch: Sketch, source: StoredVectors) -> None:
    """As many come back as are asked for, however far they are, and none that does not pass; unknown keys are not."""
    far = np.array(sorted(set(range(1, 5001)) - nearest(QUERIES[0], np.arange(1, 5001), 4400)))
    found = sketch.search(QUERIES[0], 20, source, far)
    assert len(found) >= 20
    assert set(found.tolist()) <= set(far.tolist())
    assert sketch.search(QUERIES[0], 20, source, np.array([3, 9999])).tolist() == [3]
    assert sketch.search(QUERIES[0], 20, source, np.zeros(0, dtype=np.int64)).tolist() == []


def test_what_is_gone_is_not_found(sketch: Sketch, source: StoredVectors) -> None:
    """As many come back all the same."""
    gone = np.array(sorted(nearest(QUERIES[0], np.arange(1, 5001), 300)))
    alive = np.ones(5000, dtype=np.bool_)
    alive[sketch.places(gone)] = False
    found = sketch.search(QUERIES[0], 20, source, alive=alive)
    assert len(found) >= 20
    assert not set(found.tolist()) & set(gone.tolist())


def test_a_damaged_block_is_made_again(tmp_path: Path, sketch: Sketch, source: StoredVectors) -> None:
    """From the store, when it is met; the search finds the same."""
    path = tmp_path / "x"
    save(sketch, path, STAMP)
    data = bytearray(path.read_bytes())
    data[BLOCK * 64 // 2] ^= 64
    path.write_bytes(data)
    loaded = load(path, STAMP, 64)
    assert loaded is not None
    assert not loaded.mended
    for query in QUERIES[:20]:
        expected = replace(sketch, compared=5000).search(query, 20, source).tolist()
        assert replace(loaded, compared=5000).search(query, 20, source).tolist() == expected
    again = load(path, STAMP, 64)
    assert again is not None
    again.search(QUERIES[0], 20, source)
    assert again.mended
