"""HTML fragments for answers, passages, moties and documents. Everything that comes from a document is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ui import texts
from ui.notes import by_passage, refer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.model import Citation, Footnote
    from search.model import AnswerSentence, Filters, Hit, SearchResult
    from ui.notes import Doubt


def result(found: SearchResult, filters: Filters, titles: dict[str, str]) -> str:
    """The answer first, then the passages. ``titles``: document id -> title."""
    hits = {hit.passage: hit for hit in found.hits}
    parts = [_answer(found, hits, titles)]
    if found.hits:
        summary = texts.count(len(found.hits), *texts.HITS_FOUND)
        active = _active(filters, titles)
        if active:
            summary = f"{summary}, {texts.FILTERED_ON.format(filters=escape(active))}"
        parts.append(f'<h2 class="vp-heading">{texts.PASSAGES} <span class="vp-quiet">{summary}</span></h2>')
        said = [(sentence.passage, sentence.text) for sentence in found.answer.sentences]
        cards = [hit_card(hit, [text for passage, text in said if passage == hit.passage]) for hit in found.hits]
        parts.append(f'<ol class="vp-hits">{"".join(cards)}</ol>')
    return f'<div class="vp">{"".join(parts)}</div>'


def notice(text: str) -> str:
    """A quiet sentence where there is nothing to show (yet)."""
    return f'<div class="vp"><p class="vp-notice">{escape(text)}</p></div>'


def _answer(found: SearchResult, hits: dict[str, Hit], titles: dict[str, str]) -> str:
    if not found.answer.found:
        more = texts.NOT_FOUND_MORE if found.hits else texts.NOTHING_AT_ALL
        return (
            f'<section class="vp-answer vp-answer-none" aria-label="{texts.ANSWER}">'
            f"<h2>{texts.NOT_FOUND}</h2><p>{more}</p></section>"
        )
    grouped = by_passage(found.answer.sentences)
    quotes = "".join(_quote(sentences, hits.get(passage), titles) for passage, sentences in grouped)
    return f'<section class="vp-answer" aria-label="{texts.ANSWER}"><h2>{texts.ANSWER}</h2>{quotes}</section>'


def _quote(sentences: Sequence[AnswerSentence], hit: Hit | None, titles: dict[str, str]) -> str:
    title = titles.get(sentences[0].document, sentences[0].document)
    if hit is None:
        source = f"<cite>{escape(texts.short(title))}</cite>"
    else:
        link = f'<a href="#{_anchor(hit.passage)}"><cite>{escape(texts.short(title))}</cite></a>'
        source = " · ".join([link, *(escape(part) for part in _where(hit))])
    words = "".join(f"<p>{escape(sentence.text)}</p>" for sentence in sentences)
    return f"<figure><blockquote>{words}</blockquote><figcaption>{source}</figcaption></figure>"


def _where(hit: Hit) -> list[str]:
    place = [hit.chapter]
    if hit.page is not None:
        place.append(texts.PAGE.format(page=hit.page))
    return [part for part in place if part]


def hit_card(hit: Hit, said: Sequence[str] = ()) -> str:
    """A passage with its breadcrumb, SDGs, notes and references. ``said``: what the answer quotes from it."""
    path = hit.section_path or (hit.chapter, hit.section)
    crumbs = "".join(f"<li>{escape(title)}</li>" for title in path if title)
    page = "" if hit.page is None else f'<span class="vp-page">{texts.PAGE.format(page=hit.page)}</span>'
    title = f'<cite title="{escape(hit.title)}">{escape(texts.short(hit.title))}</cite>'
    chips = "".join(f'<span class="vp-sdg">{texts.SDG.format(number=number)}</span>' for number in hit.sdgs)
    chips += "".join(_suggested(number) for number in hit.suggested_sdgs)
    return (
        f'<li class="vp-hit" id="{_anchor(hit.passage)}" data-passage="{escape(hit.passage)}"'
        f' data-document="{escape(hit.document)}"><article>'
        f'<header><p class="vp-source">{title}{page}{chips}</p>'
        f'<ul class="vp-crumbs">{crumbs}</ul></header>'
        f"{_text(hit, _marks(hit, said))}{_notes(hit)}{_references(hit)}</article></li>"
    )


def _suggested(number: int) -> str:
    """A chip that cannot be taken for a goal that the passage names."""
    why = texts.SDG_SUGGESTED_WHY.format(name=texts.SDG_NAMES[number])
    words = texts.SDG_SUGGESTED_CHIP.format(number=number)
    return f'<span class="vp-sdg vp-sdg-suggested" title="{escape(why)}">{words}</span>'


def _anchor(passage: str) -> str:
    return escape(f"p-{passage.replace(':', '-')}")


def _marks(hit: Hit, said: Sequence[str]) -> list[tuple[int, int]]:
    """The spans to mark: the sentences that the answer quotes, else the one that fits the question best."""
    starts = [(hit.text.find(text), len(text)) for text in said]
    quoted = sorted((start, start + length) for start, length in starts if start >= 0)
    return quoted or ([hit.best_sentence] if hit.best_sentence else [])


def _text(hit: Hit, marks: Sequence[tuple[int, int]]) -> str:
    """The passage, a paragraph per line, with its marks."""
    paragraphs = []
    at = 0
    heading = True  # the passage's own heading stands in the breadcrumb already
    for line in hit.text.split("\n"):
        heading = heading and line.strip() in ("", hit.section)
        if line.strip() and not heading:
            paragraphs.append(f"<p>{_marked(line, [(start - at, end - at) for start, end in marks])}</p>")
        at += len(line) + 1
    return f'<div class="vp-text">{"".join(paragraphs)}</div>'


def _marked(line: str, marks: Sequence[tuple[int, int]]) -> str:
    """A line with the parts of the marks that fall in it; marks are in order and do not overlap."""
    parts = []
    at = 0
    for start, end in marks:
        low, high = max(start, at), min(end, len(line))
        if low < high:
            parts.append(f"{escape(line[at:low])}<mark>{escape(line[low:high])}</mark>")
            at = high
    return "".join([*parts, escape(line[at:])])


def _notes(hit: Hit) -> str:
    if not hit.footnotes:
        return ""
    items = "".join(_note(note) for note in hit.footnotes)
    label = texts.count(len(hit.footnotes), *texts.FOOTNOTES)
    return f'<details class="vp-notes" open><summary>{label}</summary><dl>{items}</dl></details>'


def _note(note: Footnote) -> str:
    links = "".join(f"<li>{reference(citation)}</li>" for citation in note.citations)
    return (
        f"<dt>{note.number}</dt><dd><p>{escape(note.text)}</p>{f'<ul class=vp-refs>{links}</ul>' if links else ''}</dd>"
    )


def _references(hit: Hit) -> str:
    """What the passage cites in its own text; what its notes cite stands with the note."""
    shown = {note.number for note in hit.footnotes}
    own = [citation for citation in hit.citations if citation.footnote not in shown]
    if not own:
        return ""
    items = "".join(f"<li>{reference(citation)}</li>" for citation in own)
    return f'<section class="vp-own"><h3>{texts.REFERENCES}</h3><ul class="vp-refs">{items}</ul></section>'


def reference(citation: Citation) -> str:
    """A citation with the link to its paper, and what must be known before following it."""
    shown = refer(citation)
    title = f' <span class="vp-title">{escape(citation.title)}</span>' if citation.title else ""
    return f"{escape(shown.name)}{title} {outside(shown.url, shown.label)}{doubtful(shown.doubt)}"


def doubtful(doubt: Doubt | None) -> str:
    """What must be read before a link is followed; how that is known unfolds."""
    if doubt is None:
        return ""
    what = f"<strong>{texts.CHECK}</strong> {escape(doubt.what)}"
    if not doubt.reason:
        return f'<p class="vp-doubt">{what}</p>'
    return f'<details class="vp-doubt"><summary>{what}</summary><p>{escape(doubt.reason)}</p></details>'


def bullets(items: Iterable[str]) -> str:
    """A plain list of items that are HTML already."""
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def outside(url: str | None, label: str) -> str:
    """A link that leaves the page; plain text where there is no address that can be trusted."""
    if url is None or not url.startswith("https://"):
        return f'<span class="vp-nolink">{escape(label)}</span>'
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(label)}</a>'


def _active(filters: Filters, titles: dict[str, str]) -> str:
    parts = [
        titles.get(filters.document, filters.document) if filters.document else "",
        filters.chapter or "",
        texts.SDG.format(number=filters.sdg) if filters.sdg else "",
        filters.motie or "",
    ]
    return ", ".join(part for part in parts if part)


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Rows of cells that are HTML already; every cell knows its column, so a narrow screen can stack them."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    body = "".join(
        "<tr>"
        + "".join(f'<td data-label="{escape(name)}">{cell}</td>' for name, cell in zip(columns, row, strict=True))
        + "</tr>"
        for row in rows
    )
    return f'<table class="vp-table"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'
