"""Passages by meaning: pgvector, exact where there are few; of many an approximate index gives candidates.

A vector is a halfvec, compared with a query of float32. What an index finds is put in order by the same comparison, so
that a similarity never depends on the way in which a passage was found. An index holds the passages up to a key, and
the later ones are compared one by one: so a write costs what it writes, until search.backend.postgres.optimising makes
another index. Where there is one, sentences are compared of the nearest passages only.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.comparing import POSITION_BITS, Compared, Comparing
from search.backend.derived import VECTORS
from search.backend.faiss.index import best_first
from search.backend.faiss.vectors import SPARE
from search.backend.postgres.access.adapting import as_keys, vector_text
from search.backend.postgres.tables.numbers import numbers_of
from search.backend.postgres.tables.stored_vectors import StoredVectors
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from concurrent.futures import Future

    from numpy.typing import NDArray

    from search.backend.derived import Generation
    from search.backend.faiss.files import VectorFiles
    from search.backend.faiss.indexes import Indexes
    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.backend.postgres.tables.numbers import Numbers

DECIMALS = 6  # of a similarity
#: Passages that are compared one by one; where more would be, an index is asked.
FEW = 20_000
#: Passages up to which the server compares all: of 10,000, with their sentences, that takes it a tenth of a second. Of
#: more the sketch is asked where there is one; it compares the codes of 8,000 passages, so of so many it misses none.
COMPARED = 4_000
#: What the names of the indexes begin with; behind it the key up to which one holds the passages.
INDEX = "nearest_passages_"
_AMONG = 1000  # nearest passages whose sentences are compared where an index is asked
_ALLOWED = "passage = ANY(%(keys)s)"
_LATER = "passage = ANY(%(later)s)"  # those of them that came after the index: mostly few of very many
_NEAREST = """
    SELECT passage FROM passage_vectors WHERE {allowed}
    ORDER BY vector::vector <#> %(query)s::vector, passage LIMIT %(top)s"""
_NEAREST_BY_SENTENCE = """
    SELECT passage FROM sentence_vectors WHERE {allowed}
    ORDER BY vector::vector <#> %(query)s::vector, sentence LIMIT %(top)s"""
_CANDIDATES = """
    SELECT passage FROM (
        (SELECT passage, vector FROM passage_vectors WHERE {allowed} AND passage <= {last}
        ORDER BY (vector::halfvec({dimensions})) <#> %(query)s::halfvec({dimensions}) LIMIT %(depth)s)
        UNION ALL
        (SELECT passage, vector FROM passage_vectors WHERE {later} AND passage > {last}
        ORDER BY vector::vector <#> %(query)s::vector LIMIT %(top)s)
    ) each ORDER BY vector::vector <#> %(query)s::vector, passage LIMIT %(top)s"""
# Set for this transaction. From pgvector 0.8 on an index is read on until enough are found that pass the filters.
_WIDTH = "SELECT set_config('hnsw.ef_search', %(width)s, true)"
_READ_ON = """
    SELECT set_config('hnsw.iterative_scan', 'relaxed_order', true),
        set_config('hnsw.max_scan_tuples', '200000', true)"""
_READS_ON = """
    SELECT string_to_array(extversion, '.')::integer[] >= ARRAY[0, 8] FROM pg_extension WHERE extname = 'vector'"""
_WIDTHS = (100, 1000)  # of the search; the second is pgvector's own limit
_INDEXES = """
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = to_regclass('passage_vectors') AND i.indisvalid AND starts_with(c.relname, %(name)s)"""
# Each column as one array, put in order here: the server would sort them once for each.
_SIMILARITIES = """
    SELECT array_agg(passage), array_agg(passage), array_agg(-(vector::vector <#> %(query)s::vector))
    FROM passage_vectors WHERE passage = ANY(%(keys)s)"""
_OF_SENTENCES = """
    SELECT array_agg(passage), array_agg(sentence), array_agg(-(vector::vector <#> %(query)s::vector))
    FROM sentence_vectors WHERE passage = ANY(%(keys)s)"""


# Waits for the server while the words of a question are looked up here. A connection does one thing at a time: whoever
# wants something else of it meanwhile waits too.
_BESIDE = ThreadPoolExecutor(8, thread_name_prefix="nearest")


