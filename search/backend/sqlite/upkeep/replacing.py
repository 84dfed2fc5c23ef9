"""One store in the place of another, in one step: whoever looks finds the one or the other, whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from ingest.files.writing import writing_whole
from search.backend.sqlite.failures import moving_files, reading_sql
from search.errors import StoreBusyError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SIDES = ("-wal", "-shm", "-journal")  # of a database that is open, or was when its program was killed


@contextmanager
def alone(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a store that no other program has open, and keep others out; what stood beside its file is folded into it.

    A side file that stayed would be taken for one of the store that comes in its place, and spoil it. Raises
    StoreBusyError while another program has the store open, StoreDamagedError when the file is none, StoreAccessError.
    """
    with reading_sql(path), closing(sqlite3.connect(path, timeout=0.0, isolation_level=None)) as db:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        if db.execute("PRAGMA journal_mode = DELETE").fetchone()[0] != "delete":
            raise StoreBusyError(path)
        db.execute("BEGIN EXCLUSIVE")
        try:
            yield db
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def take_place(new: Path, old: Path) -> None:
    """Put a store in the place of the one at ``old``, where there may be none, or a damaged one.

    Raises StoreBusyError, StoreAccessError, and StoreDamagedError for the new one.
    """
    with alone(new):
        pass
    if not old.exists():
        delete_sides(old)  # of a store that somebody deleted
    else:
        try:
            with alone(old):
                if os.name != "nt":  # Windows moves nothing onto a file that is open
                    _moved(new, old)
                    return
        except StoreDamagedError:  # it cannot be opened, so nothing beside it can be folded in
            delete_sides(old)
    _moved(new, old)


def _moved(new: Path, old: Path) -> None:
    with moving_files(old):
        new.replace(old)
        _settle(old.parent)


def kept_beside(path: Path, kept: Path) -> None:
    """Give a store a second name, under which it stays when its own goes to another. Raises StoreAccessError."""
    with moving_files(kept):
        try:
            os.link(path, kept)
        except OSError:  # the file system has no second names
            with path.open("rb") as file, writing_whole(kept) as copy:
                shutil.copyfileobj(file, copy)


def delete_store(path: Path) -> None:
    """Delete a store and what stands beside its file."""
    path.unlink(missing_ok=True)
    delete_sides(path)


def delete_sides(path: Path) -> None:
    """Delete what stands beside the file of a store, which SQLite would take for a part of the next one there."""
    for side in _SIDES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Have the disk keep the new name before anything that follows from it; Windows does so by itself."""
    if os.name == "nt":
        return
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
