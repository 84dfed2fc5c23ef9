"""Answers, documents and citations as plain text for the command line."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

from ui import texts
from ui.notes import refer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.model import Citation
    from search.model import Hit, SearchResult

_INDENT = "    "


def result(found: SearchResult) -> str:
    """The answer with its sources, then the passages with their notes and links."""
    lines = [*_answer(found), ""]
    if found.hits:
        lines.append(texts.PASSAGES.upper())
        for hit in found.hits:
            lines += [*_hit(hit), ""]
    return "\n".join(lines).rstrip()


def _answer(found: SearchResult) -> Iterator[str]:
    if not found.answer.found:
        yield texts.NOT_FOUND.upper()
        yield from _wrap(texts.NOT_FOUND_MORE if found.hits else texts.NOTHING_AT_ALL)
        return
    hits = {hit.passage: hit for hit in found.hits}
    yield texts.ANSWER.upper()
    for sentence in found.answer.sentences:
        yield from _wrap(f"“{sentence.text}”")
        hit = hits.get(sentence.passage)
        source = f"{sentence.document} ({sentence.passage})" if hit is None else f"{hit.title} · {place(hit)}"
        yield from _wrap(f"— {source}", indent=_INDENT * 2)


def place(hit: Hit) -> str:
    """Where a hit stands: chapter > section, page and SDGs."""
    parts = [" › ".join(hit.section_path) or hit.section or hit.chapter]
    if hit.page is not None:
        parts.append(texts.PAGE.format(page=hit.page))
    parts += [texts.SDG.format(number=number) for number in hit.sdgs]
    return " · ".join(part for part in parts if part)


def _hit(hit: Hit) -> Iterator[str]:
    yield f"{hit.rank:>2}. {hit.title} [{hit.passage}]"
    yield from _wrap(place(hit))
    for paragraph in hit.text.splitlines():
        yield from _wrap(paragraph)
    for note in hit.footnotes:
        yield from _wrap(f"[{note.number}] {' '.join(note.text.split())}", indent=_INDENT * 2)
    for citation in hit.citations:
        yield from _wrap(f"→ {_reference(citation)}", indent=_INDENT * 2)


def _reference(citation: Citation) -> str:
    reference = refer(citation)
    where = "" if citation.footnote is None else f" ({texts.NOTE_NUMBER.format(number=citation.footnote).lower()})"
    parts = [f"{reference.name}{where}: {reference.label}", reference.url or "", reference.remark]
    return " ".join(part for part in parts if part)


def citation_line(citation: Citation) -> str:
    """A citation found by `vindplaats cite`, on one line: span, what it is, where it leads."""
    return f"{citation.start}-{citation.end}\t{_reference(citation)}\t{' '.join(citation.text.split())}"


def table(columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Rows under their columns, each column as wide as its widest cell."""
    widths = [max(len(row[at]) for row in [columns, *rows]) for at in range(len(columns))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in [columns, *rows])


def metrics(measured: Mapping[str, object]) -> str:
    """What an evaluation measured, one number a line, named in Dutch where a Dutch name is known."""
    rows = [(texts.METRICS.get(name, name), _number(value)) for name, value in measured.items()]
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in rows)


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _wrap(text: str, indent: str = _INDENT) -> list[str]:
    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    # Addresses and ids must stay whole, or they cannot be copied.
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
