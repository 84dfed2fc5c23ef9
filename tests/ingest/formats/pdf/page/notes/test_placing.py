"""Footnotes of PDFs and the words they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import WORDS, Sheet, document, texts, typed, wrapped, write_pdf

if TYPE_CHECKING:
    from pathlib import Path

LINES = wrapped(WORDS * 2, 80)


def with_marker(before: str, number: str, after: str = "") -> Sheet:
    """A page of text whose first line has a raised number in it."""
    return Sheet().noted(50, 700, before, number, after).column(50, 688, LINES)


def test_a_raised_number_leads_to_the_note_below_the_text(tmp_path: Path) -> None:
    """The note is tied to the sentence with its number, and the number is not part of the text."""
    sheet = with_marker("Het kabinet schrijft een nota.", "1")
    sheet.note(80, "1", "Kamerstuk 36200, nr. 3.")
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    note = read.footnotes[0]
    assert (note.number, note.text) == (1, "Kamerstuk 36200, nr. 3.")
    assert read.text[note.anchor_start : note.anchor_end] == "Het kabinet schrijft een nota."
    assert note.citations[0].id == "kst-36200-3"


def test_numbers_that_begin_again_on_each_page(tmp_path: Path) -> None:
    """Each page's number 1 leads to the note on that page."""
    sheets = []
    for subject in ("wegen", "scholen"):
        sheet = with_marker(f"Dit gaat over {subject}.", "1")
        sheets.append(sheet.note(80, "1", f"Zie de nota over {subject}."))
    read = document(write_pdf(tmp_path / "a.pdf", *sheets))
    found = [(note.number, note.text, read.text[note.anchor_start : note.anchor_end]) for note in read.footnotes]
    assert found == [
        (1, "Zie de nota over wegen.", "Dit gaat over wegen."),
        (1, "Zie de nota over scholen.", "Dit gaat over scholen."),
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    """Small lines above the next page's first note finish the note that the page before left open."""
    first = with_marker("Het begint hier.", "1")
    first.note(80, "1", "Deze noot is lang en loopt door op de")
    second = with_marker("En verder gaat het.", "2")
    second.show(50, 90, "volgende pagina van het stuk.", 8)
    second.note(80, "2", "Een korte noot.")
    read = document(write_pdf(tmp_path / "a.pdf", first, second))
    assert [note.text for note in read.footnotes] == [
        "Deze noot is lang en loopt door op de volgende pagina van het stuk.",
        "Een korte noot.",
    ]


def test_small_print_that_no_number_leads_to_is_no_note(tmp_path: Path) -> None:
    """A numbered list in small print at the foot of a page stays text."""
    sheet = (
        Sheet().column(50, 700, LINES).show(50, 92, "1. Eerste bijschrift", 8).show(50, 80, "2. Tweede bijschrift", 8)
    )
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert read.footnotes == ()


def test_an_exponent_is_no_marker(tmp_path: Path) -> None:
    """A raised number without a note stays where it is."""
    sheet = with_marker("Het bos telt 12 km", "2", " aan bomen.")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet))[0].startswith("paragraph: Het bos telt 12 km2 aan bomen.")


def test_notes_under_two_columns(tmp_path: Path) -> None:
    """Each column may have its own notes below it."""
    sheet = Sheet()
    for x, subject in ((50, "wegen"), (310, "scholen")):
        number = "1" if x == 50 else "2"
        sheet.noted(x, 700, f"Over {subject}.", number).column(x, 688, wrapped(WORDS * 2, 45))
        sheet.note(80, number, f"Noot bij {subject}.", x)
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert [(note.number, note.text) for note in read.footnotes] == [(1, "Noot bij wegen."), (2, "Noot bij scholen.")]
    assert all(note.marker is not None for note in read.footnotes)


def test_a_broken_address_in_a_note_keeps_its_hyphen(tmp_path: Path) -> None:
    """An address that a line's end cuts at a hyphen is not a word with a hyphen too many."""
    sheet = with_marker("Lees het na.", "1")
    sheet.note(92, "1", "Zie https://www.rijksoverheid.nl/impact-assessment-")
    sheet.show(50, 82, "mensenrechten-en-algoritmes.", 8)
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert read.footnotes[0].text == ("Zie https://www.rijksoverheid.nl/impact-assessment-mensenrechten-en-algoritmes.")


