"""Running heads, feet and the numbers of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
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


def opened(*openings: tuple[str, float, str], foot: bool = True) -> list[Sheet]:
    """Pages of running text below an opening (words, size, font; "" for none), numbered at the foot from 40 on."""
    sheets = []
    for number, (words, size, font) in enumerate(openings):
        subject = SUBJECTS[number % len(SUBJECTS)]
        sheet = Sheet().column(50, 730, wrapped(f"Stuk {chr(65 + number)} gaat over {subject}. {WORDS}", 80))
        if words:
            sheet.show(50, 770, words, size, font)
        if foot:
            sheet.show(290, 40, str(40 + number), 8)
        sheets.append(sheet)
    return sheets


def test_parts_that_count_up_at_the_head_of_their_pages_are_headings(tmp_path: Path) -> None:
    """An annex a page: its number is not the page's, which stands at the foot."""
    path = write_pdf(tmp_path / "a.pdf", *opened(*[(f"Bijlage {number}", 14, "B") for number in range(1, 11)]))
    assert texts(path)[::2] == [f"heading: Bijlage {number}" for number in range(1, 11)]
    assert [page.label for page in typed(path).pages] == [str(number) for number in range(40, 50)]


def test_parts_that_count_up_are_kept_where_no_page_is_numbered(tmp_path: Path) -> None:
    """Large print with the name of a part is a heading, though its number keeps step with the pages."""
    sheets = opened(*[(f"Hoofdstuk {number}", 14, "B") for number in range(1, 6)], foot=False)
    assert texts(write_pdf(tmp_path / "a.pdf", *sheets))[::2] == [f"heading: Hoofdstuk {n}" for n in range(1, 6)]


def test_numbers_on_both_sides_of_a_heading_count_up(tmp_path: Path) -> None:
    """As the articles of a budget, which begin on pages that do not follow each other."""
    none = ("", 10.0, "R")
    openings = [(f"{number} Beleidsartikel {number}", 12.0, "B") for number in (1, 2, 3)]
    sheets = opened(openings[0], none, openings[1], none, none, openings[2])
    found = [text for text in texts(write_pdf(tmp_path / "a.pdf", *sheets)) if "Beleidsartikel" in text]
    assert found == [f"heading: {number} Beleidsartikel {number}" for number in (1, 2, 3)]


def test_a_heading_that_comes_back_on_pages_far_apart_stays(tmp_path: Path) -> None:
    """The same bold word opens a page now and then."""
    again, none = ("Toelichting", 10.0, "B"), ("", 10.0, "R")
    sheets = opened(again, none, none, again, none, none, again)
    assert texts(write_pdf(tmp_path / "a.pdf", *sheets)).count("heading: Toelichting") == 3


def test_a_chapter_named_on_each_of_its_pages_is_a_running_head(tmp_path: Path) -> None:
    """Its number counts up too, but it stands on page after page."""
    heads = [(f"Hoofdstuk {1 + place // 2}", 12.0, "B") for place in range(6)]
    found = texts(write_pdf(tmp_path / "a.pdf", *opened(*heads)))
    assert not any("Hoofdstuk" in text for text in found)


def test_words_with_the_number_of_the_page_are_a_running_head(tmp_path: Path) -> None:
    """Also in bold print; the number is the page's."""
    heads = [(f"Nota over alles {number}", 10.0, "B") for number in range(7, 13)]
    path = write_pdf(tmp_path / "a.pdf", *opened(*heads, foot=False))
    assert not any("Nota" in text for text in texts(path))
    assert [page.label for page in typed(path).pages] == ["7", "8", "9", "10", "11", "12"]


def test_pages_that_begin_with_the_same_sentence_keep_it(tmp_path: Path) -> None:
    """Lines of a paragraph are not a running head, though they stand at the same height on each page."""
    opening = wrapped(
        "De minister heeft de Kamer geïnformeerd over de voortgang van het programma waarin staat dat", 45
    )
    sheets = [
        Sheet().column(50, 780, [*opening, f"er meer {subject} komen en dat gemeenten meedoen.", "Wij wachten af."])
        for subject in SUBJECTS[:2]
    ]
    read = texts(write_pdf(tmp_path / "a.pdf", *sheets))
    assert read == [
        f"paragraph: {' '.join(opening)} er meer {subject} komen en dat gemeenten meedoen. Wij wachten af."
        for subject in SUBJECTS[:2]
    ]


