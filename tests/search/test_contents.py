"""What is read of a knowledge base is what is asked for, and the same as would be found among all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from many_documents import add_letters

from search.backend.model import Listing
from search.model import Filters

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


def test_documents_by_id_and_counted(kb: KnowledgeBase) -> None:
    """Each as it stands among all of them."""
    add_letters(kb, 3)
    every = {each.id: each for each in kb.documents()}
    assert kb.document("brief-002") == every["brief-002"]
    assert kb.document("weg") is None
    assert kb.documents_named(["brief-003", "weg"]) == {"brief-003": every["brief-003"]}
    assert kb.documents_listed(Listing(first=1, most=1)) == [every["brief-002"]]
    assert kb.titles() == {id_: each.title for id_, each in every.items()}
    assert kb.titles(["brief-001"]) == {"brief-001": "Brief 1"}
    assert (kb.count_documents(), kb.count_documents("financien")) == (3, 1)
    assert (kb.count_passages(), kb.count_passages(Filters(document="brief-001"))) == (3, 1)
    assert kb.common("publisher", 1) == ["Tweede Kamer"]


def test_the_first_passages_are_those_of_all(kb: KnowledgeBase) -> None:
    """In the order of the documents, whenever these were added; fewer where there are fewer."""
    add_letters(kb, 4)
    kb.remove("brief-001")
    assert kb.first_passages(2) == kb.passages()[:2]
    add_letters(kb, 1)
    assert kb.first_passages(3) == kb.passages()[:3]
    year = Filters(year=1903)
    assert kb.first_passages(3, year) == kb.passages(year)
    assert kb.first_passages(0) == []
