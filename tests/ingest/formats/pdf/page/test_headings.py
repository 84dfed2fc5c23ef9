"""Headings of PDFs: by their print, by the file's own outline and by the printed table of contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdf_factories import LINES, WORDS, Sheet, document, headings, texts, typed, wrapped, write_pdf
from pypdf import PdfWriter

from ingest.model import BlockKind

if TYPE_CHECKING:
    from pathlib import Path


def test_larger_and_bold_print_are_levels(tmp_path: Path) -> None:
    """The larger the print, the higher the heading; bold print of the text's size comes last."""
    sheet = Sheet().show(50, 780, "Hoofdstuk over wegen", 16, "B").column(50, 750, LINES)
    sheet.show(50, 680, "Over bruggen", 12, "B").column(50, 660, LINES)
    sheet.show(50, 590, "Houten bruggen", 10, "B").column(50, 570, LINES)
    sheet.show(50, 500, "Hoofdstuk over scholen", 16, "B").column(50, 470, LINES)
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert headings(path) == [
        (1, "Hoofdstuk over wegen"),
        (2, "Over bruggen"),
        (3, "Houten bruggen"),
        (1, "Hoofdstuk over scholen"),
    ]


def test_numbers_tell_the_level_of_headings_set_alike(tmp_path: Path) -> None:
    """Under 2 come 2.1 and 2.1.1, though all are set in the same bold print."""
    sheet = Sheet()
    for place, title in enumerate(("1 Wegen", "1.1 Bruggen", "1.1.1 Houten bruggen", "2 Scholen")):
        sheet.show(50, 780 - 100 * place, title, 12, "B").column(50, 760 - 100 * place, LINES)
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert headings(path) == [(1, "1 Wegen"), (2, "1.1 Bruggen"), (3, "1.1.1 Houten bruggen"), (1, "2 Scholen")]


def test_a_heading_directly_above_its_text_is_split_off(tmp_path: Path) -> None:
    """Without space between, the weight of the print shows where the text begins."""
    sheet = Sheet().column(50, 700, LINES).show(50, 640, "Over bruggen", 10, "B").column(50, 628, LINES)
    path = write_pdf(tmp_path / "a.pdf", sheet)
    assert texts(path)[1] == "heading: Over bruggen"


def test_a_bold_phrase_in_a_sentence_is_no_heading(tmp_path: Path) -> None:
    """Emphasis inside a paragraph leaves it whole."""
    sheet = Sheet().draw(
        "BT 1 0 0 1 50 700 Tm /R 10 Tf (Wij willen dat ) Tj /B 10 Tf (iedereen mee kan doen) Tj /R 10 Tf ( in dit land.) Tj ET"
    )
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [
        "paragraph: Wij willen dat iedereen mee kan doen in dit land."
    ]


def test_bookmarks_name_headings_that_look_like_text(tmp_path: Path) -> None:
    """A line that the file's own outline lists is a heading, at its level."""
    sheets = [
        Sheet()
        .show(50, 740, title)
        .column(50, 710, LINES)
        .show(50, 600, f"Meer {title.lower()}")
        .column(50, 570, LINES)
        for title in ("Wegen", "Scholen")
    ]
    path = tmp_path / "a.pdf"
    writer = PdfWriter()
    write_pdf(path, *sheets, writer=writer)
    for page, title in enumerate(("Wegen", "Scholen")):
        above = writer.add_outline_item(title=title, page_number=page)
        writer.add_outline_item(title=f"Meer {title.lower()}", page_number=page, parent=above)
    writer.write(path)
    assert headings(path) == [(1, "Wegen"), (2, "Meer wegen"), (1, "Scholen"), (2, "Meer scholen")]


