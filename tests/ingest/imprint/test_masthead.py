"""The masthead of official publications."""

from __future__ import annotations

import pytest
from publication_factories import PROSE, facts, opening, paper

from ingest.imprint.masthead import is_masthead, masthead_of

HOUSE = ("Tweede Kamer der Staten-Generaal 2", "Vergaderjaar 2018–2019")


@pytest.mark.parametrize(
    "lines",
    [
        ("35 111 VII Vaststelling van de begroting van Water", "Nr. 12 BRIEF VAN DE MINISTER VAN FINANCIËN"),
        ("35 111 VII | Vaststelling van de begroting van Water", "Nr. 12 | BRIEF VAN DE MINISTER VAN FINANCIËN"),
        ("35 111 VII", "Vaststelling van de begroting van Water", "Nr. 12", "BRIEF VAN DE MINISTER VAN FINANCIËN"),
        (
            "35 111 VII",
            "Nr. 12",
            "kst-35111-VII-12 ISSN 0921 - 7371 ’s-Gravenhage 2019",
            "2",
            "Vaststelling van de begroting van Water",
            "BRIEF VAN DE MINISTER VAN FINANCIËN",
        ),
    ],
)
def test_a_kamerstuk_is_called_as_in_its_xml(lines: tuple[str, ...]) -> None:
    """Dossier and paper, with the number behind; its number, chamber, kind and ministry are known."""
    found = facts(
        paper(*HOUSE, *(each for line in lines for each in line.split(" | ")), "Den Haag, 3 juni 2019", PROSE)
    )
    title = "Vaststelling van de begroting van Water. BRIEF VAN DE MINISTER VAN FINANCIËN (35 111 VII, nr. 12)"
    assert found["title"] == (title, "masthead")
    assert found["number"][0] == "kst-35111-VII-12"
    assert found["publisher"] == ("Tweede Kamer der Staten-Generaal", "masthead")
    assert found["ministry"] == ("Ministerie van Financiën", "masthead")
    assert found["kind"] == ("Kamerbrief", "masthead")
    assert found["date"] == ("2019-06-03", "letterhead")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Tweede Kamer, vergaderjaar 2018–2019, 35 111 VII, nr. 12 3", "kst-35111-VII-12"),
        ("Tweede Kamer, vergaderjaar 2018-2019, Aanhangsel 77", "ah-tk-20182019-77"),
        ("Eerste Kamer, vergaderjaar 2018–2019, 35 111, B", "kst-35111-B"),
        ("kst-35111-VII-12", "kst-35111-VII-12"),
        ("stcrt-2019-4411 31 januari 2019", "stcrt-2019-4411"),
    ],
)
def test_the_foot_of_the_page_names_the_paper(line: str, number: str) -> None:
    """It is the paper's own number, kept as such."""
    assert masthead_of(opening(PROSE, margins=(line,))).number == number


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        (("AH 77", "Vergaderjaar 2018-2019"), "ah-tk-20182019-77"),
        (("Vergaderjaar 2018–2019", "AH77"), "ah-tk-20182019-77"),
        (("AH 77",), ""),
        (("Albert Heijn AH 77", "Vergaderjaar 2018-2019"), ""),
    ],
)
def test_the_number_of_answers_to_questions(lines: tuple[str, ...], number: str) -> None:
    """As the House heads them on its site; without the parliamentary year it names no paper."""
    assert masthead_of(opening(*lines, PROSE)).number == number


def test_a_decree_is_called_by_its_long_title() -> None:
    """And not after the journal; it bears the day it was made where the journal gives none."""
    title = "Wet van 9 juni 2019, houdende regels over bruggen (Bruggenwet)"
    found = facts(paper("Staatsblad van het Koninkrijk der Nederlanden", "Jaargang 2019", title, PROSE))
    assert found["title"] == (title, "masthead")
    assert found["date"] == ("2019-06-09", "masthead")
    assert found["kind"] == ("wet", "heading")


def test_the_journal_gives_the_day_it_appeared() -> None:
    """Which is later than the day the regulation was made."""
    title = "Regeling van de Minister van Financiën van 2 mei 2019, nr. 2019-12, tot wijziging van de Bruggenregeling"
    found = facts(paper("Staatscourant", "Nr. 4411", "10 mei 2019", title, PROSE))
    assert (found["title"][0], found["date"][0], found["kind"][0]) == (title, "2019-05-10", "regeling")


@pytest.mark.parametrize("line", ["Tweede Kamer der Staten-Generaal", "Vergaderjaar 2018–2019", "Nr. 12", "36 410 XIX"])
def test_lines_of_a_masthead_are_known(line: str) -> None:
    """However large they are set, they are not a title."""
    assert is_masthead(line)


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("MOTIE VAN HET LID JANSEN", "motie"),
        ("ADVIES AFDELING ADVISERING RAAD VAN STATE EN NADER RAPPORT", "advies"),
        ("BRIEF VAN DE STAATSSECRETARIS VAN FINANCIËN", "Kamerbrief"),
    ],
)
def test_the_heading_of_a_kamerstuk_tells_its_kind_where_its_metadata_give_the_number(heading: str, kind: str) -> None:
    """XML prints no name of the House above it."""
    read = paper(
        "35 111 Vaststelling van de begroting van Water", "Nr. 12", f"# {heading}", PROSE, number="kst-35111-12"
    )
    assert facts(read)["kind"] == (kind, "masthead")
