"""Looks for what should not be in the tables, and tells whether an error is the fault of the store."""

from __future__ import annotations

import sqlite3
import struct
import time
import zlib
from collections import Counter
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from search.backend.checks import passage_problems, words_differ
from search.backend.problems import Problem, ProblemKind
from search.backend.sqlite.checksums import is_sound, settings_are_sound
from search.backend.sqlite.failures import is_damage
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.schema import TABLES
from search.errors import StoreDamagedError
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


# What damaged cells make of code that reads them. A sound store raises these too: then the code is at fault.
_CONFUSED = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError,
    sqlite3.DataError, sqlite3.IntegrityError, struct.error, zlib.error,
)  # fmt: skip
_DATABASE = "database"
_AGAIN = 600.0  # seconds
_LAYOUT = "SELECT type, name, coalesce(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_stat%'"


class Examiner:
    """Finds out, of an error that nobody foresaw, whether the store is damaged.

    ``connect``: opens its file; what is being read or written meanwhile is not touched.
    """

    def __init__(self, path: Path, connect: Callable[[], sqlite3.Connection]) -> None:
        self._path = path
        self._connect = connect
        self._examined = float("-inf")  # when it was found sound: it is not looked at again for each next error

    @contextmanager
    def blaming_damage(self) -> Iterator[None]:
        """Raise StoreDamagedError in the place of an error that a damaged store explains; others pass."""
        try:
            yield
        except (OverflowError, UnicodeEncodeError):
            raise  # of what was asked: SQLite holds no such numbers and texts
        except _CONFUSED as error:
            if time.monotonic() < self._examined + _AGAIN:
                raise
            problems = self._problems()
            if not problems:
                self._examined = time.monotonic()
                raise
            raise StoreDamagedError(self._path, str(problems[0])) from error

    def _problems(self) -> list[Problem]:
        """Those of the tables, else of the lexical index; none where that cannot be checked now."""
        with closing(self._connect()) as db:
            problems = find_problems(Reading(db, 0, EVERYTHING))
        if not problems:
            with suppress(sqlite3.DatabaseError):
                problems = self.words_problems()
        return problems

    def words_problems(self) -> list[Problem]:
        """Return whether the lexical index differs from its texts, on a connection of its own: see ``words_problems``.

        Raises sqlite3.DatabaseError where nothing may be written, or others write for longer than is waited for.
        """
        with closing(self._connect()) as db:
            db.execute("BEGIN")
            return words_problems(db)


def find_problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the tables and their texts. Raises StoreBusyError and StoreAccessError only."""
    problems: list[Problem] = []
    counted: Counter[str] = Counter()
    checks: list[Callable[[], Iterator[Problem]]] = [
        lambda: _file(reading),
        lambda: _layout(reading),
        lambda: _documents(reading, counted),
        lambda: _lexical(reading, counted),
    ]
    for check in checks:
        problems += _guarded(check, Problem(ProblemKind.DATABASE, _DATABASE))
    return problems


def words_problems(db: sqlite3.Connection) -> list[Problem]:
    """Return whether the lexical index differs from its texts; in a transaction that may write, though nothing does."""
    sql = "INSERT INTO lexical (lexical, rank) VALUES ('integrity-check', 0)"
    return _guarded(lambda: iter(db.execute(sql).fetchall()), Problem(ProblemKind.LEXICAL_INDEX, "lexical index"))


def _guarded(check: Callable[[], Iterator[Problem]], otherwise: Problem) -> list[Problem]:
    """Return what a check finds; ``otherwise``, with the reason, where damage keeps it from its work."""
    found: list[Problem] = []
    try:
        found.extend(check())
    except (*_CONFUSED, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
            raise
        found.append(replace(otherwise, detail=str(error).partition(" with text ")[0]))
    return found


def _file(reading: Reading) -> Iterator[Problem]:
    """The file as SQLite sees it: its pages, its indexes, and rows that refer to others."""
    for row in reading.rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Problem(ProblemKind.DATABASE, _DATABASE, row[0])
    for row in reading.rows("PRAGMA foreign_key_check"):
        yield Problem(ProblemKind.REFERENCE, _DATABASE, f"{row[0]} {row[1]} -> {row[2]}")


def _layout(reading: Reading) -> Iterator[Problem]:
    """The definitions of the tables, and the settings."""
    if sorted(reading.rows(_LAYOUT)) != _layout_of_this_program():
        yield Problem(ProblemKind.DATABASE, _DATABASE, "layout")
    if not settings_are_sound(reading.db):
        yield Problem(ProblemKind.DATABASE, _DATABASE, "settings")


@cache
def _layout_of_this_program() -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        return sorted(db.execute(_LAYOUT).fetchall())


def _documents(reading: Reading, counted: Counter[str]) -> Iterator[Problem]:
    """The rows of each document, and its passages; adds to ``counted`` how many of these hold each word."""
    for key, id_ in reading.rows("SELECT key, CAST(id AS BLOB) FROM documents ORDER BY id"):
        name = id_.decode("utf-8", "replace")
        if not is_sound(reading.db, key):
            yield Problem(ProblemKind.DOCUMENT, name)
        yield from _guarded(lambda: passage_problems(reading, key, counted), Problem(ProblemKind.DOCUMENT, name))  # noqa: B023 - called at once


def _lexical(reading: Reading, counted: Counter[str]) -> Iterator[Problem]:
    """Compare the lexical index with the passages; ``counted``: how many of them hold each word."""
    keys = reading.column("SELECT key FROM passages ORDER BY key")
    lexical = reading.column("SELECT rowid FROM lexical ORDER BY rowid")
    if lexical != keys:
        differing = str(len(set(keys) ^ set(lexical)))
        yield Problem(ProblemKind.LEXICAL_PASSAGES, "lexical index", differing)
    if words_differ(reading, counted):
        yield Problem(ProblemKind.LEXICAL_WORDS, "lexical index")
