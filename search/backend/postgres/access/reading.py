"""Reads PostgreSQL: the rows of one generation, held to one scope."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.postgres.access.adapting import as_keys
from search.backend.tables import conditions as shared
from search.backend.tables.reading import TableReading
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from search.backend.postgres.access.pool import Database
    from search.backend.tables.reading import Kind
    from search.scope import Scope

KEPT = 32  # filters whose passages are kept
_IN_SCOPE = re.compile(r"IN_SCOPE\(([\w.]+)\)")
_AMONG = re.compile(r"AMONG\(([\w.]+), (:\w+)\)")
_VALUE = re.compile(r"(?<![:\w]):([a-z]\w*)")  # neither a cast nor a slice of an array
_STATEMENTS = 512  # that are kept in PostgreSQL's words
# Who is behind each citation: those it names, and those that another citation of the same paper names, in the scope.
_PEOPLE = """(
    SELECT citation, folded, name FROM citation_submitters
    UNION
    SELECT c.key, s.folded, s.name FROM citation_submitters s
    JOIN citations named ON named.key = s.citation JOIN citations c ON lower(c.paper) = lower(named.paper)
    WHERE IN_SCOPE(named.document)
)"""
_CONDITIONS = shared.CONDITIONS | {
    "chapter": "strpos(p.chapter_folded, :chapter) > 0",
    "motie": (
        "p.key IN (SELECT pc.passage FROM passage_citations pc JOIN citations c ON c.key = pc.citation "
        'WHERE lower(c.id) = lower(:motie COLLATE "C") OR lower(c.likely_id) = lower(:motie COLLATE "C"))'
    ),
    "kind": 'p.document IN (SELECT key FROM documents WHERE lower(kind) = lower(:kind COLLATE "C"))',
}


class Kept:
    """The keys of the passages that pass filters, of those asked for last; of one generation and scope."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._keys: OrderedDict[Filters, NDArray[np.int64]] = OrderedDict()

    def get(self, filters: Filters) -> NDArray[np.int64] | None:
        """Return the keys, None where they are not known."""
        with self._lock:
            if filters in self._keys:
                self._keys.move_to_end(filters)
            return self._keys.get(filters)

    def put(self, filters: Filters, keys: NDArray[np.int64]) -> None:
        """Keep the keys, and those of the others asked for last."""
        with self._lock:
            self._keys[filters] = keys
            if len(self._keys) > KEPT:
                self._keys.popitem(last=False)


@dataclass(slots=True)
class Reading(TableReading):
    """A transaction and the scope that its statements must heed. ``kept``: of earlier readings of the same scope."""

    db: Database
    scope: Scope
    kept: Kept = field(default_factory=Kept)
    _scope: NDArray[np.int64] | None = None

    def rows(self, sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement."""
        return self._rows(sql, values)

    def typed(self, kinds: Sequence[Kind], sql: str, **values: object) -> list[Any]:  # noqa: ARG002 - of the class above
        """Return the rows of a statement: the server holds each column to its type."""
        return self._rows(sql, values)

    def arrays(self, sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement, with arrays of numbers as numpy's."""
        return self._rows(sql, values, binary=True)

    def _rows(self, sql: str, values: Mapping[str, object], *, binary: bool = False) -> list[Any]:
        if self.scope.documents is not None:
            values = {**values, "scope": self._documents()}
        sql = _translated(sql, held=self.scope.documents is not None)
        return self.db.execute(sql.encode(), values, binary=binary).fetchall()

    def keys_among(self, keys: Iterable[int]) -> NDArray[np.int64]:
        """Return keys as an array."""
        return as_keys(keys)

    def texts_among(self, texts: Iterable[str]) -> list[str]:
        """Return texts as an array."""
        return [*texts]

    def keys(self, sql: str, **values: object) -> NDArray[np.int64]:
        """Return the keys that a statement selects, ascending; as one array, since there may be a million."""
        sql = f"SELECT array_agg(key ORDER BY key) FROM ({sql}) each (key)"  # noqa: S608 - statements of this package
        [(found,)] = self.arrays(sql, **values)
        return np.zeros(0, dtype=np.int64) if found is None else found

    def _documents(self) -> NDArray[np.int64]:
        """The keys of the documents in the scope."""
        if self._scope is None:
            sql = "SELECT key FROM documents WHERE id = ANY(%s)"
            self._scope = as_keys(row[0] for row in self.db.execute(sql, (sorted(self.scope.documents or ()),)))
        return self._scope

    def passage_keys(self, filters: Filters) -> NDArray[np.int64]:
        """Return the keys of the passages in the scope that pass the filters, ascending; the same ones come often."""
        found = self.kept.get(filters)
        if found is None:
            where, values = conditions(filters)
            sql = f"SELECT p.key FROM passages p WHERE {where} AND IN_SCOPE(p.document)"  # noqa: S608 - values are bound
            found = self.keys(sql, **values)
            self.kept.put(filters, found)
        return found

    def inside(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return those of the keys that lie in the scope."""
        allowed = self.restricted_keys(None)
        return keys if allowed is None else np.intersect1d(keys, allowed)

    def restricted_keys(self, filters: Filters | None) -> NDArray[np.int64] | None:
        """Return the same, None where filters and scope leave everything."""
        if self.scope.documents is None and filters in {None, Filters()}:
            return None
        return self.passage_keys(filters or Filters())


def conditions(filters: Filters) -> tuple[str, dict[str, object]]:
    """Return (the SQL of a condition on ``passages p``, the values it binds)."""
    return shared.conditions(filters, _CONDITIONS)


@lru_cache(_STATEMENTS)
def _translated(sql: str, *, held: bool) -> str:
    """A statement in PostgreSQL's words; ``held``: to the documents that ``:scope`` tells."""
    sql = sql.replace("citation_people", _PEOPLE)
    sql = _AMONG.sub(r"\1 = ANY(\2)", _IN_SCOPE.sub(r"\1 = ANY(:scope)" if held else "TRUE", sql))
    return _VALUE.sub(r"%(\1)s", sql)
