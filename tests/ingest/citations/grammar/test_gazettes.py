"""References to the Staatsblad, Staatscourant and Tractatenblad, however year and number stand."""

from __future__ import annotations

import pytest

from ingest.citations import find_citations
from ingest.model import Verdict


def ids(text: str) -> list[str | None]:
    """The ids of all citations in a text, in order."""
    return [citation.id for citation in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stb. 2011, 35", "stb-2011-35"),
        ("Stb. 2011/35", "stb-2011-35"),
        ("Stb. 2011, nr. 35", "stb-2011-35"),
        ("Stb. 35/2011", "stb-2011-35"),
        ("Stb. 35, 2011", "stb-2011-35"),
        ("Stb . 2011, 35", "stb-2011-35"),
        ("Stb. 2011; 35", "stb-2011-35"),
        ("Staatsblad 2011 no. 35", "stb-2011-35"),
        ("Staatscourant 200 van 16-10-2001", "stcrt-2001-200"),
        ("Staatscourant nr. 245 d.d. 16 december 2005", "stcrt-2005-245"),
        ("Stcrt. van 16 december 2005, 245", "stcrt-2005-245"),
        ("Trb. 1986 no. 118", "trb-1986-118"),
        ("Stb. 1947, H 423", "stb-1947-H423"),
        ("Stb. 1949/J261", "stb-1949-J261"),
        ("Stb. H232/1947", "stb-1947-H232"),
        ("Stb. H 423", "stb-1947-H423"),
        ("Stb. F 12", "stb-1945-F12"),
        ("Staatscourant 16 december 2005, nr. 245", "stcrt-2005-245"),
        ("Stcrt. d.d. 16 december 2005, nr. 245", "stcrt-2005-245"),
        ("Stcrt. 2022, 12 345", "stcrt-2022-12345"),
        ("Stcrt. 2022, 12.345", "stcrt-2022-12345"),
        ("Stcrt. nr. 2022, 12345", "stcrt-2022-12345"),
        ("Stcrt. nr. 12345 van 2022", "stcrt-2022-12345"),
        ("Stb. 35 van 2011", "stb-2011-35"),
        ("Stcrt-2022-12345", "stcrt-2022-12345"),
        ("stcrt. 2022, 12345", "stcrt-2022-12345"),
        ("STB. 2011, 35", "stb-2011-35"),
        ("Staatsblad jaargang 2011, nr. 35", "stb-2011-35"),
        ("Staatsblad van het Koninkrijk der Nederlanden\nJaargang 2011\n35", "stb-2011-35"),
        ("Tractatenblad van het Koninkrijk der Nederlanden 2019, 12", "trb-2019-12"),
    ],
)
def test_year_and_number(text: str, expected: str) -> None:
    """Either may come first; a letter before the number is the year, 1940 to 1950."""
    (citation,) = find_citations(f"Besluit ({text}). Verder")
    assert (expected, text, Verdict.COMPLETE) == (citation.id, citation.text, citation.verdict)


@pytest.mark.parametrize(
    "text",
    [
        "de wet van 3 mei 1934, Stb. 316",
        "het besluit van 3 Mei 1934 (Stb. 316)",
        "wijziging van 03-05-1934, Stb. 316",
        "de wet van 3 mei 1934 ( Staatsblad n°. 316)",
        "het besluit van 3 mei 1934, nr. 53041 (Stb. nr. 316)",
    ],
)
def test_year_of_the_date_before(text: str) -> None:
    """Where only the number is printed, the year is that of the decision just named."""
    assert ids(text) == ["stb-1934-316"]


@pytest.mark.parametrize(
    "text", ["de Hulpwet 1934 (Stb. 316)", "premies per 1 januari 1934 (Stb. 316)", "tot 1 mei 1934, Stb. 316"]
)
def test_likely_year(text: str) -> None:
    """A year in a title, or from which something holds, gives at most a likely id."""
    (citation,) = find_citations(text)
    assert (citation.id, citation.likely_id, citation.verdict) == (None, "stb-1934-316", Verdict.AMBIGUOUS)
    assert citation.reason.startswith("Het jaar staat er niet bij")


def test_number_without_year() -> None:
    """Found, without id and address, and the reason states what is missing."""
    (citation,) = find_citations("de Hulpwet (Stb. 316)")
    assert (citation.id, citation.number, citation.url) == (None, "316", None)
    assert citation.reason == "Bij deze verwijzing staat geen jaar; de vindplaats is daardoor niet zeker."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(Trb. 1963, 7 en 102), de", [("trb-1963-7", "Trb. 1963, 7"), ("trb-1963-102", "102")]),
        (
            "(Trb. 1993, 1 en 199; 1998, 20);",
            [("trb-1993-1", "Trb. 1993, 1"), ("trb-1993-199", "199"), ("trb-1998-20", "1998, 20")],
        ),
        ("(Stb. 1975, 8 en 1976, 101)", [("stb-1975-8", "Stb. 1975, 8"), ("stb-1976-101", "1976, 101")]),
        (
            "(Stcrt. 1965, 26, 88, 203) Regeling",
            [("stcrt-1965-26", "Stcrt. 1965, 26"), ("stcrt-1965-88", "88"), ("stcrt-1965-203", "203")],
        ),
        ("Stb. 2011, 35 en 36, en verder", [("stb-2011-35", "Stb. 2011, 35"), ("stb-2011-36", "36")]),
        ("Stb. 2011, 35; Stb. 2012, 6", [("stb-2011-35", "Stb. 2011, 35"), ("stb-2012-6", "Stb. 2012, 6")]),
        ("(Stb. 1996, 370), art. 18 en 24 van", [("stb-1996-370", "Stb. 1996, 370")]),
        ("Stb. 1996, 370\n123 Zie verder", [("stb-1996-370", "Stb. 1996, 370")]),
        (
            "wet van 3 mei 1951, Stb. 11, 12 mei 1952, Stb. 468",
            [("stb-1951-11", "Stb. 11"), ("stb-1952-468", "Stb. 468")],
        ),
        ("(Stb. 1996, 370, 3 artikelen)", [("stb-1996-370", "Stb. 1996, 370")]),
        ("Stb. 1996, 370 en 24 andere wetten", [("stb-1996-370", "Stb. 1996, 370")]),
    ],
)
def test_several_issues(text: str, expected: list[tuple[str, str]]) -> None:
    """Further issues inherit gazette and year, and span their own words; articles are not issues."""
    assert expected == [(citation.id, citation.text) for citation in find_citations(text)]


@pytest.mark.parametrize(
    "text",
    [
        "gepubliceerd in het Staatsblad",
        "het Staatsblad jaargang 2018",
        "Staatsblad 12 dagen later",
        "in de Staatscourant van 3 mei",
        "Stb. 1995, art. 19.1",
        "Stb. 3,5 miljoen",
        "(Stb. , )",
        "Stb. 2011 en Trb.",
    ],
)
def test_no_issue(text: str) -> None:
    """A gazette named without an issue is not a citation."""
    assert find_citations(text) == []


def test_issues_with_year_and_number_in_one() -> None:
    """Each names its year."""
    assert ids("Stcrt. nrs. 2023-123 en 2024-124.") == ["stcrt-2023-123", "stcrt-2024-124"]


@pytest.mark.parametrize("text", ["STB 35", "stb. nr. 35", "de TRB nr. 12"])
def test_letters_that_may_be_something_else(text: str) -> None:
    """In capitals or small letters only a year shows that a gazette is meant."""
    assert ids(f"Zie {text}.") == []
