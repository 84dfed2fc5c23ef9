"""The vector index equals brute force and keeps its ids; what it computes of stored vectors is the same."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import faiss
import numpy as np
import pytest

from search.backend.faiss.index import VectorIndex, inner_products, most_shared

if TYPE_CHECKING:
    from numpy.typing import NDArray


def make_vectors(count: int, dimensions: int = 8) -> NDArray[np.float32]:
    """Return vectors of about unit length in half precision, the same ones every time."""
    vectors = np.random.default_rng(7).normal(size=(count, dimensions)).astype(np.float32)
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16).astype(np.float32)


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
    index.add(np.array([1, 2]), np.array([[1.0, 0.0], [0.0, 1.0]], dtype=np.float32))
    ids, scores = index.search(np.array([0.8, 0.8000002], dtype=np.float32), 2)
    assert ids.tolist() == [1, 2]
    assert scores[0] == scores[1]


def test_filter_never_starves(index: VectorIndex) -> None:
    """As many come back as are asked for, however far from the query the allowed ones are."""
    query = make_vectors(50)[0]
    allowed = np.array(brute_force(query, np.arange(100, 250, 3), make_vectors(50))[-3:])
    ids, _ = index.search(query, 2, allowed)
    assert allowed[:2].tolist() == ids.tolist()


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


def test_stored_vectors_give_what_an_index_of_them_gives() -> None:
    """To the last decimal, so that the size of a knowledge base changes no similarity; equal ones are equally near."""
    stored = make_vectors(3000, 640).astype(np.float16)
    stored[2000] = stored[1]
    query = make_vectors(3001, 640)[-1]
    index = VectorIndex(640)
    index.add(np.arange(3000), stored.astype(np.float32))
    found = inner_products(query, stored)
    assert index.similarities(query, np.arange(3000)).tolist() == found.tolist()
    assert found[2000] == found[1]
    assert inner_products(query, stored[:0]).tolist() == []


def test_rows_that_share_most() -> None:
    """Of equal ones the first; no more than there are."""
    signs = np.array([[0b1111], [0b0000], [0b0111], [0b1110]], dtype=np.uint8)
    query = np.array([[0b1111]], dtype=np.uint8)
    assert most_shared(query, signs, 2).tolist() == [0, 2]
    assert sorted(most_shared(query, signs, 9).tolist()) == [0, 1, 2, 3]
    assert most_shared(query, signs[:0], 2).tolist() == []
