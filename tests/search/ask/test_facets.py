"""Facets: what each filter can be set to, and how many passages that leaves."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from search.ask.facets import Facets, FacetValue
from search.model import Filters

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

KUZU = make_citation(text="Motie Kuzu", submitters=("Kuzu",), title="over Oeigoeren")
SAME_NO_NAMES = make_citation(text="35207, nr. 53", kind="kamerstuk", submitters=(), title=None)
LEE = make_citation(
    text="Motie Van der Lee", id="kst-35925-36", likely_id="kst-35925-XVII-36", title=None, submitters=("Van der Lee", "Kuzu"),
)  # fmt: skip
PAPER = make_citation(text="Kamerstuk 36000, nr. 1", kind="kamerstuk", id="kst-36000-1", submitters=(), title=None)


@pytest.fixture
def corpus(kb: KnowledgeBase) -> KnowledgeBase:
    """Two documents of two years, with goals, moties and chapters of which one title holds another."""
    nota = make_document(
        Part(("klimaat en Motie Kuzu.",), ("Inleiding",), (13,), cites=(KUZU,)),
        Part(("klimaat klimaat.",), ("Inleiding en doel",), (6, 13)),
        Part(("water en Motie Van der Lee.",), ("Hoofdstuk 2",), (6,), cites=(LEE,)),
        id_="nota",
    )
    verslag = make_document(
        Part(("handel, zie 35207, nr. 53.",), ("Hoofdstuk 2",), cites=(SAME_NO_NAMES,)),
        Part(("hulp, zie Kamerstuk 36000, nr. 1.",), ("Slot",), (1,), cites=(PAPER,)),
        id_="verslag",
        title="Verslag",
    )
    kb.add_document(nota)
    kb.add_document(replace(verslag, year=2024, kind="Kamerbrief"))
    return kb


def shown(values: tuple[FacetValue, ...]) -> dict[str | int, int]:
    """Value -> passages, in order."""
    return {value.value: value.passages for value in values}


def test_every_filter_is_counted(corpus: KnowledgeBase) -> None:
    """Values in the order a reader expects, each with its number of passages."""
    facets = corpus.facets()
    assert list(shown(facets.document).items()) == [("nota", 3), ("verslag", 2)]
    assert list(shown(facets.chapter).items()) == [
        ("Inleiding", 2), ("Hoofdstuk 2", 2), ("Inleiding en doel", 1), ("Slot", 1),
    ]  # fmt: skip
    assert list(shown(facets.sdg).items()) == [(6, 2), (13, 2), (1, 1)]
    assert list(shown(facets.year).items()) == [(2022, 3), (2024, 2)]
    assert list(shown(facets.kind).items()) == [("beleidsnota", 3), ("Kamerbrief", 2)]
    assert list(shown(facets.motie).items()) == [("kst-35207-53", 2), ("kst-35925-XVII-36", 1)]
    assert list(shown(facets.submitter).items()) == [("Kuzu", 3), ("Van der Lee", 1)]


def test_values_are_named_as_the_documents_name_them(corpus: KnowledgeBase) -> None:
    """A document by its title, a motie by its title and submitters."""
    facets = corpus.facets()
    assert facets.document[1] == FacetValue("verslag", "Verslag", 2)
    assert facets.motie[0] == FacetValue("kst-35207-53", "over Oeigoeren", 2, ("Kuzu",))
    assert facets.motie[1] == FacetValue("kst-35925-XVII-36", "", 1, ("Van der Lee", "Kuzu"))


def test_a_facet_ignores_its_own_filter_and_heeds_the_others(corpus: KnowledgeBase) -> None:
    """Beside the chosen goal the others stay, and all other facets shrink."""
    facets = corpus.facets(Filters(sdg=6))
    assert shown(facets.sdg) == {1: 1, 6: 2, 13: 2}
    assert shown(facets.document) == {"nota": 2}
    assert shown(facets.motie) == {"kst-35925-XVII-36": 1}


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(sdg=13),
        Filters(document="nota", sdg=6),
        Filters(submitter="kuzu"),
        Filters(year=2024, chapter="hoofdstuk 2"),
        Filters(motie="35207 53"),
        Filters(kind="kamerbrief"),
        Filters(suggested_sdg=6, year=2022),
    ],
    ids=str,
)
def test_the_number_beside_a_value_is_what_choosing_it_leaves(corpus: KnowledgeBase, filters: Filters) -> None:
    """Counting and filtering agree, for every value of every filter under any others."""
    facets = corpus.facets(filters)
    counted = {(field.name, v.value): v.passages for field in fields(Facets) for v in getattr(facets, field.name)}
    left = {(name, value): len(corpus.passages(replace(filters, **{name: value}))) for name, value in counted}
    assert counted == left


@pytest.mark.parametrize(
    ("filters", "name", "value"),
    [
        (Filters(document="nota", year=2024), "document", "nota"),
        (Filters(chapter="nergens"), "chapter", "nergens"),
        (Filters(sdg=17), "sdg", 17),
        (Filters(motie="1 2"), "motie", "kst-1-2"),
        (Filters(submitter="Niemand"), "submitter", "Niemand"),
        (Filters(year=1999), "year", 1999),
        (Filters(kind="jaarverslag"), "kind", "jaarverslag"),
        (Filters(suggested_sdg=99), "suggested_sdg", 99),
    ],
)
def test_the_chosen_value_stays_in_sight(corpus: KnowledgeBase, filters: Filters, name: str, value: object) -> None:
    """Even where it leaves nothing, or is not a value of the corpus: it must be possible to take it away again."""
    assert [v.passages for v in getattr(corpus.facets(filters), name) if v.value == value] == [0]


def test_with_a_question_the_best_passages_count(corpus: KnowledgeBase) -> None:
    """The facets show where the subject is treated: of the two passages that fit best."""
    facets = corpus.facets(query="klimaat", depth=2)
    assert shown(facets.document) == {"nota": 2}
    assert shown(facets.sdg) == {6: 1, 13: 2}
    assert shown(corpus.facets(Filters(document="verslag"), "klimaat", depth=2).document) == {"nota": 2, "verslag": 0}


@pytest.mark.parametrize(
    ("filters", "passages"),
    [
        (Filters(submitter="KUZU"), ["nota:0001", "nota:0003", "verslag:0001"]),
        (Filters(submitter="Van der Lee"), ["nota:0003"]),
        (Filters(submitter="Lee"), []),
        (Filters(year=2024), ["verslag:0001", "verslag:0002"]),
        (Filters(year=2022, submitter="kuzu", sdg=13), ["nota:0001"]),
        (Filters(kind="kamerbrief"), ["verslag:0001", "verslag:0002"]),
    ],
)
def test_search_heeds_submitter_year_and_kind(corpus: KnowledgeBase, filters: Filters, passages: list[str]) -> None:
    """A submitter is behind a paper wherever it is cited, also where only another place names them."""
    assert sorted(hit.passage.id for hit in corpus.search("klimaat", filters=filters).hits) == passages


def test_an_empty_knowledge_base_has_no_values(kb: KnowledgeBase) -> None:
    """Nothing to choose, with a question or without."""
    assert kb.facets() == kb.facets(query="klimaat") == Facets()


def test_a_removed_document_leaves_no_values(corpus: KnowledgeBase) -> None:
    """What is gone is not counted, its submitters included."""
    corpus.remove("nota")
    facets = corpus.facets()
    assert shown(facets.document) == {"verslag": 2}
    assert (facets.motie, facets.submitter) == ((), ())
