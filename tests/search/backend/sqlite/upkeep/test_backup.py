"""Copies of a knowledge base: of one moment, checked, and put back without harm to what is there."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from search_factories import WordEncoder, make_document
from store_factories import altered, made_by_another_version

from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.upkeep.backup import BACKUP_NAME, Copied, back_up, restore
from search.errors import (
    BackupError,
    BackupProblem,
    SchemaVersionError,
    StoreAccessError,
    StoreBusyError,
    StoreDamagedError,
)
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from pathlib import Path

Limit = Any  # the fixture `limited_files`: bytes -> what to enter


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where copies go."""
    return tmp_path / "elders" / "kopie"


def filled(kb: KnowledgeBase, *names: str) -> None:
    """Add documents with these ids."""
    for name in names:
        kb.add_document(make_document(f"Hulp en water: {name}.", id_=name))


def documents(folder: Path) -> list[str]:
    """The ids of the documents of a knowledge base, which must be sound."""
    with KnowledgeBase.open(folder, WordEncoder()) as base:
        assert base.verify() == []
        return [known.id for known in base.documents()]


def names(folder: Path) -> list[str]:
    """All files in a folder."""
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_a_copy_is_put_back(kb: KnowledgeBase, target: Path, tmp_path: Path) -> None:
    """Elsewhere, or in the place of what was there; with the same answers."""
    filled(kb, "een", "twee")
    expected = kb.search("hulp")
    assert back_up(kb.folder, target) == Copied(2, 0)
    assert names(target) == [BACKUP_NAME]
    assert restore(target, tmp_path / "ander") == Copied(2, 0)
    assert documents(tmp_path / "ander") == ["een", "twee"]
    with KnowledgeBase.open(tmp_path / "ander", WordEncoder()) as other:
        assert other.search("hulp") == expected
    kb.remove("een")
    kb.close()
    assert restore(target, kb.folder, overwrite=True) == Copied(2, 0)
    assert documents(kb.folder) == ["een", "twee"]


