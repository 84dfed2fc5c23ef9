"""In which order the lines of a page are read, and what makes a paragraph of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdf_factories import WORDS, Sheet, texts, typed, wrapped, write_pdf
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

if TYPE_CHECKING:
    from pathlib import Path

BODY = (WORDS * 3).strip()


def test_lines_of_one_paragraph_are_joined(tmp_path: Path) -> None:
    """Lines at the usual distance are one paragraph, whatever their number."""
    path = write_pdf(tmp_path / "a.pdf", Sheet().column(50, 700, wrapped(BODY, 80)))
    assert texts(path) == [f"paragraph: {BODY}"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    """The left column comes first although its lines stand beside those of the right one."""
    sheet = Sheet().column(50, 700, wrapped(f"Links {BODY}", 45)).column(310, 700, wrapped(f"Rechts {BODY}", 45))
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert texts(path) == [f"paragraph: Links {BODY}", f"paragraph: Rechts {BODY}"]


def test_columns_of_which_lines_are_drawn_in_turn(tmp_path: Path) -> None:
    """Programs that draw a page line by line over both columns do not mix them."""
    sheet = Sheet()
    pairs = zip(wrapped(f"Links {BODY}", 45), wrapped(f"Rechts {BODY}", 45), strict=False)
    for number, (left, right) in enumerate(pairs):
        sheet.show(50, 700 - 12 * number, left).show(310, 700 - 12 * number, right)
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text[:20] for text in read] == ["paragraph: Links De ", "paragraph: Rechts De"]


def test_a_line_over_both_columns_divides_them(tmp_path: Path) -> None:
    """What stands above a line over both columns is read before it, also in the right column."""
    sheet = Sheet()
    sheet.column(50, 700, wrapped(f"Een {BODY}", 45)).column(310, 700, wrapped(f"Twee {BODY}", 45))
    sheet.show(50, 520, "Een regel die over beide kolommen heen loopt en ze daarmee in tweeën deelt voor de lezer", 11)
    sheet.column(50, 480, wrapped(f"Drie {BODY}", 45)).column(310, 480, wrapped(f"Vier {BODY}", 45))
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert [text.split()[1] for text in read] == ["Een", "Twee", "Een", "Drie", "Vier"]


def test_a_paragraph_goes_on_in_the_next_column(tmp_path: Path) -> None:
    """A sentence that a column has cut is one paragraph."""
    lines = wrapped(BODY, 45)
    half = len(lines) // 2
    sheet = Sheet().column(50, 700, lines[:half]).column(310, 700, lines[half:])
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {BODY}"]


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    """A sentence that a page has cut is one paragraph; it belongs to the page on which it begins."""
    lines = wrapped(BODY, 80)
    first, second = Sheet().column(50, 200, lines[:3]), Sheet().column(50, 760, lines[3:])
    path = write_pdf(tmp_path / "a.pdf", first, second)
    assert texts(path) == [f"paragraph: {BODY}"]
    assert [block.page for block in typed(path).blocks] == [1]


def test_a_box_does_not_break_into_the_sentence_around_it(tmp_path: Path) -> None:
    """The text of a drawn box follows as a whole; the sentence around it goes on."""
    lines = wrapped(BODY, 80)
    sheet = Sheet().column(50, 700, lines[:3])
    sheet.draw("0.5 w 45 560 400 60 re S").column(
        60, 600, ["In dit kader staat een eigen zin, die over de hele breedte van het kader", "loopt en dan ophoudt."]
    )
    sheet.column(50, 530, lines[3:])
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert read == [
        f"paragraph: {BODY}",
        "paragraph: In dit kader staat een eigen zin, die over de hele breedte van het kader loopt en dan ophoudt.",
    ]


def test_a_shade_behind_a_line_is_no_box(tmp_path: Path) -> None:
    """Marked words are part of their paragraph."""
    lines = wrapped(BODY, 80)
    sheet = Sheet().draw("1 1 0 rg 50 685 380 12 re f 0 g").column(50, 700, lines)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [f"paragraph: {BODY}"]


def test_a_word_broken_at_the_end_of_a_line_is_made_whole(tmp_path: Path) -> None:
    """The hyphen goes where the word list knows the word without it, and stays where it belongs."""
    lines = [
        "Het kabinet wil de samen-",
        "werking met gemeenten be-",
        "vorderen en de handels-",
        "en investeringsagenda ook.",
    ]
    read = texts(write_pdf(tmp_path / "a.pdf", Sheet().column(50, 700, lines)))
    assert read == [
        "paragraph: Het kabinet wil de samenwerking met gemeenten bevorderen en de handels- en investeringsagenda ook."
    ]


def test_items_of_a_list_are_apart_and_whole(tmp_path: Path) -> None:
    """Each item keeps its bullet; its second line belongs to it."""
    sheet = Sheet().show(50, 700, "Wij doen drie dingen:")
    sheet.show(60, 688, "\u2022 wegen bouwen en straten").show(68, 676, "veilig maken;")
    sheet.show(60, 664, "\u2022 scholen openen;").show(60, 652, "\u2022 bomen planten.")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [
        "paragraph: Wij doen drie dingen:",
        "list: • wegen bouwen en straten veilig maken;",
        "list: • scholen openen;",
        "list: • bomen planten.",
    ]


def test_words_drawn_apart_get_their_space(tmp_path: Path) -> None:
    """A gap between two pieces of text, or inside one, is a space though none is written."""
    sheet = (
        Sheet().draw("BT /R 10 Tf 50 700 Td [(Goede) -300 (wegen en) -250 (veilige)] TJ ET").show(172, 700, "straten.")
    )
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: Goede wegen en veilige straten."]


def test_bold_made_by_drawing_twice_is_read_once(tmp_path: Path) -> None:
    """The same letters a hair's breadth further are the same letters."""
    sheet = Sheet().show(50, 700, "Belangrijk is het wel.").show(50.2, 700, "Belangrijk is het wel.")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: Belangrijk is het wel."]


