"""Files that several programs, on several machines, read into one database: each file is one program's at a time.

A claim is a number in the row of a file; it holds for as long as its program keeps the advisory lock of that number,
which the server takes from it when its connection ends. So the files of a program that was killed are free at once, and
no clock decides. A document is written in the same transaction that takes its file off the list, and only while the
claim still stands: whoever was thought to be gone and comes back can no longer write it a second time.
"""

from __future__ import annotations

import secrets
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import psycopg

from search.backend.postgres.access.connection import lock_key
from search.backend.postgres.access.failures import connection_lost, translating_errors
from search.backend.postgres.optimising import optimise
from search.backend.tables.documents import text_sha256
from search.backend.work import Others, WorkLostError
from search.errors import Obstacle, StoreAccessError, StoreMovedError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.backend.postgres.access.connection import Connection, Transaction
    from search.backend.postgres.access.pool import Database

_Value = TypeVar("_Value")
_PAUSE = 0.3  # seconds between two looks at what others do
_PATIENCE = 120.0  # seconds for a server that is being started again
_TRIES = 20  # of a file, when the store or its program went away each time
# A machine that loses its power says nothing: then the server finds out within half a minute.
_KEEP_ALIVE = """
    SELECT set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false),
        set_config('tcp_keepalives_count', '4', false)"""
_MINE = 'CREATE TEMPORARY TABLE mine (position integer, source text COLLATE "C" PRIMARY KEY)'
_OFFER = """
    INSERT INTO queue (source) SELECT source FROM mine ORDER BY position ON CONFLICT (source) DO NOTHING"""
# A lock of eight bytes shows as two numbers of four.
_ALIVE = """EXISTS (
    SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.objsubid = 1
    AND (l.classid::bigint << 32) + l.objid::bigint = {0}.worker)"""
_CLAIM = f"""
    UPDATE queue SET worker = %(worker)s, document = NULL, tries = tries + 1 WHERE key = (
        SELECT q.key FROM queue q JOIN mine m ON m.source = q.source
        WHERE (q.worker IS NULL OR (q.worker <> %(worker)s AND NOT {_ALIVE.format("q")}))
        AND NOT EXISTS (
            SELECT 1 FROM queue o WHERE o.sha256 = q.sha256 AND o.key <> q.key AND o.worker <> %(worker)s
            AND {_ALIVE.format("o")})
        ORDER BY q.key LIMIT 1 FOR UPDATE OF q SKIP LOCKED)
    RETURNING source"""  # noqa: S608 - our own names
_OTHERS = f"""
    SELECT source, document, sha256 FROM queue q
    WHERE worker <> %(worker)s AND document IS NOT NULL AND {_ALIVE.format("q")}"""  # noqa: S608
_LEFT = "SELECT 1 FROM queue q JOIN mine m ON m.source = q.source LIMIT 1"
_RESERVE = """
    UPDATE queue SET document = %(document)s, sha256 = %(sha256)s WHERE source = %(source)s AND worker = %(worker)s"""
_DONE = "DELETE FROM queue WHERE source = %(source)s AND worker = %(worker)s"
_PUT_BACK = """
    UPDATE queue SET worker = NULL, document = NULL, sha256 = coalesce(%(sha256)s, sha256)
    WHERE source = %(source)s AND worker = %(worker)s"""
_AGAIN = _PUT_BACK + " AND tries < %(tries)s RETURNING key"
_STANDS = "SELECT key FROM queue WHERE source = %(source)s AND worker = %(worker)s"
_RELEASE = "UPDATE queue SET worker = NULL, document = NULL WHERE worker = %(worker)s"