def contents() -> list[Sheet]:
    """A document of six pages that lists its four chapters on the second."""
    titles = ("Wegen", "Scholen", "Bomen", "Zorg voor iedereen die dat nodig heeft")
    sheets = [Sheet().show(50, 500, "Nota over alles", 24, "B"), Sheet().show(50, 760, "Inhoudsopgave", 14, "B")]
    for place, title in enumerate(titles):
        sheets[1].show(50, 700 - 20 * place, title).show(500, 700 - 20 * place, str(place + 3))
    for number, title in enumerate(titles, 3):
        page = Sheet().show(50, 760, title, 11, "B").column(50, 720, LINES).show(50, 600, "Losse kop", 11, "B")
        sheets.append(page.column(50, 580, LINES).show(290, 40, str(number)))
    return sheets


def test_a_table_of_contents_is_no_chapter_and_names_those_there_are(tmp_path: Path) -> None:
    """Its entries are headings where they stand; what it does not list is below them or beside them."""
    path = write_pdf(tmp_path / "a.pdf", *contents())
    found = headings(path)
    listed = ["Wegen", "Scholen", "Bomen", "Zorg voor iedereen die dat nodig heeft"]
    assert [title for level, title in found if level == 1 and title in listed] == listed
    assert "Inhoudsopgave" not in [title for _, title in found]


def test_a_table_of_contents_is_kept_but_not_searched(tmp_path: Path) -> None:
    """Its lines stand in the text once, and in no passage."""
    read = document(write_pdf(tmp_path / "a.pdf", *contents()))
    block = next(block for block in read.blocks if block.kind is BlockKind.CONTENTS)
    assert read.text[block.start : block.end].split("\n")[:2] == ["Inhoudsopgave", "Wegen 3"]
    assert read.passages
    assert not any(passage.start < block.end and passage.end > block.start for passage in read.passages)


def test_the_title_is_the_largest_print_of_the_cover(tmp_path: Path) -> None:
    """A title that a program left in the properties is not believed."""
    path = write_pdf(tmp_path / "a.pdf", *contents(), title="Microsoft Word - concept3.docx")
    assert document(path).title == "Nota over alles"


def test_a_title_in_the_properties_that_is_printed_is_believed(tmp_path: Path) -> None:
    """The file's own title serves where the document prints it."""
    sheet = Sheet().show(50, 760, "Nota over goede wegen", 10).column(50, 700, LINES)
    path = write_pdf(tmp_path / "a.pdf", sheet, title="Nota over goede wegen")
    assert typed(path).properties.title == "Nota over goede wegen"


def test_labels_in_a_figure_are_no_headings(tmp_path: Path) -> None:
    """Several short bold lines on end, without text, are words in a drawing."""
    sheet = Sheet().column(50, 760, LINES)
    for place, label in enumerate(("Aanvraag", "Besluit", "Bezwaar", "Beroep")):
        sheet.show(200, 600 - 40 * place, label, 12, "B")
    sheet.column(50, 400, LINES)
    assert [text for text in texts(write_pdf(tmp_path / "a.pdf", sheet)) if text.startswith("heading")] == []


def numbered(*titles: tuple[str, float, str], text: list[str] = LINES) -> Sheet:
    """A page of numbered headings (words, size, font), each with text below it."""
    sheet = Sheet()
    for place, (title, size, font) in enumerate(titles):
        sheet.show(50, 790 - 90 * place, title, size, font).column(50, 768 - 90 * place, text)
    return sheet


def test_a_series_with_one_heading_in_bold_has_one_level(tmp_path: Path) -> None:
    """The others are set in italics, as items of a list are not; all count up."""
    titles = ["1. Wegen", "2. Bruggen", "3. Scholen", "4. Zorg", "5. Water"]
    fonts = ["I", "B", "I", "I", "I"]
    sheet = numbered(*[(title, 10, font) for title, font in zip(titles, fonts, strict=True)])
    assert headings(write_pdf(tmp_path / "a.pdf", sheet)) == [(1, title) for title in titles]


def test_a_series_with_one_heading_in_bold_and_others_plain_has_one_level(tmp_path: Path) -> None:
    """Plain lines are headings too, where they stand apart in a series of headings."""
    titles = ["1. Wegen", "2. Bruggen", "3. Scholen", "4. Zorg"]
    sheet = numbered(*[(title, 10, "B" if place == 2 else "R") for place, title in enumerate(titles)])
    assert headings(write_pdf(tmp_path / "a.pdf", sheet)) == [(1, title) for title in titles]


