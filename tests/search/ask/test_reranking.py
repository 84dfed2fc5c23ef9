"""A model that sees the question and a passage together decides the order of the first hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model_factories import StandInReranker
from search_factories import WordEncoder, make_document

from search.knowledge_base import KnowledgeBase
from search.models.protocols import Reranker

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = ("Klimaat en klimaat.", "Klimaat en water.", "Klimaat en handel.")


def found(folder: Path, reranker: Reranker | None) -> list[tuple[str, float]]:
    """Text and score of each hit for "klimaat" among TEXTS."""
    with KnowledgeBase.open(folder, WordEncoder(), reranker=reranker) as kb:
        kb.add_document(make_document(*TEXTS))
        return [(hit.passage.text, hit.score) for hit in kb.search("klimaat").hits]


def test_without_one_the_nearest_passage_is_first(tmp_path: Path) -> None:
    """So what the next test sees is the reranker's doing."""
    assert found(tmp_path, None)[0][0] == TEXTS[0]


def test_hits_come_in_its_order_with_its_scores(tmp_path: Path) -> None:
    """Equal ones as they were before."""
    reranker = StandInReranker({"handel": 0.75, "water": 0.25, "Klimaat en klimaat": 0.25})
    before = [text for text, _ in found(tmp_path / "plain", None) if "handel" not in text]
    assert isinstance(reranker, Reranker)
    assert found(tmp_path / "reranked", reranker) == [(TEXTS[2], 0.75), *((text, 0.25) for text in before)]
    assert [(question, set(passages)) for question, passages in reranker.seen] == [("klimaat", set(TEXTS))]


def test_nothing_found_is_not_reranked(tmp_path: Path) -> None:
    """In an empty knowledge base."""
    reranker = StandInReranker({})
    with KnowledgeBase.open(tmp_path, WordEncoder(), reranker=reranker) as kb:
        assert kb.search("klimaat").hits == ()
    assert reranker.seen == []
