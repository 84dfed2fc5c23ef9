"""Which documents are to say what a question asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.ask.asked_for.source import source_in
from search.ask.asked_for.wanted import what_is_wanted
from search.ask.confidence import is_of_others

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "word", "kind", "rest"),
    [
        ("Wat zegt het Coalitieakkoord over water?", "coalitieakkoord", "coalitieakkoord", "water"),
        ("wat staat er in het regeerakkoord over water", "regeerakkoord", "coalitieakkoord", "water"),
        ("Wat zei de koning in 2015 over water?", "koning", "troonrede", "water in 2015"),
        ("wat zeggen de verkiezingsprogramma's over water", "verkiezingsprogramma", "verkiezingsprogramma", "water"),
        ("wat staat er in de jaarverslagen over water", "jaarverslagen", "jaarverslag", "water"),
        ("wat is volgens de handreiking een aanbieder", "handreiking", "handreiking", "wat is een aanbieder"),
        ("hoeveel gaat er in de troonrede naar water", "troonrede", "troonrede", "hoeveel gaat er naar water"),
        ("kerncentrales coalitieakkoord", "coalitieakkoord", "coalitieakkoord", "kerncentrales"),
    ],
)
def test_kind_of_document_that_is_to_say_it(question: str, word: str, kind: str, rest: str) -> None:
    """With what is left to look for."""
    source = source_in(question)
    assert source is not None
    assert (source.word, source.kinds[0], source.rest) == (word, kind, rest)


@pytest.mark.parametrize(
    "question",
    [
        "wie schreef de handreiking",
        "wat wil de SP met water",
        "in welk jaar begon het",
        "volgens de handreiking",
        "coalitieakkoord",
        "wanneer kwam het coalitieakkoord",
        "jaarverslag coalitieakkoord",
        "",
    ],
)
def test_no_document_is_to_say_it(question: str) -> None:
    """A question may be about a document, and where nothing else is left it is."""
    assert source_in(question) is None


@pytest.fixture
def documents(kb: KnowledgeBase) -> KnowledgeBase:
    """An agreement that hardly says what it is, beside two others on the same subject."""
    agreement = make_document(
        "Wij maken water schoner.", "Dit coalitieakkoord is van ons.", "En handel.", id_="akkoord"
    )
    kb.add_document(replace(agreement, kind="coalitieakkoord"))
    kb.add_document(make_document(Part(("Over water gaat deze nota, en over water alleen.",)), "Klimaat.", id_="nota"))
    kb.add_document(
        replace(make_document("Wij willen meer schoon water.", id_="programma"), kind="verkiezingsprogramma")
    )
    return kb


def test_its_passages_come_first(documents: KnowledgeBase) -> None:
    """And nothing else answers; what only says which document it is does not."""
    found = documents.ask("wat zegt het coalitieakkoord over water")
    assert [hit.passage.id for hit in found.result.hits][:1] == ["akkoord:0001"]
    assert {each.document for each in found.answer.sentences} == {"akkoord"}
    assert found.answer.sentences[0].text == "Wij maken water schoner."
    assert [concept.word for concept in found.concepts] == ["water"]


def test_without_such_a_document_the_word_is_one_of_the_question(documents: KnowledgeBase) -> None:
    """A text may say what stands in a document that is not there."""
    found = documents.ask("wat zegt het jaarverslag over water")
    assert [concept.word for concept in found.concepts] == ["jaarverslag", "water"]


def test_where_it_does_not_say_so_another_does_not_answer_for_it(documents: KnowledgeBase) -> None:
    """That another document would fit is no reason to be sure."""
    found = documents.ask("wat zegt het verkiezingsprogramma over klimaat")
    assert found.first is not None
    assert found.first.hit.document == "programma"
    assert found.evidence is not None
    assert found.evidence.held == 0.0
    assert not found.answer.found


def test_a_passage_of_another_document_lacks_who_says_it(documents: KnowledgeBase) -> None:
    """Where nothing of theirs is found at all."""
    question = "wat zegt het verkiezingsprogramma over klimaat"
    [hit] = [hit for hit in documents.search("klimaat", top=9).hits if hit.document == "nota" and hit.rank == 1]
    wanted, concepts = what_is_wanted(question), documents.ask(question).concepts
    assert is_of_others(hit, concepts, wanted)
    assert not is_of_others(replace(hit, kind="verkiezingsprogramma"), concepts, wanted)
    assert not is_of_others(hit, concepts, what_is_wanted("wat zegt de raad over klimaat"))
