"""What the tab Zoeken shows, saved as a file for Word."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from word_reading import read_word

from search import Filters, KnowledgeBase
from ui import texts
from ui.access.audit import AuditLog
from ui.programs import found
from ui.web.routes import add_routes

if TYPE_CHECKING:
    from pathlib import Path

    from word_reading import WordText

QUESTION = "wat is het klimaatdoel 2025"


def saved(base: KnowledgeBase, question: str, filters: Filters | None = None, top: int = 3, *chosen: str) -> WordText:
    """What is saved, read back."""
    return read_word(found.word_file(base, found.Wanted(question, filters or Filters(), top, frozenset(chosen))))


def test_an_answer_and_its_passages(base: KnowledgeBase) -> None:
    """The question as title, the filters in force, the sentences of the answer, and every passage under its section."""
    result = base.ask(QUESTION, Filters(year=2022), top=3).result
    file = saved(base, QUESTION, Filters(year=2022))
    assert file.title == "Wat is het klimaatdoel 2025"
    assert file.styled("Subtitle")[1:] == ["Binnen\tJaar: 2022"]
    assert file.styled("Heading1") == ["Antwoord", "Passages"]
    assert file.styled("Heading2") == [hit.section_path[-1] for hit in result.hits]
    assert file.styled("Caption")[0] == (
        "Doen waar Nederland goed in is · p.\u00a033 · beleidsnota · Ministerie van Buitenlandse Zaken, 2022"
    )
    answer = file.styled("Quote")[0]
    assert all(sentence.text in answer for sentence in result.answer.sentences)
    assert answer.endswith("[1]")
    assert file.notes[1].startswith("Ministerie van Buitenlandse Zaken, Doen waar Nederland goed in is: strategie")


@pytest.mark.parametrize(
    ("question", "heading", "said"),
    [
        ("hoe helpt Nederland bij een tsunami", ["Dit komt in de buurt"], texts.NEAR_MORE),
        ("hoe hoog is de Eiffeltoren", ["Niet gevonden", "Passages"], texts.NOT_FOUND_MORE),
    ],
)
def test_what_has_no_answer_says_so(base: KnowledgeBase, question: str, heading: list[str], said: str) -> None:
    """As the page does, with the passages below."""
    file = saved(base, question)
    assert file.styled("Heading1") == heading
    assert file.styled("Normal")[0].startswith(said)
    assert len(file.styled("Heading2")) == 3


def test_references_in_the_notes_have_their_links(base: KnowledgeBase) -> None:
    """Of a document's own notes, which are footnotes here."""
    file = saved(base, "moties over fossiele exportsteun", top=1)
    printed = "Kamerstukken II 31793, nr. 202"
    assert any(printed in note for note in file.notes.values())
    assert file.links[printed] == "https://zoek.officielebekendmakingen.nl/kst-31793-202.html"


def test_papers_that_are_asked_for_are_the_answer(base: KnowledgeBase) -> None:
    """Each with its link and a footnote for every place."""
    file = saved(base, "moties van Van der Lee")
    assert file.styled("Heading1") == ["Stukken", "Passages"]
    assert file.styled("Normal") == ["4 moties van Van der Lee, op 5 plaatsen genoemd."]
    assert len(file.styled("ListBullet")) == 4
    assert file.links["Kamerstukken II 2021/22, 35925 XVII, nr. 36"].endswith("/kst-35925-XVII-36.html")


def test_papers_that_the_ledger_cannot_tell(base: KnowledgeBase) -> None:
    """None on the subject: said above the passages that come near."""
    file = saved(base, "moties over vrouwenrechten")
    assert file.styled("Heading1") == ["Stukken", "Dit komt in de buurt"]
    assert file.styled("Normal")[0] == "Geen motie over „vrouwenrechten” gevonden."


def test_filters_without_a_question_list_passages(base: KnowledgeBase) -> None:
    """In the order of the text."""
    filters = Filters(document="bho-2024", sdg=13)
    file = saved(base, "", filters, top=2)
    assert file.title == "Passages"
    assert file.styled("Heading1") == ["Passages"]
    assert file.styled("Heading2") == [each.section for each in base.first_passages(2, filters)]
    assert "SDG 13 Klimaatactie" in file.styled("Subtitle")[1]
    assert "Document: Jaarverslag Buitenlandse Handel" in file.styled("Subtitle")[1]


def test_only_the_passages_chosen_are_saved(base: KnowledgeBase) -> None:
    """In the order in which they were found, with the answer; of passages listed by filters too."""
    hits = base.ask(QUESTION, top=3).hits
    chosen = [hits[2].passage.id, hits[1].passage.id, "weg:0001"]
    file = saved(base, QUESTION, None, 3, *chosen)
    assert file.styled("Heading1") == ["Antwoord", "Passages"]
    assert file.styled("Heading2") == [hit.section_path[-1] for hit in hits[1:]]
    first, second = base.first_passages(2, Filters(sdg=13))
    assert saved(base, "", Filters(sdg=13), 2, second.id).styled("Heading2") == [second.section]
    assert saved(base, "", Filters(sdg=13), 2, first.id, second.id).styled("Heading2") == [
        first.section,
        second.section,
    ]


@pytest.mark.parametrize(
    ("query", "name", "passages"),
    [
        ("vraag=wat+is+het+klimaatdoel+2025&jaar=2022", "vraag-wat-is-het-klimaatdoel-2025-2022.docx", 10),
        ("vraag=%00%1b../%22&aantal=3", "vraag.docx", 3),
        ("sdg=13&motie=kst-35925-36&aantal=999999", "passages-sdg-13-35925-36.docx", None),
        ("vraag=water&aantal=12&tab=moties", "vraag-water.docx", 12),
        ("vraag=water&passage=bhos-2022:9999&passage=%00", "vraag-water.docx", 0),
    ],
)
def test_the_file_of_an_address(base: KnowledgeBase, query: str, name: str, passages: int | None) -> None:
    """It is named after question and filters, and holds as many passages as the page shows."""
    app = FastAPI()
    add_routes(app, base)
    answer = TestClient(app).get(f"/export/vraag.docx?{query}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    headings = read_word(answer.content).styled("Heading2")
    assert passages in {None, len(headings)}


def test_the_log_notes_that_it_was_saved(base: KnowledgeBase, tmp_path: Path) -> None:
    """Not what was asked; and what cannot be noted is not given."""
    log = tmp_path / "logboek.jsonl"
    assert found.download(base, found.Wanted(QUESTION, Filters(), 1), AuditLog(log)).status_code == 200
    (line,) = log.read_text().splitlines()
    assert (json.loads(line)["action"], json.loads(line)["what"]) == ("export", "vraag.docx")
    assert "klimaatdoel" not in line
    refused = found.download(base, found.Wanted(QUESTION, Filters(), 1), AuditLog(tmp_path))
    assert refused.status_code == 503
