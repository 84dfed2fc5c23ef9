"""What is said of papers: how many, whose, and what is not cited, in whole sentences."""

from __future__ import annotations

import pytest
from hit_factories import make_cite, make_found, make_place, make_row

from ingest.model import CitationKind
from search.ask.papers.lookup import MissingPaper, PapersFound
from ui.texts import papers
from ui.texts.papers import EN, NL

PAPER = make_cite(kind=CitationKind.KAMERSTUK, id="kst-35925-99", dossier="35925", number="99")


@pytest.mark.parametrize(
    ("found", "dutch", "english"),
    [
        (make_found(make_row()), "1 motie", "1 motion"),
        (
            make_found(make_row(), make_row(), submitters=("Klink", "Van der Lee")),
            "2 moties van Klink en Van der Lee",
            "2 motions by Klink and Van der Lee",
        ),
        (
            make_found(make_row(), about=("groene", "waterstof"), session_year="2021/22"),
            "1 motie over „groene waterstof” uit 2021/22",
            "1 motion on “groene waterstof” of 2021/22",
        ),
        (make_found(make_row(), kind=None, dossier="35925"), "1 stuk in dossier 35925", "1 paper in dossier 35925"),
        (
            make_found(make_row(), submitters=("Kuzu",), about=("vis",), matched=False),
            "1 motie van Kuzu",
            "1 motion by Kuzu",
        ),
    ],
)
def test_summary(found: PapersFound, dutch: str, english: str) -> None:
    """How many and which; a subject only where the papers are on it."""
    assert (papers.summary(found, NL), papers.summary(found, EN)) == (dutch, english)


def test_places_are_counted() -> None:
    """Those of all papers."""
    found = make_found(make_row(make_place(), make_place()), make_row())
    assert (papers.cited(found, NL), papers.cited(found, EN)) == ("op 3 plaatsen genoemd", "cited at 3 places")


@pytest.mark.parametrize(
    ("found", "dutch", "english"),
    [
        (
            make_found(missing=(MissingPaper(PAPER, elsewhere=False),)),
            "Kamerstuk 35925, nr. 99 wordt in geen van de documenten genoemd.",
            "Parliamentary paper 35925, no. 99: cited in none of the documents.",
        ),
        (
            make_found(missing=(MissingPaper(PAPER, elsewhere=True),)),
            "Kamerstuk 35925, nr. 99 wordt met deze filters nergens genoemd.",
            "Parliamentary paper 35925, no. 99: cited nowhere with these filters.",
        ),
        (
            make_found(unknown="Wilders"),
            "Een motie van Wilders wordt in geen van de documenten genoemd.",
            "No motion by Wilders: cited in none of the documents.",
        ),
        (
            make_found(submitters=("Kuzu",), elsewhere=True),
            "Een motie van Kuzu wordt met deze filters nergens genoemd.",
            "No motion by Kuzu: cited nowhere with these filters.",
        ),
        (
            make_found(about=("vis",), answers=False, matched=False),
            "Geen van de titels bevat alle gevraagde woorden: vis.",
            "No title holds all the words asked for: vis.",
        ),
        (
            make_found(make_row(), about=("groene", "vis"), matched=False),
            "Geen van de titels bevat alle gevraagde woorden: groene vis.",
            "No title holds all the words asked for: groene vis.",
        ),
    ],
)
def test_what_is_not_there(found: PapersFound, dutch: str, english: str) -> None:
    """Plainly, and never more than is known."""
    assert papers.notes(found, NL) == [dutch]
    assert papers.notes(found, EN) == [english]


def test_that_there_are_none() -> None:
    """Whose and on what, where the ledger cannot tell any."""
    found = make_found(submitters=("Kuzu",), about=("groene", "vis"), answers=False, matched=False)
    assert papers.none_found(found, NL) == "Geen motie van Kuzu over „groene vis” gevonden"
    assert papers.none_found(found, EN) == "No motion by Kuzu on “groene vis” found"


def test_nothing_is_said_where_all_is_found() -> None:
    """The papers speak for themselves."""
    assert papers.notes(make_found(make_row()), NL) == []


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"suffix": "XVII"}, "Kamerstuk 35925 XVII, nr. 99"),
        ({"suffix": "02", "dossier": "21501"}, "Kamerstuk 21501-02, nr. 99"),
        (
            {"id": "ah-tk-20232024-1121", "dossier": None, "kind": CitationKind.KAMERVRAAG, "session_year": "2023/24"},
            "Aanhangsel Handelingen II 2023/24, nr. 1121",
        ),
    ],
)
def test_what_a_missing_paper_is_called(changes: dict[str, object], name: str) -> None:
    """By dossier and number; a publication without a dossier as the Leidraad prints it."""
    cite = make_cite(**{"kind": CitationKind.KAMERSTUK, "dossier": "35925", "number": "99", **changes})
    assert papers.called(MissingPaper(cite, elsewhere=False), NL) == name


def test_both_languages_name_the_same_kinds() -> None:
    """A kind cannot be forgotten in one."""
    assert set(NL.kinds) == set(EN.kinds)
