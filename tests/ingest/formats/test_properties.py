"""Dates and titles as files give them."""

from __future__ import annotations

import pytest

from ingest.formats.properties import believed_title, iso_date, titling


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("16 mei 2024", "2024-05-16"),
        ("Den Haag, 3 maart 2021", "2021-03-03"),
        ("Ontvangen 20\u00a0feb. 2025", "2025-02-20"),
        ("16-05-2024", "2024-05-16"),
        ("2024-05-16T10:00:00Z", "2024-05-16"),
        ("D:20240516100000+02'00'", "2024-05-16"),
        ("start=2015-09-15;", "2015-09-15"),
        ("2024-05", "2024-05"),
        ("2024", "2024"),
        ("2024-13-45", "2024"),
        ("31 foo 2024", "2024"),
        ("geen datum", None),
        ("", None),
        (None, None),
    ],
)
def test_dates_become_iso(text: str | None, date: str | None) -> None:
    """As precise as the text: day, month or year."""
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("title", "believed"),
    [
        ("Schoon water in de regio", True),
        ("Schoon water, editie 2", False),
        ("Microsoft Word - nota.docx", False),
        ("nota-definitief.pdf", False),
        ("Untitled", False),
        ("", False),
        (None, False),
    ],
)
def test_titles_are_believed_if_they_fit_the_text(title: str | None, *, believed: bool) -> None:
    """A title must be about this document, and no name of a file or program."""
    found = believed_title(title, "Schoon water in de hele regio: een nota.")
    assert found == (title if believed else None)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("Klimaatnota 2025", "Klimaatnota 2025"),
        ("Inleiding in de  rechtsstaat", "Inleiding in de rechtsstaat"),
        ("Achtergrond van het stikstofbeleid", "Achtergrond van het stikstofbeleid"),
        ("Inleiding", None),
        ("1. Inleiding", None),
        ("Hoofdstuk I: Algemene inleiding", None),
        ("MANAGEMENTSAMENVATTING", None),
        ("Inhoudsopgave", None),
        ("", None),
        (None, None),
    ],
)
def test_a_heading_of_a_first_part_is_no_title(heading: str | None, title: str | None) -> None:
    """Then the file's name is the better title."""
    assert titling(heading) == title
