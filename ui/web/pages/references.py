"""Footnotes and references as HTML: what is cited, who submitted it, how sure that is, and the link to the paper."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ingest.model import CitationKind
from search.ledger.ledger import paper_key
from ui.texts.doubts import refer
from ui.web.address import MOTIES, to
from ui.web.pages.markup import doubtful, outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Citation, Footnote
    from ui.texts.asking import Words


def note(footnote: Footnote, said: Words, prefix: str, *, unfolded: bool = False) -> str:
    """A note that unfolds; folded, it tells its number and what it cites."""
    if unfolded:
        return (
            f'<div class="vp-note" id="{prefix}-{footnote.number}"><p class="vp-words" lang="nl">'
            f'<span class="vp-number">{footnote.number}</span> {escape(footnote.text)}</p>'
            f"{references(footnote.citations, said)}</div>"
        )
    shown = [refer(citation, said.naming) for citation in footnote.citations]
    named = ", ".join(dict.fromkeys(each.name for each in shown)) or f"{footnote.text[:60].strip()}…"
    return (
        f'<details class="vp-note" id="{prefix}-{footnote.number}"><summary>'
        f"<span>{said.note.format(number=footnote.number)}</span> {escape(named)}</summary>"
        f'<div class="vp-note-body"><p class="vp-words" lang="nl">{escape(footnote.text)}</p>'
        f"{references(footnote.citations, said)}</div></details>"
    )


def notes(footnotes: Sequence[Footnote], said: Words, prefix: str, *, unfolded: bool = False) -> str:
    """The notes of a passage. ``unfolded``: to be read beside the text, nothing to click open."""
    if not footnotes:
        return ""
    return f'<div class="vp-notes">{"".join(note(each, said, prefix, unfolded=unfolded) for each in footnotes)}</div>'


def own_references(footnotes: Sequence[Footnote], citations: Sequence[Citation], said: Words) -> str:
    """What a passage cites in its own text; what its notes cite stands with the note."""
    shown = {each.number for each in footnotes}
    own = [citation for citation in citations if citation.footnote not in shown]
    return (
        f'<div class="vp-own"><p class="vp-own-head">{said.references}</p>{references(own, said)}</div>' if own else ""
    )


def references(citations: Sequence[Citation], said: Words) -> str:
    """What is cited, a line each."""
    if not citations:
        return ""
    return f'<ul class="vp-refs">{"".join(f"<li>{reference(each, said)}</li>" for each in citations)}</ul>'


def reference(citation: Citation, said: Words) -> str:
    """A citation with the link to its paper, what must be known before following it, and where else it is cited."""
    shown = refer(citation, said.naming)
    title = f' <span class="vp-title">{escape(citation.title)}</span>' if citation.title else ""
    more = ""
    if citation.kind is CitationKind.MOTIE and (citation.likely_id or citation.id):
        more = f' <a class="vp-elsewhere" href="{escape(to(MOTIES, stuk=paper_key(citation)))}">{said.elsewhere}</a>'
    name = f"<strong>{escape(shown.name)}</strong>"
    return f"{name}{title} {outside(shown.url, shown.label)}{more}{doubtful(shown.doubt, said.check)}"
