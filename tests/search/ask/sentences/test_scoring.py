"""Which of the sentences that may answer is given first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is er opnieuw lang over water onderhandeld met Ghana", 2),
        ("is er opnieuw lang over water onderhandeld", 0),
        ("is er opnieuw lang over water onderhandeld bij artikel 23", 1),
    ],
)
def test_name_or_number_that_is_asked_about(kb: KnowledgeBase, question: str, expected: int) -> None:
    """What says it of another country fits in more words; what names the one that is asked about is given first."""
    sentences = (
        "Er is opnieuw lang over water onderhandeld met Nigeria.",
        "Over artikel 23 is bij water niets gezegd.",
        "Met Ghana is over water niet gesproken.",
    )
    others = [Part((f"Daar gaat iets anders over, namelijk {word}.",)) for word in ("steun", "banen", "hulp", "huizen")]
    kb.add_document(make_document(Part(sentences), *others))
    assert kb.search(question).answer.sentences[0].text == sentences[expected]
