"""One question: one analysis and one scoring, whatever hits, answer and facets are made of."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from search.ask.facets import Facets
from search.model import AnswerOutcome, Filters, Sought, SoughtWord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.knowledge_base import KnowledgeBase

WORDS = ("klimaat", "water", "handel", "hulp", "geld", "doel", "motie", "land")
CHOSEN = {"document": "nota", "chapter": "Water", "sdg": 6, "motie": "kst-35207-53", "submitter": "Kuzu", "year": 2022}


@pytest.fixture
def corpus(kb: KnowledgeBase) -> KnowledgeBase:
    """Sixty passages in two documents, of chances that are the same each time."""
    chance = Random(1)  # noqa: S311 - only to choose; the same each time
    for id_, year in (("nota", 2022), ("verslag", 2024)):
        parts = [
            Part(
                tuple(f"Dit is {' '.join(chance.choices(WORDS, k=4))}." for _ in range(chance.randint(1, 3)))
                + (("Motie Kuzu.",) if cited else ()),
                (chance.choice(("Inleiding", "Water", "Water en handel")), "Deel"),
                tuple(chance.sample((6, 8, 13), chance.randint(0, 2))),
                cites=(make_citation(text="Motie Kuzu"),) if cited else (),
            )
            for cited in (chance.random() < 0.3 for _ in range(30))
        ]
        kb.add_document(replace(make_document(*parts, id_=id_), year=year))
    return kb


def selections() -> Iterator[Filters]:
    """No filter, each filter alone, and every third of the triples."""
    for names in ((), *combinations(CHOSEN, 1), *[*combinations(CHOSEN, 3)][::3]):
        yield Filters(**{name: CHOSEN[name] for name in names})  # type: ignore[arg-type]  # of the type of each


def but_chosen(facets: Facets, name: str) -> list[object]:
    """The values of a facet that leave any passages: a chosen one is shown even where it leaves none."""
    return [value for value in getattr(facets, name) if value.passages]


@pytest.mark.parametrize("pool", [1000, 5])
@pytest.mark.parametrize("question", ["water voor klimaat", "Motie Kuzu handel"])
def test_each_part_is_what_asking_for_it_alone_gives(
    corpus: KnowledgeBase, question: str, pool: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hits and answer are those of a search without facets; a facet is counted as one asked without its own filter.

    Whether all passages are near enough to be ranked or only some.
    """
    monkeypatch.setattr("search.ask.scoring.POOL", pool)
    counted = 0
    for filters in selections():
        found = corpus.ask(question, filters, top=8, facet_depth=12)
        alone = corpus.search(question, 8, filters)
        assert (alone.answer, alone.hits) == (found.answer, found.hits)
        for name in (field.name for field in fields(Facets)):
            others = corpus.ask(question, replace(filters, **{name: None}), facet_depth=12)
            assert but_chosen(others.facets, name) == but_chosen(found.facets, name)
            counted += len(but_chosen(found.facets, name))
    assert counted > 100


def test_one_analysis_one_embedding_one_scoring(corpus: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """With three filters there are four rankings to make, of scores that were counted once."""
    from search.ask import asking

    calls: list[str] = []

    def counting(name: str) -> None:
        function = getattr(asking, name)
        monkeypatch.setattr(asking, name, lambda *args, **options: (calls.append(name), function(*args, **options))[1])

    for name in ("analyse", "match_concepts", "score"):
        counting(name)
    encode = corpus.encoder.encode_queries
    monkeypatch.setattr(corpus.encoder, "encode_queries", lambda texts: (calls.append("encode"), encode(texts))[1])
    found = corpus.ask("water voor klimaat", Filters(document="nota", sdg=6, year=2022))
    assert found.hits
    assert found.facets.motie
    assert sorted(calls) == ["analyse", "encode", "match_concepts", "score"]


def test_terms_of_the_question(corpus: KnowledgeBase) -> None:
    """The terms to highlight are those of all words that count as one of the question."""
    assert {"water", "klimaat"} <= corpus.ask("water voor klimaat").terms


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("wat vind je van water", ["water"]),
        ("wat heeft volgens u straks ergens water gehad", ["water"]),
        ("hoe reageert de handel", ["reageert", "handel"]),
        ("gebeurt", ["gebeurt"]),  # all there is
    ],
)
def test_verbs_that_questions_are_made_with(corpus: KnowledgeBase, question: str, expected: list[str]) -> None:
    """They are no content."""
    assert [concept.word for concept in corpus.ask(question).concepts] == expected


def test_the_verb_that_a_question_opens_with_counts_for_half(corpus: KnowledgeBase) -> None:
    """What answers is said in other words; "hoe groot" opens with no verb."""
    opening, plain = (corpus.ask(question).concepts[0].idf for question in ("hoe reageert water", "reageert water"))
    assert opening == plain / 2
    large = [corpus.ask(question).concepts[0].idf for question in ("hoe groot is water", "groot water")]
    assert large[0] == large[1]


def test_what_was_looked_for_is_given_where_nothing_is_found(kb: KnowledgeBase) -> None:
    """Each word as printed, what it was taken for and whether any document holds it; filters and documents searched."""
    for id_, year in (("nota", 2022), ("verslag", 2024)):
        part = Part(("Het kabinet geeft geld voor klimaatfinanciering.",))
        kb.add_document(replace(make_document(part, id_=id_, title=id_), year=year))
    found = kb.search("Eiffeltoren klimaatfinancering Malí", filters=Filters(year=2024))
    assert found.answer.outcome is AnswerOutcome.NONE
    assert found.sought == Sought(
        (
            SoughtWord("Eiffeltoren", present=False),
            SoughtWord("klimaatfinancering", "klimaatfinanciering"),
            SoughtWord("Malí", present=False),
        ),
        Filters(year=2024),
        1,
    )
    assert kb.search("Eiffeltoren in Mali").sought == Sought(
        (SoughtWord("Eiffeltoren", present=False), SoughtWord("Mali", present=False)), Filters(), 2
    )
    assert kb.search("geld voor klimaatfinanciering").sought is None


def test_what_comes_near_is_given_with_what_was_looked_for(corpus: KnowledgeBase) -> None:
    """So that a reader hears that a word of the question stands in no document."""
    found = corpus.search("stikstof in water")
    assert found.answer.outcome is AnswerOutcome.NEAR
    assert found.sought is not None
    assert found.sought.absent == ("stikstof",)


@pytest.mark.parametrize("question", ["", "  "])
def test_a_question_without_words_counts_all_passages(corpus: KnowledgeBase, question: str) -> None:
    """Nothing is found, and the facets are those of the filters alone."""
    found = corpus.ask(question, Filters(sdg=6))
    assert (found.hits, found.answer.found) == ((), False)
    assert found.facets == corpus.facets(Filters(sdg=6))
    assert sum(value.passages for value in found.facets.document) == len(corpus.passages(Filters(sdg=6)))


def test_what_heads_a_table_is_not_marked(kb: KnowledgeBase) -> None:
    """It is nearest to a question on the table, and states nothing; where nothing else stands there, nothing is marked."""
    heading = "Uitgaven voor water 2022 2023 2024"
    kb.add_document(make_document(Part((heading, "Steun voor handel 60 145 150")), id_="tabel"))
    kb.add_document(make_document(Part((heading,)), id_="kop"))
    found = kb.search("uitgaven voor water 2022 2023 2024").hits
    marked = {hit.document: hit.best_sentence and hit.text[slice(*hit.best_sentence)] for hit in found}
    assert marked == {"tabel": "Steun voor handel 60 145 150", "kop": None}
