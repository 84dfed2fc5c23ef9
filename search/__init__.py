"""Search in documents: a folder with documents in, cited answers out.

The public names; each is imported when first used, so that ``import search`` is cheap::

    with KnowledgeBase.open("kennisbank") as kb:
        kb.add("seeds/bhos-2022.txt")
        result = kb.search("wat is het klimaatdoel 2025")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from search.errors import SearchError
    from search.intake.library import Addition, Outcome
    from search.knowledge_base import KnowledgeBase
    from search.model import Answer, AnswerOutcome, AnswerSentence, Filters, Hit, SearchResult
    from search.models.protocols import Encoder
    from search.models.registry import load_encoder

__all__ = [
    "Addition",
    "Answer",
    "AnswerOutcome",
    "AnswerSentence",
    "Encoder",
    "Filters",
    "Hit",
    "KnowledgeBase",
    "Outcome",
    "SearchError",
    "SearchResult",
    "load_encoder",
]

_MODULES = {
    "Answer": "model", "AnswerOutcome": "model", "AnswerSentence": "model", "Filters": "model", "Hit": "model",
    "SearchResult": "model",
    "Encoder": "models.protocols", "load_encoder": "models.registry", "SearchError": "errors",
    "KnowledgeBase": "knowledge_base", "Outcome": "intake.library", "Addition": "intake.library",
}  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    if name not in _MODULES:
        message = f"module 'search' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"search.{_MODULES[name]}"), name)
