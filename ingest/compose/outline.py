"""Typed blocks -> sections and units: which heading stands below which, and what is split into passages together."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.compose.tables import cut_tables
from ingest.compose.text import ComposedText, Unit
from ingest.language.traced import TracedText
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import TypedBlock, TypedText
    from ingest.model import Section

# A table of more words is split into passages apart from the text around it, so that it keeps its head.
_TABLE_WORDS = 60
_UNSEARCHED = (BlockKind.CAPTION, BlockKind.PULL_QUOTE, BlockKind.CONTENTS)


def outline(read: TypedText, title: str) -> ComposedText:
    """The text's body with its sections and units. ``title``: the document's, for text that stands under no heading."""
    builder = _Builder(read, title)
    for block in cut_tables(merge_items(close_levels(read.blocks))):
        if block.text.text.strip():
            builder.add(block)
    return builder.finish()


def close_levels(blocks: Sequence[TypedBlock]) -> list[TypedBlock]:
    """The blocks with heading levels 1, 2, 3 ... without gaps; headings whose depth is known keep theirs.

    Where the highest level has one heading only, before all others, that is the document's title: its parts are the
    chapters, so they are lifted to its level. A heading that its reader knows to open a chapter keeps them below it.
    """
    headings = [block for block in blocks if _is_open(block)]
    levels = [block.level for block in headings]
    ranks = {level: rank for rank, level in enumerate(sorted(set(levels)), start=1)}
    titled = (
        len(ranks) > 1
        and levels[0] == min(levels)
        and levels.count(levels[0]) == 1
        and headings[0].section is not SectionKind.CHAPTER
    )
    return [replace(block, level=max(1, ranks[block.level] - titled)) if _is_open(block) else block for block in blocks]


def _is_open(block: TypedBlock) -> bool:
    """Whether the block is a heading whose place in the outline follows from the levels of all headings."""
    return block.kind is BlockKind.HEADING and block.depth is None


def merge_items(blocks: Sequence[TypedBlock]) -> list[TypedBlock]:
    """The blocks with adjacent list items made one list, a line for each item."""
    merged: list[TypedBlock] = []
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        same = list(run)
        merged += [joined(same)] if kind is BlockKind.LIST else same
    return merged


def joined(blocks: Sequence[TypedBlock], separator: str = "\n") -> TypedBlock:
    """Several blocks as one; marks and links move along."""
    marks = []
    links = []
    offset = 0
    for block in blocks:
        marks += [replace(mark, offset=mark.offset + offset) for mark in block.marks]
        links += [link.moved(offset) for link in block.links]
        offset += len(block.text) + len(separator)
    text = TracedText.join((block.text for block in blocks), separator)
    return replace(blocks[0], text=text, marks=tuple(marks), links=tuple(links))


class _Builder:
    """Takes the blocks in order; ``above`` holds the sections that the next block stands in, the chapter first."""

    def __init__(self, read: TypedText, title: str) -> None:
        self._text = ComposedText(read.pages, read.places)
        self._title = title
        # Text without a heading stands in a chapter that begins where the source does.
        self._first_page = next((block.page for block in read.blocks if block.text.places[:1] == (1,)), None)
        self._above: list[Section] = []
        self._captions: list[TypedBlock] = []
        self._first = 0  # first block of the unit that is being filled
        self._filled = False  # whether that unit holds more than headings

    def add(self, block: TypedBlock) -> None:
        """Put the next block in its place."""
        heading = block.kind is BlockKind.HEADING
        if heading and block.apart is not False:
            self._end_section()
        if heading:
            self._open_section(block)
            return
        self._find_section(block.depth)
        if block.kind in _UNSEARCHED and block.depth is None:
            self._captions.append(block)
        elif block.kind in _UNSEARCHED:
            self._end_unit()
            self._add(block)
            self._first = len(self._text.blocks)
        else:
            self._add_text(block)

    def finish(self) -> ComposedText:
        """Close the last section."""
        self._end_section()
        return self._text

    def _open_section(self, block: TypedBlock) -> None:
        if block.depth is None:
            self._above = [section for section in self._above if section.level < block.level]
        elif block.depth > 1:
            self._find_section(block.depth - 1)
        else:
            self._above = []
        above = self._above[-1] if self._above else None
        kind = block.section if above is not None or block.section is not SectionKind.SECTION else SectionKind.CHAPTER
        self._above.append(self._text.add_section(block, kind, above))
        self._add(block)
        self._filled = self._filled or block.apart is False

    def _find_section(self, depth: int | None) -> None:
        """Go back to the section at ``depth``, None: stay; open a chapter without a heading where there is none."""
        if not self._above:
            self._above = [self._text.add_chapter(self._title, self._first_page)]
        elif depth is not None:
            del self._above[depth:]

    def _add_text(self, block: TypedBlock) -> None:
        table = block.kind is BlockKind.TABLE and len(block.text.text.split()) > _TABLE_WORDS
        apart = block.apart if block.apart is not None else table or block.kind is BlockKind.QUOTE
        if apart:
            self._end_unit()
        if block.apart:
            self._first = len(self._text.blocks)
        self._add(block)
        self._filled = True
        if apart:
            self._end_unit(whole=table)

    def _add(self, block: TypedBlock) -> None:
        self._text.add_block(block, self._above[-1].index)

    def _end_unit(self, *, whole: bool = False) -> None:
        """Close what is filled; headings without text stay open for the text below them."""
        if not self._filled:
            return
        end = len(self._text.blocks)
        section = self._text.blocks[self._first].section
        whole = whole or self._text.sections[section].kind is SectionKind.LIST
        self._text.units.append(Unit(section, self._first, end, whole))
        self._first = end
        self._filled = False

    def _end_section(self) -> None:
        """Close the last unit; captions follow the section's own text and are not searched."""
        self._end_unit()
        for caption in self._captions:
            self._add(caption)
        self._captions = []
        self._first = len(self._text.blocks)
