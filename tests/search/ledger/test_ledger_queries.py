"""Asking the ledger: who, which dossier, where, when; what only one document cites; and what contradicts what."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind, Verdict
from search.errors import FilterError
from search.export.formats import export
from search.ledger.conflicts import Conflict, ConflictKind, Named, find_conflicts
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase
    from search.ledger.ledger import Ledger

BUDGET = "kst-35925-XVII-53"


@pytest.fixture
def ledger(kb: KnowledgeBase) -> Ledger:
    """Two documents: "oud" cites a motie with two titles and a dossier, "nieuw" the motie as a paper, and a letter."""
    motie = make_citation(
        text="Motie Kuzu over Oeigoeren", id="kst-35925-53", likely_id=BUDGET, dossier="35925",
        verdict=Verdict.AMBIGUOUS,
    )  # fmt: skip
    other = make_citation(text="Motie Piri over China", id=BUDGET, dossier="35925", suffix="XVII", title="over China")
    dossier = make_citation(
        text="dossier 36045", kind=CitationKind.KAMERSTUK, id=None, dossier="36045", number=None, title=None,
        submitters=(), url=None,
    )  # fmt: skip
    paper = make_citation(text="35925 XVII, nr. 53", kind=CitationKind.KAMERSTUK, id=BUDGET, title=None, submitters=())
    letter = make_citation(
        text="Kamerbrief 1", kind=CitationKind.KAMERBRIEF, id="kst-31793-202", dossier="31793", title=None,
        submitters=("Schreinemacher",),
    )  # fmt: skip
    kb.add_document(
        make_document(
            Part((motie.text,), ("Hoofdstuk 1 Handel",), (8,), cites=(motie,)),
            Part((f"{other.text} en {dossier.text}",), ("Hoofdstuk 2 Hulp",), (13,), cites=(other, dossier)),
            id_="oud",
        )
    )
    kb.add_document(make_document(Part((f"{paper.text} en {letter.text}",), cites=(paper, letter)), id_="nieuw"))
    return kb.ledger()


def test_every_paper_is_a_row(ledger: Ledger) -> None:
    """A motie that is elsewhere called a Kamerstuk is one row, a motie, with all three places."""
    assert [(row.key, row.kind, len(row.places)) for row in ledger.papers] == [
        (BUDGET, CitationKind.MOTIE, 3),
        ("kst-31793-202", CitationKind.KAMERBRIEF, 1),
        ("dossier-36045", CitationKind.KAMERSTUK, 1),
    ]
    assert ledger.moties == ledger.papers[:1]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [BUDGET, "kst-31793-202", "dossier-36045"]),
        ({"submitter": "kuzu"}, [BUDGET]),
        ({"submitter": "Kuz"}, []),
        ({"dossier": "35925"}, [BUDGET]),
        ({"dossier": "35925 xvii"}, [BUDGET]),
        ({"dossier": "35 925"}, [BUDGET]),
        ({"dossier": "35\u00a0925-XVII"}, [BUDGET]),
        ({"dossier": "35925-V"}, []),
        ({"dossier": "36045"}, ["dossier-36045"]),
        ({"chapter": "handel"}, [BUDGET]),
        ({"sdg": 13}, [BUDGET, "dossier-36045"]),
        ({"document": "nieuw"}, [BUDGET, "kst-31793-202"]),
        ({"chapter": "handel", "sdg": 13}, []),  # each true of the motie, but not at one place
        ({"year": 2022, "submitter": "SCHREINEMACHER"}, ["kst-31793-202"]),
        ({"year": 2021}, []),
        ({"kind": CitationKind.KAMERBRIEF}, ["kst-31793-202"]),
        ({"not_in": "oud"}, ["kst-31793-202"]),
        ({"document": "oud", "not_in": "nieuw"}, ["dossier-36045"]),
        ({"document": "oud", "sdg": 8, "kind": CitationKind.MOTIE, "dossier": "35925-XVII"}, [BUDGET]),
    ],
)
def test_select(ledger: Ledger, asked: dict[str, object], expected: list[str]) -> None:
    """All that is asked must hold; what is asked of a place must hold at one place."""
    assert expected == [row.key for row in ledger.select(**asked)]  # type: ignore[arg-type]


def test_filters_as_one(ledger: Ledger) -> None:
    """What is asked by name may be given as one thing, which exports take too."""
    asked = LedgerFilters(submitter="kuzu")
    assert ledger.select(asked) == ledger.select(submitter="kuzu") == ledger.papers[:1]


def test_citations_at_the_places_asked_for(kb: KnowledgeBase, ledger: Ledger) -> None:
    """Of a paper cited in three places, the export has the citation that stands where was asked."""
    del ledger  # adds the documents
    rows = json.loads(export(kb, "citations", "json", LedgerFilters(sdg=13, kind=CitationKind.MOTIE)))
    assert [(row["id"], row["text"]) for row in rows] == [(BUDGET, "Motie Piri over China")]


@pytest.mark.parametrize("name", ["dossier", "kind", "not_in", "also_in", "compared_with"])
def test_passages_are_not_papers(kb: KnowledgeBase, name: str) -> None:
    """A filter that does not apply to passages is refused, by name."""
    value = CitationKind.MOTIE if name == "kind" else "x"
    with pytest.raises(FilterError) as caught:
        export(kb, "passages", "json", LedgerFilters(**{name: value}))  # type: ignore[arg-type]  # any of three
    assert caught.value.name == name


def test_cited_in_one_and_not_in_the_other(ledger: Ledger) -> None:
    """By paper, whatever the spelling."""
    assert [row.key for row in ledger.cited_only_in("oud", "nieuw")] == ["dossier-36045"]
    assert [row.key for row in ledger.cited_only_in("nieuw", "oud")] == ["kst-31793-202"]


def test_two_documents_compared(ledger: Ledger) -> None:
    """Every paper that either cites stands in one of three parts; a filter holds in all three."""
    found = ledger.compare("oud", "nieuw")
    assert [row.key for row in found.only_first] == ["dossier-36045"]
    assert [row.key for row in found.only_second] == ["kst-31793-202"]
    shared = [row.key for row in ledger.papers if {"oud", "nieuw"} <= {each.document for each in row.places}]
    assert [row.key for row in found.both] == shared
    either = ledger.select(document="oud", compared_with="nieuw")
    parts = (*found.both, *found.only_first, *found.only_second)
    assert sorted(row.key for row in either) == sorted(row.key for row in parts)
    moties = ledger.compare("oud", "nieuw", LedgerFilters(kind=CitationKind.MOTIE))
    assert {row.kind for row in (*moties.both, *moties.only_first, *moties.only_second)} == {CitationKind.MOTIE}


def test_conflicts_are_in_the_rows_and_in_the_export(kb: KnowledgeBase, ledger: Ledger) -> None:
    """One number, two titles."""
    titles = ("over Oeigoeren", "over China")
    assert ledger.moties[0].conflicts == (Conflict(ConflictKind.TITLES, titles),)
    [row] = json.loads(export(kb, "moties", "json"))
    assert row["conflicts"] == [{"kind": "titles", "values": list(titles)}]
    assert "titels: over Oeigoeren / over China" in export(kb, "moties", "csv").decode()


@pytest.mark.parametrize(
    ("papers", "expected"),
    [
        ({"a": (["over water"], ["Kuzu"]), "b": (["over hulp"], ["Kuzu"])}, {}),
        ({"a": (["over schoon water", "Over „schoon” wáter"], [])}, {}),  # spelling
        ({"a": (["over schoon water in Mali", "over schoon water"], [])}, {}),  # an end left out
        ({"a": (["over water", "over hulp"], [])}, {"a": [("titles", "over water", "over hulp")]}),
        (
            {
                "a": (["over water"], ["Kuzu"]),
                "b": (["Over water"], ["kuzu", "Piri"]),
                "c": (["over water"], ["Ceder"]),
            },
            {"a": [("numbers", "a", "b")], "b": [("numbers", "b", "a")]},
        ),
        (
            {"a": (["over water"], []), "b": (["over water"], ["Kuzu"])},
            {"a": [("numbers", "a", "b")], "b": [("numbers", "b", "a")]},
        ),
    ],
)
def test_what_is_a_conflict(
    papers: dict[str, tuple[list[str], list[str]]], expected: dict[str, list[tuple[str, ...]]]
) -> None:
    """Another title or another number, not another spelling, a shorter title or another member's motie."""
    named = {key: Named(tuple(titles), tuple(names)) for key, (titles, names) in papers.items()}
    found = {
        key: [(str(each.kind), *each.values) for each in each_of] for key, each_of in find_conflicts(named).items()
    }
    assert expected == found