class PostgresWork:
    """See search.backend.work.Work. It keeps one connection of its own for as long as it is at work."""

    def __init__(self, connection: Connection, paths: Iterable[Path]) -> None:
        self._connection = connection
        self._paths: dict[str, Path] = {}
        self._apart: list[Path] = []  # names that are no text: no database takes them, and reading them will say so
        for path in paths:
            source = str(path.resolve())
            if _is_text(source):
                self._paths.setdefault(source, path)
            else:
                self._apart.append(path)
        self._worker = secrets.randbits(62) + 1
        self._db: Database | None = None
        self._offered = False

    def claim(self) -> Path | None:
        """Return the next file that nobody has, in the order in which they were offered."""
        if self._apart:
            return self._apart.pop()
        if not self._paths:
            return None
        rows = self._asked(lambda db: db.execute(_CLAIM, {"worker": self._worker}).fetchall())
        return self._paths[rows[0][0]] if rows else None

    def wait(self) -> bool:
        """Wait a little where others are at work on files that are asked for here too."""
        left = bool(self._paths) and bool(self._asked(lambda db: db.execute(_LEFT).fetchall()))
        if left:
            time.sleep(_PAUSE)
        return left

    @contextmanager
    def looking(self) -> Iterator[Others]:
        """Hold the lock that each program holds while it looks at a file."""
        with self._locked("looking"):
            rows = self._asked(lambda db: db.execute(_OTHERS, {"worker": self._worker}).fetchall())
            ids = {document: Path(source) for source, document, _ in rows}
            yield Others(ids, frozenset(sha256 for _, _, sha256 in rows))

    def reserve(self, path: Path, document: str, sha256: str) -> None:
        """Write the id and the hash beside the claim."""
        self._change(_RESERVE, path, document=document, sha256=sha256)

    @contextmanager
    def settling(self, path: Path, text: str) -> Iterator[None]:
        """Take the file off the list in the transaction of what is written inside."""
        source = str(path.resolve())

        def settle(held: Transaction) -> None:
            done = held.db.execute(_DONE, {"source": source, "worker": self._worker})
            if source in self._paths and done.rowcount == 0:
                raise WorkLostError(source)

        with self._locked("text", text_sha256(text)), self._connection.together_with(settle):
            yield

    def done(self, path: Path) -> None:
        """Take the file off the list."""
        self._change(_DONE, path)

    def put_back(self, path: Path, sha256: str) -> None:
        """Give the file back; nobody takes it while another one with its content is being read."""
        self._change(_PUT_BACK, path, sha256=sha256)

    def again(self, path: Path, error: Exception) -> bool:
        """Give a file back where the server was away, a few times at most."""
        away = isinstance(error, StoreMovedError) or (
            isinstance(error, StoreAccessError) and error.obstacle is Obstacle.UNREACHABLE
        )
        if not away:
            return False
        values = {"sha256": None, "tries": _TRIES}
        # Where it is off the list, what was written was written, or somebody else has done it.
        return bool(self._change(_AGAIN, path, **values)) or not self._change(_STANDS, path)

    def finish(self) -> None:
        """Make the index that is due, where files were read here."""
        if self._paths:
            optimise(self._connection)

    def close(self) -> None:
        """Give all claims back and close the connection."""
        db, self._db = self._db, None
        if db is not None:
            with suppress(psycopg.Error):
                db.execute(_RELEASE, {"worker": self._worker})
            db.close()

    @contextmanager
    def _locked(self, *names: str) -> Iterator[None]:
        """Hold an advisory lock; where the connection ends meanwhile, it is gone with it and so is the claim."""
        key = {"lock": lock_key(self._connection.address.schema, *names)}
        self._asked(lambda db: db.execute("SELECT pg_advisory_lock(%(lock)s)", key))
        try:
            yield
        finally:
            if self._db is not None:
                with suppress(psycopg.Error):
                    self._db.execute("SELECT pg_advisory_unlock(%(lock)s)", key)

    def _change(self, statement: str, path: Path, **values: object) -> list[Any]:
        """Run a statement on the row of a file; return what it returns."""
        values |= {"source": str(path.resolve()), "worker": self._worker}
        if values["source"] not in self._paths:
            return []

        def change(db: Database) -> list[Any]:
            cursor = db.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

        return self._asked(change)

    def _asked(self, ask: Callable[[Database], _Value]) -> _Value:
        """Return what ``ask`` returns; where the server is away, it is waited for."""
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                if self._db is None:
                    self._db = self._begun()
                return ask(self._db)
            except psycopg.OperationalError as error:
                if self._db is not None:
                    self._db.close()
                    self._db = None
                if not connection_lost(error) or time.monotonic() > end:
                    with translating_errors(self._connection.place):
                        raise
                time.sleep(_PAUSE)

    def _begun(self) -> Database:
        """Open the connection, take the lock that makes the claims hold, and offer the files."""
        db = self._connection.writers.connected()
        try:
            db.execute(_KEEP_ALIVE)
            db.execute("SELECT set_config('lock_timeout', '0', false)")
            db.execute("SELECT pg_advisory_lock(%(worker)s)", {"worker": self._worker})
            db.execute(_MINE)
            with db.cursor() as cursor, cursor.copy("COPY mine FROM STDIN") as copy:
                for position, source in enumerate(self._paths):
                    copy.write_row((position, source))
            db.execute("ANALYZE mine")
            if not self._offered:  # once: what is off the list by then was done
                db.execute(_OFFER)
                self._offered = True
        except BaseException:
            db.close()
            raise
        return db


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
