"""The vector index equals brute force, keeps its ids, and never trusts a damaged file."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import faiss
import numpy as np
import pytest

from search.backend.faiss.index import VectorIndex

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

STAMP: dict[str, object] = {"store": "a", "generation": 3}


def make_vectors(count: int, dimensions: int = 8) -> NDArray[np.float32]:
    """Return unit vectors, the same ones every time."""
    vectors = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def index() -> VectorIndex:
    """Fifty vectors with ids 100, 103, 106, ..."""
    made = VectorIndex(8)
    made.add(np.arange(100, 250, 3), make_vectors(50))
    return made


def brute_force(query: NDArray[np.float32], ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> list[int]:
    """Return the ids by falling inner product with the query."""
    return ids[np.argsort(-(vectors @ query), kind="stable")].tolist()


@pytest.mark.parametrize("seed", range(5))
def test_equals_brute_force(index: VectorIndex, seed: int) -> None:
    """Ids and scores are those of a plain matrix product."""
    query = make_vectors(seed + 1)[-1] + np.float32(0.1)
    ids, scores = index.search(query, 50)
    expected = make_vectors(50) @ query
    assert brute_force(query, np.arange(100, 250, 3), make_vectors(50)) == ids.tolist()
    np.testing.assert_allclose(np.sort(expected)[::-1], scores, atol=1e-6)


def test_a_search_is_one_thread_of_whoever_asks(index: VectorIndex) -> None:
    """OpenMP keeps how many threads it may start for each thread by itself, and a server asks from many."""

    def threads_after_search() -> int:
        index.search(make_vectors(1)[0], 5)
        return int(faiss.omp_get_max_threads())

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(threads_after_search).result() == 1


def test_what_differs_by_processor_does_not_decide() -> None:
    """Vectors whose products differ in the seventh decimal are equally near: the lower id is first."""
    index = VectorIndex(2)
    index.add(np.array([1, 2]), np.array([[0.8, 0.6], [0.8000002, 0.5999998]], dtype=np.float32))
    ids, scores = index.search(np.array([1.0, 0.0], dtype=np.float32), 2)
    assert ids.tolist() == [1, 2]
    assert scores[0] == scores[1]


def test_filter_never_starves(index: VectorIndex) -> None:
    """As many come back as are asked for, however far from the query the allowed ones are."""
    query = make_vectors(50)[0]
    allowed = np.array(brute_force(query, np.arange(100, 250, 3), make_vectors(50))[-3:])
    ids, _ = index.search(query, 2, allowed)
    assert allowed[:2].tolist() == ids.tolist()


def test_ids_survive_removal(index: VectorIndex) -> None:
    """What is left after a removal keeps its ids and scores."""
    query = make_vectors(50)[5]
    before = dict(zip(*(part.tolist() for part in index.search(query, 50)), strict=True))
    index.remove([100, 115])
    after = dict(zip(*(part.tolist() for part in index.search(query, 50)), strict=True))
    assert {key: score for key, score in before.items() if key not in (100, 115)} == after


def test_similarities_in_the_order_asked(index: VectorIndex) -> None:
    """Each id gets its own inner product."""
    query = make_vectors(50)[0]
    found = index.similarities(query, np.array([106, 100, 103]))
    np.testing.assert_allclose(make_vectors(50)[[2, 0, 1]] @ query, found, atol=1e-6)


def test_unequal_numbers_are_refused(index: VectorIndex) -> None:
    """Two ids for one vector would shift all that follow."""
    with pytest.raises(ValueError, match="2 ids"):
        index.add(np.array([1, 2]), make_vectors(1))


@pytest.mark.parametrize("top", [0, 5])
def test_nothing_to_search(top: int) -> None:
    """An empty index has no neighbours."""
    ids, scores = VectorIndex(8).search(make_vectors(1)[0], top)
    assert (ids.tolist(), scores.tolist()) == ([], [])


def test_loading_what_was_saved(index: VectorIndex, tmp_path: Path) -> None:
    """A saved index gives the same hits."""
    path = tmp_path / "x.faiss"
    index.save(path, STAMP)
    loaded = VectorIndex.load(path, 8, STAMP)
    assert loaded is not None
    query = make_vectors(50)[9]
    assert index.search(query, 50)[0].tolist() == loaded.search(query, 50)[0].tolist()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["x.faiss", "x.faiss.json"]


def test_flipped_bit_is_noticed(index: VectorIndex, tmp_path: Path) -> None:
    """FAISS itself would load this file and give other answers."""
    path = tmp_path / "x.faiss"
    index.save(path, STAMP)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    assert VectorIndex.load(path, 8, STAMP) is None


@pytest.mark.parametrize("stamp", [{"store": "a", "generation": 4}, {"store": "b", "generation": 3}, {}])
def test_index_of_another_store_is_refused(index: VectorIndex, tmp_path: Path, stamp: dict[str, object]) -> None:
    """An index of another generation or another store is as good as none."""
    path = tmp_path / "x.faiss"
    index.save(path, STAMP)
    assert VectorIndex.load(path, 8, stamp) is None


@pytest.mark.parametrize("content", ["", "{", json.dumps({"sha256": "0"})])
def test_unreadable_sidecar(index: VectorIndex, tmp_path: Path, content: str) -> None:
    """Without a sound file that vouches for it an index is not used."""
    path = tmp_path / "x.faiss"
    index.save(path, STAMP)
    path.with_name("x.faiss.json").write_text(content)
    assert VectorIndex.load(path, 8, STAMP) is None