def test_large_print_beside_a_raised_number_ends_the_search(tmp_path: Path) -> None:
    """A line with a raised number at its head that has large print at its side is not a note, and is not tried forever."""
    sheet = Sheet().column(50, 700, LINES).note(80, "1", "Klein gedrukt.").show(200, 81, "Groot gedrukt ernaast", 14)
    assert document(write_pdf(tmp_path / "a.pdf", sheet)).footnotes == ()


@pytest.mark.parametrize(
    ("before", "number", "after"),
    [
        ("Hierop is ingegaan", "1", " op verzoek."),
        ("Hierop is ingegaan", "1 ", "op verzoek."),
        ("Hierop is ingegaan", " 1", "op verzoek."),
        ("Hierop is ingegaan ", "1", "op verzoek."),
        ("Hierop is ingegaan", " 1 ", "op verzoek."),
        ("Hierop is ingegaan ", " 1 ", " op verzoek."),
    ],
)
def test_words_around_a_number_stay_apart(tmp_path: Path, before: str, number: str, after: str) -> None:
    """Whichever of the three strings carries the space, there is one between the words."""
    sheet = with_marker(before, number, after).note(80, "1", "Brief van gisteren.")
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert read.blocks[0].text.text == "Hierop is ingegaan op verzoek."
    assert [mark.offset for mark in read.blocks[0].marks] == [len("Hierop is ingegaan")]
    assert [note.text.text for note in read.notes] == ["Brief van gisteren."]


@pytest.mark.parametrize("number", ["1", "1 "])
def test_no_space_between_a_word_and_the_stop_behind_its_number(tmp_path: Path, number: str) -> None:
    """The space that a number carries is not put before a comma or a full stop."""
    sheet = with_marker("Hierop is ingegaan", number, ", ook al.").note(80, "1", "Brief van gisteren.")
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    assert read.blocks[0].text.text == "Hierop is ingegaan, ook al."


def test_a_number_that_begins_a_line_belongs_to_the_line_above(tmp_path: Path) -> None:
    """A number that did not fit on its line is tied to the word before it, with one space behind it."""
    sheet = Sheet().show(50, 700, "Hierop is vorig jaar in de brief uitvoerig ingegaan")
    sheet.noted(50, 688, "", "1", " op verzoek van de Kamer, die er nog vragen over had.").note(80, "1", "Een brief.")
    read = typed(write_pdf(tmp_path / "a.pdf", sheet))
    text = read.blocks[0].text.text
    assert text.startswith("Hierop is vorig jaar in de brief uitvoerig ingegaan op verzoek")
    assert [text[: mark.offset].split()[-1] for mark in read.blocks[0].marks] == ["ingegaan"]


def test_a_number_drawn_digit_by_digit_is_one_number(tmp_path: Path) -> None:
    """Programs that draw each sign by itself draw 12 as 1 and 2; it leads to note 12."""
    sheet = with_marker("Dit is uitgewerkt", "1) Tj (2", " in de nota.")
    for number in (1, 2, 12):
        sheet.noted(50, 500 - 20 * number, f"Zin {number}", str(number), " gaat over wegen.")
        sheet.note(120 - 4 * number, str(number), f"Nota {number}.")
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    anchors = {note.text: read.text[note.anchor_start : note.anchor_end] for note in read.footnotes}
    assert anchors["Nota 12."].startswith("Dit is uitgewerkt in de nota.")


def test_numbers_printed_on_end_lead_to_each_of_their_notes(tmp_path: Path) -> None:
    """Where they count up, and each has a note."""
    sheet = with_marker("Dat leidt tot gebreken", "101112", ".")
    for place, (number, subject) in enumerate((("10", "hout"), ("11", "steen"), ("12", "staal"))):
        sheet.note(110 - 12 * place, number, f"Zie de nota over {subject}.")
    read = document(write_pdf(tmp_path / "a.pdf", sheet))
    assert [(note.number, note.text[17:-1], note.marker is not None) for note in read.footnotes] == [
        (10, "hout", True),
        (11, "steen", True),
        (12, "staal", True),
    ]
    assert "Dat leidt tot gebreken." in read.text
