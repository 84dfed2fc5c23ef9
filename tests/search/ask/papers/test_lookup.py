"""What the ledger answers: all rows, counted, under filters and scope, and plainly what no document cites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ingest.model import Citation, CitationKind, FactName, Verdict
from search.ask.papers.lookup import find_papers
from search.model import Filters
from search.scope import Scope

if TYPE_CHECKING:
    from search.ask.papers.lookup import PapersFound
    from search.knowledge_base import KnowledgeBase
    from search.ledger.ledger import Ledger


def motie(text: str, number: str, title: str | None, *submitters: str, dossier: str = "35207") -> Citation:
    """A motie; ``text``: where it stands."""
    id_ = f"kst-{dossier}-{number}"
    return make_citation(text=text, id=id_, number=number, dossier=dossier, title=title, submitters=submitters)


@pytest.fixture
def corpus(kb: KnowledgeBase) -> KnowledgeBase:
    """Six moties, a question and a paper of a budget, cited in two documents of which one cites a motie again."""
    one = motie("Motie A", "1", "over klimaatafspraken", "Kuzu")
    two = motie("Motie B", "2", "over water en klimaat", "Kuzu", "Van der Lee")
    three = motie("Motie C", "3", None, "Piri")
    four = motie("Motie D", "4", "over handel", "Piri", dossier="36045")
    budget = replace(
        motie("Motie E", "5", "over hulp", "Klink", dossier="35925"),
        likely_id="kst-35925-XVII-5", verdict=Verdict.AMBIGUOUS,
    )  # fmt: skip
    paper = make_citation(
        text="Kamerstuk F", kind=CitationKind.KAMERSTUK, id="kst-35925-V-6", dossier="35925", suffix="V", number="6",
        title=None, submitters=(),
    )  # fmt: skip
    question = make_citation(
        text="Vraag G", kind=CitationKind.KAMERVRAAG, id="ah-tk-20232024-1121", dossier=None, number="1121", title=None,
        submitters=(), session_year="2023/24",
    )  # fmt: skip
    kb.add_document(
        make_document(
            Part(
                ("Het klimaat warmt op, zeggen alle afspraken.",),
                ("Klimaat",),
                (13,),
                note="Motie A. Motie B.",
                cites=(one, two),
            ),
            Part(("Wij voeren de Motie C over zeldzame grondstoffen uit.",), ("Handel",), (8,), cites=(three,)),
            Part(("Motie D en Motie E.",), ("Handel",), cites=(four, budget)),
        )
    )
    kb.add_document(
        replace(
            make_document(
                Part(("Zie Motie A, Kamerstuk F en Vraag G.",), ("Slot",), cites=(one, paper, question)), id_="verslag"
            ),
            year=2024,
        )
    )
    return kb


def found(kb: KnowledgeBase, question: str, filters: Filters | None = None) -> PapersFound | None:
    """What a question finds in the ledger."""
    return kb.ask(question, filters).papers


def keys(kb: KnowledgeBase, question: str, filters: Filters | None = None) -> list[str]:
    """The numbers of the rows that answer a question."""
    papers = found(kb, question, filters)
    assert papers is not None
    assert papers.answers
    return [row.key.removeprefix("kst-") for row in papers.rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("kamerstuk 35207 nr 1", ["35207-1"]),
        ("motie 2 uit dossier 35207", ["35207-2"]),
        ("kamerstuk 35925 nr 5", ["35925-XVII-5"]),
        ("kamerstuk 35925-XVII nr 5", ["35925-XVII-5"]),
        ("kamerstuk 35925 nr 6", ["35925-V-6"]),
        ("kamerstuk 35207 nrs. 2 en 1", ["35207-2", "35207-1"]),
        ("aanhangsel 1121", ["ah-tk-20232024-1121"]),
        ("kamervraag 1121 uit 2023/24", ["ah-tk-20232024-1121"]),
        ("moties van Kuzu", ["35207-1", "35207-2"]),
        ("moties van Kuzu en Van der Lee", ["35207-2", "35207-1"]),
        ("moties over klimaat", ["35207-1", "35207-2"]),
        ("welke motie gaat over zeldzame grondstoffen", ["35207-3"]),
        ("moties van Kuzu over water", ["35207-2"]),
        ("moties in dossier 35207", ["35207-1", "35207-2", "35207-3"]),
        ("moties in dossier 35925", ["35925-XVII-5"]),
        ("kamerstukken in dossier 35925", ["35925-XVII-5", "35925-V-6"]),
        ("dossier 35925-V", ["35925-V-6"]),
        ("moties van Piri in dossier 36045", ["36045-4"]),
        ("hoeveel moties worden genoemd", ["35207-1", "35207-2", "35207-3", "36045-4", "35925-XVII-5"]),
    ],
)
def test_all_rows(corpus: KnowledgeBase, question: str, expected: list[str]) -> None:
    """By number, also where the chapter of the budget was left out; by member, subject, dossier, or all of them."""
    assert keys(corpus, question) == expected


def test_rows_are_counted_with_every_place(corpus: KnowledgeBase) -> None:
    """A motie that two documents cite has two places; programs get them all."""
    papers = found(corpus, "moties van Kuzu")
    assert papers is not None
    assert (papers.count, papers.places) == (2, 3)
    given = papers.to_json()
    assert (given["answers"], given["count"], given["missing"]) == (True, 2, [])
    assert [(row["key"], row["count"], len(row["places"])) for row in given["rows"]] == [
        ("kst-35207-1", 2, 2),
        ("kst-35207-2", 1, 1),
    ]


@pytest.mark.parametrize(
    ("filters", "expected", "places"),
    [
        (Filters(document="verslag"), ["35207-1"], 1),
        (Filters(document="nota"), ["35207-1", "35207-2"], 2),
        (Filters(year=2024), ["35207-1"], 1),
        (Filters(sdg=13), ["35207-1", "35207-2"], 2),
        (Filters(chapter="slot"), ["35207-1"], 1),
        (Filters(submitter="van der lee"), ["35207-2"], 1),
        (Filters(motie="kst-35207-1"), ["35207-1"], 2),
    ],
)
def test_filters_hold(corpus: KnowledgeBase, filters: Filters, expected: list[str], places: int) -> None:
    """Only rows and places that pass them."""
    assert keys(corpus, "moties van Kuzu", filters) == expected
    papers = found(corpus, "moties van Kuzu", filters)
    assert papers is not None
    assert papers.places == places


def test_a_scope_holds(corpus: KnowledgeBase) -> None:
    """Outside it a paper is not cited, and a member is not known."""
    only = Scope(frozenset({"verslag"}))
    papers = corpus.ask("kamerstuk 35207 nr 1", None, only).papers
    assert papers is not None
    assert [place.document for row in papers.rows for place in row.places] == ["verslag"]
    hidden = corpus.ask("kamerstuk 35207 nr 2", None, only).papers
    assert hidden is not None
    assert (hidden.rows, [each.elsewhere for each in hidden.missing]) == ((), [False])


def test_a_paper_that_no_document_cites(corpus: KnowledgeBase) -> None:
    """It is named with its link, and the others are found."""
    papers = found(corpus, "kamerstuk 35207 nrs. 1 en 99")
    assert papers is not None
    assert [row.key for row in papers.rows] == ["kst-35207-1"]
    assert papers.to_json()["missing"] == [
        {
            "id": "kst-35207-99",
            "label": "Kamerstukken II 35207, nr. 99",
            "url": "https://zoek.officielebekendmakingen.nl/kst-35207-99.html",
        }
    ]


def test_a_paper_that_is_cited_elsewhere(corpus: KnowledgeBase) -> None:
    """Where the filters hide it, it is not stated to be cited nowhere."""
    papers = found(corpus, "kamerstuk 35207 nr 2", Filters(document="verslag"))
    assert papers is not None
    assert [each.elsewhere for each in papers.missing] == [True]
    papers = found(corpus, "moties van Piri", Filters(document="verslag"))
    assert papers is not None
    assert (papers.rows, papers.elsewhere) == ((), True)


def test_filters_of_which_the_ledger_knows_nothing(corpus: KnowledgeBase) -> None:
    """The kind of a document, and goals named or suggested: only places in passages that pass are told of."""
    corpus.correct("verslag", {FactName.KIND: "Kamerbrief"})
    papers = found(corpus, "kamerstuk 35207 nr 1", Filters(kind="kamerbrief"))
    assert papers is not None
    assert [place.document for row in papers.rows for place in row.places] == ["verslag"]
    assert keys(corpus, "moties over klimaat", Filters(suggested_sdg=13)) == ["35207-1", "35207-2"]
    papers = found(corpus, "kamerstuk 35207 nr 1", Filters(suggested_sdg=8))
    assert papers is not None
    assert [each.elsewhere for each in papers.missing] == [True]


@pytest.mark.parametrize("question", ["moties van Wilders", "moties in dossier 12345", "amendementen van Kuzu"])
def test_nothing_is_cited(corpus: KnowledgeBase, question: str) -> None:
    """Whose or which dossier is certain, so that there is none is an answer."""
    papers = found(corpus, question)
    assert papers is not None
    assert (papers.answers, papers.rows, papers.elsewhere) == (True, (), False)


@pytest.mark.parametrize(
    "question",
    [
        "wat vroeg de motie over walvissen",
        "toezeggingen over water",
        "wat kost motie 35207-99 ons",
    ],
)
def test_what_a_title_lacks_may_stand_in_a_text(corpus: KnowledgeBase, question: str) -> None:
    """A subject may be put in other words, and a question about a paper may be answered without it: both are left alone."""
    assert found(corpus, question) is None


def test_no_motie_on_a_subject(corpus: KnowledgeBase) -> None:
    """That no title holds the words is told, and no answer: they may stand in a text, or be put in other words."""
    papers = found(corpus, "moties over walvissen")
    assert papers is not None
    assert (papers.in_vain, papers.asked.about, papers.answers, papers.matched) == (True, ("walvissen",), False, False)


def test_a_member_without_a_motie_on_the_subject(corpus: KnowledgeBase) -> None:
    """All of the member are shown, as those that lack the words."""
    papers = found(corpus, "moties van Kuzu over walvissen")
    assert papers is not None
    assert ([row.key for row in papers.rows], papers.answers, papers.matched) == (
        ["kst-35207-1", "kst-35207-2"],
        True,
        False,
    )


def test_a_question_about_a_motie_shows_it_too(corpus: KnowledgeBase) -> None:
    """Beside the answer; of several those that hold most of the words."""
    papers = found(corpus, "hoe is de motie van Kuzu over water behandeld")
    assert papers is not None
    assert ([row.key for row in papers.rows], papers.answers) == (["kst-35207-2"], False)


def test_the_ledger_is_read_only_for_papers(kb: KnowledgeBase) -> None:
    """Other questions do not wait for it."""

    def refuse() -> Ledger:
        raise AssertionError

    with kb.backend.snapshot() as snapshot:
        assert find_papers("wat is het klimaatdoel 2025", Filters(), snapshot.words, refuse, list) is None
        with pytest.raises(AssertionError):
            find_papers("moties over klimaat", Filters(), snapshot.words, refuse, list)
