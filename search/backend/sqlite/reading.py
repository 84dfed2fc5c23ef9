"""What every read goes through: the rows of one generation, held to one scope; filters as conditions of SQL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from types import UnionType
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.codec import decode
from search.dutch.terms import fold
from search.model import motie_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from search.model import Filters
    from search.scope import Scope

# The view citation_people, held to a scope: who is behind a paper is known only from what may be read.
_PEOPLE = """(
    SELECT citation, folded, name FROM citation_submitters
    UNION
    SELECT c.key, s.folded, s.name FROM citation_submitters s
    JOIN citations named ON named.key = s.citation JOIN citations c ON c.paper = named.paper
    WHERE IN_SCOPE(named.document)
)"""


Kind = type | UnionType
_DENSE = 20  # keys in between for each that is compared
_IN_SCOPE = re.compile(r"IN_SCOPE\(([\w.]+)\)")
_HELD = r"\1 IN (SELECT value FROM json_each(:scope))"
_CONDITIONS = {
    "document": "p.document = (SELECT key FROM documents WHERE id = :document)",
    "chapter": "instr(p.chapter_folded, :chapter) > 0",
    "sdg": "p.key IN (SELECT passage FROM passage_sdgs WHERE sdg = :sdg)",
    "motie": (
        "p.key IN (SELECT pc.passage FROM passage_citations pc JOIN citations c ON c.key = pc.citation "
        "WHERE c.id = :motie OR c.likely_id = :motie)"
    ),
    "submitter": (
        "p.key IN (SELECT pc.passage FROM citation_people who JOIN passage_citations pc ON pc.citation = who.citation "
        "WHERE who.folded = :submitter)"
    ),
    "year": "p.document IN (SELECT key FROM documents WHERE year = :year)",
    "kind": "p.document IN (SELECT key FROM documents WHERE lower(kind) = lower(:kind))",
    "suggested_sdg": (
        "p.key IN (SELECT passage FROM passage_sdgs WHERE sdg = :suggested_sdg "
        "UNION SELECT passage FROM passage_suggested_sdgs WHERE sdg = :suggested_sdg)"
    ),
}


@dataclass(slots=True)
class Reading:
    """A read transaction and the scope that its statements must heed.

    A statement writes ``IN_SCOPE(p.document)`` as the condition that a document's key lies in the scope, and
    ``citation_people`` for who is behind a citation as far as the scope tells. Values are bound by name, several keys
    as JSON: ``IN (SELECT value FROM json_each(:keys))``.
    """

    db: sqlite3.Connection
    generation: int
    scope: Scope
    _scope: str | None = None

    def rows(self, sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement."""
        if self.scope.documents is None:
            return self.db.execute(_IN_SCOPE.sub("TRUE", sql), values).fetchall()
        held = _IN_SCOPE.sub(_HELD, sql.replace("citation_people", _PEOPLE))
        return self.db.execute(held, {**values, "scope": self._documents()}).fetchall()

    def typed(self, kinds: Sequence[Kind], sql: str, **values: object) -> list[Any]:
        """Return the rows of a statement whose cells must be of these kinds, since they leave the snapshot as they are.

        Raises ValueError for a cell of another: SQLite holds anything in any column, and a flipped bit makes bytes of a
        text. Inside a transaction that becomes an error of the store.
        """
        rows = self.rows(sql, **values)
        for row in rows:
            if not all(map(isinstance, row, kinds)):
                raise ValueError(f"a row of other types than {kinds}")
        return rows

    def column(self, sql: str, **values: object) -> list[Any]:
        """Return the first column of a statement."""
        return [row[0] for row in self.rows(sql, **values)]

    def value(self, sql: str, **values: object) -> Any:  # noqa: ANN401 - whatever the column holds
        """Return the first column of the first row, None where there is no row."""
        return next(iter(self.column(sql, **values)), None)

    def _documents(self) -> str:
        """The keys of the documents in the scope, as JSON."""
        if self._scope is None:
            sql = "SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?))"
            found = self.db.execute(sql, (json.dumps(sorted(self.scope.documents or ())),))
            self._scope = as_json(row[0] for row in found)
        return self._scope


def is_among(keys: NDArray[np.int64], allowed: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each key whether it is one of those allowed; both ascending."""
    if not len(keys) or not len(allowed):
        return np.zeros(len(keys), dtype=np.bool_)
    first, last = int(keys[0]), int(keys[-1])
    if last - first < _DENSE * (len(keys) + len(allowed)):  # a table of all keys in between is faster than a search
        near = allowed[np.searchsorted(allowed, first) : np.searchsorted(allowed, last, side="right")]
        table = np.zeros(last - first + 1, dtype=np.bool_)
        table[near - first] = True
        return table[keys - first]
    places = np.searchsorted(allowed, keys)
    found = places < len(allowed)
    found[found] = allowed[places[found]] == keys[found]
    return found


def as_json(keys: Iterable[int]) -> str:
    """Return keys as a statement takes them: ``IN (SELECT value FROM json_each(:keys))``."""
    return f"[{','.join(map(str, keys))}]"


def texts_from(cell: str) -> tuple[str, ...]:
    """Return the texts that a cell holds as JSON. Raises ValueError for anything else."""
    return decode(cell, tuple[str, ...])


def conditions(filters: Filters) -> tuple[str, dict[str, object]]:
    """Return (the SQL of a condition on ``passages p``, the values it binds)."""
    values: dict[str, object] = {
        "document": filters.document,
        "chapter": None if filters.chapter is None else fold(filters.chapter),
        "sdg": filters.sdg,
        "motie": None if filters.motie is None else motie_id(filters.motie),
        "submitter": None if filters.submitter is None else fold(filters.submitter),
        "year": filters.year,
        "kind": filters.kind,
        "suggested_sdg": filters.suggested_sdg,
    }
    given = {name: value for name, value in values.items() if value is not None}
    return " AND ".join(_CONDITIONS[name] for name in given) or "TRUE", given
