"""Which passages pass filters and scope: as arrays of keys, kept for as long as nothing is written.

What a filter says of documents (which one, year, kind) follows from their extents. What it says of passages is asked of
the tables once for each value, and after a write of the new passages only: whether one passes follows from that passage
itself. Not so for submitters: a document that names who submitted a paper says so of every passage that cites it.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from search.backend.spans import is_among
from search.backend.sqlite.extents import read_extents
from search.backend.tables.conditions import CONDITIONS, conditions
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from search.backend.derived import Generation
    from search.backend.extents import Extents
    from search.backend.sqlite.reading import Reading

KEPT = 32  # filters whose passages are kept, those asked for last
# Each gives the keys above one; from the smallest table that tells, since rows of passages are large.
_KEYS = {
    "chapter": "SELECT key FROM passages WHERE instr(chapter_folded, :chapter) > 0 AND key > :after ORDER BY key",
    "sdg": "SELECT passage FROM passage_sdgs WHERE sdg = :sdg AND passage > :after ORDER BY passage",
    "suggested_sdg": """
        SELECT passage FROM passage_sdgs WHERE sdg = :suggested_sdg AND passage > :after
        UNION SELECT passage FROM passage_suggested_sdgs WHERE sdg = :suggested_sdg AND passage > :after
        ORDER BY passage""",
    "motie": """
        SELECT DISTINCT pc.passage FROM citations c CROSS JOIN passage_citations pc ON pc.citation = c.key
        WHERE (c.id = :motie OR c.likely_id = :motie) AND pc.passage > :after ORDER BY pc.passage""",
    "submitter": """
        SELECT DISTINCT pc.passage FROM citation_people who JOIN passage_citations pc ON pc.citation = who.citation
        WHERE who.folded = :submitter AND pc.passage > :after ORDER BY pc.passage""",
}
_DOCUMENTS = {"document": "id = :document", "year": "year = :year", "kind": "lower(kind) = lower(:kind)"}
_CHAPTERS = """
    SELECT key FROM passages INDEXED BY passages_by_chapter WHERE instr(chapter_folded, :chapter) > 0 ORDER BY key"""
_SCOPED = "SELECT p.key FROM passages p WHERE {} AND IN_SCOPE(p.document) ORDER BY p.key"


@dataclass(slots=True)
class _Kept:
    """The passages of filters with one value, of one generation; of an earlier one, with the highest key it had."""

    last: int
    now: OrderedDict[Filters, NDArray[np.int64]] = field(default_factory=OrderedDict)
    earlier: dict[Filters, tuple[int, NDArray[np.int64]]] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def following(self, last: int) -> _Kept:
        """Return what a later generation starts with."""
        with self.lock:
            return _Kept(
                last, earlier=self.earlier | {filters: (self.last, keys) for filters, keys in self.now.items()}
            )

    def keys(self, filters: Filters, extents: Extents, read: Callable[[int], NDArray[np.int64]]) -> NDArray[np.int64]:
        """Return the keys of the passages that pass; ``read``: reads those above a key."""
        with self.lock:
            if filters in self.now:
                self.now.move_to_end(filters)
                return self.now[filters]
            last, keys = self.earlier.get(filters, (0, np.zeros(0, dtype=np.int64)))
        if last and filters.submitter is None:
            found = np.concatenate((keys[extents.locate(keys)[1]], read(last)))
        else:
            found = read(0)
        with self.lock:
            self.now[filters] = found
            self.earlier.pop(filters, None)
            if len(self.now) > KEPT:
                self.now.popitem(last=False)
        return found


class Filtering:
    """What passes filters in one generation and scope. ``derived``: what follows from that generation."""

    def __init__(self, reading: Reading, derived: Generation) -> None:
        self.reading = reading
        self.derived = derived
        self._found: dict[Filters, NDArray[np.int64]] = {}

    @property
    def extents(self) -> Extents:
        """The extents of all documents, whatever the scope."""
        return self.derived.follow("extents", lambda before: read_extents(self.reading, before))

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages in the scope that pass the filters, ascending."""
        found = self.restricted(filters)
        return self.extents.keys if found is None else found

    def restricted(self, filters: Filters | None = None) -> NDArray[np.int64] | None:
        """Return the same, None where filters and scope leave everything."""
        filters = filters or Filters()
        if filters == Filters() and self.reading.scope.documents is None:
            return None
        if filters not in self._found:
            self._found[filters] = self._passing(filters)
        return self._found[filters]

    def _passing(self, filters: Filters) -> NDArray[np.int64]:
        each = [*self._of_passages(filters)]
        documents = self._of_documents(filters)
        if documents is not None or not each:
            rows = self.extents.rows_of(documents) if documents is not None else np.arange(len(self.extents.ids))
            each.append(self.extents.keys_of(rows))
        each.sort(key=len)
        keys = each[0]
        for other in each[1:]:
            keys = keys[is_among(keys, other)]
        return keys

    def _of_documents(self, filters: Filters) -> NDArray[np.int64] | None:
        """Return the keys of the documents in the scope that pass; None where that is all of them."""
        given = [name for name in _DOCUMENTS if getattr(filters, name) is not None]
        if self.reading.scope.documents is None and not given:
            return None
        where = " AND ".join([*(_DOCUMENTS[name] for name in given), "IN_SCOPE(key)"])
        sql = f"SELECT key FROM documents WHERE {where}"  # noqa: S608 - conditions from this module
        return self._read(sql, {name: getattr(filters, name) for name in given})

    def _of_passages(self, filters: Filters) -> Iterator[NDArray[np.int64]]:
        """Yield the keys that pass each of the filters on passages."""
        for name, sql in _KEYS.items():
            value = getattr(filters, name)
            if value is not None:
                yield self._passing_one(Filters(**{name: value}), sql)

    def _passing_one(self, filters: Filters, sql: str) -> NDArray[np.int64]:
        where, values = conditions(filters, CONDITIONS)
        if filters.submitter is not None and self.reading.scope.documents is not None:
            # Who is behind a paper is known only from what may be read.
            return self._read(_SCOPED.format(where), values)

        def read(after: int) -> NDArray[np.int64]:
            if filters.chapter is not None and not after:
                return self._read(_CHAPTERS, values)
            return self._read(sql, {**values, "after": after})

        extents = self.extents
        last = extents.last
        kept = self.derived.follow("passing", lambda before: before.following(last) if before else _Kept(last))
        return kept.keys(filters, extents, read)

    def _read(self, sql: str, values: dict[str, object]) -> NDArray[np.int64]:
        return np.array(self.reading.column(sql, **values), dtype=np.int64)
