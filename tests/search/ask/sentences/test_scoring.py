"""Which of the sentences that may answer is given first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.ask.sentences.candidates import Candidate
from search.ask.sentences.scoring import Asked, rank_sentences
from search.models.registry import DEFAULT_MODEL, load_calibration

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is er opnieuw lang over water onderhandeld met Ghana", 2),
        ("is er opnieuw lang over water onderhandeld", 0),
        ("is er opnieuw lang over water onderhandeld bij artikel 23", 1),
        ("is er in 2022 opnieuw lang over water onderhandeld", 0),  # a year is no such number: see year_fit
    ],
)
def test_name_or_number_that_is_asked_about(kb: KnowledgeBase, question: str, expected: int) -> None:
    """What says it of another country holds more words; what names the one that is asked about comes first."""
    sentences = (
        "Er is opnieuw lang over water onderhandeld met Nigeria.",
        "Over artikel 23 is bij water niets gezegd.",
        "Met Ghana is over water niet gesproken.",
    )
    others = [f"Daar gaat iets anders over, namelijk {word}." for word in ("steun", "banen", "hulp", "huizen")]
    kb.add_document(make_document(Part(sentences), *others))  # a name in every other passage tells nothing apart
    found = kb.ask(question)
    candidates = [Candidate(sentence, 0.5, found.result.hits[0]) for sentence in sentences]
    ranked = rank_sentences(Asked(question, found.concepts), candidates, load_calibration(DEFAULT_MODEL).sentences)
    assert ranked[0][1].text == sentences[expected]
