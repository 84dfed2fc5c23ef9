"""Passages by meaning: the nearest ones, by their own vectors and by those of their sentences."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from search.backend.comparing import POSITION_BITS, Compared, Comparing
from search.backend.faiss.index import best_first, inner_products
from search.backend.faiss.sketch import UnreadableError
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from search.backend.faiss.indexes import Indexes
    from search.backend.faiss.layers import Layers
    from search.backend.faiss.sketch import Sketch
    from search.backend.faiss.source import Source

    Restricted = Callable[[Filters | None], NDArray[np.int64] | None]

SPARE = 50  # candidates more than are wanted: codes put them in nearly the right order
# Nearest passages whose sentences are compared where not all of them are. Of 6,700 real passages the ten best by
# passage and sentence together are among the 40 nearest by passage 99 times in 100, of 800 among the 28 nearest.
_AMONG = 1000
_BESIDE = ThreadPoolExecutor(2, thread_name_prefix="nearest")


class ExactVectors(Comparing):
    """A small knowledge base: all passages and all sentences are in memory, and each is compared."""

    def __init__(self, passages: Layers, sentences: Layers, restricted: Restricted) -> None:
        self._passages = passages
        self._by_sentence = sentences
        self._restricted = restricted

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""
        return self._passages.search(query, top, self._restricted(filters))[0]

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""
        allowed = self._restricted(filters)
        inside = None if allowed is None else self._ids(allowed)
        found, _ = self._by_sentence.search(query, top, inside)
        return np.unique(found >> POSITION_BITS)

    def compares_all(self, filters: Filters | None = None) -> bool:  # noqa: ARG002 - whatever passes
        """Return True."""
        return True

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""
        return self._passages.similarities(query, keys)

    def _sentences(
        self, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        ids = self._ids(keys)
        return ids, self._by_sentence.similarities(query, ids)

    def _ids(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the ids of the sentences of these passages, ascending."""
        firsts = keys << POSITION_BITS
        return self._by_sentence.within(firsts, firsts + (1 << POSITION_BITS) - 1)


class SketchedVectors(Comparing):
    """A large knowledge base: a sketch gives candidates, and only theirs are the vectors that are read."""

    def __init__(self, indexes: Indexes, sketch: Sketch, source: Source, restricted: Restricted) -> None:
        self._indexes = indexes
        self._sketch = sketch
        self._source = source
        self._restricted = restricted
        # The last search: passages and sentences of one question are asked for one after the other.
        self._last: tuple[object, NDArray[np.int64]] = (None, np.zeros(0, dtype=np.int64))
        self._expected: dict[object, Future[NDArray[np.int64]]] = {}
        self._of_passages = Compared(partial(_compared, source.of_passages), 0)
        self._of_sentences = Compared(partial(_compared, source.of_sentences), POSITION_BITS)

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""
        asked = query.tobytes(), top, filters or Filters()
        if self._last[0] != asked:
            self._last = asked, self._nearest(query, top, self._restricted(filters), self._expected.get(asked))
        return self._last[1]

    def expect(self, query: NDArray[np.float32], top: int, each: Sequence[Filters]) -> None:
        """Search the sketch for the nearest in another thread; most of that is outside of Python."""
        for filters in each:
            search = _BESIDE.submit(self._near, query, top, self._restricted(filters))
            self._expected[query.tobytes(), top, filters] = search

    def _near(self, query: NDArray[np.float32], top: int, allowed: NDArray[np.int64] | None) -> NDArray[np.int64]:
        # Nothing is read from the store here: its transaction belongs to the thread that asks.
        return self._sketch.search(query, top + SPARE, None, allowed, self._indexes.alive)

    def _nearest(
        self,
        query: NDArray[np.float32],
        top: int,
        allowed: NDArray[np.int64] | None,
        expected: Future[NDArray[np.int64]] | None,
    ) -> NDArray[np.int64]:
        if allowed is not None and len(allowed) <= top:
            return allowed
        among = None
        if expected is not None:
            with suppress(UnreadableError):
                among = expected.result()
        if among is None:
            among = self._sketch.search(query, top + SPARE, self._source, allowed, self._indexes.alive)
        beside, _ = self._indexes.passages.search(query, top, allowed)
        keys, scores = self._of_passages.to(query, np.concatenate((among, beside)))
        return best_first(keys, scores)[0][:top]

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences of the nearest passages stand."""
        ids, scores = self._of_sentences.to(query, self.nearest(query, _AMONG, filters))
        return np.unique(best_first(ids, scores)[0][:top] >> POSITION_BITS)

    def compares_all(self, filters: Filters | None = None) -> bool:  # noqa: ARG002 - whatever passes
        """Return False."""
        return False

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""
        known, scores = self._of_passages.to(query, keys)
        return scores[np.searchsorted(known, keys)]

    def _sentences(
        self, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        return self._of_sentences.to(query, keys)


def _compared(
    read: Callable[[NDArray[np.int64]], tuple[NDArray[np.int64], NDArray[np.float16]]],
    query: NDArray[np.float32],
    keys: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return (id, similarity) of the vectors that ``read`` gives for some passages."""
    ids, vectors = read(keys)
    return ids, inner_products(query, vectors)


def vectors_of(indexes: Indexes, source: Source, restricted: Restricted) -> Comparing:
    """Return the vectors of a snapshot.

    ``source``: those it holds. ``restricted``: filters -> the keys of the passages that pass them and lie in the scope,
    None where all do.
    """
    if indexes.sketch is not None:
        return SketchedVectors(indexes, indexes.sketch, source, restricted)
    return ExactVectors(indexes.passages, indexes.sentences, restricted)
