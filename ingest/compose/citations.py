"""The citations of a whole document: those in its words and those in its links, block by block."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations import budget_chapter_of, find_citations
from ingest.citations.page_edges import find_page_edges
from ingest.compose.links import with_links
from ingest.model import FactName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.compose.footnotes import NumberedNote
    from ingest.compose.text import ComposedText
    from ingest.formats.typed_text import Link
    from ingest.metadata import Metadata
    from ingest.model import Citation


def document_citations(
    text: ComposedText, notes: Sequence[NumberedNote], metadata: Metadata, own: frozenset[str] = frozenset()
) -> list[Citation]:
    """All citations in text order, found block by block so that none runs from one paragraph into the next.

    A running foot that stayed in the text is none, nor is the paper that it names: that is the document itself.
    ``own``: what the feet name that its reader took out.
    """
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
    edges = find_page_edges(whole)
    named = own | edges.own
    own = named if len(named) == 1 else frozenset()  # several: papers one behind the other, which may cite each other
    own |= {fact.value for fact in metadata.facts if fact.name is FactName.NUMBER}
    return [
        citation
        for citation in found
        if citation.id not in own and not any(start <= citation.start < end for start, end in edges.spans)
    ]
