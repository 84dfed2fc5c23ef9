"""What kind of document a text is."""

from __future__ import annotations

import pytest

from ingest.language.document_kind import document_kind

PROSE = (
    "Wij werken aan een land waarin iedereen meetelt en niemand aan de kant staat, en dat begint met onderwijs. " * 2
)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Verkiezingsprogramma van de Boerenbond 1998", "verkiezingsprogramma"),
        ("Antwoorden op Kamervragen van het lid Jansen over het jaarverslag", "antwoord op Kamervragen"),
        ("Beantwoording schriftelijke vragen over spoor", "antwoord op Kamervragen"),
        ("Troonrede 2012", "troonrede"),
        ("Regeerakkoord 1994", "coalitieakkoord"),
        ("Jaarverslag 2019", "jaarverslag"),
        ("Handreiking dossiervorming", "handreiking"),
        ("PROGRAMMA VAN DE BOERENBOND VOOR DE TWEEDE KAMERVERKIEZINGEN VAN 6 MEI 1998", "verkiezingsprogramma"),
        ("Programma voor de gemeenteraadsverkiezingen", "verkiezingsprogramma"),
        ("Advies over bruggen", "advies"),
        ("ADVIES RAAD VAN STATE EN NADER RAPPORT", "advies"),
        ("Adviesraad voor water", None),
        ("Advies op maat", None),
        ("Nota van wijziging", None),
        ("De kosten van verkiezingsprogramma-analyses", None),
        ("Het antwoord van de natuur", None),
    ],
)
def test_the_title_names_it(title: str, kind: str | None) -> None:
    """Where it does so in words that name nothing else."""
    assert document_kind(title, ()) == kind


def test_a_short_line_under_the_title_names_it() -> None:
    """As on a cover."""
    assert document_kind("Samen verder", ("Samen verder", "Verkiezingsprogramma 2010", PROSE)) == "verkiezingsprogramma"


def test_running_text_does_not() -> None:
    """Nor what stands after it began: it may be about another document."""
    about = f"{PROSE} In de troonrede stond dat ook."
    assert document_kind("Samen verder", (about, "Troonrede")) is None
    assert (
        document_kind("Samen verder", ("Wat de troonrede zegt over wonen en zorg en wat wij daar zelf van vinden nu",))
        is None
    )


def test_only_the_first_lines_count() -> None:
    """A heading far into a document names a part of it."""
    assert document_kind("Samen verder", (*("Een kop",) * 20, "Troonrede")) is None
