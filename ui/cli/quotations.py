"""What a search finds as quotations for a text of one's own: `vindplaats search --format leidraad`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.export.quoting import quote
from search.model import AnswerOutcome
from ui import texts
from ui.cli.terminal import without_answer
from ui.texts import asking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search import KnowledgeBase
    from search.model import SearchResult


def lines(base: KnowledgeBase, found: SearchResult, top: int) -> Iterator[str]:
    """Yield the sentences of the answer, then the first ``top`` passages, each with its source and notes."""
    yield asking.outcome(found.answer, asking.NL).upper()
    if found.answer.found:
        for sentence in found.answer.sentences:
            yield from (quote(base, sentence.passage, sentence.text).to_text(), "")
    else:
        yield from (*without_answer(found, {each.id: each.title for each in base.documents()}), "")
    if found.hits and found.answer.outcome is not AnswerOutcome.NEAR:
        yield texts.PASSAGES.upper()
    for hit in found.hits[:top]:
        yield from (quote(base, hit.passage.id).to_text(), "")
