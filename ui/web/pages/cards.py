"""A passage as a card, and the answer above the cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ask.highlights import find_terms
from search.export.quoting import BULLET
from search.model import AnswerOutcome
from ui import texts
from ui.texts.asking import sought
from ui.texts.doubts import by_passage
from ui.texts.naming import origin
from ui.web.address import READ, anchor
from ui.web.pages.prose import Marks, note_places, paragraphs
from ui.web.pages.references import cited, noted, outside_notes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from markupsafe import Markup

    from search.model import AnswerSentence, Hit, SearchResult
    from ui.texts.asking import Words
    from ui.web.address import Address
    from ui.web.pages.references import Cited, Noted

TOP, MOST = 10, 50  # passages of a question that are shown at first, and at most


@dataclass(frozen=True, slots=True)
class Quote:
    """Sentences of one passage that answer, as ``lines`` with "[…]" where text between two is left out.

    ``origin``: kind, publisher and date of the document, as far as known; ``place``: chapter and page; ``href``: of the
    passage.
    """

    passage: str
    sentences: tuple[str, ...]
    lines: tuple[str, ...]
    title: str
    origin: str
    place: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer as shown.

    ``instead``: what stands in its place where nothing was found; ``sought``: then what was looked for, with labels.
    """

    quotes: tuple[Quote, ...] = ()
    instead: str = ""
    sought: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A passage as shown. ``id``: of its element; ``above``: the titles above its ``heading``; ``text``: with marks.

    ``origin``: kind, publisher and date of the document, as far as known; ``href``: where it is read in its document.
    """

    id: str
    passage: str
    document: str
    title: str
    origin: str
    page: int | None
    sdgs: tuple[int, ...]
    suggested_sdgs: tuple[int, ...]
    above: tuple[str, ...]
    heading: str
    text: Markup
    notes: tuple[Noted, ...]
    references: tuple[Cited, ...]
    href: str


def answer(found: SearchResult, titles: Mapping[str, str], address: Address, words: Words) -> Answer | None:
    """Return the sentences that answer, each with its source; or that there are none, and what was looked for.

    None where the passages below only come near: they are listed under a heading that says so.
    """
    if found.answer.outcome is AnswerOutcome.NEAR:
        return None
    if found.answer.outcome is AnswerOutcome.NONE:
        nothing = f"{words.nothing} {words.nothing_next}"
        looked_for = () if found.sought is None else tuple(sought(found.sought, words, titles))
        return Answer(instead=words.not_found_more if found.hits else nothing, sought=looked_for)
    hits = {hit.passage.id: hit for hit in found.hits}
    quotes = (
        _quote(sentences, hits.get(passage), titles, address, words)
        for passage, sentences in by_passage(found.answer.sentences)
    )
    return Answer(tuple(quotes))


def _quote(
    sentences: Sequence[AnswerSentence], hit: Hit | None, titles: Mapping[str, str], address: Address, words: Words
) -> Quote:
    first = sentences[0]
    return Quote(
        passage=first.passage,
        sentences=tuple(each.text for each in sentences),
        lines=tuple(line for each in sentences for line in _lines(each)),
        title=texts.short(titles.get(first.document, first.document)),
        origin="" if hit is None else origin(hit, words.naming),
        place=() if hit is None else _place(hit, words),
        href=f"#{anchor(first.passage)}" if hit else read_link(first.document, first.passage, address),
    )


def _lines(sentence: AnswerSentence) -> Iterator[str]:
    """Yield a sentence between what is said of it: that text is left out before it, what its amounts are counted in."""
    if sentence.gap:
        yield texts.GAP
    yield sentence.text.removeprefix(BULLET)
    if sentence.unit:
        yield texts.UNIT.format(unit=sentence.unit)


def _place(hit: Hit, words: Words) -> tuple[str, ...]:
    passage = hit.passage
    page = "" if passage.page is None else words.page.format(page=passage.page)
    return tuple(part for part in (passage.chapter, page) if part)


def read_link(document: str, passage: str, address: Address, within: str | None = None) -> str:
    """Return the address where a passage is read in its document; it remembers the question, to walk its hits.

    ``within``: the document that the question was limited to; None: the one that the address names.
    """
    limit = address.get("document") if within is None else within
    return address.link(READ, document=document, passage=passage, binnen=limit, deel=None)


def card(hit: Hit, looked_for: Collection[str], quoted: Sequence[str], address: Address, words: Words) -> Card:
    """Return a passage with its place, goals, marks, notes and references.

    ``looked_for``: the terms to mark; ``quoted``: the sentences that the answer takes from it.
    """
    passage = hit.passage
    key = anchor(passage.id)
    path = passage.section_path or tuple(part for part in (passage.chapter, passage.section) if part)
    prefix = f"n-{key}"
    marks = Marks(
        tuple(best_sentences(hit, quoted)),
        tuple(find_terms(passage.text, looked_for)) if looked_for else (),
        note_places(passage.footnotes, passage.start, prefix),
    )
    return Card(
        id=key,
        passage=passage.id,
        document=passage.document,
        title=hit.title,
        origin=origin(hit, words.naming),
        page=passage.page,
        sdgs=passage.sdgs,
        suggested_sdgs=hit.suggested_sdgs,
        above=path[:-1],
        heading=path[-1] if path else hit.title,
        text=paragraphs(passage.text, marks, path),
        notes=noted(passage.footnotes, words, prefix),
        references=cited(outside_notes(passage.footnotes, passage.citations), words),
        href=read_link(passage.document, passage.id, address),
    )


def best_sentences(hit: Hit, quoted: Sequence[str]) -> list[tuple[int, int]]:
    """Return the sentences to mark: those that the answer quotes, else the one that fits the question best."""
    starts = [(hit.passage.text.find(text), len(text)) for text in quoted]
    spans = sorted((start, start + length) for start, length in starts if start >= 0)
    return spans or ([hit.best_sentence] if hit.best_sentence else [])
