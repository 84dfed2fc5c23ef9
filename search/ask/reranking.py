"""The first hits in the order of a model that sees the question and a passage together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.ranking import Ranked
    from search.backend.protocol import Snapshot
    from search.models.protocols import Reranker


def rerank(reranker: Reranker, question: str, ranked: Sequence[Ranked], snapshot: Snapshot) -> list[Ranked]:
    """Return ``ranked`` with the scores of the reranker, best first; of equals the one that was before."""
    passages = snapshot.passages.read([item.key for item in ranked])
    scores = reranker.score(question, [passages[item.key].text for item in ranked]).tolist()
    scored = [replace(item, score=float(score)) for item, score in zip(ranked, scores, strict=True)]
    return sorted(scored, key=lambda item: -item.score)
