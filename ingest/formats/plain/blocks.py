"""The outline of a text file -> typed blocks with depth and page, words made whole and footnote markers taken out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.formats.plain.notes import take_markers
from ingest.formats.plain.pages import BULLET
from ingest.formats.plain.sections import OutlineSection
from ingest.formats.typed_text import NoteMark, TypedBlock, TypedNote
from ingest.language.traced import TracedText
from ingest.language.words import repair, restore_hyphens
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.formats.plain.pages import Line
    from ingest.formats.plain.sections import Outline, Paragraph
    from ingest.language.words import Vocabulary

_NOTE_NUMBER = re.compile(r"^\s*(?:\d{1,3}\s|\[\d{1,3}\]\s*)")
_CLOSING_QUOTE = re.compile(r"[”“][.]?$")


class BlockBuilder:
    """Makes the blocks and notes of one outline.

    ``vocabulary``: the words that the file prints whole; ``report``: called with the part of the file that is read.
    """

    def __init__(self, outline: Outline, vocabulary: Vocabulary, report: Callable[[float], None]) -> None:
        self._outline = outline
        self._vocabulary = vocabulary
        paragraphs = list(_paragraphs(outline.chapters))
        whole = []
        for count, paragraph in enumerate(paragraphs):
            report(0.4 + 0.4 * count / len(paragraphs))
            whole.append(self._clean(paragraph))
        cleaned, markers = take_markers(
            whole,
            {note.note: note.page for note in outline.notes if note.note is not None},
            outline.page_of_line,
        )
        self._texts = {id(paragraph): text for paragraph, text in zip(paragraphs, cleaned, strict=True)}
        self._marks: dict[int, list[NoteMark]] = {id(paragraph): [] for paragraph in paragraphs}
        for marker in markers:
            self._marks[id(paragraphs[marker.paragraph])].append(NoteMark(marker.offset, str(marker.number)))

    def blocks(self) -> Iterator[TypedBlock]:
        """The blocks of the body: a section's own text, then what interrupted it, then the sections below it."""
        for chapter in self._outline.chapters:
            yield from self._section(chapter, 1)

    def notes(self) -> Iterator[TypedNote]:
        """The notes in the order of their numbers."""
        for note in self._outline.notes:
            text = self._clean(note)
            number = note.note or 0
            yield TypedNote(str(number), str(number), text, self._page(text), number=number)

    def _section(self, section: OutlineSection, depth: int) -> Iterator[TypedBlock]:
        if section.heading is not None:
            yield self._heading(section.heading, section.kind, section.level, depth)
        inner = depth
        for paragraph in section.paragraphs:
            if paragraph.kind is BlockKind.HEADING:
                inner = depth + 1
                heading = self._heading(paragraph, SectionKind.LIST, section.level + 1, inner)
                yield replace(heading, apart=False)
            else:
                names = section.kind is SectionKind.LIST and not section.table and paragraph.kind is BlockKind.LIST
                yield replace(self._block(paragraph, inner), one_sentence=names)
        for item in section.floats:
            if isinstance(item, OutlineSection):
                yield from self._section(item, depth + 1)
            else:
                yield self._block(item, depth)
        for child in section.children:
            yield from self._section(child, depth + 1)

    def _block(self, paragraph: Paragraph, depth: int) -> TypedBlock:
        text = self._texts[id(paragraph)]
        # Rows stay with the text around them, since a table of many words is a section; a quote stands by itself.
        apart = {BlockKind.TABLE: False, BlockKind.QUOTE: True}.get(paragraph.kind)
        marks = tuple(self._marks[id(paragraph)])
        return TypedBlock(paragraph.kind, text, page=self._page(text), marks=marks, depth=depth, apart=apart)

    def _heading(self, heading: Paragraph, kind: SectionKind, level: int, depth: int) -> TypedBlock:
        """A heading with its hyphens back and without a full stop; its marks move along."""
        clean = self._texts[id(heading)]

        def restored(text: str) -> str:
            return restore_hyphens(text, self._vocabulary)

        title = restored(clean.text).removesuffix(".")
        marks = tuple(
            replace(mark, offset=min(len(title), len(restored(clean.text[: mark.offset]))))
            for mark in self._marks[id(heading)]
        )
        text = TracedText.of(title, clean.places[0] if clean.places else 1)
        return TypedBlock(BlockKind.HEADING, text, level, self._page(text), kind, marks, depth=depth)

    def _page(self, text: TracedText) -> int | None:
        return self._outline.page(text.places[0] if text.places else 0)

    def _clean(self, paragraph: Paragraph) -> TracedText:
        """The paragraph's repaired text; lists, tables and quotes keep a line per item, row and speaker."""
        groups: list[list[Line]] = [[]]
        for line in paragraph.lines:
            if groups[-1] and _starts_group(paragraph.kind, groups, line):
                groups.append([])
            groups[-1].append(line)
        heading = paragraph.kind is BlockKind.HEADING
        repaired = [repair(_traced(group), self._vocabulary, heading=heading) for group in groups]
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


def _paragraphs(sections: list[OutlineSection]) -> Iterator[Paragraph]:
    """All paragraphs and headings of the sections, in the order of the text."""
    for section in sections:
        if section.heading is not None:
            yield section.heading
        yield from section.paragraphs
        for item in section.floats:
            if isinstance(item, OutlineSection):
                yield from _paragraphs([item])
            else:
                yield item
        yield from _paragraphs(section.children)
