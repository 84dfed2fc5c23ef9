"""A passage as a card, and the answer above the cards."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from search.ask.highlights import matches
from ui import texts
from ui.texts.doubts import by_passage
from ui.web.address import READ
from ui.web.pages.markup import anchor
from ui.web.pages.prose import Marks, note_places, paragraphs
from ui.web.pages.references import notes, own_references

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from search.model import AnswerSentence, Hit, SearchResult
    from ui.texts.asking import Words
    from ui.web.address import Address

TOP, MOST = 10, 50  # passages of a question that are shown at first, and at most


def answer(found: SearchResult, titles: Mapping[str, str], address: Address, said: Words) -> str:
    """The sentences that answer, each with its source; or plainly that there are none."""
    if not found.answer.found:
        more = said.not_found_more if found.hits else f"{said.nothing} {said.nothing_next}"
        return (
            f'<section class="vp-answer vp-answer-none" aria-labelledby="antwoord">'
            f'<h2 id="antwoord">{said.not_found}</h2><p>{more}</p></section>'
        )
    hits = {hit.passage: hit for hit in found.hits}
    quotes = "".join(
        _quote(sentences, hits.get(passage), titles, address, said)
        for passage, sentences in by_passage(found.answer.sentences)
    )
    return (
        f'<section class="vp-answer" aria-labelledby="antwoord"><h2 id="antwoord">{said.answer}'
        f" <span>{said.verbatim}</span></h2>{quotes}</section>"
    )


def _quote(
    sentences: Sequence[AnswerSentence], hit: Hit | None, titles: Mapping[str, str], address: Address, said: Words
) -> str:
    first = sentences[0]
    title = texts.short(titles.get(first.document, first.document))
    place = [] if hit is None else place_of(hit, said)
    target = f"#{anchor(first.passage)}" if hit else read_link(first.document, first.passage, address)
    source = f'<a href="{escape(target)}"><cite>{escape(title)}</cite></a>'
    words = "".join(f"<p>{escape(sentence.text)}</p>" for sentence in sentences)
    return (
        f'<figure><blockquote class="vp-words" lang="nl">{words}</blockquote>'
        f"<figcaption>{' '.join([source, *(f'<span>{escape(part)}</span>' for part in place)])}"
        f"{quote_button(first.passage, said, sentences[0].text if len(sentences) == 1 else '')}</figcaption></figure>"
    )


def place_of(hit: Hit, said: Words) -> list[str]:
    """Chapter and page, as far as known."""
    page = "" if hit.page is None else said.page.format(page=hit.page)
    return [part for part in (hit.chapter, page) if part]


def read_link(document: str, passage: str, address: Address, within: str | None = None) -> str:
    """The address where a passage is read in its document; it remembers the question, to walk its hits.

    ``within``: the document that the question was held to; None: the one that the address names.
    """
    held = address.get("document") if within is None else within
    return address.link(READ, document=document, passage=passage, binnen=held, deel=None)


def quote_button(passage: str, said: Words, sentence: str = "") -> str:
    """A button that copies a passage, or one sentence of it, with its source and notes."""
    return (
        f'<button type="button" class="vp-quiet-button" data-quote="{escape(passage)}"'
        f' data-sentence="{escape(sentence)}" data-done="{escape(said.copied)}"'
        f' data-failed="{escape(said.copy_failed)}">{said.copy}</button>'
    )


def card(hit: Hit, looked_for: Collection[str], quoted: Sequence[str], address: Address, said: Words) -> str:
    """A passage with its place, goals, marks, notes and references. ``quoted``: what the answer takes from it."""
    key = anchor(hit.passage)
    path = hit.section_path or tuple(part for part in (hit.chapter, hit.section) if part)
    above = "".join(f"<li>{escape(title)}</li>" for title in path[:-1])
    crumbs = f'<ol class="vp-crumbs" lang="nl">{above}</ol>' if above else ""
    page = "" if hit.page is None else f'<span class="vp-page">{said.page.format(page=hit.page)}</span>'
    source = f'<cite title="{escape(hit.title)}">{escape(texts.short(hit.title))}</cite>'
    prefix = f"n-{key}"
    marks = Marks(
        tuple(best_sentences(hit, quoted)),
        tuple(matches(hit.text, looked_for)) if looked_for else (),
        note_places(hit.footnotes, hit.start, prefix),
    )
    return (
        f'<li class="vp-hit" id="{key}" tabindex="-1" data-passage="{escape(hit.passage)}"'
        f' data-document="{escape(hit.document)}"><article aria-labelledby="t-{key}">'
        f'<header><p class="vp-source">{source}{page}{chips(hit.sdgs, hit.suggested_sdgs, said)}</p>'
        f'{crumbs}<h3 id="t-{key}" lang="nl">{escape(path[-1] if path else hit.title)}</h3></header>'
        f'<div class="vp-words" lang="nl">{paragraphs(hit.text, marks, path)}</div>'
        f"{notes(hit.footnotes, said, prefix)}{own_references(hit.footnotes, hit.citations, said)}"
        f'<p class="vp-actions"><a class="vp-open" href="{escape(read_link(hit.document, hit.passage, address))}">'
        f"{said.in_context}</a>{quote_button(hit.passage, said)}</p></article></li>"
    )


def best_sentences(hit: Hit, quoted: Sequence[str]) -> list[tuple[int, int]]:
    """Return the sentences to mark: those that the answer quotes, else the one that fits the question best."""
    starts = [(hit.text.find(text), len(text)) for text in quoted]
    spans = sorted((start, start + length) for start, length in starts if start >= 0)
    return spans or ([hit.best_sentence] if hit.best_sentence else [])


def chips(sdgs: Sequence[int], suggested: Sequence[int], said: Words) -> str:
    """The goals that a passage names; those suggested cannot be taken for them."""
    named = "".join(
        f'<span class="vp-chip" title="{escape(said.naming.sdgs[number])}">{said.sdg.format(number=number)}</span>'
        for number in sdgs
    )
    return named + "".join(_suggested(number, said) for number in suggested)


def _suggested(number: int, said: Words) -> str:
    why = escape(said.suggestion_why.format(name=said.naming.sdgs[number]))
    words = f"{said.sdg.format(number=number)} <i>{said.suggestion}</i>"
    return f'<span class="vp-chip vp-chip-maybe" title="{why}">{words}</span>'
