"""An open SQLite file: its layout, its settings, and transactions for reading and for writing."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.backend.open_transactions import OpenTransactions
from search.backend.sqlite.checks import Examiner
from search.backend.sqlite.checksums import seal_settings, settings_are_sound
from search.backend.sqlite.failures import reading_sql, translating_errors, write_ahead
from search.backend.sqlite.readers.opening import Access, access_without_writing, connect, is_unwritable
from search.backend.sqlite.readers.pool import Readers
from search.backend.sqlite.schema import TABLES, VERSION
from search.errors import SchemaVersionError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.backend.problems import Problem

STORE_NAME = "kennisbank.sqlite"
_PAGES = 65_536  # KiB of the file that who writes keeps: in a large base many words are on pages of their own
_LOG = 4000  # pages in the log from which it is put into the file: one that several writes changed goes once
_WAIT = 30.0  # seconds for another program to end its write


@dataclass(frozen=True, slots=True)
class Transaction:
    """What is read in it agrees, whatever others write; what is written in it stands whole or not at all.

    ``opened``: how often the file was opened anew, as another one may stand in its place by then.
    """

    db: sqlite3.Connection
    opened: int = 0

    def setting(self, name: str) -> str | None:
        """Return the value stored under ``name`` in the table meta."""
        row = self.db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def generation(self) -> int:
        """How many writes this store has seen, those by other processes included."""
        return int(self.setting("generation") or 0)

    def has_documents(self) -> bool:
        """Tell whether anything is stored."""
        return bool(self.db.execute("SELECT 1 FROM documents LIMIT 1").fetchone())

    def raise_generation(self) -> int:
        """Count one write more; returns the new generation."""
        generation = self.generation + 1
        self.db.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (str(generation),))
        seal_settings(self.db)
        return generation


class Connection:
    """One open file. Several threads may use it: who reads waits for nobody, who writes for others that write.

    ``db``: the connection that writes; one that cannot, where the file is only to be read.
    """

    def __init__(self, path: Path, access: Access) -> None:
        self.path = path
        self.db = (
            sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            if access is Access.WRITABLE
            else connect(path, access, _WAIT)
        )
        self._readers = Readers(path, access, _WAIT)
        self._examiner = Examiner(path, lambda: connect(path, access, _WAIT))
        self._writing = threading.Lock()
        self._open = OpenTransactions[Transaction]()

    @classmethod
    def open(cls, path: Path) -> Connection:
        """Open the store at ``path``, made when it is not there; where nothing may be written, only to be read.

        Raises SchemaVersionError when its layout is another, StoreDamagedError when its settings are not as they were
        written, and what failures.translating_errors raises.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with reading_sql(path):
            try:
                return cls._prepared(path, Access.WRITABLE)
            except sqlite3.OperationalError as error:
                if not is_unwritable(error) or not path.is_file():
                    raise
                return cls._prepared(path, access_without_writing(path, _WAIT))

    @classmethod
    def _prepared(cls, path: Path, access: Access) -> Connection:
        connection = cls(path, access)
        try:
            if access is Access.WRITABLE:
                write_ahead(connection.db, _WAIT)
                connection.db.execute("PRAGMA foreign_keys = ON")
                connection.db.execute(f"PRAGMA cache_size = -{_PAGES}")
                connection.db.execute(f"PRAGMA wal_autocheckpoint = {_LOG}")
                connection._make_tables()
            connection._check_settings()
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_tables(self) -> None:
        """Make the tables where there are none; only then is the end of another program's write waited for."""
        if self._has_tables():
            return
        with self.writing() as held:
            if not self._has_tables():
                for statement in _statements(TABLES):
                    held.db.execute(statement)
                start = {"version": VERSION, "generation": "0", "store": uuid.uuid4().hex}
                held.db.executemany("INSERT INTO meta VALUES (?, ?)", start.items())
                seal_settings(held.db)

    def _check_settings(self) -> None:
        found, sound = Transaction(self.db).setting("version"), settings_are_sound(self.db)
        if sound is False or (sound is None and found == VERSION):
            raise StoreDamagedError(self.path, "settings")
        if found != VERSION:
            raise SchemaVersionError(self.path, found or "?", VERSION)

    def _has_tables(self) -> bool:
        return bool(self.db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        self._readers.close()
        with self._writing:
            self.db.close()

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Hold one state of the file, whatever others write. May be nested: within, it is the same state.

        Raises StoreMovedError where it could not be held. What damage makes of the code that meets it, a number where
        text should be, comes out as StoreDamagedError.
        """
        outer = self._open.own
        if outer is not None:
            with translating_errors(self.path):
                yield outer
            return
        with (
            translating_errors(self.path),
            self._examiner.blaming_damage(),
            self._readers.transaction() as (db, opened),
            self._open.entered(Transaction(db, opened)) as held,
        ):
            yield held

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """Write all or nothing. Raises RuntimeError inside ``reading``: what is read there would be out of date."""
        if self._open.own is not None:
            raise RuntimeError("nothing can be written while a snapshot is open")
        with (
            translating_errors(self.path),
            self._examiner.blaming_damage(),
            self._writing,
            self._open.entered(Transaction(self.db)) as held,
        ):
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield held
                self.db.execute("COMMIT")
            except BaseException:
                if self.db.in_transaction:  # a full disk makes SQLite roll back by itself
                    self.db.execute("ROLLBACK")
                raise

    def words_problems(self) -> list[Problem]:
        """Return whether the lexical index differs from its texts. StoreAccessError where nothing may be written."""
        with translating_errors(self.path):
            return self._examiner.words_problems()


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; executescript would commit the transaction it runs in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
