"""Headings that letters count: "a) Inhoud voorstel", "b) Impact assessment", in the text's own size and weight."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ingest.formats.pdf.page.paragraphs import PrintedBlock

_LETTERED = re.compile(r"^\(?(?P<letter>[a-z])[.)]\s+(?=[A-Z])")
_DIGITS = re.compile(r"^\s*(?:hoofdstuk\s+)?\d{1,2}(?:\.\d{1,2})*[.)]?\s", re.IGNORECASE)
_SKIPPED = 2  # letters of a series that may stand in lines that are no headings by themselves
_SET_APART, _PLAIN = 2, 3  # the least members of a series of headings
_MOST_LINES, _MOST_CHARACTERS = 3, 220  # of such a heading
_SHORT = 100  # characters of one that is set as running text is
_MORE_SPACE = 1.22  # usual distances above one that stands below no heading


def lettered_headings(blocks: Sequence[PrintedBlock], set_apart: Callable[[PrintedBlock], bool]) -> None:
    """Make headings of lines that letters count up and that each stand alone above text of their own.

    ``set_apart``: whether slope, colour or weight distinguishes a block from running text; a series without may be one
    of headings too, where it is longer.
    """
    series: list[PrintedBlock] = []
    last = ""
    for index, block in enumerate(blocks):
        found = _LETTERED.match(block.text)
        if found is None or not _stands_alone(blocks, index):
            continue
        letter = found["letter"]
        if not last or not 0 < ord(letter) - ord(last) <= _SKIPPED + 1:
            _settle(series, set_apart)
            series = []
        series.append(block)
        last = letter
    _settle(series, set_apart)


def _stands_alone(blocks: Sequence[PrintedBlock], index: int) -> bool:
    """Whether a block has space or a heading above it, and text below it that is no item of a list."""
    block = blocks[index]
    above = blocks[index - 1] if index else None
    below = blocks[index + 1] if index + 1 < len(blocks) else None
    return block.level != 0 or (
        block.kind in {BlockKind.LIST, BlockKind.PARAGRAPH}
        and not block.framed
        and len(block.lines) <= _MOST_LINES
        and len(block.text) <= _MOST_CHARACTERS
        and (block.space > _MORE_SPACE or (above is not None and above.level != 0 and above.strand == block.strand))
        and not any(line.turned for line in block.lines)
        and not re.search(r"[.;,:]$", block.text)
        and below is not None
        and (below.level != 0 or (below.kind is BlockKind.PARAGRAPH and not below.item))
    )


def _settle(series: Sequence[PrintedBlock], set_apart: Callable[[PrintedBlock], bool]) -> None:
    apart = all(set_apart(block) for block in series)
    plain = len(series) >= _PLAIN and all(len(block.text) <= _SHORT for block in series)
    if plain or (apart and len(series) >= _SET_APART):
        for block in series:
            block.level = block.level or -1


def lower_letters(headings: Sequence[PrintedBlock]) -> None:
    """Put headings that letters count below the numbered one they stand under, where both are set alike."""
    numbered = 0
    for block in headings:
        if _DIGITS.match(block.text):
            numbered = block.level
        elif numbered and _LETTERED.match(block.text):
            block.level = max(block.level, numbered + 1)
