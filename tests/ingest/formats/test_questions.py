"""Papers that answer Kamervragen have a section for each question and each answer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from outlines import titles
from pdf_factories import Sheet, document, wrapped, write_pdf
from publication_factories import paper

from ingest.formats.questions import divide_questions
from ingest.formats.typed_text import Link, NoteMark
from ingest.model import BlockKind
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.typed_text import TypedText

HEAD = "Vragen van het lid Jansen (PvdD) aan de Minister van Defensie over bruggen (ingezonden 5 juni 2012)."
ASKED = "Hoeveel bruggen zijn er over de rivier gebouwd en hoe oud zijn die?"
ANSWERED = (
    "Dat wordt niet bijgehouden, omdat de gemeenten over hun eigen bruggen gaan. In het najaar volgt een overzicht."
)


def shown(read: TypedText) -> list[str]:
    """Headings and text of what was divided."""
    return [
        ("# " if block.kind is BlockKind.HEADING else "") + block.text.text for block in divide_questions(read).blocks
    ]


@pytest.mark.parametrize(
    "lines",
    [
        (f"Vraag 1 {ASKED}", f"Antwoord 1 {ANSWERED}"),
        (f"Vraag 1: {ASKED}", f"Antwoord op vraag 1 – {ANSWERED}".replace("op vraag ", "")),
        ("Vraag 1", ASKED, "Antwoord 1", ANSWERED),
        (f"Vraag 1 {ASKED} Antwoord 1 {ANSWERED}", "Vraag 2 Klopt dat?"),
        (f"# Vraag 1 {ASKED}", f"# Antwoord 1 {ANSWERED}"),
    ],
)
def test_a_question_and_its_answer_are_sections(lines: tuple[str, ...]) -> None:
    """Numbers that stand in the line of what they number, or in the middle of a paragraph, head it all the same."""
    assert shown(paper(*lines))[:4] == ["# Vraag 1", ASKED, "# Antwoord 1", ANSWERED]


@pytest.mark.parametrize(
    "lines", [(f"Vraag 1 {ASKED}", ANSWERED), (f"Zie daarvoor vraag 1. {ANSWERED}", "Vraag 3 is al beantwoord.")]
)
def test_other_papers_are_left_alone(lines: tuple[str, ...]) -> None:
    """One such line may be anything."""
    read = paper(*lines)
    assert divide_questions(read) is read


def test_marks_and_links_stay_with_their_words() -> None:
    """Also where the paragraph is cut."""
    read = paper("Vraag 1 Is dat zo? Antwoord 1 Ja, zie de brief.", "Vraag 2 En dit?")
    text = read.blocks[0].text.text
    end, start = len(text), text.index("brief")
    block = type(read.blocks[0])(
        BlockKind.PARAGRAPH, read.blocks[0].text, marks=(NoteMark(end, "1"),), links=(Link(start, end - 1, "kst-1-2"),)
    )
    answer = divide_questions(type(read)((block, read.blocks[1]))).blocks[3]
    assert answer.text.text == "Ja, zie de brief."
    assert answer.marks == (NoteMark(len("Ja, zie de brief."), "1"),)
    assert [answer.text.text[link.start : link.end] for link in answer.links] == ["brief"]


def test_they_have_one_level_below_who_asked(tmp_path: Path) -> None:
    """As in the XML of such papers; so what is asked never stands in the section that answers."""
    lines = [HEAD, "Antwoord van Minister De Vries (Defensie) (ontvangen 9 juli 2012).", f"Vraag 1 {ASKED}"]
    lines += [f"Antwoord 1 {ANSWERED}", "Vraag 2 Is dat bekend?", f"Antwoord 2 {ANSWERED}"]
    sheet, y = Sheet(), 780.0
    for line in lines:
        parts = wrapped(line, 80)
        sheet.column(50, y, parts)
        y -= 12 * len(parts) + 12
    found = document(write_pdf(tmp_path / "vragen.pdf", sheet))
    parts = ["Vraag 1", "Antwoord 1", "Vraag 2", "Antwoord 2"]
    assert titles(found)[-5:] == [HEAD, *(f"  {part}" for part in parts)]
    assert {passage.section for passage in found.passages if ANSWERED in passage.text} == {"Antwoord 1", "Antwoord 2"}
    assert all(passage.text == found.text[passage.start : passage.end] for passage in found.passages)


def test_plain_text_has_the_same_sections(tmp_path: Path) -> None:
    """Whether the question stands in the line of its number or below it."""
    texts = [f"Vraag 1\n{ASKED}\n\nAntwoord 1\n{ANSWERED}", f"Vraag 1 {ASKED}\n\nAntwoord 1 {ANSWERED}"]
    outlines = []
    for count, text in enumerate(texts):
        path = tmp_path / f"vragen-{count}.txt"
        path.write_text(f"{HEAD}\n\n{text}\n\n{text.replace(' 1', ' 2')}\n", "utf-8")
        outlines.append(titles(read_document(path))[-4:])
    assert all(before == after for before, after in pairwise(outlines))
    assert outlines[0] == ["  Vraag 1", "  Antwoord 1", "  Vraag 2", "  Antwoord 2"]


def test_the_number_of_the_paper_stands_apart_from_who_asked(tmp_path: Path) -> None:
    """In plain text it is a line of its own above them, and part of no sentence."""
    path = tmp_path / "vragen.txt"
    answer = "Antwoord van Minister De Vries (Defensie) (ontvangen 9 juli 2012)."
    text = (
        f"Aanhangsel van de Handelingen\n\n2310\n\n{HEAD}\n\n{answer}\n\nVraag 1\n{ASKED}\n\nAntwoord 1\n{ANSWERED}\n"
    )
    path.write_text(f"{text}\n\f{text.partition(answer)[2].strip().replace(' 1', ' 2')}\n", "utf-8")
    read = read_document(path)
    assert titles(read) == [read.title, "  Vraag 1", "  Antwoord 1", "  Vraag 2", "  Antwoord 2"]
    assert HEAD.startswith(read.title)
    assert {fact.name: fact.value for fact in read.facts}["askers"] == "Jansen (PvdD)"


@pytest.mark.parametrize(
    "lines",
    [
        ("1", ASKED, "Antwoord", ANSWERED, "2 en 3", ASKED, "Antwoord", ANSWERED),
        (f"1 {ASKED}", "Antwoord", ANSWERED, f"2 en 3 {ASKED}", "Antwoord", ANSWERED),
    ],
)
def test_a_question_under_its_bare_number(lines: tuple[str, ...]) -> None:
    """As the House prints some papers: the number alone, and "Antwoord" below the question."""
    read = paper(HEAD, *lines)
    assert shown(read)[1:] == ["# 1", ASKED, "# Antwoord", ANSWERED, "# 2 en 3", ASKED, "# Antwoord", ANSWERED]
    levels = {block.level for block in divide_questions(read).blocks[1:] if block.kind is BlockKind.HEADING}
    assert levels == {2}


def test_numbers_of_other_papers_head_no_questions() -> None:
    """Nobody asks anything there, or nothing answers."""
    assert "# 1" not in shown(paper("1", ASKED, "Antwoord", ANSWERED, "Antwoord", ANSWERED))
    assert "# 7" not in shown(paper(HEAD, f"Vraag 1 {ASKED}", f"Antwoord 1 {ANSWERED}", "7", ANSWERED))


def test_a_short_answer_in_large_print_is_an_answer(tmp_path: Path) -> None:
    """Two short lines look like a phrase of the text that is repeated in large print."""
    path = tmp_path / "vragen.txt"
    text = f"{HEAD}\n\nVraag 1:\n{ASKED}\n\nAntwoord op vraag 1:\nJa, dat klopt.\n\nVraag 2:\nWaarom?\n\n"
    path.write_text(f"{text}Antwoord op vraag 2:\n{ANSWERED}\n", "utf-8")
    assert titles(read_document(path))[-4:] == [
        "  Vraag 1", "  Antwoord op vraag 1", "  Vraag 2", "  Antwoord op vraag 2",
    ]  # fmt: skip


def test_the_masthead_of_the_aanhangsel_is_not_who_asked() -> None:
    """It speaks of the members of the House; the questions stand below the line that names some of them."""
    masthead = "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden"
    found = shown(paper(masthead, HEAD, "Vraag 1", ASKED, "Antwoord 1", ANSWERED))
    assert found[:3] == [masthead, f"# {HEAD}", "# Vraag 1"]
