"""Connections to one server or several, as many as are in use at a time; those that were given back are used again."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql

from search.backend.postgres.access.adapting import adapt
from search.backend.postgres.access.failures import connection_lost
from search.errors import StoreBusyError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: At a time, of one program: a server with PostgreSQL's own limit of 100 takes several of ours.
MOST = 20
_WAIT = 30.0  # seconds for a connection, or for a lock that another program has
_SETTINGS = "SELECT set_config('search_path', %(path)s, false), set_config('lock_timeout', %(wait)s, false)"
_VECTOR_SCHEMA = """
    SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
    WHERE e.extname = 'vector'"""

Database = psycopg.Connection[tuple[Any, ...]]


class Pool:
    """See above. ``parameters``: of libpq; ``schema``: where our tables stand; ``place``: what errors name."""

    def __init__(self, parameters: Mapping[str, str], schema: str, place: str) -> None:
        self._parameters = parameters
        self._schema = schema
        self._place = place
        self._idle: list[Database] = []
        self._places = BoundedSemaphore(MOST)
        self._lock = Lock()
        self._closed = False

    def close(self) -> None:
        """Close the connections; those in use are closed when they are given back. Closing twice is fine."""
        with self._lock:
            self._closed = True
        self.drop_idle()

    def drop_idle(self) -> None:
        """Close the connections that nobody uses: they found another database than there is now."""
        with self._lock:
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def transaction(self, begin: str) -> Iterator[Database]:
        """Give a connection in a transaction that the statement ``begin`` begins; its end rolls back.

        Where a connection that was kept has broken since, as when its server was started again, another one is opened.
        Raises StoreBusyError where too many are in use, and psycopg.Error.
        """
        if not self._places.acquire(timeout=_WAIT):
            raise StoreBusyError(self._place)
        try:
            db = self._begun(begin)
            try:
                yield db
            finally:
                self._give_back(db)
        finally:
            self._places.release()

    def _begun(self, begin: str) -> Database:
        while (db := self._kept()) is not None:
            try:
                db.execute(begin.encode())
            except psycopg.OperationalError as error:
                db.close()
                if not connection_lost(error):
                    raise
            else:
                return db
        db = self.connected()
        try:
            db.execute(begin.encode())
        except BaseException:
            db.close()
            raise
        return db

    def _kept(self) -> Database | None:
        with self._lock:
            if self._closed:
                raise psycopg.ProgrammingError("the store is closed")
            return self._idle.pop() if self._idle else None

    def _give_back(self, db: Database) -> None:
        with suppress(psycopg.Error):
            if db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
                db.rollback()
        with self._lock:
            if not self._closed and db.info.transaction_status == psycopg.pq.TransactionStatus.IDLE:
                self._idle.append(db)
                return
        db.close()

    def connected(self) -> Database:
        """Open a connection that is the caller's own. Raises psycopg.Error."""
        db: Database = psycopg.connect(**self._parameters, autocommit=True)  # type: ignore[arg-type]  # all are texts
        try:
            adapt(db)
            self.set_path(db)
        except BaseException:
            db.close()
            raise
        return db

    def set_path(self, db: Database) -> None:
        """Let the names in statements be those of our schema, and of the one that pgvector is in."""
        found = db.execute(_VECTOR_SCHEMA).fetchone()
        path = [sql.Identifier(self._schema).as_string(db), *(found or ())]
        db.execute(_SETTINGS, {"path": ", ".join(path), "wait": f"{_WAIT}s"})
