"""A damaged store is reported as one, whatever code meets the damage; what is not its fault is never called so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder, make_document, make_nota
from store_factories import altered

from ingest.model import FactName
from search.backend.sqlite.connection import STORE_NAME
from search.errors import StoreDamagedError
from search.export.formats import FORMATS, WHATS, export, formats_of
from search.knowledge_base import KnowledgeBase
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

ALL: dict[str, Callable[[KnowledgeBase], object]] = {
    "documents": lambda kb: kb.documents(),
    "pages": lambda kb: kb.pages("nota"),
    "boxes": lambda kb: kb.boxes("nota", 0, 10),
    "chapters": lambda kb: kb.chapters(),
    "passages": lambda kb: kb.passages(),
    "ledger": lambda kb: kb.ledger(),
    "overview": lambda kb: kb.overview(),
    "suggestions": lambda kb: kb.suggested_sdgs(),
    "ask": lambda kb: kb.ask("water en klimaat"),
    "moties": lambda kb: kb.ask("moties van Kuzu"),
    "correct": lambda kb: kb.correct("nota", {FactName.TITLE: "Andere"}),
    "add": lambda kb: kb.add_document(make_document("Hulp en water.", id_="nieuw")),
    "remove": lambda kb: kb.remove("nota"),
} | {
    f"{what} as {form}": lambda kb, what=what, form=form: export(kb, what, form)  # type: ignore[misc]
    for what in WHATS
    for form in FORMATS
    if form in formats_of(what)
}
DAMAGES = (
    "UPDATE passages SET section_path = '[\"Hoofd'",
    "UPDATE passages SET section_path = '[7]'",
    "UPDATE passages SET kind = 'pxragraph'",
    "UPDATE passages SET text = CAST(text AS BLOB)",
    "UPDATE passages SET page = x'01'",
    "UPDATE checksums SET sha256 = 'x'",
    "UPDATE passage_vectors SET vector = substr(vector, 2)",
    "UPDATE sentence_vectors SET vectors = 'water'",
    "UPDATE sentences SET start = 'water'",
    "UPDATE documents SET authors = 'x'",
    "UPDATE documents SET facts = '[{\"name\": 1}]'",
    "UPDATE documents SET pages = '[[1, 2]]'",
    "UPDATE documents SET places = x'0102'",
    "UPDATE documents SET title = CAST(title AS BLOB)",
    "UPDATE documents SET year = x''",
    "UPDATE citations SET kind = 'mptie'",
    "UPDATE citations SET submitters = 'null'",
    "UPDATE citations SET text = x'00'",
    "UPDATE footnotes SET text = CAST(text AS BLOB)",
    "UPDATE footnotes SET page = 1.5",
    "UPDATE sections SET sdgs = '{'",
    "UPDATE passage_sdgs SET sdg = 'dertien'",
    "UPDATE words SET passages = 'x'",
    "UPDATE lexical SET body = CAST(body AS BLOB)",
    "UPDATE citation_submitters SET name = CAST(name AS BLOB)",
    "UPDATE passage_suggested_sdgs SET sdg = 'x'",
    "INSERT INTO corrections VALUES ('nota', 'tixle', 'x')",
    "UPDATE documents SET title = CAST(x'ff' AS TEXT)",
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_makes_no_other_error(kb: KnowledgeBase, damage: str) -> None:
    """Everything works all the same or says that the store is damaged, and verify reports it."""
    kb.add_document(make_nota())
    kb.close()
    altered(kb.folder, damage)
    said = []
    with KnowledgeBase.open(kb.folder, WordEncoder()) as damaged:
        assert damaged.verify() != []
        for use in ALL.values():
            try:
                repr(use(damaged))
            except StoreDamagedError as error:
                said.append((error.path, error.reason != ""))
    assert set(said) <= {(kb.folder / STORE_NAME, True)}


def test_an_error_in_a_sound_store_is_not_called_damage(kb: KnowledgeBase) -> None:
    """Who believes that throws a good store away."""
    kb.add_document(make_nota())

    def blunder() -> None:
        with kb.backend.snapshot():
            raise ValueError("not the fault of the store")

    for _ in range(2):
        with pytest.raises(ValueError, match="not the fault"):
            blunder()


def test_a_question_that_the_store_cannot_hold_is_not_examined(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger who asks for a year of thirty digits must not have everything verified."""

    def not_needed(*_: object) -> None:
        raise RuntimeError("examined")

    kb.add_document(make_nota())
    monkeypatch.setattr("search.backend.sqlite.checks.find_problems", not_needed)
    for filters in (Filters(year=10**30), Filters(document="\ud800")):
        with pytest.raises((OverflowError, UnicodeEncodeError)):
            kb.passages(filters)


def test_words_of_sqlite_that_are_no_text_are_damage(kb: KnowledgeBase) -> None:
    """It quotes the definition of a table that it cannot read, flipped bits included."""
    kb.close()
    path = kb.folder / STORE_NAME
    path.write_bytes(path.read_bytes().replace(b"CREATE TABLE sections", b"CREATE TABLE \xf3ections"))
    with pytest.raises(StoreDamagedError):
        KnowledgeBase.open(kb.folder, WordEncoder())


@pytest.mark.parametrize("byte", [0, 18, 19])
def test_a_damaged_head_of_the_file_is_damage(kb: KnowledgeBase, byte: int) -> None:
    """A format that SQLite does not know makes it refuse to write, which is not a matter of rights."""
    kb.add_document(make_nota())
    kb.close()
    with (kb.folder / STORE_NAME).open("r+b") as file:
        file.seek(byte)
        file.write(b"\x42")
    with pytest.raises(StoreDamagedError), KnowledgeBase.open(kb.folder, WordEncoder()) as damaged:
        damaged.add_document(make_document("Hulp en water.", id_="nieuw"))