class PostgresVectors(Comparing):
    """See search.backend.protocol.Vectors."""

    def __init__(self, reading: Reading, state: State, derived: Generation, files: VectorFiles | None = None) -> None:
        """``files``: of the sketch of a large base; None where it is not to be made."""
        self._reading = reading
        self._state = state
        self._derived = derived
        self._files = files
        self._beside: tuple[tuple[Indexes, Numbers] | None] | None = None  # what is beside; None: not looked yet
        self._indexed: int | None = None  # the last key in an index, 0 without one; None: not looked up yet
        self._reads_on = False
        self._expected: tuple[object, Future[dict[Filters, NDArray[np.int64]]]] | None = None
        self._of_passages = Compared(partial(self._compared, _SIMILARITIES), 0)
        self._of_sentences = Compared(partial(self._compared, _OF_SENTENCES), POSITION_BITS)

    def expect(self, query: NDArray[np.float32], top: int, each: Sequence[Filters]) -> None:
        """Have the server find the nearest passages and compare them while this program does other things."""
        many = [filters for filters in each if not self.compares_all(filters)]  # which has looked for the sketch
        if many:
            self._expected = (query.tobytes(), top), _BESIDE.submit(self._ahead, query, top, many)

    def settle(self) -> None:
        """Wait for what was expected, whatever came of it: the transaction is about to end."""
        if self._expected is not None:
            self._expected[1].exception()

    def _ahead(self, query: NDArray[np.float32], top: int, each: Sequence[Filters]) -> dict[Filters, NDArray[np.int64]]:
        found = {filters: self._nearest(query, top, self._reading.restricted_keys(filters)) for filters in each}
        together = np.unique(np.concatenate([*found.values()]))
        self._of_passages.to(query, together)
        self._of_sentences.to(query, together)
        return found

    def compares_all(self, filters: Filters | None = None) -> bool:
        """Tell whether the sentences of all passages that pass the filters are compared with a query."""
        if self._sketched() is not None:
            return False
        return self._last_indexed(self._reading.restricted_keys(filters)) is None

    def _sketched(self) -> tuple[Indexes, Numbers] | None:
        """The sketch of a large base; None for a small one, and where it is not made yet."""
        if self._beside is None:
            self._beside = (self._look_beside(),)
        return self._beside[0]

    def _look_beside(self) -> tuple[Indexes, Numbers] | None:
        if self._files is None or self._state.passages <= COMPARED:
            return None
        files, numbers = self._files, numbers_of(self._reading, self._derived)
        source = StoredVectors(self._reading, self._state, numbers)
        indexes = self._derived.follow(VECTORS, lambda before: files.soon(source, before))
        return None if indexes is None else (indexes, numbers)

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters."""
        expected = self._arrived()
        if expected is not None and expected[0] == (query.tobytes(), top):
            found = expected[1].get(filters or Filters())
            if found is not None:
                return found
        return self._nearest(query, top, self._reading.restricted_keys(filters))

    def _arrived(self) -> tuple[object, dict[Filters, NDArray[np.int64]]] | None:
        """Wait for what was expected: it is compared in another thread, which nobody may do at the same time."""
        return None if self._expected is None else (self._expected[0], self._expected[1].result())

    def _nearest(self, query: NDArray[np.float32], top: int, allowed: NDArray[np.int64] | None) -> NDArray[np.int64]:
        if allowed is not None and len(allowed) <= top:
            return allowed
        sketched = self._sketched()
        if sketched is not None:
            return self._by_sketch(sketched, query, top, allowed)
        values: dict[str, Any] = {"query": vector_text(query), "top": top, "keys": allowed}
        condition = "TRUE" if allowed is None else _ALLOWED
        last = self._last_indexed(allowed)
        if last is None:
            return as_keys(self._reading.column(_NEAREST.format(allowed=condition), **values))
        least, most = _WIDTHS
        depth = 2 * top
        self._reading.rows(_WIDTH, width=str(min(most, max(least, depth))))
        if self._reads_on:
            self._reading.rows(_READ_ON)
        later = "TRUE"
        if allowed is not None:
            values["later"], later = allowed[np.searchsorted(allowed, last, side="right") :], _LATER
        dimensions = int(self._state.dimensions)
        sql = _CANDIDATES.format(allowed=condition, later=later, last=last, dimensions=dimensions)
        return as_keys(self._reading.column(sql, depth=depth, **values))

    def _by_sketch(
        self,
        sketched: tuple[Indexes, Numbers],
        query: NDArray[np.float32],
        top: int,
        allowed: NDArray[np.int64] | None,
    ) -> NDArray[np.int64]:
        """As a folder does: candidates by the sketch, compared by their stored vectors."""
        indexes, numbers = sketched
        inside = None if allowed is None else numbers.of(allowed)
        found = [indexes.passages.search(query, top, inside)[0]]
        if indexes.sketch is not None:
            source = StoredVectors(self._reading, self._state, numbers)
            found.append(indexes.sketch.search(query, top + SPARE, source, inside, indexes.alive))
        keys, scores = self._of_passages.to(query, numbers.keys_at(np.concatenate(found)))
        return best_first(keys, scores)[0][:top]

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""
        allowed = self._reading.restricted_keys(filters)
        if not self.compares_all(filters):
            allowed = self.nearest(query, _AMONG, filters)
        sql = _NEAREST_BY_SENTENCE.format(allowed="TRUE" if allowed is None else _ALLOWED)
        found = self._reading.column(sql, query=vector_text(query), top=top, keys=allowed)
        return np.unique(as_keys(found))

    def _last_indexed(self, allowed: NDArray[np.int64] | None) -> int | None:
        """The key up to which an index is to be asked; None where all are compared: these are few, or there is none."""
        if (self._state.passages if allowed is None else len(allowed)) <= FEW:
            return None
        if self._indexed is None:
            names = self._reading.column(_INDEXES, name=INDEX)
            self._reads_on = bool(self._reading.value(_READS_ON))
            self._indexed = max((int(name.removeprefix(INDEX)) for name in names), default=0)
        # An older pgvector would look at the nearest of all passages only, of which none may pass.
        return (self._indexed or None) if self._reads_on or allowed is None else None

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""
        self._arrived()
        known, scores = self._of_passages.to(query, keys)
        return scores[np.searchsorted(known, keys)]

    def _sentences(
        self, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        self._arrived()
        return self._of_sentences.to(query, keys)

    def _compared(
        self, sql: str, query: NDArray[np.float32], keys: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (id, similarity) of each row of some passages, ascending."""
        [(owners, own, scores)] = self._reading.arrays(sql, query=vector_text(query), keys=as_keys(keys))
        if owners is None:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        order = np.lexsort((own, owners))
        owners, scores = owners[order], np.round(scores[order].astype(np.float32), DECIMALS)
        if sql is _SIMILARITIES:
            return owners, scores
        first = np.concatenate(([True], owners[1:] != owners[:-1]))
        places = np.arange(len(owners)) - np.flatnonzero(first)[np.cumsum(first) - 1]
        return (owners << POSITION_BITS) | places, scores
