"""Reads SQLite: the rows of one generation, held to one scope."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from search.backend.tables.reading import TableReading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from search.backend.tables.reading import Kind
    from search.scope import Scope

# The view citation_people, held to a scope: who is behind a paper is known only from what may be read.
_PEOPLE = """(
    SELECT citation, folded, name FROM citation_submitters
    UNION
    SELECT c.key, s.folded, s.name FROM citation_submitters s
    JOIN citations named ON named.key = s.citation JOIN citations c ON c.paper = named.paper
    WHERE IN_SCOPE(named.document)
)"""

_IN_SCOPE = re.compile(r"IN_SCOPE\(([\w.]+)\)")
_AMONG = re.compile(r"AMONG\(([\w.]+), (:\w+)\)")
_STATEMENTS = 512  # that are kept in SQLite's words


@dataclass(slots=True)
class Reading(TableReading):
    """A read transaction and the scope that its statements must heed."""

    db: sqlite3.Connection
    generation: int
    scope: Scope
    _scope: str | None = None

    def rows(self, sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement."""
        if self.scope.documents is None:
            return self.db.execute(_translated(sql, held=False), values).fetchall()
        return self.db.execute(_translated(sql, held=True), {**values, "scope": self._documents()}).fetchall()

    def typed(self, kinds: Sequence[Kind], sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement whose cells must be of these kinds, since they leave the snapshot as they are.

        Raises ValueError for a cell of another: SQLite holds anything in any column, and a flipped bit makes bytes of a
        text. Inside a transaction that becomes an error of the store.
        """
        rows = self.rows(sql, **values)
        for kind, cells in zip(kinds, zip(*rows, strict=True), strict=False):
            if not all(issubclass(met, kind) for met in set(map(type, cells))):
                raise ValueError(f"a row of other types than {kinds}")
        return rows

    def keys_among(self, keys: Iterable[int]) -> str:
        """Return keys as JSON."""
        return as_json(keys)

    def texts_among(self, texts: Iterable[str]) -> str:
        """Return texts as JSON."""
        return json.dumps([*texts])

    def _documents(self) -> str:
        """The keys of the documents in the scope, as JSON."""
        if self._scope is None:
            sql = "SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?))"
            found = self.db.execute(sql, (json.dumps(sorted(self.scope.documents or ())),))
            self._scope = as_json(row[0] for row in found)
        return self._scope


def as_json(keys: Iterable[int]) -> str:
    """Return keys as ``AMONG`` takes them."""
    return f"[{','.join(map(str, keys))}]"


@lru_cache(_STATEMENTS)
def _translated(sql: str, *, held: bool) -> str:
    """A statement in SQLite's words; ``held``: to the documents that ``:scope`` tells."""
    if held:
        sql = _IN_SCOPE.sub(r"AMONG(\1, :scope)", sql.replace("citation_people", _PEOPLE))
    return _AMONG.sub(r"\1 IN (SELECT value FROM json_each(\2))", _IN_SCOPE.sub("TRUE", sql))
