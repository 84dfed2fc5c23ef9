"""Makes the tables where there are none and brings older ones up to date, one program at a time."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING

from search.backend.postgres.access.connection import WRITE, Connection, lock_key, read_state
from search.backend.postgres.access.failures import translating_errors
from search.backend.postgres.checksums import document_keys, is_sound, seal_document
from search.backend.postgres.indexing import analyse_abbreviations, count_stems_again, index_again
from search.backend.postgres.schema import MIGRATIONS, SUGGESTIONS, VERSION, WORDS_VERSION
from search.errors import Obstacle, SchemaVersionError, StoreAccessError

if TYPE_CHECKING:
    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.pool import Database, Pool

_LEAST_VECTORS = (0, 7)  # the first pgvector with halfvec
_WITH_STEMS = 2  # the first version of the tables that has them
_EXISTS = """
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relname = 'state' AND n.nspname = %(schema)s"""
_SCHEMA_EXISTS = "SELECT 1 FROM pg_namespace WHERE nspname = %(schema)s"
_EXTENSION = "SELECT extversion FROM pg_extension WHERE extname = 'vector'"
_AVAILABLE = "SELECT default_version FROM pg_available_extensions WHERE name = 'vector'"
_NUMBER = re.compile(r"\d+")


def is_there(connection: Connection) -> bool:
    """Tell whether there is a knowledge base at the address; nothing is made. Raises StoreAccessError."""
    return any(_state_at(pool, connection) is not None for pool in _pools(connection))


def prepare(connection: Connection) -> None:
    """Make the tables or bring them up to date where that is needed; who only reads needs no rights for it otherwise.

    Raises SchemaVersionError where a later version of this program made them, and StoreAccessError.
    """
    for pool in _pools(connection):  # where a replica has what is needed, no other server has to be there
        state = _state_at(pool, connection)
        if state is not None and state.version > VERSION:
            raise SchemaVersionError(connection.place, str(state.version), str(VERSION))
        if state is not None and (state.version, state.words, state.suggestions) == _CURRENT:
            return
    with translating_errors(connection.place), connection.writers.transaction(WRITE) as db:
        db.execute("SELECT pg_advisory_xact_lock(%(lock)s)", {"lock": lock_key("schema")})
        connection.writers.set_path(db)  # pgvector may have been switched on while this waited
        _migrate(db, connection)
        db.commit()
    for pool in _pools(connection):  # they looked before pgvector was there, and would not find its types
        pool.drop_idle()


def _pools(connection: Connection) -> list[Pool]:
    """The connections to look with: of replicas first, which may lag behind."""
    pools = [connection.readers, connection.writers]
    return pools if pools[0] is not pools[1] else pools[:1]


def _state_at(pool: Pool, connection: Connection) -> State | None:
    """The state as these servers have it; None where there are no tables."""
    with translating_errors(connection.place), pool.transaction("BEGIN READ ONLY") as db:
        return read_state(db) if _has_tables(db, connection) else None


_CURRENT = (VERSION, WORDS_VERSION, SUGGESTIONS)


def _has_tables(db: Database, connection: Connection) -> bool:
    return db.execute(_EXISTS, {"schema": connection.address.schema}).fetchone() is not None


def _migrate(db: Database, connection: Connection) -> None:
    """Do what is left to do by now, in one transaction."""
    if not _has_tables(db, connection):
        _make_room(db, connection)
        version = 0
    else:
        found = read_state(db, locked=True)
        version = found.version if found is not None else 0
    for step in MIGRATIONS[version:]:
        db.execute(step.encode())
    if version == 0:
        sql = "INSERT INTO state (store, version, words, suggestions) VALUES (%s, %s, %s, %s)"
        db.execute(sql, (uuid.uuid4().hex, *_CURRENT))
    state = read_state(db)
    if state is None or (state.version, state.words, state.suggestions) == _CURRENT:
        return
    # What was damaged is not to be vouched for; after a step that changed the layout that can no longer be told.
    sound = [key for key in document_keys(db) if version < VERSION or is_sound(db, key)]
    if state.words != WORDS_VERSION:
        index_again(db)
    elif version < _WITH_STEMS:
        analyse_abbreviations(db)
        count_stems_again(db)
    if state.suggestions != SUGGESTIONS:
        # They are made of vectors, when a document is read: the next ingest takes each for one that has changed.
        db.execute("UPDATE documents SET ingest_version = ''")
    for key in sound:
        seal_document(db, key)
    sql = "UPDATE state SET version = %s, words = %s, suggestions = %s, generation = generation + 1"
    db.execute(sql, _CURRENT)


def _make_room(db: Database, connection: Connection) -> None:
    """Make the schema and switch pgvector on, each only where that is still to be done."""
    schema = {"schema": connection.address.schema}
    encoding = db.execute("SHOW server_encoding").fetchone()
    if encoding is None or encoding[0] != "UTF8":
        raise StoreAccessError(connection.place, str(encoding and encoding[0]), Obstacle.ENCODING)
    if db.execute(_SCHEMA_EXISTS, schema).fetchone() is None:
        [name] = db.execute("SELECT quote_ident(%(schema)s)", schema).fetchone() or ("",)
        db.execute(f"CREATE SCHEMA {name}".encode())
    if db.execute(_EXTENSION).fetchone() is None:
        if db.execute(_AVAILABLE).fetchone() is None:
            raise StoreAccessError(connection.place, "pgvector", Obstacle.NO_VECTORS)
        db.execute("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
    [version] = db.execute(_EXTENSION).fetchone() or ("0",)
    if tuple(map(int, _NUMBER.findall(version)[:2])) < _LEAST_VECTORS:
        raise StoreAccessError(connection.place, f"pgvector {version}", Obstacle.NO_VECTORS)
    connection.writers.set_path(db)
