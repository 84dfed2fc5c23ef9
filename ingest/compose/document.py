"""A TypedText -> a Document, the same way for every format: outline, notes, citations, passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.citations.page_edges import own_papers
from ingest.compose.citations import document_citations
from ingest.compose.footnotes import add_notes, tie_footnotes
from ingest.compose.outline import outline
from ingest.compose.passages import PassageBuilder
from ingest.model import Document

if TYPE_CHECKING:
    from ingest.formats.typed_text import TypedText
    from ingest.metadata import Metadata


def compose_document(read: TypedText, metadata: Metadata, source: str, sha256: str) -> Document:
    """The document that was read. ``source`` and ``sha256``: see Document."""
    body = outline(read, metadata.title)
    notes = add_notes(body, read.notes, metadata.title)
    text = body.text
    citations = document_citations(body, notes, metadata, own_papers(read.margins))
    footnotes, blocks = tie_footnotes(body, notes, citations)
    passages = PassageBuilder(metadata.id, body, text, footnotes, citations).build()
    return Document(
        id=metadata.id,
        title=metadata.title,
        publisher=metadata.publisher,
        year=metadata.year,
        kind=metadata.kind,
        language=metadata.language,
        source=source,
        sha256=sha256,
        text=text,
        sections=tuple(body.sections),
        blocks=tuple(blocks),
        footnotes=tuple(footnotes),
        citations=tuple(citations),
        passages=tuple(passages),
        date=metadata.date,
        authors=metadata.authors,
        places=tuple(body.printed),
        pages=tuple(read.pages),
        facts=metadata.facts,
    )
