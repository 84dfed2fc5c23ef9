"""From any character of a passage back to its place on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, document, wrapped, write_pdf

from ingest.places import Box, PrintedSpan, SourceLine, SourceLines, boxes, pack, unpack

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document

# Widths of Helvetica in thousandths of its size.
WIDTHS = {
    " ": 278,
    "D": 722,
    "e": 556,
    "s": 500,
    "t": 278,
    "r": 333,
    "a": 556,
    "k": 500,
    "n": 556,
    ".": 278,
    "b": 556,
    "j": 222,
}


@pytest.fixture
def printed(tmp_path: Path) -> Document:
    """Two pages: a heading, a paragraph over both with a broken word and a note, and a table."""
    lines = wrapped(WORDS * 2, 80)
    first = Sheet().show(50, 760, "Over wegen", 16, "B").column(50, 700, lines[:2])
    first.noted(50, 676, "De overheid bevor-", "", "")
    second = Sheet().noted(50, 780, "dert goede wegen.", "1", "").note(80, "1", "Zie de nota.")
    second.draw("0.5 w 50 600 m 300 600 l S 50 620 m 300 620 l S 50 640 m 300 640 l S")
    second.draw("50 600 m 50 640 l S 150 600 m 150 640 l S 300 600 m 300 640 l S")
    second.show(55, 625, "Weg").show(155, 625, "Lengte").show(55, 605, "A1").show(155, 605, "157")
    return document(write_pdf(tmp_path / "a.pdf", first, second))


def where(read: Document, words: str) -> list[tuple[float, ...]]:
    """The boxes of the first place in the text where these words stand."""
    start = read.text.index(words)
    return [tuple(box) for box in read.boxes(start, start + len(words))]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Over wegen", [(1, 50.0, 756.5, 140.7, 772.0)]),
        # A word that a line's end and a page have cut: both halves, each on its page.
        ("bevordert", [(1, 106.7, 673.8, 131.7, 683.5), (2, 50.0, 777.8, 67.2, 787.5)]),
        # The number behind "wegen." is not part of the text, nor of any box.
        ("goede wegen.", [(2, 70.0, 777.8, 132.8, 787.5)]),
        ("Lengte", [(2, 155.0, 622.8, 185.6, 632.5)]),
        # Cells of one row are one box: their line is one.
        ("A1 | 157", [(2, 55.0, 602.8, 171.7, 612.5)]),
        ("Zie de nota.", [(2, 55.1, 78.2, 97.4, 86.0)]),
    ],
)
def test_words_lead_back_to_their_rectangles(printed: Document, words: str, expected: list[tuple[float, ...]]) -> None:
    """Page and rectangle in points, one for each printed line."""
    assert where(printed, words) == expected


def test_every_letter_of_every_passage_has_a_place(printed: Document) -> None:
    """What is not white space or put in between cells stands somewhere on a page."""
    assert sum(char.isalnum() for passage in printed.passages for char in passage.text) > 100
    for passage in printed.passages:
        for match in re.finditer(r"[^\W_]", passage.text):
            start = passage.start + match.start()
            assert len(printed.boxes(start, start + 1)) == 1, passage.text[match.start() :]


def test_a_letter_stands_where_it_was_drawn(tmp_path: Path) -> None:
    """The left edge of each character is that of its glyph, to a tenth of a point."""
    text = "De straten en banen."
    read = document(write_pdf(tmp_path / "a.pdf", Sheet().show(50, 700, text)))
    x = 50.0
    for place, char in enumerate(text):
        width = WIDTHS[char] / 100
        if char != " ":
            assert read.boxes(place, place + 1) == (Box(1, round(x, 1), 697.8, round(x + width, 1), 707.5),)
        x += width


def test_a_passage_has_a_box_for_each_of_its_lines(printed: Document) -> None:
    """Lines of one passage are boxes from top to bottom."""
    passage = printed.passages[0]
    found = printed.boxes(passage.start, passage.end)
    assert [(box.page, box.y0) for box in found[:4]] == [(1, 756.5), (1, 697.8), (1, 685.8), (1, 673.8)]


def test_a_passage_has_the_number_of_the_page_it_begins_on(tmp_path: Path) -> None:
    """Also where it begins in the middle of a paragraph that began on the page before."""
    words = " ".join(f"Zin {number} gaat over wegen en bruggen in dit land." for number in range(60))
    lines = wrapped(words, 90)
    path = write_pdf(tmp_path / "a.pdf", Sheet().column(50, 780, lines[:20]), Sheet().column(50, 780, lines[20:]))
    read = document(path)
    pages = [passage.page for passage in read.passages]
    assert pages == [read.boxes(passage.start, passage.start + 1)[0].page for passage in read.passages]
    assert set(pages) == {1, 2}


def test_places_are_kept_to_a_tenth_of_a_point() -> None:
    """What is stored gives the same boxes back."""
    lines = SourceLines()
    start = lines.add(SourceLine(3, 700.0, 710.0, [50.0, 55.25, 61.7]))
    places = lines.trace(7, [start, start + 1])
    assert boxes(places, 7, 9) == (Box(3, 50.0, 700.0, 61.7, 710.0),)
    assert boxes(unpack(pack(places)), 7, 9) == boxes(places, 7, 9)
    assert (pack([]), unpack(b"")) == (b"", ())


def test_text_without_a_source_line_has_no_place() -> None:
    """Characters that no printed line holds, such as those of another file, are passed over."""
    lines = SourceLines()
    lines.add(SourceLine(1, 0.0, 10.0, [0.0, 5.0]))
    assert lines.trace(0, [99, 0]) == []
    assert isinstance(lines.trace(0, [1])[0], PrintedSpan)
