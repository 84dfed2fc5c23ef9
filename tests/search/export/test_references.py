"""Records for Zotero and the like: a record per paper, or one per place that cites it; dates, and sentences as notes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import rispy
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind
from search.export.bibliography import records
from search.export.formats import export
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

MOTIE = make_citation(text="Motie Kuzu (Kamerstuk II 2021/22, 35207, nr. 48)", id="kst-35207-48", number="48")


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """One motie at three places: two in a document of 2024, one in an older one."""
    new = make_document(
        Part((f"Eerst {MOTIE.text}.",), page=3, cites=(MOTIE,)), Part((f"Dan {MOTIE.text}.",), cites=(MOTIE,)), id_="a",
        title="Nieuw",
    )  # fmt: skip
    old = make_document(Part((f"Vroeg {MOTIE.text}.",), cites=(MOTIE,)), id_="b", title="Oud")
    kb.add_document(replace(new, date="2024-03-14"))
    kb.add_document(replace(old, year=2022))
    return kb


def test_a_record_per_paper_or_per_place(cited: KnowledgeBase) -> None:
    """The record of a motie holds each place as a note of its own, in time; all places have a record each."""
    (motie,) = rispy.loads(export(cited, "moties", "ris").decode())
    places = rispy.loads(export(cited, "citations", "ris").decode())
    notes = [
        "„Vroeg Motie Kuzu (Kamerstuk II 2021/22, 35207, nr. 48).” (Oud, 2022, Hoofdstuk 1)",
        "„Eerst Motie Kuzu (Kamerstuk II 2021/22, 35207, nr. 48).” (Nieuw, 2024-03-14, p. 3, Hoofdstuk 1)",
        "„Dan Motie Kuzu (Kamerstuk II 2021/22, 35207, nr. 48).” (Nieuw, 2024-03-14, Hoofdstuk 1)",
    ]
    assert motie["notes"] == notes
    assert [place["notes"] for place in places] == [[note] for note in notes]
    assert [place["id"] for place in places] == ["kst-35207-48", "kst-35207-48.2", "kst-35207-48.3"]
    assert {place["title"] for place in places} == {motie["title"]}


@pytest.mark.parametrize(("form", "mark"), [("ris", "TY  - "), ("bibtex", "@misc{"), ("csl-json", '"type": ')])
def test_all_places_differ_from_moties(cited: KnowledgeBase, form: str, mark: str) -> None:
    """In every format: as many records as places, of those that the filters leave."""
    counts = [export(cited, what, form).decode().count(mark) for what in ("moties", "citations")]
    assert counts == [1, 3]
    assert export(cited, "citations", form, LedgerFilters(document="a")).decode().count(mark) == 2


@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json"])
def test_a_citing_sentence_is_no_abstract(cited: KnowledgeBase, form: str) -> None:
    """It is somebody else's sentence, so it stands in the notes."""
    data = export(cited, "moties", form).decode()
    assert "Vroeg Motie Kuzu" in data
    assert "abstract" not in data
    assert "AB  -" not in data


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"session_year": "1999/00"}, "1999/2000"),
        ({"session_year": None}, ""),
        ({"text": "Kamerbrief over water, 27 mei 2022", "session_year": "2021/22"}, "2022-05-27"),
        ({"kind": CitationKind.STAATSCOURANT, "id": "stcrt-2024-2900", "dossier": None, "session_year": None}, "2024"),
        ({"kind": CitationKind.ECLI, "id": "ECLI:NL:HR:2019:1234", "dossier": None, "session_year": None}, "2019"),
        ({"kind": CitationKind.EU, "id": "CELEX:32016R0679", "dossier": None, "session_year": None}, "2016"),
        ({"kind": CitationKind.BWB, "id": "BWBR0005537", "dossier": None, "session_year": None}, ""),
        ({"kind": CitationKind.KAMERSTUK, "id": "2023Z19677", "dossier": None, "session_year": None}, "2023"),
    ],
)
def test_the_date_of_a_paper(kb: KnowledgeBase, changes: dict[str, object], expected: str) -> None:
    """What is printed with it, else the years of its session, else the year in its number; none is made up."""
    cite = make_citation(**{"text": "Motie", **changes})
    kb.add_document(make_document(Part((f"Zie {cite.text}.",), cites=(cite,))))
    (record,) = records(kb.ledger().papers)
    assert expected == record.date


def test_dates_in_each_format(cited: KnowledgeBase) -> None:
    """A parliamentary year is a range of two years, written so that Zotero keeps it."""
    (motie,) = rispy.loads(export(cited, "moties", "ris").decode())
    assert (motie["date"], motie["year"]) == ("2021/2022", "2021/2022")
    (item,) = json.loads(export(cited, "moties", "csl-json"))
    assert item["issued"] == {"date-parts": [[2021], [2022]]}
    assert "  year = {2021/2022}," in export(cited, "moties", "bibtex").decode()
