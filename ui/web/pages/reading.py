"""The tab Lezen: a document, a chapter at a time, with its outline, the passage one came for, its notes and its PDF."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from search.ask.highlights import find_terms
from search.model import Filters
from ui.texts import asking
from ui.texts.reader import bar as bar_texts
from ui.texts.reader import pane as pane_texts
from ui.web import rendering
from ui.web.address import DOCUMENTS, READ, Link, anchor, to
from ui.web.originals.pane import pane
from ui.web.originals.sheets import sheets
from ui.web.pages.cards import MOST, TOP, best_sentences
from ui.web.pages.listing import listed
from ui.web.pages.prose import Marks, note_places, paragraphs
from ui.web.pages.reading_bar import PDF, bar, going_on, origin, pdf_at
from ui.web.pages.references import cited, noted, outside_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markupsafe import Markup

    from ingest.model import Passage
    from search import KnowledgeBase
    from search.backend.model import StoredDocument
    from search.model import AnswerSentence, Hit
    from ui.texts.asking import Words
    from ui.web.address import Address
    from ui.web.originals.sheets import Sheet
    from ui.web.pages.references import Cited, Noted

_PREFIX = "l"  # of the ids of passages in this tab


@dataclass(frozen=True, slots=True)
class Entry:
    """A chapter in the outline; the sections are listed of the one that is shown."""

    link: Link
    here: bool
    sections: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section. ``level``: 3 right under the chapter, 5 at most."""

    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as shown. ``id``: of its element; ``headings``: of the sections that begin with it.

    ``kind``: its class, "" for most; ``here``: whether one came for it; ``goto``: whether it is brought into view;
    ``page``: that it stands on; ``turns``: whether that is another than of the passage before; ``pdf``: the address
    with the PDF beside the text at this passage, "" where there is none.
    """

    id: str
    passage: str
    headings: tuple[Heading, ...]
    kind: str
    here: bool
    goto: bool
    text: Markup
    sdgs: tuple[int, ...]
    page: int | None
    turns: bool
    pdf: str
    sheets: tuple[Sheet, ...]
    notes: tuple[Noted, ...]
    references: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the text. ``printed``: the pages of the passage one came for; ``can_open``: whether a PDF."""

    printed: tuple[Sheet, ...]
    can_open: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What the question that one came with found. ``terms``: of its words."""

    hits: tuple[Hit, ...] = ()
    terms: frozenset[str] = frozenset()
    quoted: tuple[AnswerSentence, ...] = ()

    def marks(self, passage: Passage) -> Marks:
        """Return what is marked in a passage, where it is one of the hits."""
        hit = next((each for each in self.hits if each.passage.id == passage.id), None)
        if hit is None:
            return Marks()
        quoted = [each.text for each in self.quoted if each.passage == passage.id]
        return Marks(tuple(best_sentences(hit, quoted)), tuple(find_terms(passage.text, self.terms)))


def render(base: KnowledgeBase, address: Address) -> str:
    """Return what the tab shows."""
    words = asking.words(address.language)
    known = base.document(address.get("document")) if address.get("document") else None
    if known is None:
        return _shelf(base, address, words)
    passages = base.passages(Filters(document=known.id))
    chapters = [list(group) for _, group in groupby(passages, key=lambda each: each.chapter)]
    if not chapters:
        return _shelf(base, address, words)
    here = _chapter(chapters, address)
    chapter = chapters[here]
    found = _find(base, address)
    current = next((each for each in chapter if each.id == address.get("passage")), None)
    above = bar(base, known, address, found.hits, (current or chapter[0]).id)
    opened = None
    if above.pdf and address.get(PDF):
        passage = _in_pdf(chapter, current, address)
        opened = pane(base, known, passage, found.marks(passage).sentences, words.language)
    printed = () if current is None or opened else sheets(base, current, known, words.language)
    beside = Beside(printed, can_open=bool(above.pdf))
    return rendering.render(
        "reading.html",
        words=words,
        bar=above,
        bar_words=bar_texts.words(address.language),
        pane=opened,
        pane_words=pane_texts.words(address.language),
        outline=list(_outline(chapters, here, known, going_on(address), words)),
        chapter=chapter[0].chapter,
        passages=list(_passages(chapter, address, words, found, beside)),
        before=_turn(chapters, here - 1, known, going_on(address), words),
        after=_turn(chapters, here + 1, known, going_on(address), words),
    )


def _in_pdf(chapter: Sequence[Passage], current: Passage | None, address: Address) -> Passage:
    """The passage that the PDF is open at: the one that the address names for it, else the current, else the first."""
    named = next((each for each in chapter if each.id == address.get(PDF)), None)
    return named or current or chapter[0]


def _shelf(base: KnowledgeBase, address: Address, words: Words) -> str:
    """The documents there are to read."""
    found = listed(base, replace(address, values=tuple(pair for pair in address.values if pair[0] != "document")))
    if not found.total:
        return rendering.fragment("common.html", "empty", words, to(DOCUMENTS))
    documents = [(Link(each.title, to(READ, document=each.id)), origin(each)) for each in found.documents]
    missing = bool(address.get("document"))
    return rendering.render("shelf.html", words=words, missing=missing, listed=found, documents=documents)


def _chapter(chapters: Sequence[Sequence[Passage]], address: Address) -> int:
    """The chapter that the address numbers, else that of the passage it names, else the first.

    Who reads on in another chapter still came from that passage: the address keeps it, to go back to it.
    """
    number = address.number("deel")
    if number is not None:
        return min(max(number - 1, 0), len(chapters) - 1)
    wanted = address.get("passage")
    return next((at for at, chapter in enumerate(chapters) if any(each.id == wanted for each in chapter)), 0)


def _find(base: KnowledgeBase, address: Address) -> Found:
    """Ask again the question that one came with; the document being read is not one of its filters."""
    question = address.get("vraag")
    if not question:
        return Found()
    filters = replace(address.filters(), document=address.get("binnen") or None)
    found = base.ask(question, filters, top=min(address.number("aantal") or TOP, MOST), facet_depth=None)
    return Found(found.hits, found.terms, found.answer.sentences)


def _outline(
    chapters: Sequence[Sequence[Passage]], here: int, known: StoredDocument, address: Address, words: Words
) -> Iterator[Entry]:
    for at, chapter in enumerate(chapters):
        href = address.link(READ, deel=at + 1, document=known.id)
        link = Link(chapter[0].chapter or words.untitled, href)
        yield Entry(link, here=at == here, sections=_sections(chapter) if at == here else ())


def _sections(chapter: Sequence[Passage]) -> tuple[Link, ...]:
    """The sections right under a chapter, each leading to its first passage."""
    firsts: dict[str, str] = {}
    for passage in chapter:
        if len(passage.section_path) > 1:
            firsts.setdefault(passage.section_path[1], passage.id)
    return tuple(Link(title, f"#{anchor(id_, _PREFIX)}") for title, id_ in firsts.items())


def _passages(
    chapter: Sequence[Passage], address: Address, words: Words, found: Found, beside: Beside
) -> Iterator[Shown]:
    """The passages of a chapter."""
    shown: tuple[str, ...] = chapter[0].section_path[:1]
    page: int | None = None
    for passage in chapter:
        path = passage.section_path
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(path, shown, strict=False)))
        headings = (Heading(path[depth], min(depth + 2, 5)) for depth in range(max(same, 1), len(path)))
        shown = path or shown
        key = anchor(passage.id, _PREFIX)
        prefix = f"m-{key}"
        marks = replace(found.marks(passage), notes=note_places(passage.footnotes, passage.start, prefix))
        here = passage.id == address.get("passage")
        yield Shown(
            id=key,
            passage=passage.id,
            headings=tuple(headings),
            kind="vp-here" if here else "vp-found" if marks.sentences or marks.words else "",
            here=here,
            goto=here and address.number("deel") is None,
            text=paragraphs(passage.text, marks, path),
            sdgs=passage.sdgs,
            page=passage.page,
            turns=passage.page is not None and passage.page != page,
            pdf=pdf_at(address, passage.id) if beside.can_open else "",
            sheets=beside.printed if here else (),
            notes=noted(passage.footnotes, words, prefix),
            references=cited(outside_notes(passage.footnotes, passage.citations), words),
        )
        page = passage.page


def _turn(
    chapters: Sequence[Sequence[Passage]], at: int, known: StoredDocument, address: Address, words: Words
) -> Link | None:
    """The way to a chapter, None where there is none."""
    if not 0 <= at < len(chapters):
        return None
    href = address.link(READ, document=known.id, deel=at + 1)
    return Link(chapters[at][0].chapter or words.untitled, href)
