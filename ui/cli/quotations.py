"""What a search finds as quotations for a text of one's own: `vindplaats search --format leidraad`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.export.quoting import quote
from ui import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search import KnowledgeBase
    from search.model import SearchResult


def lines(base: KnowledgeBase, found: SearchResult, top: int) -> Iterator[str]:
    """Yield the sentences of the answer, then the first ``top`` passages, each with its source and notes."""
    if not found.answer.found:
        yield texts.NOT_FOUND.upper()
        yield texts.NOT_FOUND_MORE if found.hits else texts.NOTHING_AT_ALL
        yield ""
    else:
        yield texts.ANSWER.upper()
        for sentence in found.answer.sentences:
            yield from (quote(base, sentence.passage, sentence.text).to_text(), "")
    if found.hits:
        yield texts.PASSAGES.upper()
    for hit in found.hits[:top]:
        yield from (quote(base, hit.passage.id).to_text(), "")
