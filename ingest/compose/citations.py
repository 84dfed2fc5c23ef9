"""The citations of a whole document: those in its words and those in its links, block by block."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations import budget_chapter_of, find_citations
from ingest.compose.links import with_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.compose.footnotes import NumberedNote
    from ingest.compose.text import ComposedText
    from ingest.formats.typed_text import Link
    from ingest.metadata import Metadata
    from ingest.model import Citation


def document_citations(text: ComposedText, notes: Sequence[NumberedNote], metadata: Metadata) -> list[Citation]:
    """All citations in text order, found block by block so that none runs from one paragraph into the next."""
    whole = text.text
    linked = deque(sorted(text.links, key=lambda link: link.start))
    numbers = {note.block: note.number for note in notes}
    chapter = metadata.budget_chapter or budget_chapter_of(whole)
    found: list[Citation] = []
    for index, block in enumerate(text.blocks):
        inside: list[Link] = []
        while linked and linked[0].start < block.end:
            inside.append(linked.popleft().moved(-block.start))
        shown = whole[block.start : block.end]
        printed = find_citations(shown, budget_chapter=chapter, year=metadata.year)
        for citation in with_links(shown, printed, inside):
            start, end = citation.start + block.start, citation.end + block.start
            found.append(replace(citation, start=start, end=end, footnote=numbers.get(index)))
    return found