def test_a_series_with_one_heading_in_larger_print_has_one_level(tmp_path: Path) -> None:
    """One of five is set larger; it opens no chapter in which the next ones stand."""
    titles = ["1. Wegen", "2. Bruggen", "3. Scholen", "4. Zorg", "5. Water"]
    sheet = numbered(*[(title, 14 if place == 1 else 11, "B") for place, title in enumerate(titles)])
    sheet.show(50, 300, "Aan de Kamer", 14, "B").column(50, 280, LINES)
    found = headings(write_pdf(tmp_path / "a.pdf", sheet))
    assert len({level for level, title in found if title in titles}) == 1
    assert [title for _, title in found[:5]] == titles


def test_chapters_and_sections_that_both_count_from_one_are_two_series(tmp_path: Path) -> None:
    """Large chapters 1. and 2. hold sections 1., 2. and 3. each."""
    kinds = {"C": (16.0, "B"), "s": (10.0, "I")}
    order = ["C1", "s1", "s2", "s3", "C2", "s1", "s2", "s3"]
    words = iter(("Wegen", "Bruggen", "Paden", "Tunnels", "Zorg", "Artsen", "Thuis", "Wonen"))
    titles = [(f"{name[1]}. {next(words)}", *kinds[name[0]]) for name in order]
    assert [level for level, _ in headings(write_pdf(tmp_path / "a.pdf", numbered(*titles)))] == [1, 2, 2, 2] * 2


def test_items_of_a_list_are_no_headings_beside_numbered_headings(tmp_path: Path) -> None:
    """A section holds a list that counts from one, whose last item has text below it."""
    sheet = Sheet().show(50, 790, "1. Wegen", 10, "B").column(50, 768, LINES)
    for place, item in enumerate(("1. asfalt en stenen", "2. zand en grind", "3. hout voor bruggen")):
        sheet.show(50, 710 - 16 * place, item)
    sheet.column(50, 656, LINES).show(50, 590, "2. Bruggen", 10, "B").column(50, 568, LINES)
    sheet.show(50, 500, "3. Scholen", 10, "B").column(50, 478, LINES)
    found = headings(write_pdf(tmp_path / "a.pdf", sheet))
    assert found == [(1, "1. Wegen"), (1, "2. Bruggen"), (1, "3. Scholen")]


def test_text_below_a_numbered_heading_at_the_head_of_a_page_is_its_own(tmp_path: Path) -> None:
    """Though the page before ends in the middle of a sentence and the text begins in lower case."""
    first = numbered(
        ("1. Wegen", 10, "B"), text=wrapped("De weg loopt van hier tot ver buiten de stad en verder over", 40)
    )
    second = numbered(
        ("2. Bruggen", 10, "B"), text=wrapped("houten bruggen zijn er ook, en stenen over het water.", 40)
    )
    read = document(write_pdf(tmp_path / "a.pdf", first, second))
    text = next(block for block in read.blocks if read.text[block.start :].startswith("houten"))
    assert read.sections[text.section].title == "2. Bruggen"


def test_print_of_a_fraction_of_a_point(tmp_path: Path) -> None:
    """As in drawings, whose pages have another scale: it is text, and nothing is divided by a size of zero."""
    sheet = Sheet().column(50, 700, wrapped(WORDS, 80), 0.2).show(50, 710, "Wegen", 0.4)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet))[-1].startswith("paragraph: De overheid werkt samen")


def test_a_numbered_heading_in_bold_may_end_in_a_full_stop(tmp_path: Path) -> None:
    """As the items of a list of decisions do; a bold sentence without a number, or two of them, is none."""
    titles = ["1. Opening.", "2. Vaststelling van de agenda.", "De raad besluit.", "3. De raad besluit. Dat is al."]
    sheet = numbered(*[(title, 10, "B") for title in titles])
    assert headings(write_pdf(tmp_path / "a.pdf", sheet))[-2:] == [(1, title) for title in titles[:2]]


