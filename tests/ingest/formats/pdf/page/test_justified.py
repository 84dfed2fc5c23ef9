"""Columns whose lines are stretched from edge to edge, and tables on the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, texts, write_pdf
from pypdf.generic import DictionaryObject, NameObject

from ingest.formats.pdf.fonts import make_font

if TYPE_CHECKING:
    from pathlib import Path

FONT = make_font(
    DictionaryObject(
        {
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
)
LONG = (
    "De waterschappen dragen samen 310 miljoen euro bij aan het hoogwaterbeschermingsprogramma. De minister heeft "
    "toegezegd de Kamer met een voortgangsrapportage waterveiligheidsmaatregelen te informeren. Het bedrag komt uit het "
    "deltafonds en de verantwoordingsinformatie daarover staat in de begrotingswetten van de provincies."
)


def width(text: str, size: float = 10) -> float:
    """How wide the text is in Helvetica, in points."""
    return sum(FONT.glyphs[code][1] for code in text.encode("cp1252")) * size / 1000


def broken(text: str, measure: float, size: float = 10) -> list[list[str]]:
    """The words of each line of a column as wide as ``measure``, in points."""
    lines: list[list[str]] = [[]]
    for word in text.split():
        if lines[-1] and width(" ".join([*lines[-1], word]), size) > measure:
            lines.append([])
        lines[-1].append(word)
    return lines


def justify(sheet: Sheet, x: float, top: float, text: str, measure: float, size: float = 10) -> float:
    """Set the text in a justified column, word by word; returns where the next line would stand."""
    lines = broken(text, measure, size)
    for number, words in enumerate(lines):
        gaps = len(words) - 1
        spare = measure - width("".join(words), size)
        step = spare / gaps if gaps and number < len(lines) - 1 else width(" ", size)
        at = x
        for word in words:
            sheet.show(round(at, 2), round(top - 1.2 * size * number, 2), word, size)
            at += width(word, size) + step
    return top - 1.2 * size * len(lines)


def test_the_text_has_lines_with_gaps_as_wide_as_those_of_columns() -> None:
    """The inputs below are of the kind that they are meant to be."""
    spare = [(150 - width("".join(words))) / (len(words) - 1) for words in broken(LONG, 150)[:-1] if len(words) > 1]
    assert sum(gap > 10 for gap in spare) >= 3


@pytest.mark.parametrize("measure", [140, 150, 165, 180, 200, 224, 240])
def test_one_column(tmp_path: Path, measure: float) -> None:
    """Wide gaps between words do not make a table of a paragraph."""
    sheet = Sheet()
    below = justify(sheet, 60, 700, LONG, measure)
    justify(sheet, 60, below - 10, WORDS.strip(), measure)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {LONG}", f"paragraph: {WORDS.strip()}"]


def test_lines_below_each_other_that_end_in_the_same_word(tmp_path: Path) -> None:
    """The word stands at one place in both, at the right edge, and makes no cell."""
    text = (
        "De hoogheemraadschappen besteden gezamenlijk 425 miljoen euro aan dijkversterkingsmaatregelen. De "
        "staatssecretaris heeft beloofd de volksvertegenwoordiging over de uitvoeringsplanning te berichten."
    )
    sheet = Sheet()
    assert [line[-1] for line in broken(text, 190)][3:5] == ["de", "de"]
    justify(sheet, 60, justify(sheet, 60, 700, text, 190) - 10, WORDS.strip(), 190)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {text}", f"paragraph: {WORDS.strip()}"]


@pytest.mark.parametrize("measure", [150, 180, 200, 224])
@pytest.mark.parametrize("shift", [0, 1.5, 5])
def test_two_columns(tmp_path: Path, measure: float, shift: float) -> None:
    """The columns are read one after the other, whether their lines stand at one height or not."""
    sheet = Sheet()
    left = [f"Links. {LONG}", WORDS.strip(), LONG]
    right = [f"Rechts. {LONG}", LONG, WORDS.strip()]
    for x, top, paragraphs in ((60, 700, left), (60 + measure + 20, 700 - shift, right)):
        below: float = top
        for paragraph in paragraphs:
            below = justify(sheet, x, below, paragraph, measure) - 10
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert read == [f"paragraph: {paragraph}" for paragraph in left + right]


def test_three_columns(tmp_path: Path) -> None:
    """A newsletter has columns in which every other line is stretched."""
    sheet = Sheet()
    openings = ("Eerste.", "Tweede.", "Derde.")
    for x, opening in zip((50, 220, 390), openings, strict=True):
        justify(sheet, x, 700, f"{opening} {LONG} {LONG}", 150)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert read == [f"paragraph: {opening} {LONG} {LONG}" for opening in openings]


def test_spaces_that_do_not_stretch(tmp_path: Path) -> None:
    """A number and what it belongs to stay close together on a stretched line; a sentence may end in a wider gap."""
    sheet = Sheet()
    below = justify(sheet, 60, 700, f"{WORDS} {WORDS}".strip(), 200)
    words = ["Zie", "nr. 12", "van", "35 925.", "Dat"]
    gap = (200 - sum(map(width, words))) / 5
    at = 60.0
    for word in words:
        sheet.show(round(at, 2), below, word)
        at += width(word) + (2 * gap if word.endswith(".") else gap)
    justify(sheet, 60, below - 12, "is een brief over de wegen die er nog niet zijn.", 200)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert gap > 12
    assert read[-1] == "paragraph: Zie nr. 12 van 35 925. Dat is een brief over de wegen die er nog niet zijn."


def test_items_of_a_list(tmp_path: Path) -> None:
    """A bullet stands before its line at a distance of its own."""
    sheet = Sheet()
    below: float = 700
    items = [LONG, f"{WORDS.strip()} {LONG}"]
    for item in items:
        sheet.show(50, below, "\u2022")
        below = justify(sheet, 68, below, item, 160)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"list: • {item}" for item in items]


def test_a_table_between_justified_paragraphs_stays_one(tmp_path: Path) -> None:
    """Cells that reach from edge to edge of the column stand below each other."""
    sheet = Sheet()
    below = justify(sheet, 60, 700, f"{WORDS} {WORDS}".strip(), 300)
    rows = [
        ("Onderwerp", "Kosten", "Baten"),
        ("Wegen", "Hoog", "Groot"),
        ("Scholen", "Laag", "Klein"),
        ("Bos", "Geen", "Veel"),
    ]
    for number, row in enumerate(rows):
        y = below - 20 - 12 * number
        sheet.show(60, y, row[0]).show(190, y, row[1]).show(round(360 - width(row[2]), 2), y, row[2])
    justify(sheet, 60, below - 90, f"{WORDS} {WORDS}".strip(), 300)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text for text in read if text.startswith("table")] == [
        "table: " + "\n".join(" | ".join(row) for row in rows)
    ]


def test_figures_at_the_right_edge_stay_cells(tmp_path: Path) -> None:
    """A word and a figure at the two edges of the column are a row, not a stretched line."""
    sheet = Sheet()
    below = justify(sheet, 60, 700, f"{WORDS} {WORDS}".strip(), 300)
    rows = [("Wegen", "1.310"), ("Scholen", "2.020"), ("Bos", "11.310"), ("Totaal", "14.640")]
    for number, (name, figure) in enumerate(rows):
        y = below - 20 - 12 * number
        sheet.show(60, y, name).show(round(360 - width(figure), 2), y, figure)
    justify(sheet, 60, below - 90, f"{WORDS} {WORDS}".strip(), 300)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text for text in read if text.startswith("table")] == [
        "table: Wegen | 1.310\nScholen | 2.020\nBos | 11.310\nTotaal | 14.640"
    ]
