"""After an update the store is made again beside the old one, which stays until the new one is complete."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder, make_document
from store_factories import altered, made_by_another_version

from ingest.model import FactName
from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.upkeep.upgrade import NEW_NAME, Rebuild, begin, finish
from search.errors import SchemaVersionError, StoreBusyError, StoreDamagedError
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterable


@pytest.fixture
def older(kb: KnowledgeBase) -> Path:
    """The folder of a knowledge base of two documents that another version made, one of them corrected."""
    kb.add_document(make_document("Hulp en water: een.", id_="een"))
    kb.correct("een", {FactName.TITLE: "De nota"})
    kb.add_document(make_document("Hulp en water: twee.", id_="twee"))
    kb.close()
    made_by_another_version(kb.folder)
    return kb.folder


def begun(folder: Path) -> Rebuild:
    """Begin or go on."""
    rebuild = begin(folder)
    assert rebuild is not None
    return rebuild


def read(folder: Path, *names: str) -> None:
    """Read documents into the store that is being made."""
    with KnowledgeBase.open(folder, WordEncoder(), store=NEW_NAME) as base:
        for name in names:
            base.add_document(make_document(f"Hulp en water: {name}.", id_=name))


def stores(folder: Path) -> list[str]:
    """The names of the stores in a folder, and of what stands beside them."""
    return sorted(file.name for file in folder.iterdir() if "sqlite" in file.name)


def documents(folder: Path, store: str = STORE_NAME) -> dict[str, str]:
    """The ids of the documents in a store with their titles."""
    with KnowledgeBase.open(folder, WordEncoder(), store=store) as base:
        return {known.id: known.title for known in base.documents()}


def test_the_old_store_is_gone_only_when_the_new_one_is_complete(older: Path) -> None:
    """Until then whoever searches is told to go on; nobody gets a part for the whole."""
    assert begun(older).sources == (Path("een.txt"), Path("twee.txt"))
    read(older, "een")
    with pytest.raises(SchemaVersionError):
        KnowledgeBase.open(older, WordEncoder())
    rebuild = begun(older)  # after a kill: it knows what is read, and what is to be read
    assert documents(older, NEW_NAME) == {"een": "De nota"}
    assert rebuild.sources == (Path("een.txt"), Path("twee.txt"))
    read(older, "twee")
    assert finish(rebuild, complete=True) is None
    assert documents(older) == {"een": "De nota", "twee": "Nota"}
    assert stores(older) == [STORE_NAME]
    assert begin(older) is None
    with KnowledgeBase.open(older, WordEncoder()) as base:
        assert base.verify() == []


def test_the_old_store_is_kept_where_a_document_could_not_be_read_again(older: Path) -> None:
    """It is all that is left of that document."""
    rebuild = begun(older)
    read(older, "een")
    kept = finish(rebuild, complete=False)
    assert kept == older / "kennisbank.versie-0.sqlite"
    assert stores(older) == [STORE_NAME, kept.name]
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT id FROM documents ORDER BY id").fetchall() == [("een",), ("twee",)]


@pytest.mark.parametrize("what", ["the old store changed", "another version", "damage"])
def test_a_beginning_that_no_longer_fits_is_begun_anew(older: Path, what: str) -> None:
    """It would lack a document, or hold what is made otherwise."""
    begun(older)
    read(older, "een")
    match what:
        case "the old store changed":
            altered(older, "UPDATE meta SET value = '99' WHERE name = 'generation'")
        case "another version":
            with closing(sqlite3.connect(older / NEW_NAME, isolation_level=None)) as db:
                db.execute("DELETE FROM meta WHERE name = 'checksum'")
                db.execute("UPDATE meta SET value = '1' WHERE name = 'version'")
        case _:
            (older / NEW_NAME).write_bytes(b"geen database" * 100)
    altered(older, "DELETE FROM meta WHERE name = 'checksum'")
    begun(older)
    assert documents(older, NEW_NAME) == {}


def test_a_store_that_is_open_elsewhere_is_left_alone(older: Path) -> None:
    """What the other program writes next would be lost with the name it knows the store by."""
    with closing(sqlite3.connect(older / STORE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        with pytest.raises(StoreBusyError):
            begin(older)
    rebuild = begun(older)
    read(older, "een", "twee")
    with closing(sqlite3.connect(older / STORE_NAME, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT * FROM meta").fetchone()
        with pytest.raises(StoreBusyError):
            finish(rebuild, complete=True)
    assert finish(begun(older), complete=True) is None
    assert set(documents(older)) == {"een", "twee"}


def test_what_is_no_older_store_is_not_made_again(kb: KnowledgeBase, tmp_path: Path) -> None:
    """Nothing, one of this version, and a file that is no store, which is named."""
    assert begin(tmp_path / "leeg") is None
    kb.close()
    assert begin(kb.folder) is None
    (kb.folder / STORE_NAME).write_bytes(b"geen database" * 100)
    with pytest.raises(StoreDamagedError):
        begin(kb.folder)


@pytest.mark.parametrize("own", ["bestanden", "bijlagen/brief-12345678/1"])
def test_files_that_the_knowledge_base_keeps_move_with_it(kb: KnowledgeBase, tmp_path: Path, own: str) -> None:
    """A folder that was copied to another computer still holds what was uploaded."""
    kb.close()
    made_by_another_version(kb.folder)
    file = kb.folder / own / "nota.txt"
    file.parent.mkdir(parents=True)
    file.write_text("Hulp en water.", "utf-8")
    elsewhere = tmp_path / "oude computer" / own / "nota.txt"
    _add_sources(kb.folder, [elsewhere, tmp_path / "weg.txt"])
    assert begun(kb.folder).sources == (file, tmp_path / "weg.txt")


def _add_sources(folder: Path, files: Iterable[Path]) -> None:
    for file in files:
        altered(
            folder,
            "INSERT INTO documents (id, title, publisher, kind, language, source, sha256, ingest_version, text, authors, "
            "text_sha256, places, pages, facts) VALUES (?, '', '', '', '', ?, '', '', '', '', '', '', '', '')",
            file.stem,
            str(file),
        )
