"""Notes below a table in the middle of a page: tied to its cells, not to the running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, document, texts, wrapped, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document

LINES = wrapped(WORDS * 2, 80)
ROWS = (
    ("Onderdeel", "", "2023", "2024"),
    ("Wegen", "1", "100", "200"),
    ("Bruggen", "2", "110", "220"),
    ("Ontvangsten", "", "120", "230"),
)
XS = (50, 200, 300)
TOP, HIGH = 640, 16
BOTTOM = TOP - HIGH * len(ROWS)


def table(*, ruled: bool, sign: str = "") -> Sheet:
    """A page of text with a table in its middle, whose cells carry markers; ``sign``: printed behind each number."""
    sheet = Sheet().column(50, 780, LINES)
    for place, (label, marker, *amounts) in enumerate(ROWS):
        y = TOP - HIGH * place - 11
        sheet.noted(53, y, label, f"{marker}{sign}" if marker else "", "", 9)
        for x, amount in zip(XS[1:], amounts, strict=True):
            sheet.show(x + 3, y, amount, 9)
    if ruled:
        across = [f"{XS[0]} {TOP - HIGH * row} m 400 {TOP - HIGH * row} l S" for row in range(len(ROWS) + 1)]
        down = [f"{x} {TOP} m {x} {BOTTOM} l S" for x in (*XS, 400)]
        sheet.draw(" ".join(("0.5 w", *across, *down)))
    return sheet.column(50, BOTTOM - 60, LINES)


def notes(read: Document) -> list[tuple[str, str]]:
    """Each note with the words before its marker, back to the beginning of the row or line."""
    return [
        (note.text, read.text[: note.marker].rpartition("\n")[2] if note.marker is not None else "")
        for note in read.footnotes
    ]


@pytest.mark.parametrize("ruled", [True, False])
def test_a_note_below_a_table_is_tied_to_its_cell(tmp_path: Path, *, ruled: bool) -> None:
    """With a raised number in small print; the running text goes on below it."""
    sheet = table(ruled=ruled).note(BOTTOM - 12, "1", "Met de dienst.").note(BOTTOM - 23, "2", "Alleen de grote.")
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert [text.partition(":")[0] for text in texts(path)] == ["paragraph", "table", "paragraph", "note 1", "note 2"]
    assert notes(document(path)) == [("Met de dienst.", "Wegen"), ("Alleen de grote.", "Bruggen")]


def test_a_number_with_a_bracket_and_a_note_of_two_lines(tmp_path: Path) -> None:
    """The number stands on the line, as large as the note."""
    sheet = table(ruled=True, sign="\\)")
    sheet.show(50, BOTTOM - 12, "1) Met de dienst, die", 7.5).show(50, BOTTOM - 21, "in drie jaar verhuist.", 7.5)
    sheet.show(50, BOTTOM - 30, "2) Alleen de grote.", 7.5)
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert notes(document(path)) == [
        ("Met de dienst, die in drie jaar verhuist.", "Wegen"),
        ("Alleen de grote.", "Bruggen"),
    ]


def test_the_page_may_have_a_note_with_the_same_number(tmp_path: Path) -> None:
    """The number in the running text leads to the foot of the page, that in the cell to the note of its table."""
    sheet = table(ruled=True).note(BOTTOM - 12, "1", "Met de dienst.").note(BOTTOM - 23, "2", "Alleen de grote.")
    sheet.noted(50, 800, "Het kabinet schrijft een nota", "1", ".").note(90, "1", "Brief van gisteren.")
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert sorted(notes(read)) == [
        ("Alleen de grote.", "Bruggen"),
        ("Brief van gisteren.", "Het kabinet schrijft een nota"),
        ("Met de dienst.", "Wegen"),
    ]


def test_small_print_below_a_table_without_a_marker_is_text(tmp_path: Path) -> None:
    """No cell has its number."""
    path = write_pdf(tmp_path / "a.pdf", table(ruled=True).note(BOTTOM - 12, "4", "Bron: CBS."))
    assert document(path).footnotes == ()
    assert any("Bron: CBS." in text for text in texts(path))
