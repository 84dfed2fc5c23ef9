"""The tab Lezen: a document, a chapter at a time, with its outline, the passage one came for, and the notes beside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from search.ask.highlights import matches
from search.model import Filters
from ui.texts.asking import words
from ui.web.address import DOCUMENTS, READ, SEARCH, to
from ui.web.pages.cards import MOST, TOP, best_sentences, chips, quote_button, read_link
from ui.web.pages.markup import anchor, notice
from ui.web.pages.prose import Marks, note_places, paragraphs
from ui.web.pages.references import notes, own_references
from ui.web.pages.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.model import Passage
    from search import KnowledgeBase
    from search.backend.sqlite.store import StoredDocument
    from search.model import AnswerSentence, Hit
    from ui.texts.asking import Words
    from ui.web.address import Address

_PREFIX = "l"  # of the ids of passages in this tab


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    said = words(address.language)
    documents = base.documents()
    known = next((each for each in documents if each.id == address.get("document")), None)
    if known is None:
        return _shelf(documents, address, said)
    passages = base.passages(Filters(document=known.id))
    chapters = [list(group) for _, group in groupby(passages, key=lambda each: each.chapter)]
    if not chapters:
        return _shelf(documents, address, said)
    here = _chapter(chapters, address)
    found = _find(base, address)
    current = next((each for each in chapters[here] if each.id == address.get("passage")), None)
    printed = "" if current is None else sheets(base, current, known, said)
    return (
        f'<div class="vp-reading">{_outline(chapters, here, known, address, said)}'
        f'<div class="vp-text">{_walk(found.hits, address, said)}'
        f'<p class="vp-source"><cite>{escape(known.title)}</cite><span>{escape(_publisher(known))}</span></p>'
        f"{_text(chapters[here], address, said, found, printed)}{_turn(chapters, here, known, said)}</div></div>"
    )


def _shelf(documents: Sequence[StoredDocument], address: Address, said: Words) -> str:
    """The documents there are to read."""
    if not documents:
        link = f'<a class="vp-button vp-primary" href="{escape(to(DOCUMENTS))}">{said.empty_next}</a>'
        return f'<div class="vp-first"><h2>{said.empty}</h2><p>{link}</p></div>'
    missing = notice(said.no_document) if address.get("document") else ""
    items = "".join(
        f'<li><a href="{escape(to(READ, document=each.id))}" lang="nl">{escape(each.title)}</a>'
        f'<p class="vp-small">{escape(_publisher(each))}</p></li>'
        for each in documents
    )
    return f'{missing}<h2>{said.choose}</h2><ul class="vp-shelf">{items}</ul>'


def _publisher(known: StoredDocument) -> str:
    return ", ".join(part for part in (known.publisher, str(known.year or "")) if part)


def _chapter(chapters: Sequence[Sequence[Passage]], address: Address) -> int:
    """The chapter of the passage that the address names, else the one it numbers, else the first."""
    wanted = address.get("passage")
    found = [at for at, chapter in enumerate(chapters) if any(each.id == wanted for each in chapter)]
    if found:
        return found[0]
    return min(max((address.number("deel") or 1) - 1, 0), len(chapters) - 1)


@dataclass(frozen=True, slots=True)
class _Found:
    """What the question that one came with found. ``terms``: of its words."""

    hits: tuple[Hit, ...] = ()
    terms: frozenset[str] = frozenset()
    quoted: tuple[AnswerSentence, ...] = ()

    def marks(self, passage: Passage) -> Marks:
        """Return what is marked in a passage, where it is one of the hits."""
        hit = next((each for each in self.hits if each.passage == passage.id), None)
        if hit is None:
            return Marks()
        quoted = [each.text for each in self.quoted if each.passage == passage.id]
        return Marks(tuple(best_sentences(hit, quoted)), tuple(matches(passage.text, self.terms)))


def _find(base: KnowledgeBase, address: Address) -> _Found:
    """Ask again the question that one came with; the document being read is no filter of it."""
    question = address.get("vraag")
    if not question:
        return _Found()
    filters = replace(address.filters(), document=address.get("binnen") or None)
    found = base.search(question, top=min(address.number("aantal") or TOP, MOST), filters=filters)
    return _Found(found.hits, base.looked_for(question), found.answer.sentences)


def _outline(
    chapters: Sequence[Sequence[Passage]], here: int, known: StoredDocument, address: Address, said: Words
) -> str:
    items = []
    for at, chapter in enumerate(chapters):
        title = escape(chapter[0].chapter or said.untitled)
        href = escape(address.link(READ, deel=at + 1, passage=None, document=known.id))
        if at == here:
            items.append(f'<li><a href="{href}" aria-current="true">{title}</a>{_sections(chapter)}</li>')
        else:
            items.append(f'<li><a href="{href}">{title}</a></li>')
    return (
        f'<details class="vp-outline" data-wide-open><summary>{said.outline}</summary>'
        f'<nav aria-label="{said.outline}" lang="nl"><ol>{"".join(items)}</ol></nav></details>'
    )


def _sections(chapter: Sequence[Passage]) -> str:
    """The sections right under a chapter, each leading to its first passage."""
    firsts: dict[str, str] = {}
    for passage in chapter:
        if len(passage.section_path) > 1:
            firsts.setdefault(passage.section_path[1], passage.id)
    items = "".join(f'<li><a href="#{anchor(id_, _PREFIX)}">{escape(title)}</a></li>' for title, id_ in firsts.items())
    return f"<ol>{items}</ol>" if items else ""


def _walk(hits: Sequence[Hit], address: Address, said: Words) -> str:
    """The way back to the results and to the hits before and after this one."""
    if not hits:
        return ""
    back = address.link(SEARCH, passage=None, deel=None, binnen=None, document=address.get("binnen"))
    at = next((at for at, hit in enumerate(hits) if hit.passage == address.get("passage")), None)
    steps = ""
    if at is not None:
        before = hits[at - 1] if at else None
        after = hits[at + 1] if at + 1 < len(hits) else None
        steps = (
            f"<span>{said.hit_of.format(rank=at + 1, count=len(hits))}</span>"
            f"{_step(before, '‹', said.previous_hit, address)}{_step(after, '›', said.next_hit, address)}"
        )
    return (
        f'<nav class="vp-walk" aria-label="{said.found}"><a href="{escape(back)}" data-back>{said.to_results}</a>'
        f"<span>{steps}</span></nav>"
    )


def _step(hit: Hit | None, sign: str, told: str, address: Address) -> str:
    if hit is None:
        return f'<span class="vp-step" aria-hidden="true">{sign}</span>'
    href = escape(read_link(hit.document, hit.passage, address, within=address.get("binnen")))
    return f'<a class="vp-step" href="{href}" aria-label="{told}" title="{told}">{sign}</a>'


def _text(chapter: Sequence[Passage], address: Address, said: Words, found: _Found, printed: str) -> str:
    """The chapter. ``printed``: the pages that the passage one came for stands on, as HTML."""
    parts = [f'<h2 lang="nl">{escape(chapter[0].chapter or said.untitled)}</h2>']
    shown: tuple[str, ...] = chapter[0].section_path[:1]
    page: int | None = None
    for passage in chapter:
        path = passage.section_path
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, shown, strict=False)))
        parts += [_heading(path[depth], depth) for depth in range(max(same, 1), len(path))]
        shown = path or shown
        here = passage.id == address.get("passage")
        parts.append(_passage(passage, said, found, before=page, printed=printed if here else None))
        page = passage.page
    return "".join(parts)


def _heading(title: str, depth: int) -> str:
    """The heading of a section; ``depth`` 1 stands right under the chapter."""
    level = min(depth + 2, 5)
    return f'<h{level} class="vp-level-{level - 2}" lang="nl">{escape(title)}</h{level}>'


def _passage(passage: Passage, said: Words, found: _Found, *, before: int | None, printed: str | None) -> str:
    """A passage with its notes beside it.

    ``before``: the page just before it. ``printed``: its pages as HTML for the passage one came for, else None.
    """
    key = anchor(passage.id, _PREFIX)
    prefix = f"m-{key}"
    marks = replace(found.marks(passage), notes=note_places(passage.footnotes, passage.start, prefix))
    here = printed is not None
    kind = " vp-here" if here else " vp-found" if marks.sentences or marks.words else ""
    turned = passage.page is not None and passage.page != before
    page = f'<p class="vp-page">{said.page.format(page=passage.page)}</p>' if turned else ""
    beside = notes(passage.footnotes, said, prefix, unfolded=True)
    beside += own_references(passage.footnotes, passage.citations, said)
    copy = f'<p class="vp-actions">{quote_button(passage.id, said)}{chips(passage.sdgs, (), said)}</p>' if here else ""
    return (
        f'<div class="vp-passage{kind}" id="{key}"{" data-goto tabindex=-1" if here else ""}>'
        f'<div class="vp-words" lang="nl">{paragraphs(passage.text, marks, passage.section_path)}{copy}</div>'
        f'<div class="vp-margin">{page}{printed or ""}{beside}</div></div>'
    )


def _turn(chapters: Sequence[Sequence[Passage]], here: int, known: StoredDocument, said: Words) -> str:
    """The chapters before and after this one."""

    def link(at: int, told: str) -> str:
        if not 0 <= at < len(chapters):
            return "<span></span>"
        href = escape(to(READ, document=known.id, deel=at + 1))
        title = escape(chapters[at][0].chapter or said.untitled)
        return f'<a href="{href}"><span class="vp-small">{told}</span><br><span lang="nl">{title}</span></a>'

    return f'<nav class="vp-turn">{link(here - 1, said.previous_chapter)}{link(here + 1, said.next_chapter)}</nav>'
