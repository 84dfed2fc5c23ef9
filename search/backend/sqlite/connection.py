"""An open SQLite file: its layout, its settings, and transactions for reading and for writing."""

from __future__ import annotations

import sqlite3
import uuid
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING

from search.backend.sqlite.checks import Examiner
from search.backend.sqlite.checksums import seal_settings, settings_are_sound
from search.backend.sqlite.failures import reading_sql, translating_errors, write_ahead
from search.backend.sqlite.schema import TABLES, VERSION
from search.errors import SchemaVersionError, StoreDamagedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STORE_NAME = "kennisbank.sqlite"
_WAIT = 30.0  # seconds for another program to end its write


class Connection:
    """One open file. Several threads may use it; each transaction is one thread's alone."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self.db = db
        self._lock = RLock()
        self._examiner = Examiner(path, db)

    @classmethod
    def open(cls, path: Path) -> Connection:
        """Open the store at ``path``, made when it is not there.

        Raises SchemaVersionError when its layout is another, StoreDamagedError when its settings are not as they were
        written, and what failures.translating_errors raises.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with translating_errors(path):
            connection = cls(path, sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False))
        try:
            with reading_sql(path):
                connection._prepare()
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        """Set the connection up and make the tables where there are none. Raises SchemaVersionError."""
        write_ahead(self.db, _WAIT)
        self.db.execute("PRAGMA foreign_keys = ON")
        with self.writing():
            if not self.db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                for statement in _statements(TABLES):
                    self.db.execute(statement)
                start = {"version": VERSION, "generation": "0", "store": uuid.uuid4().hex}
                self.db.executemany("INSERT INTO meta VALUES (?, ?)", start.items())
                seal_settings(self.db)
        found, sound = self.setting("version"), settings_are_sound(self.db)
        if sound is False or (sound is None and found == VERSION):
            raise StoreDamagedError(self.path, "settings")
        if found != VERSION:
            raise SchemaVersionError(self.path, found or "?", VERSION)

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        with self._lock:
            self.db.close()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep other threads out; what SQLite raises meanwhile comes out as an error of the store.

        So does what damage makes of the code that meets it: a number where text should be, JSON that is none.
        """
        with self._lock, translating_errors(self.path), self._examiner.blaming_damage():
            yield

    @contextmanager
    def reading(self) -> Iterator[int]:
        """Hold one state of the file, whatever others write; yields its generation. May be nested."""
        with self.held():
            if self.db.in_transaction:
                yield self.generation
                return
            self.db.execute("BEGIN")
            try:
                yield self.generation
            finally:
                self._roll_back()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Write all or nothing. Raises RuntimeError inside ``reading``: what is read there would be out of date."""
        with self.held():
            if self.db.in_transaction:
                raise RuntimeError("nothing can be written while a snapshot is open")
            self.db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.db.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def _roll_back(self) -> None:
        if self.db.in_transaction:  # a full disk makes SQLite roll back by itself
            self.db.execute("ROLLBACK")

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
        """Count one write more, inside its transaction; returns the new generation."""
        generation = self.generation + 1
        self.db.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (str(generation),))
        seal_settings(self.db)
        return generation


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; executescript would commit the transaction it runs in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
