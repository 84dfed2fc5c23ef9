"""The corpus in numbers, and the questions that the page asks of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ingest.model import Verdict
from search.backend.model import GoalCount
from search.ledger.filters import LedgerFilters
from search.ledger.overview import MotieCount

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

KUZU = make_citation(text="Motie Kuzu", title="over Oeigoeren")
LEE = make_citation(
    text="Motie Van der Lée", id="kst-35925-36", likely_id="kst-35925-XVII-36", session_year=None, title="over klimaat",
    submitters=("Van der Lée",), verdict=Verdict.AMBIGUOUS,
)  # fmt: skip
LOOSE = make_citation(
    text="Motie Becker", id=None, dossier=None, number=None, session_year="2020/21", title=None, submitters=("Becker",),
    verdict=Verdict.INCOMPLETE,
)  # fmt: skip


@pytest.fixture
def corpus(kb: KnowledgeBase) -> KnowledgeBase:
    """Two documents, the second of which cites a motie of the first again."""
    kb.add_document(
        make_document(
            Part(("klimaat Motie Kuzu.",), ("Slot",), (13, 5), cites=(KUZU,)),
            Part(("water Motie Van der Lée.",), ("Aanhef",), (13,), cites=(LEE,)),
            Part(("hulp Motie Kuzu.",), ("Slot",), (13,), cites=(KUZU,)),
        )
    )
    kb.add_document(
        make_document(Part(("handel Motie Kuzu. Motie Becker.",), cites=(KUZU, LOOSE)), id_="verslag", title="Verslag")
    )
    return kb


def test_goals_are_counted_by_chapter(corpus: KnowledgeBase) -> None:
    """Chapters in the order of the text, a chapter in two parts once; those that name no goal are left out."""
    assert corpus.overview().goals == (
        GoalCount("nota", "Nota", "Slot", 5, 1),
        GoalCount("nota", "Nota", "Slot", 13, 2),
        GoalCount("nota", "Nota", "Aanhef", 13, 1),
    )


def test_moties_are_counted_by_dossier_and_session_year(corpus: KnowledgeBase) -> None:
    """The dossier is the one probably meant; what is unknown comes last."""
    found = corpus.overview()
    assert found.dossiers == (MotieCount("35207", 1), MotieCount("35925-XVII", 1), MotieCount(None, 1))
    assert found.years == (MotieCount("2020/21", 1), MotieCount("2021/22", 1), MotieCount(None, 1))


def test_who_cites_what_is_counted(corpus: KnowledgeBase) -> None:
    """Each document with each paper that it cites, and how often."""
    assert [(each.document, each.paper.key, each.times) for each in corpus.overview().citations] == [
        ("nota", "kst-35207-53", 2),
        ("nota", "kst-35925-XVII-36", 1),
        ("verslag", "kst-35207-53", 1),
        ("verslag", "zonder-nummer:becker:motie becker", 1),
    ]


def test_an_empty_corpus_has_nothing_to_draw(kb: KnowledgeBase) -> None:
    """No goals, moties or citations."""
    found = kb.overview()
    assert (found.goals, found.dossiers, found.years, found.citations) == ((), (), (), ())


@pytest.mark.parametrize(
    ("filters", "keys"),
    [
        (LedgerFilters(words="oeigoeren"), ["kst-35207-53"]),
        (LedgerFilters(words="LEE klimaat"), ["kst-35925-XVII-36"]),
        (LedgerFilters(words="lee oeigoeren"), []),
        (LedgerFilters(words="35925-36"), ["kst-35925-XVII-36"]),
        (LedgerFilters(session_year="2021/22"), ["kst-35207-53"]),
        (LedgerFilters(session_year="-"), ["kst-35925-XVII-36"]),
        (LedgerFilters(dossier="-"), ["zonder-nummer:becker:motie becker"]),
        (LedgerFilters(verdict=Verdict.AMBIGUOUS), ["kst-35925-XVII-36"]),
        (LedgerFilters(paper="kst-35207-53"), ["kst-35207-53"]),
    ],
)
def test_the_ledger_can_be_asked(corpus: KnowledgeBase, filters: LedgerFilters, keys: list[str]) -> None:
    """By words of title, name and number, session year, verdict and key; "-" asks for what has none."""
    assert [row.key for row in corpus.ledger().select(filters)] == keys


def test_the_ledger_follows_the_documents(corpus: KnowledgeBase) -> None:
    """What was read once is read again after a change."""
    before = corpus.ledger()
    assert corpus.ledger() is before
    corpus.remove("nota")
    assert [row.key for row in corpus.ledger().moties] == ["kst-35207-53", "zonder-nummer:becker:motie becker"]
