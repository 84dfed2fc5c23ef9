"""A store that is sound but cannot be used now is never called damaged: who believes that throws it away."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder, make_document

from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.failures import translating_errors, write_ahead
from search.errors import Obstacle, SearchError, StoreAccessError, StoreBusyError, StoreDamagedError
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MUCH = make_document(*(f"Hulp en water voor gemeente {number}." for number in range(400)), id_="groot")


def _read_only(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
        db.execute("CREATE TABLE x (a)")


def _no_folder(path: Path) -> None:
    sqlite3.connect(path.parent / "weg" / path.name)


def _full(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA max_page_count = 1")
        db.execute("CREATE TABLE x (a)")


def _no_database(path: Path) -> None:
    path.write_bytes(b"geen database" * 100)
    with closing(sqlite3.connect(path)) as db:
        db.execute("SELECT * FROM sqlite_master")


def _no_text(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("SELECT CAST(x'ff' AS TEXT)").fetchone()


@pytest.mark.parametrize(
    ("cause", "expected", "obstacle"),
    [
        (_read_only, StoreAccessError, Obstacle.NO_RIGHTS),
        (_no_folder, StoreAccessError, Obstacle.NO_RIGHTS),
        (_full, StoreAccessError, Obstacle.DISK_FULL),
        (_no_database, StoreDamagedError, None),
        (_no_text, StoreDamagedError, None),
    ],
)
def test_each_fault_of_sqlite_is_reported_as_what_it_is(
    tmp_path: Path,
    cause: Callable[[Path], None],
    expected: type[SearchError],
    obstacle: Obstacle | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Only a store that is damaged may be put away."""
    monkeypatch.setattr(os, "access", lambda *_: cause is not _read_only)  # whoever runs the tests may write
    path = tmp_path / STORE_NAME
    path.touch()
    with pytest.raises(expected) as caught, translating_errors(path):
        cause(path)
    assert vars(caught.value).get("obstacle") is obstacle
    assert vars(caught.value)["path"] == path


def test_a_store_that_another_program_writes_in_is_busy(
    kb: KnowledgeBase, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes too waits for the write to end, and then reports that the store is in use; who reads does neither."""
    kb.add_document(make_document("Hulp en water."))
    monkeypatch.setattr("search.backend.sqlite.connection._WAIT", 0.01)
    with closing(sqlite3.connect(kb.folder / STORE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with KnowledgeBase.open(kb.folder, encoder) as opened:
            assert [hit.passage.id for hit in opened.search("water").hits] == ["nota:0001"]
            with pytest.raises(StoreBusyError) as caught:
                opened.add_document(make_document("Hulp.", id_="nieuw"))
    assert caught.value.path == kb.folder / STORE_NAME


def test_making_a_store_waits_for_another_program_that_makes_it(
    tmp_path: Path, encoder: WordEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would make the tables; the one that comes second reports that the store is in use."""
    monkeypatch.setattr("search.backend.sqlite.connection._WAIT", 0.01)
    with closing(sqlite3.connect(tmp_path / STORE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusyError):
            KnowledgeBase.open(tmp_path, encoder)


def test_setting_up_waits_for_another_program(tmp_path: Path) -> None:
    """A database that is being made elsewhere is waited for; when the patience is over, it is busy."""
    path = tmp_path / "nieuw.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE x (a)")
        with closing(sqlite3.connect(path, timeout=0.0, isolation_level=None)) as mine:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                write_ahead(mine, 0.0)
            done = threading.Timer(0.1, other.execute, ["COMMIT"])
            done.start()
            write_ahead(mine, 60.0)
            done.join()
            assert mine.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_pages_overwritten_after_opening_are_reported_as_damage(kb: KnowledgeBase) -> None:
    """Damage that only a later page shows is reported as damage too, by every method."""
    kb.add_document(MUCH)
    kb.close()
    path = kb.folder / STORE_NAME
    data = bytearray(path.read_bytes())
    data[len(data) // 3 : len(data) // 3 + 100_000] = b"\x5a" * 100_000
    path.write_bytes(bytes(data))
    with pytest.raises(StoreDamagedError), KnowledgeBase.open(kb.folder, WordEncoder()) as damaged:
        damaged.verify()


def test_a_full_disk_leaves_the_documents_before_it(kb: KnowledgeBase) -> None:
    """The document that does not fit is translating_errors, the store goes on, and there is room again once there is."""
    kb.add_document(make_document("Hulp en water."))
    db = kb.backend.connection.db
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    (most,) = db.execute("PRAGMA max_page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {pages + 10}")
    with pytest.raises(StoreAccessError):
        kb.add_document(MUCH)
    assert [known.id for known in kb.documents()] == ["nota"]
    db.execute(f"PRAGMA max_page_count = {most}")
    kb.add_document(MUCH)
    assert [known.id for known in kb.documents()] == ["groot", "nota"]
    assert kb.verify() == []
