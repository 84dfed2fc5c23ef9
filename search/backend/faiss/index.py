"""Nearest vectors by inner product, compared with each. The only module that imports faiss."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

DECIMALS = 6  # of an inner product
_AT_A_TIME = 1024  # vectors: they stay in the processor's cache


class VectorIndex:
    """Vectors by integer id, kept in half precision, as they are stored.

    Several threads may search; while one changes it, nobody else may.
    """

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self._flat = _half_precision(dimensions)
        self._index = faiss.IndexIDMap(self._flat)
        self.ids = np.zeros(0, dtype=np.int64)  # ascending

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def vectors(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (ids, vectors) of all, in the order in which they were added."""
        flat = faiss.vector_to_array(self._flat.codes).view(np.float16).reshape(len(self), self.dimensions)
        return faiss.vector_to_array(self._index.id_map), flat.astype(np.float32)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors of shape (len(ids), dimensions). Raises ValueError when the shapes differ."""
        if vectors.shape != (len(ids), self.dimensions):
            message = f"{len(ids)} ids but vectors of shape {vectors.shape}, dimensions {self.dimensions}"
            raise ValueError(message)
        if len(ids):
            self._index.add_with_ids(
                np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(ids, dtype=np.int64)
            )
            self.ids = np.sort(np.concatenate((self.ids, ids)))

    def search(
        self, query: NDArray[np.float32], top: int, allowed: NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (ids, inner products) of the ``top`` vectors nearest to ``query``, best first, ties by id.

        The products are rounded to DECIMALS before they are compared: beyond that, processors differ.
        ``allowed``: only these ids count; FAISS leaves the others out while it searches, so ``top`` of these come back.
        """
        count = min(top, len(self) if allowed is None else len(allowed))
        if count <= 0 or not len(self):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(np.ascontiguousarray(allowed, dtype=np.int64))
        flat = np.ascontiguousarray(query, dtype=np.float32).reshape(1, self.dimensions)
        _compare_in_this_thread()
        scores, ids = self._index.search(flat, count, params=parameters)
        return best_first(ids[0][ids[0] >= 0], np.round(scores[0][ids[0] >= 0], DECIMALS))

    def similarities(self, query: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the inner product of ``query`` with each of these vectors, in their order."""
        if not len(ids):
            return np.zeros(0, dtype=np.float32)
        found, scores = self.search(query, len(ids), ids)
        order = np.argsort(found)
        places = np.searchsorted(found, ids, sorter=order)
        return scores[order[places]]


def _half_precision(dimensions: int) -> Any:  # noqa: ANN401 - faiss has no types
    """Return an empty index of such vectors. Another kind adds up in another order, on some processors."""
    return faiss.IndexScalarQuantizer(dimensions, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)


def best_first(ids: NDArray[np.int64], scores: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return ids and their scores in the order of falling scores, ties by id."""
    order = np.lexsort((ids, -scores))
    return ids[order], scores[order]


def inner_products(query: NDArray[np.float32], vectors: NDArray[np.float16]) -> NDArray[np.float32]:
    """Return the inner product of ``query`` with each of these vectors, as an index that holds them would give it."""
    found = np.empty(len(vectors), dtype=np.float32)
    if not len(vectors):
        return found
    dimensions = vectors.shape[1]
    # faiss reads half precision by itself, several times as fast as numpy makes single precision of it.
    some = _half_precision(dimensions)
    codes = np.ascontiguousarray(vectors).view(np.uint8)
    flat = np.ascontiguousarray(query, dtype=np.float32).reshape(1, dimensions)
    _compare_in_this_thread()
    for start in range(0, len(vectors), _AT_A_TIME):
        part = codes[start : start + _AT_A_TIME]
        some.reset()
        some.add_sa_codes(part)
        scores, places = some.search(flat, len(part))
        found[start + places[0]] = scores[0]
    return np.round(found, DECIMALS)


def most_shared(query: NDArray[np.uint8], signs: NDArray[np.uint8], count: int) -> NDArray[np.int64]:
    """Return the places of the ``count`` rows of signs that share most with those of a query; of equal ones the first.

    Shapes (1, bytes) and (number, bytes).
    """
    if not len(signs):
        return np.zeros(0, dtype=np.int64)
    _compare_in_this_thread()
    _, places = faiss.knn_hamming(query, signs, min(count, len(signs)), variant="mc")
    found: NDArray[np.int64] = places[0]
    return found


def _compare_in_this_thread() -> None:
    """Keep FAISS from starting threads: for one question they only cost the time to start them and to wait for all.

    That is ten times what comparing takes, and far more where other programs run. OpenMP keeps the number for each
    thread that asks, and a server asks from many.
    """
    faiss.omp_set_num_threads(1)
