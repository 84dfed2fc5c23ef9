"""Drafts of sections -> one text with blocks, sections and the places of footnote markers."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.formats.plain.notes import Marker, take_markers
from ingest.formats.plain.outline import Draft, Paragraph
from ingest.formats.plain.pages import BULLET, Line
from ingest.language.sdg import named_sdgs
from ingest.language.traced import TracedText
from ingest.language.words import Vocabulary, repair, restore_hyphens
from ingest.model import Block, BlockKind, Section, SectionKind

if TYPE_CHECKING:
    from ingest.places import Place, SourceLines

_NOTE_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s|\[\d{1,3}\]\s*)")
_CLOSING_QUOTE = re.compile(r"[”“][.]?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """What is split into passages on its own: blocks [first, last) of one section. ``whole``: a list or table."""

    section: int
    first: int
    last: int
    whole: bool


@dataclass(slots=True)
class Composition:
    """The text being composed.

    ``page_of_line``: source line -> ordinal of its page; ``labels``: ordinal of a page -> number printed on it.
    ``markers``: number of a note -> offset in the text. ``place_lists``: blocks that list places, one sentence each.
    ``source``: the printed lines that the text's characters stand in; ``places``: where, in the order of the text.
    """

    title: str  # for text that stands under no heading
    vocabulary: Vocabulary
    page_of_line: dict[int, int]
    labels: dict[int, int | None]
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    markers: dict[int, int] = field(default_factory=dict)
    place_lists: set[int] = field(default_factory=set)
    source: SourceLines | None = None
    places: list[Place] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _texts: dict[int, tuple[TracedText, list[Marker]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All blocks so far, a blank line between them."""
        return "".join(self._parts)

    def add(self, chapters: list[Draft], notes: list[Paragraph]) -> None:
        """Take in the chapters, then the notes; each note is the next block after the body's."""
        paragraphs = _paragraphs(chapters)
        cleaned, markers = take_markers(
            [self._clean(paragraph) for paragraph in paragraphs],
            {note.note: note.page for note in notes if note.note is not None},
            self.page_of_line,
        )
        self._texts = {id(paragraph): (text, []) for paragraph, text in zip(paragraphs, cleaned, strict=True)}
        for marker in markers:
            self._texts[id(paragraphs[marker.paragraph])][1].append(marker)
        for chapter in chapters:
            self._add_draft(chapter, None)
        for note in notes:
            self.add_block(BlockKind.FOOTNOTE, self._clean(note), 0, [])

    def _label(self, line: int) -> int | None:
        return self.labels.get(self.page_of_line.get(line, -1))

    def add_block(self, kind: BlockKind, clean: TracedText, section: int, markers: list[Marker]) -> None:
        """Put a block behind the text so far; ``section``: its index."""
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        for marker in markers:
            self.markers[marker.number] = self._length + marker.offset
        line = clean.lines[0] if clean.lines else 0
        start = self._length
        if self.source is not None:
            self.places += self.source.trace(start, clean.lines)
        self._parts.append(clean.text)
        self._length += len(clean.text)
        self.blocks.append(Block(kind, start, self._length, section, self._label(line), line))

    def page_at(self, offset: int, otherwise: int | None) -> int | None:
        """The number of the page on which the character at ``offset`` is printed; ``otherwise`` if it is not known."""
        if not self.places:
            return otherwise
        place = self.places[max(0, bisect_right(self.places, offset, key=lambda place: place.start) - 1)]
        return self.labels.get(place.page, otherwise)

    def add_section(self, kind: SectionKind, level: int, title: str, above: Section | None, line: int) -> Section:
        """Open a section below the one ``above``."""
        path = (*(above.path if above else ()), title)
        sdgs = tuple(sorted({*named_sdgs(title), *(above.sdgs if above else ())}))
        section = Section(len(self.sections), level, kind, title, path, sdgs, self._label(line), line)
        self.sections.append(section)
        return section

    def _add_draft(self, draft: Draft, above: Section | None) -> None:
        first = len(self.blocks)
        if draft.heading is None:
            section = self.add_section(draft.kind, draft.level, self.title, above, 1)
        else:
            section = self._add_heading(draft.heading, draft.kind, draft.level, above)
        inner = section
        for paragraph in draft.paragraphs:
            if paragraph.kind is BlockKind.HEADING:
                inner = self._add_heading(paragraph, SectionKind.LIST, draft.level + 1, section)
                continue
            self.add_block(paragraph.kind, self._texts[id(paragraph)][0], inner.index, self._texts[id(paragraph)][1])
            if draft.kind is SectionKind.LIST and not draft.table and paragraph.kind is BlockKind.LIST:
                self.place_lists.add(len(self.blocks) - 1)
        if draft.paragraphs:
            self.units.append(Unit(section.index, first, len(self.blocks), draft.kind is SectionKind.LIST))
        for item in draft.floats:
            if isinstance(item, Draft):
                self._add_draft(item, section)
            else:
                self._add_float(item, section)
        for child in draft.children:
            self._add_draft(child, section)

    def _add_float(self, item: Paragraph, section: Section) -> None:
        text, markers = self._texts[id(item)]
        self.add_block(item.kind, text, section.index, markers)
        if item.kind is BlockKind.QUOTE:
            self.units.append(Unit(section.index, len(self.blocks) - 1, len(self.blocks), whole=False))

    def _add_heading(self, heading: Paragraph, kind: SectionKind, level: int, above: Section | None) -> Section:
        """A heading with its hyphens back and without a full stop; its markers move along."""
        clean, markers = self._texts[id(heading)]
        title = restore_hyphens(clean.text, self.vocabulary).removesuffix(".")
        moved = [
            replace(m, offset=min(len(title), len(restore_hyphens(clean.text[: m.offset], self.vocabulary))))
            for m in markers
        ]
        line = clean.lines[0] if clean.lines else 1
        section = self.add_section(kind, level, title, above, line)
        self.add_block(BlockKind.HEADING, TracedText.of(title, line), section.index, moved)
        return section

    def _clean(self, paragraph: Paragraph) -> TracedText:
        """The paragraph's repaired text; lists, tables and quotes keep a line per item, row and speaker."""
        groups: list[list[Line]] = [[]]
        for line in paragraph.lines:
            if groups[-1] and _starts_group(paragraph.kind, groups, line):
                groups.append([])
            groups[-1].append(line)
        heading = paragraph.kind is BlockKind.HEADING
        repaired = [repair(_traced(group), self.vocabulary, heading=heading) for group in groups]
        clean = TracedText.join(repaired, "\n")
        if paragraph.kind is BlockKind.FOOTNOTE and (number := _NOTE_NUMBER.match(clean.text)):
            clean = clean.slice(number.end())
        return clean


def _traced(lines: list[Line]) -> TracedText:
    return TracedText.join((TracedText.of(line.text.strip(" \t"), line.number) for line in lines), "\n")


def _starts_group(kind: BlockKind, groups: list[list[Line]], line: Line) -> bool:
    """Whether the line begins a new item, row, speaker or dash item of a note."""
    previous = groups[-1]
    if kind is BlockKind.LIST:
        # A list without bullets has an entry a line.
        return bool(BULLET.match(line.text)) or not BULLET.match(previous[0].text)
    if kind is BlockKind.QUOTE:
        return len(groups) > 1 or bool(_CLOSING_QUOTE.search(previous[-1].bare))
    return kind is BlockKind.TABLE or (kind is BlockKind.FOOTNOTE and line.bare.startswith(("- ", "• ")))


def _paragraphs(drafts: list[Draft]) -> list[Paragraph]:
    """All paragraphs and headings of the drafts."""
    found: list[Paragraph] = []
    for draft in drafts:
        if draft.heading is not None:
            found.append(draft.heading)
        found.extend(draft.paragraphs)
        for item in draft.floats:
            found.extend(_paragraphs([item]) if isinstance(item, Draft) else [item])
        found.extend(_paragraphs(draft.children))
    return found