def test_a_copy_is_of_one_moment_while_others_read_and_write(kb: KnowledgeBase, target: Path, tmp_path: Path) -> None:
    """What is not committed is not in it, and nobody is waited for."""
    filled(kb, "een")
    with closing(sqlite3.connect(kb.folder / STORE_NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM documents")
        with kb.backend.snapshot() as snapshot:
            assert back_up(kb.folder, target) == Copied(1, 0)
            assert list(snapshot.documents.titles()) == ["een"]
        other.execute("ROLLBACK")
    restore(target, tmp_path / "ander")
    assert documents(tmp_path / "ander") == ["een"]


def test_files_that_are_kept_go_along(kb: KnowledgeBase, target: Path, tmp_path: Path) -> None:
    """Those of documents that are there; a file that a person keeps elsewhere is their own."""
    for place in ("bestanden/nota.txt", "bestanden/verwijderd.txt", "bijlagen/brief-1/1/een.txt"):
        (kb.folder / place).parent.mkdir(parents=True, exist_ok=True)
        (kb.folder / place).write_text(place, "utf-8")
    for id_, source in (
        ("nota", kb.folder / "bestanden/nota.txt"), ("een", kb.folder / "bijlagen/brief-1/1/een.txt"),
        ("weg", kb.folder / "bestanden/weg.txt"), ("elders", tmp_path / "elders.txt"),
    ):  # fmt: skip
        kb.add_document(replace(make_document("Hulp en water.", id_=id_), source=str(source), sha256=id_))
    assert back_up(kb.folder, target) == Copied(4, 2)
    assert names(target) == ["bestanden/nota.txt", "bijlagen/brief-1/1/een.txt", BACKUP_NAME]
    restore(target, tmp_path / "ander")
    assert (tmp_path / "ander/bijlagen/brief-1/1/een.txt").read_text("utf-8") == "bijlagen/brief-1/1/een.txt"


def test_a_damaged_knowledge_base_costs_no_earlier_copy(kb: KnowledgeBase, target: Path) -> None:
    """It is checked before it takes the place of one."""
    filled(kb, "een")
    back_up(kb.folder, target)
    before = (target / BACKUP_NAME).read_bytes()
    altered(kb.folder, "UPDATE passages SET chapter = 'x'")
    with pytest.raises(StoreDamagedError) as caught:
        back_up(kb.folder, target)
    assert caught.value.path == kb.folder / STORE_NAME
    assert names(target) == [BACKUP_NAME]
    assert (target / BACKUP_NAME).read_bytes() == before


def test_a_full_disk_costs_no_earlier_copy(kb: KnowledgeBase, target: Path, limited_files: Limit) -> None:
    """Nor the knowledge base, where a copy is put back."""
    filled(kb, "een")
    back_up(kb.folder, target)
    before = (target / BACKUP_NAME).read_bytes()
    kb.close()
    with limited_files(50_000):
        with pytest.raises(StoreAccessError):
            back_up(kb.folder, target)
        with pytest.raises(StoreAccessError):
            restore(target, kb.folder, overwrite=True)
    assert (names(target), (target / BACKUP_NAME).read_bytes()) == ([BACKUP_NAME], before)
    assert documents(kb.folder) == ["een"]


def test_what_is_there_is_replaced_only_when_asked(kb: KnowledgeBase, target: Path) -> None:
    """And never while another program has it open."""
    filled(kb, "een")
    back_up(kb.folder, target)
    filled(kb, "twee")
    with pytest.raises(BackupError) as caught:
        restore(target, kb.folder)
    assert caught.value.problem is BackupProblem.IN_THE_WAY
    with pytest.raises(StoreBusyError):
        restore(target, kb.folder, overwrite=True)
    assert [known.id for known in kb.documents()] == ["een", "twee"]


@pytest.mark.parametrize("damage", ["no store", "a cell"])
def test_a_damaged_copy_is_not_put_back(kb: KnowledgeBase, target: Path, damage: str) -> None:
    """It is named, and the knowledge base stays."""
    filled(kb, "een")
    back_up(kb.folder, target)
    kb.close()
    if damage == "no store":
        (target / BACKUP_NAME).write_bytes(b"geen database" * 100)
    else:
        with closing(sqlite3.connect(target / BACKUP_NAME, isolation_level=None)) as db:
            db.execute("UPDATE documents SET publisher = 'x'")
    with pytest.raises(StoreDamagedError) as caught:
        restore(target, kb.folder, overwrite=True)
    assert caught.value.path == target / BACKUP_NAME
    assert documents(kb.folder) == ["een"]


def test_a_damaged_knowledge_base_can_be_replaced(kb: KnowledgeBase, target: Path) -> None:
    """Also one that SQLite cannot open: that is what copies are for."""
    filled(kb, "een")
    back_up(kb.folder, target)
    kb.close()
    (kb.folder / STORE_NAME).write_bytes(b"geen database" * 100)
    (kb.folder / f"{STORE_NAME}-wal").write_bytes(b"van een andere kennisbank" * 100)
    restore(target, kb.folder, overwrite=True)
    assert documents(kb.folder) == ["een"]


def test_what_was_derived_from_another_history_is_not_used(kb: KnowledgeBase, target: Path) -> None:
    """Vector files are known by store and generation, and a copy that was put back reaches the same numbers again."""
    filled(kb, "een")
    back_up(kb.folder, target)
    filled(kb, "twee")
    kb.search("hulp")
    kb.close()
    restore(target, kb.folder, overwrite=True)
    with KnowledgeBase.open(kb.folder, WordEncoder()) as again:
        again.add_document(make_document("Handel en hulp.", id_="drie"))
        assert again.verify() == []
        assert {hit.passage.document for hit in again.search("handel").hits} == {"een", "drie"}


def test_a_copy_of_an_older_version_is_put_back_to_be_made_again(kb: KnowledgeBase, target: Path) -> None:
    """Its rows cannot be checked by this version, but SQLite can check the file."""
    filled(kb, "een")
    kb.close()
    made_by_another_version(kb.folder)
    assert back_up(kb.folder, target) == Copied(1, 0)
    restore(target, kb.folder, overwrite=True)
    with pytest.raises(SchemaVersionError):
        KnowledgeBase.open(kb.folder, WordEncoder())


def test_where_there_is_nothing_to_copy_or_put_back(kb: KnowledgeBase, target: Path) -> None:
    """A folder without a copy, and the knowledge base's own folder."""
    with pytest.raises(BackupError) as caught:
        restore(target, kb.folder, overwrite=True)
    assert caught.value.problem is BackupProblem.NO_BACKUP
    with pytest.raises(StoreAccessError):
        back_up(target, kb.folder)
    assert not (target / STORE_NAME).exists()
    with pytest.raises(BackupError) as caught:
        back_up(kb.folder, kb.folder)
    assert caught.value.problem is BackupProblem.SAME_FOLDER
