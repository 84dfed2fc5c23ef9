"""Tables: one that goes on over the page is made whole, and a long one is cut in parts that each begin with its head.

The head is the caption and the rows that name the columns. Every passage of a table thus shows what its numbers are,
and in which unit ("bedragen x EUR 1.000").
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from ingest.language.traced import TracedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import TypedBlock

_Pages: TypeAlias = "list[tuple[int, int | None]]"  # offset in a table -> the page of what follows

CELL = " | "
_WHOLE = 230  # words: a longer table is cut
_PART = 150  # words in a part, about
_MOST_HEAD_ROWS = 3
_MOST_CAPTION = 40  # words
_YEAR = re.compile(r"(?:19|20)\d\d$")
_VALUE = re.compile(r"[€$–‒-]?\s?\d[\d.,\s]*%?$")
_CAPTION = re.compile(
    r"(?:tabel|overzicht|staat|bijlage)\s+[\d.]+\b|.*\b(?:bedragen|in|x)\b.*(?:€|euro|eur|%)", re.IGNORECASE
)


def cut_tables(blocks: Sequence[TypedBlock]) -> list[TypedBlock]:
    """The blocks with tables made whole and long ones cut; those whose reader works out the outline stay."""
    found: list[TypedBlock] = []
    pages: list[_Pages] = []
    for block in blocks:
        table = block.kind is BlockKind.TABLE and block.depth is None
        if table and found and _goes_on(found[-1], block, pages[-1][-1][1]):
            pages[-1].append((len(found[-1].text) + 1, block.page))
            found[-1] = _joined(found[-1], block)
        else:
            found.append(block)
            pages.append([(0, block.page)])
    parts: list[TypedBlock] = []
    for index, block in enumerate(found):
        if block.kind is BlockKind.TABLE and block.depth is None:
            parts += _parts(block, pages[index], found[index - 1] if index else None)
        else:
            parts.append(block)
    return parts


def head_rows(rows: Sequence[str]) -> int:
    """How many rows at the beginning are the head: those that name columns, and lines without cells above them.

    >>> head_rows(["Tabel 1 (bedragen x EUR 1.000)", "Artikel | 2022 | 2023", "Uitgaven | 512 | 600"])
    2
    """
    first = next((index for index, row in enumerate(rows) if CELL in row), len(rows))
    if first >= len(rows) - 1:
        return 0
    if not any(_has_value(row) for row in rows[first:]):
        return first + 1
    last = first
    while last < len(rows) and last - first < _MOST_HEAD_ROWS and CELL in rows[last] and not _has_value(rows[last]):
        last += 1
    return last if last < len(rows) else first


def _has_value(row: str) -> bool:
    """Whether a cell behind the first holds a number that is not a year."""
    return any(_VALUE.match(cell.strip()) and not _YEAR.match(cell.strip()) for cell in row.split("|")[1:])


def _goes_on(above: TypedBlock, block: TypedBlock, page: int | None) -> bool:
    """Whether a table is the rest, on a new page, of the one before it, which ends on ``page``."""
    if above.kind is not BlockKind.TABLE or page is None or block.page is None or block.page <= page:
        return False
    own, rows = above.text.text.split("\n"), block.text.text.split("\n")
    head = head_rows(own)
    repeated = head > 0 and rows[:1] == own[head - 1 : head]
    widest = max(row.count("|") for row in own)
    # A row that names columns begins a table of its own, unless it is the head of the one before.
    return repeated or (_has_value(rows[0]) and rows[0].count("|") == widest)


def _joined(above: TypedBlock, block: TypedBlock) -> TypedBlock:
    own, rows = above.text.text.split("\n"), block.text.text.split("\n")
    head = own[: head_rows(own)]
    same = 0
    while same < len(rows) and rows[same] in head:
        same += 1
    cut = sum(len(row) + 1 for row in rows[:same])
    shift = len(above.text) + 1 - cut
    rest = block.text.slice(cut)
    marks = [replace(mark, offset=mark.offset + shift) for mark in block.marks if mark.offset >= cut]
    links = [link.moved(shift) for link in block.links if link.start >= cut]
    text = TracedText.join([above.text, rest], "\n")
    return replace(above, text=text, marks=(*above.marks, *marks), links=(*above.links, *links))


def _parts(block: TypedBlock, pages: _Pages, above: TypedBlock | None) -> list[TypedBlock]:
    """A long table in parts of about the same length, each with caption and head; a short one as it is."""
    words = len(block.text.text.split())
    if words <= _WHOLE:
        return [block]
    rows = block.text.text.split("\n")
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    head = head_rows(rows)
    repeated = "\n".join(rows[:head])
    if above is not None and _is_caption(above) and above.text.text not in repeated:
        repeated = "\n".join(filter(None, (above.text.text, repeated)))
    room = max(_PART - len(repeated.split()), _PART // 3)
    counts = [len(row.split()) for row in rows]
    number = max(2, -(-sum(counts[head:]) // room))
    wanted = sum(counts[head:]) / number
    bounds, filled = [head], 0
    for index in range(head, len(rows)):
        if filled and filled + counts[index] / 2 > wanted and len(bounds) < number:
            bounds.append(index)
            filled = 0
        filled += counts[index]
    bounds.append(len(rows))
    parts = []
    for place, (first, last) in enumerate(pairwise(bounds)):
        start, end = (0 if not place else starts[first]), starts[last] - 1
        own = block.text.slice(start, end)
        # What is repeated stands where its rows do: on their page.
        again = TracedText.of(repeated, own.places[0]) if place and repeated else TracedText()
        text = TracedText.join([again, own], "\n") if again.text else own
        shift = len(text) - len(own) - start
        marks = tuple(replace(m, offset=m.offset + shift) for m in block.marks if start <= m.offset <= end)
        links = tuple(link.moved(shift) for link in block.links if start <= link.start and link.end <= end)
        page = next(page for offset, page in reversed(pages) if offset <= starts[first] or not offset)
        parts.append(replace(block, text=text, page=page if place else block.page, marks=marks, links=links))
    return parts


def _is_caption(block: TypedBlock) -> bool:
    text = block.text.text
    return (
        block.kind in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.CAPTION}
        and len(text.split()) <= _MOST_CAPTION
        and not text.endswith(".")
        and bool(_CAPTION.match(text))
    )
