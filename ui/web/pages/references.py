"""Footnotes and references: what is cited, who submitted it, how sure that is, and the link to the paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from search.ledger.papers import paper_key
from ui.texts.doubts import refer
from ui.web.address import MOTIES, to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Citation, Footnote
    from ui.texts.asking import Words
    from ui.texts.doubts import Reference


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as shown. ``title``: as printed; ``elsewhere``: where all that cite the same motie stand, or ""."""

    shown: Reference
    title: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class Noted:
    """A footnote as shown. ``id``: of its element; ``summary``: what it cites, or else how it begins."""

    id: str
    number: int
    text: str
    summary: str
    references: tuple[Cited, ...]


def noted(footnotes: Iterable[Footnote], words: Words, prefix: str) -> tuple[Noted, ...]:
    """Return the notes of a passage. ``prefix``: of the ids of their elements."""
    return tuple(_note(each, words, prefix) for each in footnotes)


def _note(footnote: Footnote, words: Words, prefix: str) -> Noted:
    references = cited(footnote.citations, words)
    names = ", ".join(dict.fromkeys(each.shown.name for each in references))
    summary = names or f"{footnote.text[:60].strip()}…"
    return Noted(f"{prefix}-{footnote.number}", footnote.number, footnote.text, summary, references)


def outside_notes(footnotes: Sequence[Footnote], citations: Sequence[Citation]) -> list[Citation]:
    """Return what a passage cites in its own text; what its notes cite stands with the note."""
    shown = {each.number for each in footnotes}
    return [citation for citation in citations if citation.footnote not in shown]


def cited(citations: Iterable[Citation], words: Words) -> tuple[Cited, ...]:
    """Return citations as they are shown."""
    return tuple(_reference(each, words) for each in citations)


def _reference(citation: Citation, words: Words) -> Cited:
    known = citation.kind is CitationKind.MOTIE and (citation.likely_id or citation.id)
    elsewhere = to(MOTIES, stuk=paper_key(citation)) if known else ""
    return Cited(refer(citation, words.naming), citation.title or "", elsewhere)
