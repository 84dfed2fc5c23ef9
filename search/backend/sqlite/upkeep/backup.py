"""A copy of a knowledge base that can be put back: its store, and the files that it keeps itself.

SQLite copies one state of a store while others read and write it (sqlite.org/backup.html). A copy is checked before it
takes the place of an earlier one, and again before it takes that of a knowledge base.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.files.writing import name_beside, writing_whole
from search.backend.sqlite.checks import find_problems, words_problems
from search.backend.sqlite.checksums import seal_settings, settings_are_sound
from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.failures import moving_files, reading_sql
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.schema import VERSION
from search.backend.sqlite.upkeep.own_files import own_place
from search.backend.sqlite.upkeep.replacing import delete_sides, delete_store, take_place
from search.errors import BackupError, BackupProblem, StoreDamagedError
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

BACKUP_NAME = "reservekopie.sqlite"  # no knowledge base by name: nobody adds to it by mistake
_WAIT = 30.0  # seconds for another program that has the store to itself


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy holds: ``documents``, and the ``files`` of these that the knowledge base keeps itself."""

    documents: int
    files: int


def back_up(folder: Path, target: Path) -> Copied:
    """Copy the knowledge base in ``folder`` into the folder ``target``, in the place of an earlier copy there.

    May be done while it is in use; the copy is of one moment. Raises BackupError when ``target`` is ``folder`` itself,
    StoreDamagedError when something is wrong with what was copied, StoreBusyError and StoreAccessError; an earlier copy
    is then as it was.
    """
    if target.resolve() == folder.resolve():
        raise BackupError(target, BackupProblem.SAME_FOLDER)
    with _made_in(target, BACKUP_NAME) as made:
        with reading_sql(folder / STORE_NAME):
            store = _opened(folder / STORE_NAME)
        with closing(store), reading_sql(target / BACKUP_NAME), closing(_opened(made, "rwc")) as copy:
            store.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")  # one file, without one beside it
        _check(made, folder / STORE_NAME)
        copied = _copy_files(made, folder, target)
        _named(made, target / BACKUP_NAME)
    return copied


def restore(source: Path, folder: Path, *, overwrite: bool = False) -> Copied:
    """Put the copy in the folder ``source`` into ``folder``, as the knowledge base there.

    ``overwrite``: in the place of one that is there. Raises BackupError when there is none in ``source``, or one in
    ``folder`` and that may not be replaced; StoreDamagedError when something is wrong with the copy; StoreBusyError
    while another program has the knowledge base open, and StoreAccessError. What was there is then as it was.
    """
    backup, path = source / BACKUP_NAME, folder / STORE_NAME
    if not backup.is_file():
        raise BackupError(backup, BackupProblem.NO_BACKUP)
    if path.exists() and not overwrite:
        raise BackupError(path, BackupProblem.IN_THE_WAY)
    with _made_in(folder, STORE_NAME) as made:
        with moving_files(path):
            shutil.copyfile(backup, made)
        _check(made, backup)
        _rename(made)
        copied = _copy_files(made, source, folder)
        take_place(made, path)
    return copied


def _opened(path: Path, mode: str = "rw") -> sqlite3.Connection:
    """Open a file; ``mode``: "rwc" makes it where it is not there."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=_WAIT, isolation_level=None)


@contextmanager
def _made_in(folder: Path, name: str) -> Iterator[Path]:
    """A place beside ``name`` for a store that is being made; gone afterwards, if it was not moved."""
    with moving_files(folder / name):
        folder.mkdir(parents=True, exist_ok=True)
    made = name_beside(folder / name)
    try:
        yield made
    finally:
        with suppress(OSError):
            delete_store(made)


def _check(made: Path, of: Path) -> None:
    """Raise StoreDamagedError, with the path ``of`` what was copied, where anything is wrong with a copy."""
    with reading_sql(of), closing(_opened(made)) as db:
        reading = Reading(db, 0, EVERYTHING)
        version = reading.value("SELECT value FROM meta WHERE name = 'version'")
        if version == VERSION:
            problems = [str(problem) for problem in find_problems(reading)]
            db.execute("BEGIN")
            problems += map(str, words_problems(db))
            db.execute("ROLLBACK")
        else:  # of another layout only SQLite can tell anything
            problems = [row for row in reading.column("PRAGMA integrity_check") if row != "ok"]
    if problems:
        raise StoreDamagedError(of, problems[0])


def _rename(made: Path) -> None:
    """Give a store an identity of its own: what was derived from the one that it was copied from is not of it."""
    with reading_sql(made), closing(_opened(made)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE meta SET value = ? WHERE name = 'store'", (uuid.uuid4().hex,))
        if settings_are_sound(db) is not None:
            seal_settings(db)
        db.execute("COMMIT")


def _copy_files(made: Path, source: Path, target: Path) -> Copied:
    """Copy the files that the knowledge base keeps itself, those of the documents in the store ``made``.

    One that is gone was removed in the meantime, or is of a document that another computer read.
    """
    with reading_sql(made), closing(_opened(made)) as db:
        sources = [Path(row[0]) for row in db.execute("SELECT source FROM documents")]
    files = 0
    for place in filter(None, map(own_place, sources)):
        file, copy = source / place, target / place
        with moving_files(copy):
            if not file.is_file():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            with file.open("rb") as old, writing_whole(copy) as new:
                shutil.copyfileobj(old, new)
            shutil.copystat(file, copy)
            files += 1
    return Copied(len(sources), files)


def _named(made: Path, path: Path) -> None:
    with moving_files(path):
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        delete_sides(path)
        made.replace(path)
