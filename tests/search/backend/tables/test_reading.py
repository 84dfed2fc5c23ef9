"""One dialect of SQL for all stores: each turns it into its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from store_factories import ONLY_NOTA, ONLY_VERSLAG

from search.backend.postgres.access.reading import _translated as in_postgres
from search.backend.sqlite.reading import _translated as in_sqlite
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from search.backend.protocol import Backend
    from search.backend.tables.documents import TableDocuments
    from search.scope import Scope

_IDS = "SELECT id FROM documents WHERE AMONG(id, :ids) AND IN_SCOPE(key) ORDER BY id"
_KEYS = "SELECT key FROM documents WHERE AMONG(key, :keys) AND IN_SCOPE(key) ORDER BY key"
_PEOPLE = """
    SELECT DISTINCT who.name FROM citation_people who JOIN citations c ON c.key = who.citation
    JOIN documents d ON d.key = c.document WHERE d.id = 'verslag'"""


def found(backend: Backend, scope: Scope, ids: list[str]) -> tuple[list[str], int, list[str]]:
    """The documents with these ids in the scope, how many these are by their keys, and whom the report cites."""
    with backend.snapshot(scope) as snapshot:
        reading = cast("TableDocuments", snapshot.documents)._reading
        keys = reading.column("SELECT key FROM documents")
        documents = reading.column(_IDS, ids=reading.texts_among(ids))
        return documents, len(reading.rows(_KEYS, keys=reading.keys_among(keys))), reading.column(_PEOPLE)


def test_one_of_several_within_a_scope(filled: Backend) -> None:
    """Values are bound by name, several as one; what lies outside the scope is not there."""
    assert found(filled, EVERYTHING, ["nota", "verslag", "x"]) == (["nota", "verslag"], 2, ["Kuzu"])
    assert found(filled, ONLY_NOTA, ["nota", "verslag"]) == (["nota"], 1, ["Kuzu"])
    assert found(filled, ONLY_VERSLAG, ["nota"]) == ([], 1, [])
    assert found(filled, EVERYTHING, []) == ([], 2, ["Kuzu"])


def test_what_is_no_value_is_left_alone() -> None:
    """A cast and a slice of an array have a colon too."""
    assert in_postgres("SELECT a[1:own], :ids::text[] FROM x", held=False) == "SELECT a[1:own], %(ids)s::text[] FROM x"
    sql = "SELECT 1 FROM x WHERE AMONG(x.a, :ids) AND IN_SCOPE(x.b)"
    assert in_postgres(sql, held=True) == "SELECT 1 FROM x WHERE x.a = ANY(%(ids)s) AND x.b = ANY(%(scope)s)"
    several = "IN (SELECT value FROM json_each"
    assert in_sqlite(sql, held=False) == sql.replace("AMONG(x.a, :ids)", f"x.a {several}(:ids))").replace(
        "IN_SCOPE(x.b)", "TRUE"
    )
    assert in_sqlite(sql, held=True).endswith(f"AND x.b {several}(:scope))")
