"""What keeps SQLite from its work, as errors of the store."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from search.errors import Obstacle, StoreAccessError, StoreBusyError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What SQLite cannot do although the store is sound: its primary result code -> what is in the way.
_OBSTACLES = {
    sqlite3.SQLITE_PERM: Obstacle.NO_RIGHTS,
    sqlite3.SQLITE_READONLY: Obstacle.NO_RIGHTS,
    sqlite3.SQLITE_CANTOPEN: Obstacle.NO_RIGHTS,
    sqlite3.SQLITE_FULL: Obstacle.DISK_FULL,
    sqlite3.SQLITE_PROTOCOL: Obstacle.NO_LOCKS,
    sqlite3.SQLITE_IOERR: Obstacle.DISK_ERROR,
}

_OF_SYSTEM = dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), Obstacle.NO_RIGHTS) | dict.fromkeys(
    (errno.ENOSPC, errno.EFBIG, errno.EDQUOT), Obstacle.DISK_FULL
)
_BUSY = frozenset((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED))
_AGAIN = 0.02  # seconds between two tries


def _code(error: sqlite3.Error) -> int:
    """Return the primary result code; the rest of it tells more than we use."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def write_ahead(db: sqlite3.Connection, patience: float) -> None:
    """Set a database to write-ahead logging, trying for ``patience`` seconds where another program has it.

    SQLite itself does not wait for this lock, whatever the time-out of the connection (sqlite.org/wal.html).
    """
    end = time.monotonic() + patience
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if _code(error) not in _BUSY or time.monotonic() > end:
                raise
            time.sleep(_AGAIN)
        else:
            return


@contextmanager
def translating_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises as errors of the store at ``path``.

    These are StoreBusyError, StoreAccessError and, for anything else that is not a mistake of this program,
    StoreDamagedError. Only that one may advise to put the file away: the others leave nothing wrong with it.
    """
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.DataError):
        raise
    except sqlite3.DatabaseError as error:
        code = _code(error)
        if code in _BUSY:
            raise StoreBusyError(path) from error
        if not is_damage(error) and not _format_is_unknown(error, path):
            raise StoreAccessError(path, str(error), _OBSTACLES[code]) from error
        # Without a code it is text that is none; its bytes, which follow, tell a person nothing.
        raise StoreDamagedError(path, str(error).partition(" with text ")[0]) from error


@contextmanager
def reading_sql(path: Path) -> Iterator[None]:
    """Do the same where nothing but statements run: what cannot be decoded there are words of SQLite about damage."""
    with translating_errors(path):
        try:
            yield
        except UnicodeDecodeError as error:
            raise StoreDamagedError(path, str(error)) from error


@contextmanager
def moving_files(path: Path) -> Iterator[None]:
    """Raise what the system raises, where the file of the store at ``path`` is moved or copied, as StoreAccessError."""
    try:
        yield
    except OSError as error:
        obstacle = _OF_SYSTEM.get(error.errno or 0, Obstacle.DISK_ERROR)
        raise StoreAccessError(path, error.strerror or str(error), obstacle) from error


def is_damage(error: sqlite3.DatabaseError) -> bool:
    """Tell whether the content of the file made SQLite fail, rather than what stands in its way."""
    return _code(error) not in _BUSY | _OBSTACLES.keys()


def _format_is_unknown(error: sqlite3.DatabaseError, path: Path) -> bool:
    """Whether a damaged head keeps SQLite from writing, rather than the rights of the file.

    The file is not looked into: closing it again would drop the locks that this process has on it, so that others take
    it for closed (sqlite.org/howtocorrupt.html, 2.2).
    """
    plain = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) == sqlite3.SQLITE_READONLY
    return plain and all(os.access(place, os.W_OK) for place in (path, path.parent))
