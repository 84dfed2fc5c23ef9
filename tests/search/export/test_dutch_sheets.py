"""Sheets for people: Dutch headings and values, dates that are dates, numbers as they are printed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import openpyxl
import pytest
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind, Verdict
from search.export.dutch import HEADINGS, kind_name
from search.export.formats import WHATS, export
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from search.export.rows import Row
    from search.knowledge_base import KnowledgeBase

MOTIE = make_citation(
    text="Motie Kuzu over water (Kamerstuk II 2021/22, 35925, nr. 53)", id="kst-35925-53", likely_id="kst-35925-XVII-53",
    dossier="35925",
    number="53", verdict=Verdict.AMBIGUOUS, title="over water", cosigned=True,
)  # fmt: skip
LAW = make_citation(
    text="art. 22 AVG", kind=CitationKind.EU, id="CELEX:32016R0679", dossier=None, number=None, chamber=None,
    session_year=None, title=None, submitters=(),
)  # fmt: skip


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """A motie in both of two documents, and a law in the younger one only."""
    old = make_document(Part((f"Zie {MOTIE.text}.",), page=4, cites=(MOTIE,)), id_="oud", title="Oude nota")
    new = make_document(
        Part((f"Ook {MOTIE.text} en {LAW.text}.",), cites=(MOTIE, LAW)), id_="nieuw", title="Nieuwe nota"
    )
    kb.add_document(replace(old, date="2022-05-16"))
    kb.add_document(replace(new, year=2024))
    return kb


def read_csv(data: bytes) -> list[Row]:
    """Read CSV as a Dutch Excel does."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("what", WHATS)
def test_no_heading_is_english(cited: KnowledgeBase, what: str) -> None:
    """Each heading once, none of them a name in the data, in both kinds of sheet."""
    head = export(cited, what, "csv").decode("utf-8-sig").splitlines()[0].split(";")
    book = openpyxl.load_workbook(io.BytesIO(export(cited, what, "xlsx")))
    assert sorted(head) == sorted(HEADINGS[what].values())
    assert list(HEADINGS[what].values()) == [cell.value for cell in book.worksheets[0][1]]
    assert len(set(head)) == len(head)
    assert not [heading for heading in head if heading == heading.lower() and heading != "c.s."]


def test_values_are_dutch(cited: KnowledgeBase) -> None:
    """What kind of paper, how far its reference can be trusted, and whether others signed."""
    motie, law = read_csv(export(cited, "papers", "csv"))
    assert (motie["Soort"], motie["Verwijzing"], motie["c.s."]) == ("motie", "twijfelachtig", "ja")
    assert (law["Soort"], law["Verwijzing"], law["c.s."]) == ("Europees recht", "volledig", "nee")
    assert motie["Vindplaats"] == "Kamerstukken II 2021/22, 35925 XVII, nr. 53"
    assert motie["Gedrukt als"] == "Kamerstukken II 2021/22, 35925, nr. 53"
    assert law["Vindplaats"] == "Algemene verordening gegevensbescherming"


def test_every_kind_and_verdict_has_a_dutch_name() -> None:
    """None is shown as its name in the data, unless that is Dutch."""
    english = {CitationKind.ECLI, CitationKind.BWB, CitationKind.EU}
    assert not {kind for kind in english if kind_name(kind) == kind}


def test_a_date_is_a_date_in_a_sheet(cited: KnowledgeBase) -> None:
    """A whole date sorts as one in Excel; of a year alone the number stands there."""
    book = openpyxl.load_workbook(io.BytesIO(export(cited, "citations", "xlsx")))
    names = [cell.value for cell in book["motie"][1]]
    rows = [dict(zip(names, row, strict=True)) for row in book["motie"].iter_rows(min_row=2, values_only=True)]
    assert {row["Document"]: row["Datum van het document"] for row in rows} == {
        "Oude nota": datetime(2022, 5, 16), "Nieuwe nota": 2024,  # noqa: DTZ001 - a sheet knows no zones
    }  # fmt: skip
    dates = {row["Document"]: row["Datum van het document"] for row in read_csv(export(cited, "citations", "csv"))}
    assert dates == {"Oude nota": "2022-05-16", "Nieuwe nota": "2024"}


def test_programs_get_english_names(cited: KnowledgeBase) -> None:
    """JSON and the CSV for programs keep names and values of the data."""
    (row, _) = csv.DictReader(io.StringIO(export(cited, "papers", "csv-plain").decode(), newline=""))
    stored = json.loads(export(cited, "papers", "json"))[0]
    assert (row["verdict"], row["kind"]) == (stored["verdict"], stored["kind"]) == ("ambiguous", "motie")
    assert (stored["label"], stored["likely_label"]) == (
        "Kamerstukken II 2021/22, 35925, nr. 53", "Kamerstukken II 2021/22, 35925 XVII, nr. 53",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("what", "first"),
    [
        ("citations", ["Id zoals gedrukt", "Id waarschijnlijk bedoeld", "Soort", "Vindplaats", "Onderwerp"]),
        ("papers", ["Soort", "Id zoals gedrukt", "Id waarschijnlijk bedoeld", "Vindplaats", "Onderwerp"]),
        ("moties", ["Id zoals gedrukt", "Id waarschijnlijk bedoeld", "Vindplaats", "Onderwerp", "Indieners"]),
        ("passages", ["Passage", "Document", "Hoofdstuk", "Paragraaf"]),
    ],
)
def test_columns_of_a_csv_stand_where_scripts_look_for_them(cited: KnowledgeBase, what: str, first: list[str]) -> None:
    """In the order of the CSV for programs, whatever they are called; a workbook has the order that people read in."""
    assert [*read_csv(export(cited, what, "csv"))[0]][: len(first)] == first  # type: ignore[arg-type]  # as typed


def test_two_documents_compared(cited: KnowledgeBase) -> None:
    """Which of the two cites a paper stands in front, in words and as ids."""
    asked = LedgerFilters(document="oud", compared_with="nieuw")
    rows = read_csv(export(cited, "papers", "csv", asked))
    assert [row["Genoemd door"] for row in rows] == ["beide documenten", "alleen Nieuwe nota"]
    stored = json.loads(export(cited, "papers", "json", asked))
    assert [row["cited_by"] for row in stored] == [["nieuw", "oud"], ["nieuw"]]
    plain = list(csv.DictReader(io.StringIO(export(cited, "papers", "csv-plain", asked).decode(), newline="")))
    assert [row["cited_by"] for row in plain] == ["nieuw | oud", "nieuw"]
    assert "cited_by" not in json.loads(export(cited, "papers", "json"))[0]
