"""A model that reads the first hits decides whether they answer, and with which sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from model_factories import StandInReader
from search_factories import Part, WordEncoder, make_document

from search.knowledge_base import KnowledgeBase
from search.model import AnswerOutcome
from search.models.protocols import Reader

if TYPE_CHECKING:
    from pathlib import Path

    from search.model import Answer

NEAR = "Het klimaat is een groot onderwerp."
FAR = "In dat jaar is het doel bereikt."
OTHER = "Water is een ander groot onderwerp."


def answer(folder: Path, reader: Reader | None) -> Answer:
    """The answer to a question on climate."""
    with KnowledgeBase.open(folder, WordEncoder(), reader=reader) as kb:
        kb.add_document(make_document(Part((NEAR, FAR)), Part((OTHER,))))
        return kb.search("klimaat").answer


def test_without_one_the_nearest_sentence_answers(tmp_path: Path) -> None:
    """So what the next test sees is the reader's doing."""
    assert answer(tmp_path, None).sentences[0].text == NEAR


def test_the_sentences_that_it_finds_answer(tmp_path: Path) -> None:
    """The likeliest first, another where it is nearly as likely; verbatim, with their passage."""
    reader = StandInReader({"doel bereikt": 0.8, "ander groot": 0.75}, answers=0.625)
    given = answer(tmp_path, reader)
    assert isinstance(reader, Reader)
    assert [(one.text, one.passage) for one in given.sentences] == [(FAR, "nota:0001"), (OTHER, "nota:0002")]
    assert given.confidence == 0.625


@pytest.mark.parametrize(
    ("reader", "outcome"),
    [
        (StandInReader({"doel bereikt": 0.8}, answers=0.25), AnswerOutcome.NONE),
        (StandInReader({"doel bereikt": 0.8}, answers=0.4), AnswerOutcome.NEAR),
        (StandInReader({}, answers=0.9), AnswerOutcome.NEAR),
    ],
)
def test_nothing_is_answered_where_it_finds_nothing(
    tmp_path: Path, reader: StandInReader, outcome: AnswerOutcome
) -> None:
    """Neither when it doubts that the hits answer, nor when it cannot show where; then they may come near."""
    given = answer(tmp_path, reader)
    assert (given.outcome, given.found, given.sentences) == (outcome, False, ())
    assert given.confidence == min(reader.answers, 0.4995)  # below the threshold where no answer is shown


def test_nothing_is_read_where_nothing_is_found(tmp_path: Path) -> None:
    """In an empty knowledge base."""
    with KnowledgeBase.open(tmp_path, WordEncoder(), reader=StandInReader({})) as kb:
        assert kb.search("klimaat").answer.confidence == 0.0
