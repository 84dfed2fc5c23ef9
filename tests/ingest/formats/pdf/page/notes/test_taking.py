"""Where the notes of a page end: at its foot, which is not part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, texts, typed, wrapped, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

LINES = wrapped(WORDS * 2, 80)
NOTE = "Brief van gisteren over de wegen."


def noted(y: float) -> Sheet:
    """A page of text with one note at this height."""
    sheet = Sheet().noted(50, 700, "Het kabinet schrijft een nota", "1", " over alle wegen.").column(50, 688, LINES)
    return sheet.note(y, "1", NOTE)


@pytest.mark.parametrize(
    ("size", "y", "below"),
    [(size, y, below) for size in (10, 12) for y, below in ((140, 58), (120, 30), (80, 40), (76, 60))]
    + [(size, y, below) for size in (7, 8) for y, below in ((140, 58), (120, 30), (80, 40))],
)
def test_the_foot_of_a_paper_of_one_page(tmp_path: Path, size: float, y: float, below: float) -> None:
    """A foot that no other page repeats, in large or small print, neither hides the note nor becomes part of it."""
    sheet = noted(y).show(50, below, "Ministerie van Wegen, directie Bruggen", size).show(500, below, "1", size)
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert [(note.label, note.text.text) for note in read.notes] == [("1", NOTE)]
    assert [mark.key for block in read.blocks for mark in block.marks] == ["1"]
    assert not any("Ministerie" in block.text.text for block in read.blocks)
    assert read.margins == ("Ministerie van Wegen, directie Bruggen", "1")


def test_the_foot_may_have_several_rows(tmp_path: Path) -> None:
    """A number, an address and a year below each other are one foot."""
    sheet = noted(120)
    for y, text in ((60, "kst-36200-VIII-12"), (50, "ISSN 0921 - 7371"), (40, "Den Haag 2022")):
        sheet.show(50, y, text, 7)
    assert [note.text.text for note in typed(write_pdf(tmp_path / "a.pdf", sheet)).notes] == [NOTE]


def test_a_note_of_many_lines_is_whole(tmp_path: Path) -> None:
    """Lines at the usual distance belong to the note, however low they stand."""
    sheet = noted(70).show(50, 60, "Daarin staat", 8).show(50, 50, "Het plan voor Bruggen", 8)
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert [note.text.text for note in read.notes] == [f"{NOTE} Daarin staat Het plan voor Bruggen"]


@pytest.mark.parametrize("y", [600, 110])
def test_running_text_below_a_small_line_makes_it_no_note(tmp_path: Path, y: float) -> None:
    """A source below a figure, with text after it, is not a note: also where only the end of a sentence follows."""
    sheet = Sheet().column(50, 780, LINES).show(50, y + 40, "Een figuur").note(y, "1", "Bron: CBS.")
    sheet.show(50, y - 30, "en dat geldt voor alle gemeenten.")
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text for text in read if text.startswith("note")] == []
