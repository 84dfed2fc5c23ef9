"""One row per motie with all its places, and files of it that give back what went in."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind, Verdict
from search.errors import ExportError
from search.export.formats import export
from search.export.sheet import guard, unguard

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

LITERAL = "Motie Kuzu over Oeigoeren (Kamerstuk II 2021/22, 35925, nr. 53)"
FULL = "motie-Kuzu (Kamerstuk 35925-XVII, nr. 53)"
BARE = "motie-Kröger"
LETTER = "Kamerbrief (31 793, nr. 202)"
URL = "https://zoek.officielebekendmakingen.nl/{}.html"


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """One motie printed in two ways, one without a number, and a letter."""
    literal = make_citation(
        text=LITERAL, id="kst-35925-53", url=URL.format("kst-35925-53"), likely_id="kst-35925-XVII-53",
        verdict=Verdict.AMBIGUOUS, reason="Begroting zonder hoofdstuk.",
    )  # fmt: skip
    full = make_citation(
        text=FULL, id="kst-35925-XVII-53", url=URL.format("kst-35925-XVII-53"), title=None, cosigned=True,
        submitters=("Kuzu", "Piri"),
    )  # fmt: skip
    bare = make_citation(text=BARE, id=None, url=None, title=None, submitters=("Kröger",), verdict=Verdict.INCOMPLETE)
    letter = make_citation(text=LETTER, kind=CitationKind.KAMERBRIEF, id="kst-31793-202", title=None, submitters=())
    kb.add_document(
        make_document(
            Part(("Over water.", "Dat vroeg de Kamer."), ("Een", "Water"), (6,), 3, note=LITERAL, cites=(literal,)),
            Part((f"Zie ook de {BARE} en {LETTER}.",), ("Twee",), cites=(bare, letter)),
            id_="a",
        )
    )
    kb.add_document(make_document(Part(("Een zin.", f"Volgens de {FULL} moet het."), cites=(full,)), id_="b"))
    return kb


def test_one_row_per_motie(cited: KnowledgeBase) -> None:
    """The printed and the full id of one paper are one row; the letter is none."""
    rows = cited.ledger().moties
    assert [row.key for row in rows] == ["kst-35925-XVII-53", "zonder-nummer:kroger:motie-kroger"]
    row = rows[0]
    assert ("kst-35925-53", "kst-35925-XVII-53", URL.format("kst-35925-XVII-53")) == (row.id, row.likely_id, row.url)
    assert (row.titles, row.submitters, row.cosigned) == (("over Oeigoeren",), ("Kuzu", "Piri"), True)
    assert (row.verdict, row.reason) == (Verdict.AMBIGUOUS, "Begroting zonder hoofdstuk.")
    assert [(place.document, place.page, place.chapter, place.section, place.footnote) for place in row.places] == [
        ("a", 3, "Een", "Water", 1),
        ("b", None, "Hoofdstuk 1", "Hoofdstuk 1", None),
    ]


def test_sentence_of_a_place(cited: KnowledgeBase) -> None:
    """A citation in a footnote belongs to the sentence with the marker, one in the text to its own sentence."""
    sentences = [place.sentence for place in cited.ledger().moties[0].places]
    assert ["Dat vroeg de Kamer.", f"Volgens de {FULL} moet het."] == sentences
    assert [place.passage for place in cited.ledger().moties[0].places] == ["a:0001", "b:0001"]


def test_all_citations(cited: KnowledgeBase) -> None:
    """Every citation once, documents by id, in reading order: a footnote counts where its marker stands."""
    assert [entry.citation.text for entry in cited.ledger().citations] == [LITERAL, BARE, LETTER, FULL]


def test_csv_for_dutch_excel(cited: KnowledgeBase) -> None:
    """A byte order mark, semicolons, one row per motie."""
    data = export(cited, "moties", "csv")
    assert data.startswith("\ufeffId zoals gedrukt;Id waarschijnlijk bedoeld;Vindplaats;Onderwerp;".encode())
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 2
    assert tuple(rows[0][name] for name in ("Vindplaats", "c.s.", "Aantal keer genoemd", "Verwijzing")) == (
        "Kamerstukken II 2021/22, 35925 XVII, nr. 53", "ja", "2", "twijfelachtig",
    )  # fmt: skip
    assert (rows[0]["Id zoals gedrukt"], rows[0]["Id waarschijnlijk bedoeld"]) == ("kst-35925-53", "kst-35925-XVII-53")
    assert rows[0]["Plaatsen"] == "Nota, p. 3, Een, Water, voetnoot 1 | Nota, Hoofdstuk 1"


def test_json_of_moties(cited: KnowledgeBase) -> None:
    """All places with their sentence and passage; the address of the likely paper."""
    row = json.loads(export(cited, "moties", "json"))[0]
    assert (URL.format("kst-35925-XVII-53"), 2) == (row["url"], row["count"])
    assert [place["passage"] for place in row["places"]] == ["a:0001", "b:0001"]


def test_json_of_passages(cited: KnowledgeBase) -> None:
    """A passage with what it stands under and its footnotes."""
    row = json.loads(export(cited, "passages", "json"))[0]
    assert tuple(
        row[name] for name in ("id", "document", "title", "chapter", "section", "section_path", "page", "sdgs")
    ) == ("a:0001", "a", "Nota", "Een", "Water", ["Een", "Water"], 3, [6])
    assert row["footnotes"] == [{"number": 1, "text": LITERAL}]
    assert [cite["id"] for cite in row["citations"]] == ["kst-35925-53"]


@pytest.mark.parametrize("what", ["moties", "citations", "passages"])
def test_jsonl_holds_the_same_rows_as_json(cited: KnowledgeBase, what: str) -> None:
    """A line per row."""
    lines = export(cited, what, "jsonl").decode().splitlines()
    assert json.loads(export(cited, what, "json")) == [json.loads(line) for line in lines]


@pytest.mark.parametrize("what", ["moties", "citations", "passages"])
def test_nothing_to_export(kb: KnowledgeBase, what: str) -> None:
    """An empty knowledge base gives the headings only."""
    assert json.loads(export(kb, what, "json")) == []
    assert export(kb, what, "csv").count(b"\r\n") == 1


@pytest.mark.parametrize(("what", "format_"), [("passages", "ris"), ("moties", "pdf"), ("boeken", "csv")])
def test_what_cannot_be_exported(kb: KnowledgeBase, what: str, format_: str) -> None:
    """The error lists what can be chosen instead."""
    with pytest.raises(ExportError) as caught:
        export(kb, what, format_)
    assert (what, format_) == (caught.value.what, caught.value.format)
    assert "csv" in caught.value.formats or "moties" in caught.value.formats


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+31", "'+31"),
        ("-5", "'-5"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        ("'s avonds", "''s avonds"),
        ("a=b", "a=b"),
    ],
)
def test_guard(text: str, expected: str) -> None:
    """What a spreadsheet would take for a formula gets an apostrophe."""
    assert expected == guard(text)


@given(st.text())
def test_guard_can_be_taken_off(text: str) -> None:
    """Reading back restores the text, and no guarded cell is a formula."""
    assert text == unguard(guard(text))
    assert not guard(text).startswith(("=", "+", "-", "@", "\t", "\r"))
