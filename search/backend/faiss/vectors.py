"""Passages by meaning: the nearest ones, by their own vectors and by those of their sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from search.backend.faiss.indexes import Indexes
    from search.model import Filters


class FaissVectors:
    """See search.backend.protocol.Vectors.

    ``restricted``: filters -> the keys of the passages that pass them and lie in the scope, None where all do.
    """

    def __init__(self, indexes: Indexes, restricted: Callable[[Filters | None], NDArray[np.int64] | None]) -> None:
        self._indexes = indexes
        self._restricted = restricted

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""
        return self._indexes.passages.search(query, top, self._restricted(filters))[0]

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""
        keys, owners = self._indexes.sentence_keys, self._indexes.sentence_passages
        allowed = self._restricted(filters)
        inside = None if allowed is None else keys[np.isin(owners, allowed)]
        found, _ = self._indexes.sentences.search(query, top, inside)
        return np.unique(owners[np.searchsorted(keys, found)])

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""
        return self._indexes.passages.similarities(query, keys)

    def sentences(self, query: NDArray[np.float32], keys: Iterable[int]) -> dict[int, list[float]]:
        """Return passage key -> the similarity of each of its sentences, in the order of Passage.sentences."""
        _, owners, scores = self._sentences(query, np.array([*keys], dtype=np.int64))
        found: dict[int, list[float]] = {}
        for owner, score in zip(owners.tolist(), scores.tolist(), strict=True):
            found.setdefault(owner, []).append(score)
        return found

    def best_sentences(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
        """Return passage key -> (index in Passage.sentences, similarity) of the most similar, of equals the first."""
        sentences, owners, scores = self._sentences(query, keys)
        passages, first = np.unique(owners, return_index=True)  # owners ascend: the place of each one's first sentence
        order = np.lexsort((sentences, -scores, owners))
        best = order[first]
        pairs = zip((best - first).tolist(), scores[best].tolist(), strict=True)
        return dict(zip(passages.tolist(), pairs, strict=True))

    def _sentences(
        self, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
        """Return (key, passage, similarity) of each sentence of these passages, ascending by passage and key."""
        inside = np.isin(self._indexes.sentence_passages, keys)
        sentences, owners = self._indexes.sentence_keys[inside], self._indexes.sentence_passages[inside]
        return sentences, owners, self._indexes.sentences.similarities(query, sentences)
