"""Which sentences answer, and what a question asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.answer import THRESHOLD, Asked, asked_for, confidence, holds

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hoeveel geld gaat er naar water?", Asked.AMOUNT),
        ("welk percentage van de middelen", Asked.AMOUNT),
        ("wat is het klimaatdoel 2025", Asked.AMOUNT),
        ("bedrag tweede fase", Asked.AMOUNT),
        ("How much money", Asked.AMOUNT),
        ("Wanneer begint het?", Asked.DATE),
        ("in welk jaar", Asked.DATE),
        ("Waarom doet het kabinet dat?", Asked.ANYTHING),
        ("doelgroepen", Asked.ANYTHING),
    ],
)
def test_asked_for(question: str, expected: Asked) -> None:
    """How many, how much and goals ask for an amount; when asks for a date."""
    assert asked_for(question) is expected


@pytest.mark.parametrize(
    ("sentence", "asked", "expected"),
    [
        ("Er gaat EUR 1,8 miljard naar klimaat.", Asked.AMOUNT, 1.0),
        ("Daarvan is 70% voor bedrijven.", Asked.AMOUNT, 1.0),
        ("Er zijn 187.000 ondernemers.", Asked.AMOUNT, 0.5),
        ("Met drieëntwintig of zes landen.", Asked.AMOUNT, 1.0),
        ("In 2025 verandert dat.", Asked.AMOUNT, 0.0),
        ("Dat draagt bij aan SDG 13.", Asked.AMOUNT, 0.0),
        ("Zie Kamerstuk nr. 36.", Asked.AMOUNT, 0.0),
        ("In 2025 verandert dat.", Asked.DATE, 1.0),
        ("Op 3 mei verandert dat.", Asked.DATE, 1.0),
        ("Dat kost 3 miljoen.", Asked.DATE, 0.0),
        ("Dat kost 3 miljoen.", Asked.ANYTHING, 0.0),
    ],
)
def test_holds(sentence: str, asked: Asked, expected: float) -> None:
    """Years, SDGs and numbers of papers are no amounts."""
    assert holds(sentence, asked) == expected


def test_amount_is_preferred(kb: KnowledgeBase) -> None:
    """Of two sentences on the same the one with an amount answers how much."""
    kb.add_document(
        make_document(Part(("Het kabinet steunt water in Mali.", "Het kabinet steunt water met 3 miljoen euro.")))
    )
    first = kb.search("hoeveel steunt het kabinet water").answer.sentences[0]
    assert first.text == "Het kabinet steunt water met 3 miljoen euro."


def test_sentence_that_says_what_the_heading_says(kb: KnowledgeBase) -> None:
    """Of two amounts the one in the heading that fits the question is the answer."""
    path = ("Hoofdstuk 2", "Water in 2025: 18 miljoen euro")
    sentences = ("Daarvan gaat in 2025 euro 9 miljoen naar water.", "Samen is dat in 2025 voor water 18 miljoen euro.")
    kb.add_document(make_document(Part(sentences, path)))
    assert kb.search("hoeveel krijgt water in 2025").answer.sentences[0].text == sentences[1]


def test_same_sentence_is_said_once(kb: KnowledgeBase) -> None:
    """What two passages say in the same words is quoted once, from the first."""
    same = "Water is schaars in het zuiden."
    kb.add_document(
        make_document(Part((same, "Handel is er ook volop te vinden.")), Part((same, "Hulp komt later nog wel.")))
    )
    assert [sentence.text for sentence in kb.search("waar is water schaars").answer.sentences].count(same) == 1


def test_names_in_a_list_are_no_answer(kb: KnowledgeBase) -> None:
    """Lines of a few words are passed over."""
    kb.add_document(make_document(Part(("Water", "Handel"))))
    assert kb.search("water").answer.found is False


@pytest.mark.parametrize(
    ("held", "similarity", "found"), [(1.0, 0.5, True), (0.5, 0.3, True), (0.2, 0.3, False), (0.0, 0.0, False)]
)
def test_confidence(held: float, similarity: float, found: bool) -> None:  # noqa: FBT001 - a table
    """Half of the words and some likeness are enough; few words are not."""
    assert (confidence(held, similarity) >= THRESHOLD) is found
