"""Notes whose number stands apart from their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, texts, typed, wrapped, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

LINES = wrapped(WORDS * 2, 80)


def marked(*numbers: str) -> Sheet:
    """A page of text with these raised numbers, one a line."""
    sheet = Sheet().column(50, 500, LINES)
    for row, number in enumerate(numbers):
        sheet.noted(50, 700 - 12 * row, f"Regel {number} van de tekst", number, " die over de hele breedte doorloopt.")
    return sheet


def tied(path: Path) -> list[tuple[str, str, str]]:
    """Label and text of each note, and the word that it is tied to."""
    read = typed(path)
    words = {mark.key: block.text.text[: mark.offset].split()[-1] for block in read.blocks for mark in block.marks}
    return [(note.label, note.text.text, words.get(note.key, "")) for note in read.notes]


@pytest.mark.parametrize("tab", [5, 9, 18, 36, 55])
@pytest.mark.parametrize("rise", [2, 0])
def test_a_tab_behind_the_number(tmp_path: Path, tab: float, rise: float) -> None:
    """However far the text stands behind its number, raised or not, both are one note."""
    sheet = marked("1", "2")
    for number, y in (("1", 92), ("2", 80)):
        sheet.show(50, y + rise, number, 5 if rise else 8).show(53 + tab, y, f"Nota nummer {number}.", 8)
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert tied(path) == [("1", "Nota nummer 1.", "tekst"), ("2", "Nota nummer 2.", "tekst")]


def test_the_lines_of_a_note_hang_below_its_text(tmp_path: Path) -> None:
    """With a tab all further lines are indented; they belong to the note."""
    sheet = marked("1", "12")
    sheet.show(50, 92, "1", 5).show(68, 90, "Een nota die meer dan een regel nodig heeft om", 8)
    sheet.show(68, 80, "helemaal verteld te worden.", 8)
    sheet.show(50, 72, "12", 5).show(68, 70, "Een andere nota.", 8)
    assert tied(write_pdf(tmp_path / "a.pdf", sheet)) == [
        ("1", "Een nota die meer dan een regel nodig heeft om helemaal verteld te worden.", "tekst"),
        ("12", "Een andere nota.", "tekst"),
    ]


def test_a_tab_written_as_an_advance(tmp_path: Path) -> None:
    """Number and text in one string of the file, parted by moving the pen."""
    sheet = marked("1").draw("BT /R 8 Tf 50 80 Td [(1) -2500 (Een nota.)] TJ ET")
    assert tied(write_pdf(tmp_path / "a.pdf", sheet)) == [("1", "Een nota.", "tekst")]


def test_signs_with_a_tab(tmp_path: Path) -> None:
    """Stars count like numbers."""
    sheet = marked("*", "**").show(50, 92, "*", 8).show(68, 92, "De eerste.", 8)
    sheet.show(50, 82, "**", 8).show(68, 82, "De tweede.", 8)
    assert [note[:2] for note in tied(write_pdf(tmp_path / "a.pdf", sheet))] == [
        ("*", "De eerste."),
        ("**", "De tweede."),
    ]


def test_a_number_behind_a_word_begins_no_note(tmp_path: Path) -> None:
    """A raised number at the end of the left column is not that of the line at its right."""
    sheet = Sheet().column(50, 700, wrapped(WORDS * 2, 45)).column(310, 700, wrapped(WORDS * 2, 45))
    sheet.noted(50, 500, "Er staat nog een regel onder de kolom met noot", "1").show(310, 500, "En rechts ook nog een.")
    sheet.note(80, "1", "Een nota.")
    assert tied(write_pdf(tmp_path / "a.pdf", sheet)) == [("1", "Een nota.", "noot")]


def test_rows_of_a_table_in_small_print_are_no_notes(tmp_path: Path) -> None:
    """Numbers before words that nothing in the text leads to are the first cells of rows."""
    sheet = Sheet().column(50, 700, LINES)
    for row, name in enumerate(("Wegen", "Scholen", "Bossen")):
        y = 90 - 10 * row
        sheet.show(50, y, str(row + 1), 8).show(90, y, name, 8).show(200, y, f"{row + 3}10", 8)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text for text in read if text.startswith("note")] == []
