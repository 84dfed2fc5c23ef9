"""What keeps searches fast when there is much: an index of the vectors, and what the planner knows of the tables.

Made after an intake, from a size on, while others go on reading and writing; by one program at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.backend.postgres.access.connection import lock_key, read_state
from search.backend.postgres.access.failures import translating_errors
from search.backend.postgres.tables.vectors import FEW, TABLES

if TYPE_CHECKING:
    from search.backend.postgres.access.connection import Connection
    from search.backend.postgres.access.pool import Database

_MOST_DIMENSIONS = 4000  # of an index on halfvec
_ALL = ("documents", "passages", "sentences", "lexical", "terms", "words", "citations", "passage_citations", *TABLES)
_STATE = "SELECT i.indisvalid FROM pg_index i WHERE i.indexrelid = to_regclass(%(index)s)"
_COUNT = "SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT %(most)s) vectors"
# As many workers as the server allows; its memory for it is the server's own setting.
_BUILD = """
    CREATE INDEX CONCURRENTLY {index} ON {table}
    USING hnsw ((vector::halfvec({dimensions})) halfvec_ip_ops) WITH (m = 16, ef_construction = 64)"""


def optimise(connection: Connection) -> None:
    """Make the indexes that are not there yet, where there is enough to be indexed. Raises StoreAccessError."""
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
    db.execute(f"ANALYZE {', '.join(_ALL)}".encode())
    state = read_state(db)
    if state is None or not 0 < state.dimensions <= _MOST_DIMENSIONS:
        return
    for table, (_, index) in TABLES.items():
        counted = db.execute(_COUNT.format(table=table).encode(), {"most": FEW + 1}).fetchone()
        found = db.execute(_STATE, {"index": index}).fetchone()
        if found is not None and not found[0]:  # of one who was stopped half-way
            db.execute(f"DROP INDEX {index}".encode())
            found = None
        if found is None and counted is not None and counted[0] > FEW:
            db.execute(_BUILD.format(index=index, table=table, dimensions=int(state.dimensions)).encode())
