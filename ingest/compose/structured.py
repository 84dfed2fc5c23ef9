"""Typed blocks -> a composed text: the sections, units and notes of a format that tells its own structure."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ingest.compose.composition import Composition, Unit
from ingest.compose.document import Composed, ComposedNote
from ingest.language.traced import TracedText
from ingest.language.words import Vocabulary
from ingest.model import BlockKind, Section, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.formats.typed_text import Link, TypedBlock, TypedNote, TypedText

# A table of more words is split into passages apart from the text around it, so that it keeps its head.
_TABLE_WORDS = 60


def compose(read: TypedText, title: str) -> Composed:
    """The text with its outline. ``title``: the document's, for text that stands under no heading."""
    builder = _Builder(read, title)
    for block in merge_items(close_levels(read.blocks)):
        builder.take(block)
    return builder.finish()


def close_levels(blocks: Sequence[TypedBlock]) -> list[TypedBlock]:
    """The blocks with heading levels 1, 2, 3 ... without gaps.

    Where the highest level has one heading only, before all others, that is the document's title: its parts are the
    chapters, so they are lifted to its level. A heading that its reader knows to open a chapter keeps them below it.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    levels = [block.level for block in headings]
    ranks = {level: rank for rank, level in enumerate(sorted(set(levels)), start=1)}
    titled = (
        len(ranks) > 1
        and levels[0] == min(levels)
        and levels.count(levels[0]) == 1
        and headings[0].section is not SectionKind.CHAPTER
    )
    return [
        replace(block, level=max(1, ranks[block.level] - titled)) if block.kind is BlockKind.HEADING else block
        for block in blocks
    ]


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
        links += [replace(link, start=link.start + offset, end=link.end + offset) for link in block.links]
        offset += len(block.text) + len(separator)
    text = TracedText.join((block.text for block in blocks), separator)
    return replace(blocks[0], text=text, marks=tuple(marks), links=tuple(links))


class _Builder:
    def __init__(self, read: TypedText, title: str) -> None:
        parts: list[TypedBlock | TypedNote] = [*read.blocks, *read.notes]
        pages = {each.text.lines[0]: each.page for each in parts if each.text.lines}
        self._pages = read.pages
        if read.places is None:
            # Each place in the source is a page of its own here: only the printed number of its page counts.
            self._composition = Composition(title, Vocabulary(), {line: line for line in pages}, pages)
        else:
            of_place = {place: read.places.page_of(place) for place in pages}
            printed = {n: int(page.label) if page.label.isdecimal() else None for n, page in enumerate(read.pages, 1)}
            self._composition = Composition(title, Vocabulary(), of_place, printed, source=read.places)
        self._notes = [note for note in read.notes if note.text.text.strip()]
        self._places: dict[str, int] = {}  # key of a note -> offset of its first mark
        self._links: list[Link] = []
        self._above: list[Section] = []
        self._captions: list[TypedBlock] = []
        self._first = 0  # first block of the unit that is being filled
        self._filled = False  # whether that unit holds more than headings

    def take(self, block: TypedBlock) -> None:
        """Take in the next block."""
        if not block.text.text.strip():
            return
        if block.kind is BlockKind.HEADING:
            self._end_section()
            self._heading(block)
            return
        if not self._above:
            self._above = [self._composition.add_section(SectionKind.CHAPTER, 1, self._composition.title, None, 1)]
        if block.kind in (BlockKind.CAPTION, BlockKind.PULL_QUOTE, BlockKind.CONTENTS):
            self._captions.append(block)
            return
        table = block.kind is BlockKind.TABLE and len(block.text.text.split()) > _TABLE_WORDS
        if table or block.kind is BlockKind.QUOTE:
            self._end_unit()
        self._add(block)
        self._filled = True
        if table or block.kind is BlockKind.QUOTE:
            self._end_unit(whole=table)

    def finish(self) -> Composed:
        """Close the last section and put the notes behind the text, those with a mark first, in the marks' order."""
        self._end_section()
        end = self._composition.blocks[-1].end + 1 if self._composition.blocks else 1
        notes = sorted(self._notes, key=lambda note: self._places.get(note.key, end))
        numbers = _numbers(notes)
        for note in notes:
            self._composition.add_block(BlockKind.FOOTNOTE, note.text, 0, [])
            self._link(note.links)
        composed = [ComposedNote(numbers[note.key], self._places.get(note.key)) for note in notes]
        return Composed(self._composition, composed, self._links, self._pages)

    def _heading(self, block: TypedBlock) -> None:
        self._above = [section for section in self._above if section.level < block.level]
        above = self._above[-1] if self._above else None
        kind = block.section if above is not None or block.section is not SectionKind.SECTION else SectionKind.CHAPTER
        line = block.text.lines[0]
        self._above.append(self._composition.add_section(kind, block.level, block.text.text, above, line))
        self._add(block)

    def _add(self, block: TypedBlock) -> None:
        self._composition.add_block(block.kind, block.text, self._above[-1].index, [])
        start = self._composition.blocks[-1].start
        for mark in block.marks:
            self._places.setdefault(mark.key, start + mark.offset)
        self._link(block.links)

    def _link(self, links: Iterable[Link]) -> None:
        start = self._composition.blocks[-1].start
        self._links += [replace(link, start=link.start + start, end=link.end + start) for link in links]

    def _end_unit(self, *, whole: bool = False) -> None:
        """Close what is filled; headings without text stay open for the text below them."""
        if not self._filled:
            return
        end = len(self._composition.blocks)
        self._composition.units.append(Unit(self._above[-1].index, self._first, end, whole))
        self._first = end
        self._filled = False

    def _end_section(self) -> None:
        """Close the last unit; captions follow the section's own text and are not searched."""
        self._end_unit()
        for caption in self._captions:
            self._add(caption)
        self._captions = []
        self._first = len(self._composition.blocks)


def _numbers(notes: Sequence[TypedNote]) -> dict[str, int]:
    """Key of a note -> its number: as printed; notes with another sign ("*", "a") are counted on after those."""
    printed = {note.key: int(note.label) for note in notes if note.label.isascii() and note.label.isdecimal()}
    last = max(printed.values(), default=0)
    others = (note.key for note in notes if note.key not in printed)
    return printed | {key: last + count for count, key in enumerate(others, start=1)}
