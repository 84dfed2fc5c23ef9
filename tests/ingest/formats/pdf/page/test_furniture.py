"""Running heads, feet and the numbers of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdf_factories import WORDS, Sheet, texts, typed, wrapped, write_pdf
from pypdf import PdfWriter

if TYPE_CHECKING:
    from pathlib import Path

SUBJECTS = ("wegen", "scholen", "bomen", "huizen", "zorg")


def body(subject: str) -> Sheet:
    """A page of running text about one thing."""
    return Sheet().column(50, 700, wrapped(f"Dit gaat over {subject}. {WORDS}", 80))


def test_heads_and_feet_that_repeat_are_taken_out(tmp_path: Path) -> None:
    """Words at the same height on every page are not text, numbers within them disregarded."""
    sheets = [
        body(subject).show(50, 800, "Nota over alles").show(50, 40, f"Ministerie van Alles | {number}", 8)
        for number, subject in enumerate(SUBJECTS, 1)
    ]
    read = texts(write_pdf(tmp_path / "a.pdf", *sheets))
    assert read == [f"paragraph: Dit gaat over {subject}. {WORDS.strip()}" for subject in SUBJECTS]


def test_a_printed_number_is_the_number_of_its_page(tmp_path: Path) -> None:
    """Counted as printed: two unnumbered pages come first, and a page without number between is due its own."""
    sheets = [body(subject) for subject in (*SUBJECTS, "water", "licht")]
    for number, sheet in enumerate(sheets[2:], 1):
        if number != 3:
            sheet.show(290, 40, str(number))
    read = typed(write_pdf(tmp_path / "a.pdf", *sheets))
    assert [page.label for page in read.pages] == ["", "", "1", "2", "3", "4", "5"]
    assert [block.page for block in read.blocks] == [None, None, 1, 2, 3, 4, 5]


def test_numbered_chapters_are_not_page_numbers(tmp_path: Path) -> None:
    """Headings of chapters of one page each rise with the pages too; they stay."""
    sheets = [
        Sheet().show(50, 790, f"{number} Over {subject}", 14, "B").column(50, 740, wrapped(WORDS, 80))
        for number, subject in enumerate(SUBJECTS, 1)
    ]
    read = texts(write_pdf(tmp_path / "a.pdf", *sheets))
    assert read[::2] == [f"heading: {number} Over {subject}" for number, subject in enumerate(SUBJECTS, 1)]


def test_labels_of_the_file_serve_where_nothing_is_printed(tmp_path: Path) -> None:
    """A file may itself label its pages i, ii, 1, 2."""
    writer = PdfWriter()
    path = tmp_path / "a.pdf"
    write_pdf(path, *[body(subject) for subject in SUBJECTS[:4]], writer=writer)
    writer.set_page_label(0, 1, style="/r")
    writer.set_page_label(2, 3, style="/D", start=1)
    writer.write(path)
    read = typed(path)
    assert [page.label for page in read.pages] == ["i", "ii", "1", "2"]
    assert [block.page for block in read.blocks] == [None, None, 1, 2]


def test_pages_without_any_number_are_counted(tmp_path: Path) -> None:
    """Where neither file nor print gives a number, the first page is 1."""
    read = typed(write_pdf(tmp_path / "a.pdf", body("wegen"), body("scholen")))
    assert [block.page for block in read.blocks] == [1, 2]