def test_a_head_in_the_print_of_the_text_right_above_it_is_taken_out(tmp_path: Path) -> None:
    """A sentence that begins below a head does not make text of it."""
    sheets = [
        Sheet().column(50, 780, ["Nota over alles van het ministerie", *wrapped(f"Over {subject}. {WORDS}", 80)])
        for subject in SUBJECTS
    ]
    read = texts(write_pdf(tmp_path / "a.pdf", *sheets))
    assert read == [f"paragraph: Over {subject}. {WORDS.strip()}" for subject in SUBJECTS]


@pytest.mark.parametrize(
    ("line", "y"),
    [
        ("Eerste Kamer, vergaderjaar 2021-2022, 35 925, A", 40),
        ("Tweede Kamer, vergaderjaar 2022\u20132023, 36 200 VIII, nr. 12", 800),
        ("Tweede Kamer, vergaderjaar 2022-2023, Aanhangsel", 40),
        ("Staatscourant 2023 nr. 12345 4 april 2023", 815),
        ("kst-36200-VIII-12", 40),
        ("ISSN 0921 - 7371", 40),
    ],
)
def test_the_only_page_of_an_official_paper(tmp_path: Path, line: str, y: float) -> None:
    """Its head or foot is known by its words; a number beside it is that of the page."""
    sheet = body("wegen").show(50, y, line, 9).show(540, y, "3", 9)
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert [block.text.text for block in read.blocks] == [f"Dit gaat over wegen. {WORDS.strip()}"]
    assert (sorted(read.margins), [page.label for page in read.pages]) == (["3", line], ["3"])


def test_headings_count_up_beside_a_number_within_a_foot(tmp_path: Path) -> None:
    """The foot names the report and the page; what counts up at the head of each page is a heading."""
    sheets = [
        body(f"zaak {number}").show(50, 800, f"{number} Beleidsartikel {number}", 14, "B")
        .show(50, 40, f"Jaarverslag | {number + 10}", 8)
        for number in range(1, 9)
    ]  # fmt: skip
    path = write_pdf(tmp_path / "a.pdf", *sheets)
    assert [text for text in texts(path) if text.startswith("heading")] == [
        f"heading: {number} Beleidsartikel {number}" for number in range(1, 9)
    ]
    assert [page.label for page in typed(path).pages] == [str(number) for number in range(11, 19)]


def test_a_column_beside_the_text_that_comes_back_is_left_out(tmp_path: Path) -> None:
    """Date and number of a letter, on each page but the first; it is kept there, and tells of the letter elsewhere."""
    sheets = []
    for number, word in enumerate(("bruggen", "wegen", "scholen")):
        sheet = Sheet().column(50, 700, wrapped(f"Over {word}. {WORDS * 3}", 70))
        sheet.column(450, 700 if number else 500, ["Datum", "8 december 2025", "Kenmerk", "2025-17"], 8)
        sheets.append(sheet)
    path = write_pdf(tmp_path / "a.pdf", *sheets)
    text = "\n".join(texts(path))
    assert (text.count("8 december 2025"), text.count("2025-17")) == (1, 1)
    assert {"8 december 2025", "2025-17"} <= set(typed(path).margins)


def test_the_head_of_a_table_that_comes_back_is_no_column_beside_the_text(tmp_path: Path) -> None:
    """Its other cells stand on one baseline with it."""
    sheets = []
    for number in range(3):
        sheet = Sheet().column(50, 780, wrapped(WORDS * 2, 80)).show(50, 690, "Onderwerp").show(450, 690, "Bedrag")
        for row in range(3):
            sheet.show(50, 676 - 14 * row, f"Weg {number}{row}").show(450, 676 - 14 * row, f"{number}{row} euro")
        sheets.append(sheet)
    assert "\n".join(texts(write_pdf(tmp_path / "a.pdf", *sheets))).count("Onderwerp | Bedrag") == 3
