"""How the file of a store can be opened, which depends on what may be written where it stands.

A store is in SQLite's write-ahead mode, in which readers write too: into the index of the log, a file beside. On a
medium or share that may only be read, a reader can follow the log of a program that has the store open, or read the
file as it stands when there is no log (https://sqlite.org/wal.html#read_only_databases).
"""

from __future__ import annotations

import os
import sqlite3
from enum import Enum
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from pathlib import Path

_UNWRITABLE = frozenset((sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN))


class Access(Enum):
    """What a program can do where the store stands; the value goes into the address that SQLite opens."""

    WRITABLE = "mode=rw"
    READ_ONLY = "mode=ro"  # others write, and their log can be read
    IMMUTABLE = "mode=ro&immutable=1"  # there is no log: SQLite locks nothing, and trusts that nobody writes


def connect(path: Path, access: Access, patience: float) -> sqlite3.Connection:
    """Open the file of a store. ``patience``: seconds for another program to end its write."""
    address = quote(os.fsencode(path.absolute().as_posix()))  # "/" before a drive; a share keeps its own two
    uri = f"file://{'' if address.startswith('/') else '/'}{address}?{access.value}"
    return sqlite3.connect(uri, timeout=patience, isolation_level=None, check_same_thread=False, uri=True)


def is_unwritable(error: sqlite3.Error) -> bool:
    """Tell whether SQLite failed because it may not write here, or not even open the file."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF in _UNWRITABLE


def access_without_writing(path: Path, patience: float) -> Access:
    """Return how the file can be read where nothing can be written. Raises sqlite3.Error where it cannot be.

    A log that was left behind (a program was killed, then the folder copied) and has no index cannot be read here, and
    without it the file may be half of a write: that is refused.
    """
    try:
        _read(path, Access.READ_ONLY, patience)
    except sqlite3.OperationalError as error:
        if not is_unwritable(error) or _has_log(path):
            raise
        _read(path, Access.IMMUTABLE, patience)
        return Access.IMMUTABLE
    return Access.READ_ONLY


def _read(path: Path, access: Access, patience: float) -> None:
    db = connect(path, access, patience)
    try:
        db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    finally:
        db.close()


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def state_of(path: Path) -> tuple[object, ...]:
    """Return what changes when the file is written or replaced, or somebody starts to write its log."""
    found = path.stat()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, _has_log(path)
