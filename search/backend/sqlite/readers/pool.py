"""The connections that read one file: as many as there are readers at a time, each inside one transaction.

In write-ahead mode SQLite keeps readers and writers apart: a transaction shows what stood there when it began, whatever
is written meanwhile, and nobody waits (https://sqlite.org/isolation.html). Where the file is opened as immutable it
does not; there the file itself is watched, and what was read while it changed is not to be used.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from search.backend.sqlite.readers.opening import Access, access_without_writing, connect, state_of
from search.dutch.terms import fold
from search.errors import StoreMovedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

IDLE = 40  # connections kept for the next readers: as many as a server answers at a time
_PAGES = 512  # KiB of the file that each keeps; the operating system keeps the rest, once for all of them


@dataclass(frozen=True, slots=True)
class _Lease:
    """A connection while somebody reads with it. ``opened``: see Readers.transaction.

    ``state``: of the file at the start, where that must be watched.
    """

    db: sqlite3.Connection
    access: Access
    opened: int
    state: tuple[object, ...] | None


class Readers:
    """See above. ``patience``: seconds for another program that keeps SQLite from reading, which is rare and short."""

    def __init__(self, path: Path, access: Access, patience: float) -> None:
        self._path = path
        self._access = access
        self._opened = 0
        self._patience = patience
        self._state = self._watched()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._lock = Lock()

    def close(self) -> None:
        """Close the connections; those in use are closed when they are given back. Closing twice is fine."""
        with self._lock:
            self._closed = True
            self._drop_idle()

    @contextmanager
    def transaction(self) -> Iterator[tuple[sqlite3.Connection, int]]:
        """Give a connection for reading, which shows one state of the file, and how often that was opened anew.

        That happens where nothing can be written: another file may stand there by now, whatever generation it says it
        is of. Raises StoreMovedError, in the place of whatever went wrong meanwhile, where one state could not be had.
        """
        lease = self._begin()
        try:
            yield lease.db, lease.opened
        except Exception as error:
            if self._end(lease):
                raise
            raise StoreMovedError(self._path) from error
        except BaseException:
            self._end(lease)
            raise
        if not self._end(lease):
            raise StoreMovedError(self._path)

    def _begin(self) -> _Lease:
        lease = self._take()
        try:
            _begin(lease.db)
        except sqlite3.Error:
            lease.db.close()
            if lease.access is Access.WRITABLE:
                raise
        else:
            return lease
        with self._lock:  # who wrote here has come or gone: another way in may be open now
            self._renew()
        lease = self._take()
        try:
            _begin(lease.db)
        except sqlite3.Error:
            lease.db.close()
            raise
        return lease

    def _take(self) -> _Lease:
        with self._lock:
            if self._closed:
                raise sqlite3.ProgrammingError("the store is closed")
            state = self._watched()
            if state != self._state:
                self._renew()
                state = self._state
            db = self._idle.pop() if self._idle else None
            access, opened = self._access, self._opened
        if db is None:
            db = connect(self._path, access, self._patience)
            db.execute("PRAGMA query_only = ON")
            db.execute(f"PRAGMA cache_size = -{_PAGES}")
            db.create_function("folded", 1, fold, deterministic=True)
        return _Lease(db, access, opened, state)

    def _end(self, lease: _Lease) -> bool:
        """Take a connection back; tell whether what was read with it is of one state."""
        with suppress(sqlite3.Error):
            lease.db.execute("ROLLBACK")
        with self._lock:
            current = lease.opened == self._opened and not lease.db.in_transaction
            if current and not self._closed and len(self._idle) < IDLE:
                self._idle.append(lease.db)
            else:
                lease.db.close()
        return lease.state is None or lease.state == _state(self._path)

    def _watched(self) -> tuple[object, ...] | None:
        return _state(self._path) if self._access is Access.IMMUTABLE else None

    def _renew(self) -> None:
        """Find out anew how the file can be read."""
        self._drop_idle()
        self._opened += 1
        self._access = access_without_writing(self._path, self._patience)
        self._state = self._watched()

    def _drop_idle(self) -> None:
        for db in self._idle:
            db.close()
        self._idle.clear()


def _begin(db: sqlite3.Connection) -> None:
    """Begin a transaction; SQLite itself begins it with the first read."""
    db.execute("BEGIN")
    db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def _state(path: Path) -> tuple[object, ...]:
    try:
        return state_of(path)
    except OSError:  # it is gone, or being replaced
        return ()
