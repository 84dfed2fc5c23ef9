"""The answer to a question that stands in the text is found by that question, and read beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.ask.exchanges import AROUND
from search.model import AnswerOutcome, Filters

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

ASKED = Part(("Hoeveel water staat er in de haven?",), ("Vraag 1",))
ANSWERED = Part(("Deze cijfers worden niet bijgehouden.",), ("Antwoord 1",))
OTHERS = (
    Part(("Krijgt de handel hulp?",), ("Vraag 2",)),
    Part(("De handel krijgt al jaren hulp van het Rijk.",), ("Antwoord 2",)),
)
QUESTION = "Hoeveel water staat er in de haven?"


def test_the_answer_comes_before_its_question(kb: KnowledgeBase) -> None:
    """Though it shares no word with what is asked."""
    kb.add_document(make_document(ASKED, ANSWERED, *OTHERS))
    hits = kb.search(QUESTION).hits
    assert [hit.passage.section for hit in hits[:2]] == ["Antwoord 1", "Vraag 1"]
    assert len({hit.passage.id for hit in hits}) == len(hits)


def test_its_first_sentence_may_refer_to_the_question(kb: KnowledgeBase) -> None:
    """Elsewhere one that begins so is no answer without the sentence before it."""
    kb.add_document(make_document(ASKED, ANSWERED, *OTHERS))
    answer = kb.search(QUESTION).answer
    assert answer.outcome is AnswerOutcome.ANSWER
    assert [sentence.text for sentence in answer.sentences] == list(ANSWERED.sentences)
    kb.add_document(make_document(ASKED, replace(ANSWERED, path=("Cijfers",)), *OTHERS, sha256="2"))
    assert list(ANSWERED.sentences) != [sentence.text for sentence in kb.search(QUESTION).answer.sentences]


def test_what_does_not_pass_the_filters_does_not_come_with_its_question(kb: KnowledgeBase) -> None:
    """A filter holds for the answer too."""
    kb.add_document(make_document(replace(ASKED, sdgs=(6,)), ANSWERED, *OTHERS))
    assert [hit.passage.section for hit in kb.search(QUESTION, filters=Filters(sdg=6)).hits] == ["Vraag 1"]


@pytest.mark.parametrize("top", [1, 3])
def test_there_are_as_many_hits_as_are_asked_for(kb: KnowledgeBase, top: int) -> None:
    """An answer takes the place of the last one."""
    kb.add_document(make_document(ASKED, ANSWERED, *OTHERS))
    assert len(kb.search(QUESTION, top=top).hits) == top


def test_an_answer_far_behind_is_left_where_it_is(kb: KnowledgeBase) -> None:
    """Only what stands around the best passages is read."""
    between = [Part((f"Hier staat niets {number}.",), ("Nog iets",)) for number in range(AROUND)]
    kb.add_document(make_document(ASKED, *between, ANSWERED))
    assert kb.search(QUESTION).hits[0].passage.section == "Vraag 1"
