"""Answers, documents and citations as plain text for the command line."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from search.model import AnswerOutcome
from ui import texts
from ui.cli.papers import paper_lines
from ui.texts import asking, naming
from ui.texts.doubts import by_passage, refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.citations.comparison import CitationChange
    from ingest.model import Citation
    from search import KnowledgeBase
    from search.ask.papers.lookup import PapersFound
    from search.model import Hit, SearchResult

_INDENT = "    "


def result(
    found: SearchResult, top: int, titles: Mapping[str, str] | None = None, papers: PapersFound | None = None
) -> str:
    """The answer with its sources, then the first ``top`` passages with their notes and links.

    ``titles``: of documents by id, to name the one that a filter is on. ``papers``: those that the question asks for;
    where they are all that it asks for, they are the answer.
    """
    near = found.answer.outcome is AnswerOutcome.NEAR  # then the passages stand under that heading
    blocks = [] if papers and papers.answers else [_answer(found, titles or {})]
    if papers:
        blocks.insert(0 if near else len(blocks), _papers(papers))
    lines = [line for block in blocks for line in (*block, "")]
    if found.hits and not near:
        lines.append(texts.PASSAGES.upper())
    for hit in found.hits[:top]:
        lines += [*_hit(hit), ""]
    return "\n".join(lines).rstrip()


def without_answer(found: SearchResult, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said in the place of an answer: that passages come near, or what was looked for."""
    if found.answer.outcome is AnswerOutcome.NEAR:
        yield asking.near(found, asking.NL)
        return
    yield texts.NOT_FOUND_MORE if found.hits else texts.NOTHING_AT_ALL
    if found.sought is not None:
        yield from (f"{label}: {text}" for label, text in asking.sought(found.sought, asking.NL, titles))


def _answer(found: SearchResult, titles: Mapping[str, str]) -> Iterator[str]:
    yield asking.outcome(found.answer, asking.NL).upper()
    if not found.answer.found:
        for line in without_answer(found, titles):
            yield from wrapped(line)
        return
    hits = {hit.passage.id: hit for hit in found.hits}
    for passage, sentences in by_passage(found.answer.sentences):
        for sentence in sentences:
            if sentence.gap:
                yield from wrapped(texts.GAP)
            yield from wrapped(f"“{sentence.text}”")
            if sentence.unit:
                yield from wrapped(texts.UNIT.format(unit=sentence.unit))
        hit = hits.get(passage)
        source = f"{sentences[0].document} ({passage})" if hit is None else _source(hit)
        yield from wrapped(f"— {source}", indent=_INDENT * 2)


def _papers(papers: PapersFound) -> Iterator[str]:
    for depth, line in paper_lines(papers):
        yield from wrapped(line, indent=_INDENT * depth)


def _source(hit: Hit) -> str:
    """The document of a hit, its kind and publisher, and the place."""
    return " · ".join(part for part in (hit.title, naming.origin(hit), place(hit)) if part)


def place(hit: Hit) -> str:
    """Where a hit stands: chapter > section, page and SDGs."""
    passage = hit.passage
    parts = [" › ".join(passage.section_path) or passage.section or passage.chapter]
    if passage.page is not None:
        parts.append(texts.PAGE.format(page=passage.page))
    parts += [texts.SDG.format(number=number) for number in passage.sdgs]
    return " · ".join(part for part in parts if part)


def _hit(hit: Hit) -> Iterator[str]:
    yield f"{hit.rank:>2}. {hit.title} [{hit.passage.id}]"
    guesses = [texts.SDG_SUGGESTED.format(number=number) for number in hit.suggested_sdgs]
    yield from wrapped(" · ".join(part for part in (naming.origin(hit), place(hit), *guesses) if part))
    for paragraph in hit.passage.text.splitlines():
        yield from wrapped(paragraph)
    for note in hit.passage.footnotes:
        yield from wrapped(f"[{note.number}] {' '.join(note.text.split())}", indent=_INDENT * 2)
    for citation in hit.passage.citations:
        yield from wrapped(f"→ {_reference(citation)}", indent=_INDENT * 2)


def _reference(citation: Citation) -> str:
    reference = refer(citation)
    where = "" if citation.footnote is None else f" ({texts.NOTE_NUMBER.format(number=citation.footnote).lower()})"
    doubt = reference.doubt
    parts = [f"{reference.name}{where}: {reference.label}", reference.url or ""]
    parts += [] if doubt is None else [doubt.what, doubt.reason]
    return " ".join(part for part in parts if part)


def citation_line(citation: Citation) -> str:
    """A citation found by `vindplaats cite`, on one line: span, what it is, where it leads."""
    return f"{citation.start}-{citation.end}\t{_reference(citation)}\t{' '.join(citation.text.split())}"


def differences(changes: Sequence[CitationChange], citations: int) -> str:
    """What two lists of citations differ in, a line each, and how many; ``citations``: how many stand in the second."""
    if not changes:
        return texts.DIFF_NONE.format(citations=texts.count(citations, *texts.CITATIONS_COUNT))
    lines = []
    for change in changes:
        shown = [citation_line(each) for each in (change.after, change.before) if each is not None]
        lines.append(f"{texts.DIFF_SIGNS[change.kind]} {shown[0]}")
        lines += [f"{_INDENT}{texts.DIFF_BEFORE} {line}" for line in shown[1:]]
    tally = {sign: sum(change.kind == sign for change in changes) for sign in texts.DIFF_SIGNS}
    return "\n".join([*lines, texts.DIFF_SUMMARY.format_map(tally)])


def quotations(base: KnowledgeBase, found: SearchResult, top: int) -> Iterator[str]:
    """Yield the sentences of the answer, then the first ``top`` passages, each with its source and notes."""
    from search.export.quoting import quote

    yield asking.outcome(found.answer, asking.NL).upper()
    if found.answer.found:
        for sentence in found.answer.sentences:
            yield from (quote(base, sentence.passage, sentence.text).to_text(), "")
    else:
        asked = found.sought.filters.document if found.sought else None
        yield from (*without_answer(found, base.titles([asked]) if asked else {}), "")
    if found.hits and found.answer.outcome is not AnswerOutcome.NEAR:
        yield texts.PASSAGES.upper()
    for hit in found.hits[:top]:
        yield from (quote(base, hit.passage.id).to_text(), "")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their columns, each column as wide as its widest cell."""
    widths = [max(len(row[at]) for row in [columns, *rows]) for at in range(len(columns))]
    return "\n".join(
        "  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in [columns, *rows]
    )


def wrapped(text: str, indent: str = _INDENT) -> list[str]:
    """Return a text as lines that fit the terminal, indented."""
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    # Addresses and ids must stay whole, or they cannot be copied.
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
