"""The head of a letter: subject, date and number, however the labels are set."""

from __future__ import annotations

import pytest
from publication_factories import PROSE, opening

from ingest.imprint.letterhead import is_label, letterhead_of

SUBJECT = "Stand van de bruggen in de regio"
LETTER = ("Geachte voorzitter,", PROSE)


@pytest.mark.parametrize(
    "head",
    [
        ("Datum 4 april 2022", f"Betreft {SUBJECT}", "Ons kenmerk BR/123"),
        ("Datum: 4 april 2022", f"Betreft: {SUBJECT}", "Ons kenmerk: BR/123"),
        ("DATUM 4 april 2022", f"ONDERWERP {SUBJECT}", "KENMERK BR/123"),
        ("Datum", "4 april 2022", "Onderwerp", SUBJECT, "Onze referentie", "BR/123"),
        ("Datum Ons kenmerk", "4 april 2022 BR/123", f"Onderwerp: {SUBJECT}"),
        ("Datum | 4 april 2022\nOnderwerp | " + SUBJECT + "\nKenmerk | BR/123",),
        (f"Datum 4 april 2022 Betreft {SUBJECT}", "Ons kenmerk BR/123 Uw kenmerk 2022Z1 Bijlage(n) 2"),
        ("Ons kenmerk\nBR/123\nBijlage(n)\n2", "Utrecht, 4 april 2022", f"Betreft {SUBJECT}"),
    ],
)
def test_a_letterhead_is_read_in_every_setting(head: tuple[str, ...]) -> None:
    """With a colon or without, values behind the labels, below them, in a table or in one line with others."""
    found = letterhead_of(opening(*head, *LETTER))
    assert (found.subject, found.date, found.reference) == (SUBJECT, "2022-04-04", "BR/123")


def test_the_head_of_the_page_counts_where_the_letter_is_silent() -> None:
    """Word templates put date and number there; labels need not begin the line."""
    margins = ("Ministerie van Water   Ons kenmerk BR/123   Datum 4 april 2022",)
    found = letterhead_of(opening(f"Betreft: {SUBJECT}", *LETTER, margins=margins))
    assert (found.subject, found.date, found.reference) == (SUBJECT, "2022-04-04", "BR/123")
    assert found.in_margin == {"date", "reference"}
    own = letterhead_of(opening("Datum 5 mei 2022", f"Betreft: {SUBJECT}", *LETTER, margins=margins))
    assert (own.date, own.in_margin) == ("2022-05-05", {"reference"})


@pytest.mark.parametrize(
    "line",
    [
        "Betreft het een brug, dan beslist de provincie.",
        "Datum en plaats worden later bekend.",
        "Onderwerp van gesprek",
    ],
)
def test_running_text_is_no_letterhead(line: str) -> None:
    """A sentence may begin with the word of a label."""
    found = letterhead_of(opening(line, PROSE))
    assert (found.subject, found.date, found.reference, found.is_letter) == ("", "", "", False)


@pytest.mark.parametrize(
    ("line", "alone"), [("Datum Ons kenmerk", True), ("Onderwerp:", True), ("Datum 4 april", False)]
)
def test_labels_alone_are_known(line: str, alone: bool) -> None:  # noqa: FBT001 - what is expected
    """Such a line, set large, is not a title."""
    assert is_label(line) is alone


def test_a_subject_may_be_one_long_noun() -> None:
    """Where it is the name of a column in a table of the letter, it is none."""
    assert letterhead_of(opening("Datum 4 april 2022 Onderwerp Bruggenbouw", *LETTER)).subject == "Bruggenbouw"
    assert not letterhead_of(opening("Datum 4 april 2022", *LETTER, "Nr. | Onderwerp | Toelichting")).subject


def test_the_labels_of_a_memo_may_be_small_letters_in_cells() -> None:
    """As law firms print them; in a sentence such a word is none."""
    found = letterhead_of(opening("voor | de minister\ndatum | 4 april 2022\ninzake | " + SUBJECT, PROSE))
    assert (found.subject, found.date, found.is_letter) == (SUBJECT, "2022-04-04", True)
    assert not letterhead_of(opening("inzake de bruggen in de regio beslist de raad", PROSE)).subject
