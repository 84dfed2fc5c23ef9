"""What keeps searches fast when there is much: an index of the vectors, and what the planner knows of the tables.

Made after an intake, from a size on, while others go on reading and writing; by one program at a time. An index holds
the passages that were there when it was made; another one takes its place when many have come since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.postgres.access.connection import lock_key, read_state
from search.backend.postgres.access.failures import translating_errors
from search.backend.postgres.tables.vectors import FEW, INDEX

if TYPE_CHECKING:
    from search.backend.postgres.access.connection import Connection
    from search.backend.postgres.access.pool import Database

_MOST_DIMENSIONS = 4000  # of an index on halfvec
_PART = 4  # passages in an index may be one in so many fewer than there are
_TABLES = (
    "documents", "passages", "sentences", "lexical", "terms", "words", "stems", "citations", "passage_citations",
    "passage_vectors", "sentence_vectors",
)  # fmt: skip
_INDEXES = """
    SELECT c.relname, i.indisvalid FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = to_regclass('passage_vectors') AND starts_with(c.relname, %(name)s)
    ORDER BY length(c.relname), 1"""
_COUNT = "SELECT count(*), coalesce(max(passage), 0) FROM passage_vectors WHERE passage > %(last)s"
# As many workers as the server allows; its memory for it is the server's own setting.
_BUILD = """
    CREATE INDEX CONCURRENTLY {index}{last} ON passage_vectors
    USING hnsw ((vector::halfvec({dimensions})) halfvec_ip_ops) WITH (m = 16, ef_construction = 64)
    WHERE passage <= {last}"""


def optimise(connection: Connection) -> None:
    """Make the index that is due. Raises StoreAccessError."""
    with translating_errors(connection.place):
        db = connection.writers.connected()
        try:
            key = {"lock": lock_key(connection.address.schema, "optimise")}
            [alone] = db.execute("SELECT pg_try_advisory_lock(%(lock)s)", key).fetchone() or (False,)
            if alone:
                _optimise(db)
        finally:
            db.close()


def _optimise(db: Database) -> None:
    db.execute(f"ANALYZE {', '.join(_TABLES)}".encode())
    state = read_state(db)
    if state is None or not 0 < state.dimensions <= _MOST_DIMENSIONS:
        return
    found = db.execute(_INDEXES, {"name": INDEX}).fetchall()
    good = [name for name, valid in found if valid]
    last = int(good[-1].removeprefix(INDEX)) if good else 0
    count, newest = db.execute(_COUNT, {"last": last}).fetchone() or (0, 0)
    if count > max(FEW, state.passages // _PART):
        good = []
        db.execute(_BUILD.format(index=INDEX, last=int(newest), dimensions=int(state.dimensions)).encode())
    # Those of before, and those of whoever was stopped half-way.
    for name in [name for name, _ in found if name not in good[-1:]]:
        db.execute(f"DROP INDEX CONCURRENTLY {name}".encode())
