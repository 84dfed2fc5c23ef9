"""Passages by meaning: pgvector, exact where there are few, with an approximate index for candidates where many.

The vectors are stored as float32. An index holds them as halfvec, half the size; what it finds is put in order by the
vectors themselves, so that a similarity never depends on the way in which a passage was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.postgres.access.adapting import as_keys, vector_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.model import Filters

DECIMALS = 6  # of a similarity
#: Vectors that are compared one by one; where more would be, an index is asked.
FEW = 20_000
#: Table -> (the column with the key of a vector, its index).
TABLES = {"passage_vectors": ("passage", "nearest_passages"), "sentence_vectors": ("sentence", "nearest_sentences")}
_AMONG = "WHERE passage = ANY(%(keys)s)"
_NEAREST = """
    SELECT passage FROM {table} {among} ORDER BY vector <#> %(query)s::vector, {key} LIMIT %(top)s"""
_CANDIDATES = """
    SELECT passage FROM (
        SELECT {key} AS number, passage, vector FROM {table} {among}
        ORDER BY (vector::halfvec({dimensions})) <#> %(query)s::halfvec({dimensions}) LIMIT %(depth)s
    ) each ORDER BY vector <#> %(query)s::vector, number LIMIT %(top)s"""
# Set for this transaction: with filters the index is read on until enough are found that pass.
_SETTINGS = """
    SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', %(width)s, true),
        set_config('hnsw.max_scan_tuples', '200000', true)"""
_WIDTHS = (100, 1000)  # of the search, pgvector's own limit is the second
_INDEXED = """
    SELECT 1 FROM pg_index i WHERE i.indexrelid = to_regclass(%(index)s) AND i.indisvalid"""
_SIMILARITIES = """
    SELECT array_agg(passage ORDER BY passage), array_agg(-(vector <#> %(query)s::vector) ORDER BY passage)
    FROM passage_vectors WHERE passage = ANY(%(keys)s)"""
_OF_SENTENCES = """
    SELECT array_agg(passage ORDER BY passage, sentence),
        array_agg(-(vector <#> %(query)s::vector) ORDER BY passage, sentence)
    FROM sentence_vectors WHERE passage = ANY(%(keys)s)"""


class PostgresVectors:
    """See search.backend.protocol.Vectors."""

    def __init__(self, reading: Reading, state: State) -> None:
        self._reading = reading
        self._state = state

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""
        return as_keys(self._nearest("passage_vectors", query, top, filters))

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""
        return np.unique(as_keys(self._nearest("sentence_vectors", query, top, filters)))

    def _nearest(self, table: str, query: NDArray[np.float32], top: int, filters: Filters | None) -> list[int]:
        allowed = self._reading.restricted_keys(filters)
        key, index = TABLES[table]
        values: dict[str, Any] = {"query": vector_text(query), "top": top, "keys": allowed}
        among = "" if allowed is None else _AMONG
        count = self._state.passages if allowed is None else len(allowed)
        if count <= FEW or not self._reading.rows(_INDEXED, index=index):
            return self._reading.column(_NEAREST.format(table=table, key=key, among=among), **values)
        least, most = _WIDTHS
        depth = 2 * top
        self._reading.rows(_SETTINGS, width=str(min(most, max(least, depth))))
        sql = _CANDIDATES.format(table=table, key=key, among=among, dimensions=int(self._state.dimensions))
        return self._reading.column(sql, depth=depth, **values)

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""
        if not len(keys):
            return np.zeros(0, dtype=np.float32)
        found, scores = self._scores(_SIMILARITIES, query, keys)
        return scores[np.searchsorted(found, keys)]

    def sentences(self, query: NDArray[np.float32], keys: Iterable[int]) -> dict[int, list[float]]:
        """Return passage key -> the similarity of each of its sentences, in the order of Passage.sentences."""
        owners, scores = self._scores(_OF_SENTENCES, query, as_keys(keys))
        found: dict[int, list[float]] = {}
        for owner, score in zip(owners.tolist(), scores.tolist(), strict=True):
            found.setdefault(owner, []).append(score)
        return found

    def best_sentences(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
        """Return passage key -> (index in Passage.sentences, similarity) of the most similar, of equals the first."""
        owners, scores = self._scores(_OF_SENTENCES, query, keys)
        passages, first = np.unique(owners, return_index=True)  # owners ascend: the place of each one's first sentence
        best = np.lexsort((np.arange(len(owners)), -scores, owners))[first]
        pairs = zip((best - first).tolist(), scores[best].tolist(), strict=True)
        return dict(zip(passages.tolist(), pairs, strict=True))

    def _scores(
        self, sql: str, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (passage, similarity) of each row, ascending by passage."""
        [(owners, scores)] = self._reading.arrays(sql, query=vector_text(query), keys=as_keys(keys))
        if owners is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        return owners, np.round(scores.astype(np.float32), DECIMALS)