def test_the_number_under_a_label_beside_the_text_is_no_page_number(tmp_path: Path) -> None:
    """It stands on the baseline of a line of the letter, and belongs to what stands above it."""
    lines = wrapped(WORDS * 3, 70)
    sheet = Sheet().column(50, 700, lines)
    beside = ["Directie Wegen en Bruggen", "Postbus 20901 Den Haag", "Datum", "8 december 2025", "Bijlage(n)", "1"]
    sheet.column(430, 748, beside, 8)
    sheet.column(50, 752, ["Aan de Voorzitter van de Kamer", "Postbus 20018 in Den Haag", "2500 EA Den Haag"])
    read = texts(write_pdf(tmp_path / "a.pdf", sheet))
    assert f"paragraph: {' '.join(lines)}" in [text.replace("\n", " ") for text in read]


def test_a_word_drawn_twice_with_a_space_between_is_read_once(tmp_path: Path) -> None:
    """The space behind it is drawn by itself, both times."""
    sheet = Sheet()
    for _ in range(2):
        sheet.show(50, 700, "Aanpak ", 30, "B").show(150, 700, " ", 30, "B")
    sheet.show(50, 660, "van wegen", 30, "B")
    assert [text.replace("\n", " ") for text in texts(write_pdf(tmp_path / "a.pdf", sheet))] == [
        "paragraph: Aanpak van wegen"
    ]


def test_a_page_that_is_turned_is_read_upright(tmp_path: Path) -> None:
    """Text along the long side of a page that the file turns is read like any other."""
    sheet = Sheet(rotate=90).draw("BT /R 10 Tf 0 1 -1 0 100 50 Tm (Een regel op een gedraaide pagina.) Tj ET")
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert [block.text.text for block in read.blocks] == ["Een regel op een gedraaide pagina."]
    assert [(page.width, page.height) for page in read.pages] == [(842.0, 595.0)]


def test_print_at_a_slant_is_left_out(tmp_path: Path) -> None:
    """A watermark over the page is not text of the document."""
    sheet = Sheet().draw("BT /R 60 Tf 0.7 0.7 -0.7 0.7 100 200 Tm (CONCEPT) Tj ET").show(50, 700, "De tekst zelf.")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: De tekst zelf."]


def test_what_is_cropped_away_is_not_read(tmp_path: Path) -> None:
    """Printer's marks outside the visible page are not text."""
    sheet = Sheet().show(50, 700, "Zichtbaar is dit.").show(50, 2000, "Buiten beeld.indd 4")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["paragraph: Zichtbaar is dit."]


def test_arabic_and_hebrew_are_read_from_the_right(tmp_path: Path) -> None:
    """A page shows the last letter first; two letters in one glyph stay in their order, numbers and Dutch too."""
    letters = {"a": "0633", "b": "06440627", "c": "0645", "d": "05E9", "e": "05DC", "f": "05D5", "g": "05DD"}
    pairs = "\n".join(f"<{ord(code):02X}> <{letter}>" for code, letter in letters.items())
    stream = DecodedStreamObject()
    stream.set_data(f"{len(letters)} beginbfchar\n{pairs}\nendbfchar".encode())
    writer, path = PdfWriter(), tmp_path / "a.pdf"
    write_pdf(path, Sheet().show(300, 700, ".gfed 2021 cba"), writer=writer)
    writer.pages[0]["/Resources"]["/Font"]["/R"][NameObject("/ToUnicode")] = writer._add_object(stream)
    writer.write(path)
    arabic, hebrew = "\u0633\u0644\u0627\u0645", "\u05e9\u05dc\u05d5\u05dd"
    assert texts(path)[0] == f"paragraph: {arabic} 2021 {hebrew}."