def test_the_letter_before_a_heading_in_bold_may_stand_between_brackets(tmp_path: Path) -> None:
    """What follows it begins the heading."""
    sheet = numbered(("(a) Het karakter van het advies", 10, "B"), ("(b) De noodzaak", 10, "B"))
    found = headings(write_pdf(tmp_path / "a.pdf", sheet))
    assert [title for _, title in found] == ["(a) Het karakter van het advies", "(b) De noodzaak"]


def test_a_quotation_in_large_print_is_no_heading(tmp_path: Path) -> None:
    """Somebody says so many words; a title between quotation marks is short."""
    sheet = Sheet().show(50, 780, "Wegen", 16, "B").column(50, 750, LINES)
    sheet.show(
        50, 680, "\x93Wij bouwen bruggen voor de mensen die hier wonen\x94".encode("latin1").decode("cp1252"), 14, "I"
    )
    sheet.column(50, 650, LINES).show(50, 580, "Scholen", 16, "B").column(50, 550, LINES)
    assert [title for _, title in headings(write_pdf(tmp_path / "a.pdf", sheet))] == ["Wegen", "Scholen"]


def test_a_name_with_an_office_below_it_at_the_end_of_a_page_is_no_heading(tmp_path: Path) -> None:
    """It signs a preface; a heading with a short line of text below it there stays one."""
    preface = Sheet().show(50, 780, "Voorwoord", 16, "B").column(50, 750, LINES)
    preface.show(50, 660, "Jan van Dam", 10, "B").show(50, 648, "Voorzitter van de commissie", 10, "I")
    ending = Sheet().show(50, 780, "Wegen", 16, "B").column(50, 750, LINES)
    ending.show(50, 660, "Kosten", 10, "B").show(50, 648, "Geen kosten", 10, "R")
    last = Sheet().show(50, 780, "Scholen", 16, "B").column(50, 750, LINES)
    found = headings(write_pdf(tmp_path / "a.pdf", preface, ending, last))
    assert [title for _, title in found] == ["Voorwoord", "Wegen", "Kosten", "Scholen"]


def test_contents_on_the_right_page_of_a_spread(tmp_path: Path) -> None:
    """The left page is running text, and no entry takes words of it."""
    titles = ("Wegen", "Scholen", "Bomen", "Zorg", "Water")
    spread = Sheet().show(50, 540, "Inleiding", 14, "B").column(50, 510, wrapped(WORDS * 4, 60))
    spread.show(470, 540, "Inhoudsopgave", 14, "B")
    for place, title in enumerate(titles):
        spread.show(470, 510 - 12 * place, title).show(780, 510 - 12 * place, str(place + 2))
    sheets = [
        Sheet().show(50, 540, title, 14, "B").column(50, 510, LINES).show(400, 30, str(number))
        for number, title in enumerate(titles, 2)
    ]
    cover = Sheet().show(50, 300, "Nota over alles", 24, "B")
    read = document(write_pdf(tmp_path / "a.pdf", cover, spread, *sheets, size=(842, 595)))
    assert [(section.level, section.title) for section in read.sections][-6:] == [
        (1, "Inleiding"),
        *((1, t) for t in titles),
    ]
    assert any(passage.text.startswith("Inleiding\n\nDe overheid werkt samen") for passage in read.passages)


def test_a_listed_heading_above_text_that_goes_on_over_the_page(tmp_path: Path) -> None:
    """Heading and text are set alike, and the page ends behind a comma; an item that ends in one is no heading."""
    sheets = contents()
    sheets[4].operators = []
    sheets[4].show(50, 760, "Bomen", 11, "B").column(50, 747, ["Beschrijf hoe bomen groeien,"], 11, "B")
    sheets[4].show(290, 40, "5").show(50, 600, "Bomen,", 10).column(50, 560, LINES)
    assert "Bomen" in [title for _, title in headings(write_pdf(tmp_path / "a.pdf", *sheets))]
