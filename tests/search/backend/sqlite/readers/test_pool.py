"""Connections that read: one state each, kept for the next reader, and watched where SQLite does not."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING

import pytest

from search.backend.sqlite.readers.opening import Access, access_without_writing, connect
from search.backend.sqlite.readers.pool import IDLE, Readers
from search.errors import StoreMovedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with one number; its name has what an address would take for something else."""
    made = tmp_path / "50% wat? #1.sqlite"
    with closing(sqlite3.connect(made, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE x (a)")
        db.execute("INSERT INTO x VALUES (1)")
    return made


@pytest.fixture
def readers(path: Path) -> Iterator[Readers]:
    """Readers beside others that write."""
    with closing(Readers(path, Access.WRITABLE, 0.1)) as made:
        yield made


def write(path: Path, number: int) -> None:
    """Write another number, and close the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE x SET a = ?", (number,))


def read(db: sqlite3.Connection) -> int:
    """Return the number."""
    return int(db.execute("SELECT a FROM x").fetchone()[0])


def test_each_reader_sees_the_state_at_its_start(path: Path, readers: Readers) -> None:
    """However many there are, and whatever is written before it reads."""
    with ExitStack() as stack:
        opened = []
        for number in range(2, IDLE + 5):
            opened.append(stack.enter_context(readers.transaction())[0])
            write(path, number)
        assert [read(db) for db in opened] == list(range(1, IDLE + 4))
        assert len(set(map(id, opened))) == IDLE + 3


def test_connections_are_used_again(path: Path, readers: Readers) -> None:
    """And a few are kept, not as many as there ever were."""
    with readers.transaction() as (first, _):
        pass
    with readers.transaction() as (again, _):
        assert again is first
        write(path, 2)
    with ExitStack() as stack:
        for _ in range(IDLE + 5):
            stack.enter_context(readers.transaction())
    assert len(readers._idle) == IDLE


def test_readers_cannot_write(readers: Readers) -> None:
    """Whoever writes does so through the one connection that is meant for it."""
    with pytest.raises(sqlite3.OperationalError, match="readonly"), readers.transaction() as (db, _):
        db.execute("UPDATE x SET a = 2")


def test_closing_while_somebody_reads(readers: Readers) -> None:
    """They read on, and nobody else begins."""
    with readers.transaction() as (db, _):
        readers.close()
        readers.close()
        assert read(db) == 1
    with pytest.raises(sqlite3.ProgrammingError), readers.transaction():
        pass


def test_a_file_that_nobody_writes(path: Path) -> None:
    """It is read as it stands; after a write it is opened anew, and what was read meanwhile is refused."""
    with closing(Readers(path, Access.IMMUTABLE, 0.1)) as readers:
        with readers.transaction() as (db, opened):
            assert (read(db), opened) == (1, 0)
        with pytest.raises(StoreMovedError), readers.transaction() as (db, _):
            write(path, 2)
        with readers.transaction() as (db, opened):
            assert (read(db), opened) == (2, 1)


def test_what_goes_wrong_in_a_file_that_moved_is_no_defect(path: Path) -> None:
    """Half of an old state and half of a new one make no sense: it is read again. Otherwise the error is the error."""
    with closing(Readers(path, Access.IMMUTABLE, 0.1)) as readers:
        with pytest.raises(KeyError), readers.transaction():
            raise KeyError("a defect")
        with pytest.raises(StoreMovedError), readers.transaction():
            _write_and_fail(path)


def _write_and_fail(path: Path) -> None:
    write(path, 2)
    raise KeyError("of two states")


def test_how_a_file_is_read_where_nothing_is_written(path: Path) -> None:
    """Its log is followed while there is one; without it is as it stands."""
    assert access_without_writing(path, 0.1) is Access.READ_ONLY  # here it could be written
    with closing(connect(path, Access.IMMUTABLE, 0.1)) as db:
        assert read(db) == 1
