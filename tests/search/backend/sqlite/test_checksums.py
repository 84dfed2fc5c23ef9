"""Whatever changes behind the store's back is noticed, and named by the document it belongs to."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from search_factories import Part, WordEncoder, make_citation, make_document
from store_factories import altered

from ingest.model import FactName
from ingest.places import PageInfo
from search.backend.problems import Problem, ProblemKind
from search.backend.sqlite.checksums import DOCUMENT_TABLES
from search.backend.sqlite.connection import STORE_NAME
from search.backend.sqlite.schema import TABLES
from search.errors import StoreDamagedError
from search.intake.library import Outcome
from search.knowledge_base import KnowledgeBase

# Not of one document: each is checked in its own way. Kept questions and when documents came in are shown as they stand.
OWN = ("meta", "words", "stems", "checksums", "questions", "intakes")
DAMAGED = Problem(ProblemKind.DOCUMENT, "nota")


def columns() -> list[tuple[str, str]]:
    """Return (table, column) of all that is stored of documents, but for what names a row."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        ours = [name for name in names if not name.startswith(("lexical_", "sqlite_")) and name not in OWN]
        found = [(name, row[1]) for name in ours for row in db.execute(f"PRAGMA table_info({name})")]
    return [pair for pair in found if pair[1] != "key" and pair != ("documents", "id")]


@pytest.fixture
def full(kb: KnowledgeBase) -> KnowledgeBase:
    """A knowledge base of two documents, closed; of the one named "nota" every table has a row."""
    document = make_document(
        Part(("De hulp heet Hulp voor Ontwikkeling (HVO).", "Water is schaars."), ("Hulp", "Water"), (6,), 4,
             note="Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35207, nr. 53)", cites=(make_citation(),)),
        Part(("Klimaat en klimaat voor iedereen.",), ("Klimaat",)),
    )  # fmt: skip
    kb.add_document(replace(document, pages=(PageInfo("4", 595.0, 842.0),), authors=("Jansen",), date="2022-01-01"))
    kb.add_document(make_document("Handel en hulp.", id_="ander"))
    kb.correct("nota", {FactName.PUBLISHER: "Ministerie van Buitenlandse Zaken"})
    kb.close()
    return kb


def key_of(kb: KnowledgeBase, document: str = "nota") -> int:
    """The key of a document."""
    with closing(sqlite3.connect(kb.folder / STORE_NAME)) as db:
        return int(db.execute("SELECT key FROM documents WHERE id = ?", (document,)).fetchone()[0])


@pytest.mark.parametrize(("table", "column"), columns())
def test_a_change_in_any_column_is_named_by_its_document(full: KnowledgeBase, table: str, column: str) -> None:
    """Whatever search or export shows: headings, citations, notes, places on pages, vectors, words."""
    changed = f"""
        CASE typeof("{column}") WHEN 'text' THEN "{column}" || 'x' WHEN 'blob' THEN "{column}" || x'00'
        WHEN 'null' THEN 'x' ELSE "{column}" + 100 END"""
    rows = DOCUMENT_TABLES[table].partition(" ORDER BY")[0].replace(":key", "?")
    with closing(sqlite3.connect(full.folder / STORE_NAME, isolation_level=None)) as db:
        assert db.execute(f'UPDATE {table} SET "{column}" = {changed} WHERE {rows}', (key_of(full),)).rowcount > 0  # noqa: S608
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        assert DAMAGED.where in {each.where for each in again.verify() if each.kind is ProblemKind.DOCUMENT}


def test_a_cell_of_another_type_is_another_cell(full: KnowledgeBase) -> None:
    """The same bytes as a text and as a blob, and a row that became empty, are told apart."""
    altered(full.folder, "UPDATE documents SET title = CAST(title AS BLOB) WHERE id = 'nota'")
    altered(full.folder, "UPDATE citations SET title = '' WHERE title IS NULL")
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        assert DAMAGED in again.verify()


def test_what_is_sound_is_reported_so(full: KnowledgeBase) -> None:
    """After adding, correcting and replacing."""
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        assert again.verify() == []
        again.add_document(make_document("Alleen hulp."))
        assert again.verify() == []


def test_a_sound_document_is_not_taken_for_a_damaged_one(full: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Correcting, replacing and removing count no words anew, which takes as long as the knowledge base is large."""

    def not_needed(*_: object) -> None:
        raise RuntimeError("counted anew")

    monkeypatch.setattr("search.backend.sqlite.writing.rebuild_index", not_needed)
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        again.correct("nota", {FactName.PUBLISHER: "Andere"})
        again.correct("nota", {FactName.PUBLISHER: ""})
        again.add_document(make_document("Alleen hulp."))
        again.remove("nota")
        assert again.verify() == []


@pytest.mark.parametrize("table", ["documents", "passages", "lexical", "abbreviations"])
def test_a_damaged_document_can_be_removed_and_read_again(full: KnowledgeBase, table: str) -> None:
    """As the message advises: the words of the others are counted anew, since its own are no longer known."""
    column = {"documents": "title", "passages": "section_path", "lexical": "headings", "abbreviations": "long"}[table]
    rows = DOCUMENT_TABLES[table].partition(" ORDER BY")[0].replace(":key", "?")
    altered(full.folder, f"UPDATE {table} SET {column} = 'wartaal' WHERE {rows}", key_of(full))  # noqa: S608
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        again.remove("nota")
        assert again.verify() == []
        assert again.add_document(make_document("Alleen hulp.")) is Outcome.ADDED
        assert again.verify() == []


@pytest.mark.parametrize("setting", ["version", "encoder", "fingerprint", "dimensions", "generation", "store"])
def test_a_changed_setting_is_damage(full: KnowledgeBase, setting: str) -> None:
    """And not another version or another model, which would put the store aside."""
    altered(full.folder, "UPDATE meta SET value = value || '1' WHERE name = ?", setting)
    with pytest.raises(StoreDamagedError):
        KnowledgeBase.open(full.folder, WordEncoder())


def test_a_changed_definition_of_a_table_is_damage(full: KnowledgeBase) -> None:
    """A letter of a column's type changes what comes out of it."""
    with closing(sqlite3.connect(full.folder / STORE_NAME, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'page INTEGER', 'page IMTEGER') WHERE name = 'passages'"
        )
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        assert Problem(ProblemKind.DATABASE, "database", "layout") in again.verify()


def test_a_word_index_that_differs_from_its_texts_is_damage(full: KnowledgeBase) -> None:
    """A passage that its words no longer find would be missed silently."""
    altered(full.folder, "UPDATE lexical_docsize SET sz = x'7f0101' WHERE id = (SELECT min(id) FROM lexical_docsize)")
    with KnowledgeBase.open(full.folder, WordEncoder()) as again:
        assert [each.kind for each in again.verify()] == [ProblemKind.LEXICAL_INDEX]
