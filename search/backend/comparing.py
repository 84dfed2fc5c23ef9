"""Passages by meaning, as far as that does not depend on where vectors are kept."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

from search.backend.spans import is_among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from search.model import Filters

    Compare = Callable[[NDArray[np.float32], NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float32]]]

POSITION_BITS = 16  # of the id of a sentence: its place in the passage; above them the passage's key


class Comparing(ABC):
    """See search.backend.protocol.Vectors: what is the same wherever vectors are, and however many."""

    def expect(self, query: NDArray[np.float32], top: int, each: Sequence[Filters]) -> None:  # noqa: B027 - where it takes long
        """Look for the nearest that pass each of these filters meanwhile; nothing where all are compared at once."""

    @abstractmethod
    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""

    @abstractmethod
    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""

    @abstractmethod
    def compares_all(self, filters: Filters | None = None) -> bool:
        """Tell whether the sentences of all passages that pass the filters are compared with a query."""

    @abstractmethod
    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""

    @abstractmethod
    def _sentences(
        self, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (id, similarity) of each sentence of these passages, ascending."""

    def sentences(self, query: NDArray[np.float32], keys: Iterable[int]) -> dict[int, list[float]]:
        """Return passage key -> the similarity of each of its sentences, in the order of Passage.sentences."""
        ids, scores = self._sentences(query, np.array([*keys], dtype=np.int64))
        found: dict[int, list[float]] = {}
        for owner, score in zip((ids >> POSITION_BITS).tolist(), scores.tolist(), strict=True):
            found.setdefault(owner, []).append(score)
        return found

    def best_sentences(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
        """Return passage key -> (index in Passage.sentences, similarity) of the most similar, of equals the first."""
        ids, scores = self._sentences(query, keys)
        owners = ids >> POSITION_BITS
        passages, first = np.unique(owners, return_index=True)  # owners ascend: the place of each one's first sentence
        best = np.lexsort((ids, -scores, owners))[first]
        pairs = zip((best - first).tolist(), scores[best].tolist(), strict=True)
        return dict(zip(passages.tolist(), pairs, strict=True))


class Compared:
    """Similarities to a query, each computed once while that query is asked about.

    ``compare``: query, keys of passages -> (id, similarity) of what belongs to them; ``bits``: of an id that do not
    belong to the key.
    """

    def __init__(self, compare: Compare, bits: int) -> None:
        self._compare = compare
        self._bits = bits
        self._forget()

    def _forget(self) -> None:
        self._query = b""
        self._asked = self._ids = np.zeros(0, dtype=np.int64)
        self._scores = np.zeros(0, dtype=np.float32)

    def to(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (id, similarity) of what belongs to these passages, ascending; what is not there is left out."""
        if query.tobytes() != self._query:
            self._forget()
            self._query = query.tobytes()
        keys = np.sort(keys)
        missing = keys[~is_among(keys, self._asked)]
        if len(missing):
            found, similarities = self._compare(query, missing)
            ids, scores = np.concatenate((self._ids, found)), np.concatenate((self._scores, similarities))
            order = np.argsort(ids)
            self._ids, self._scores = ids[order], scores[order]
            self._asked = np.sort(np.concatenate((self._asked, missing)))
        inside = is_among(self._ids >> self._bits, keys)
        return self._ids[inside], self._scores[inside]
