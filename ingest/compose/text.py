"""The text of a document as it is put together: its blocks, sections and units, with spans and places on the page."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.language.sdg import named_sdgs
from ingest.model import Block, BlockKind, Section, SectionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.typed_text import Link, TypedBlock, TypedNote
    from ingest.places import PageInfo, PrintedSpan, SourceLines


@dataclass(frozen=True, slots=True)
class Unit:
    """What is split into passages on its own: blocks [first, last) of one section. ``whole``: a list or table."""

    section: int
    first: int
    last: int
    whole: bool


@dataclass(slots=True)
class ComposedText:
    """Blocks one after another with a blank line between them; offsets count code points of ``text``.

    ``marks``: key of a note -> offset of its first mark. ``sentences``: indices of blocks that are one sentence as a
    whole. ``links``: with spans in ``text``. ``printed``: where the text stands on the pages, in its own order.
    """

    pages: Sequence[PageInfo] = ()
    source: SourceLines | None = None
    blocks: list[Block] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    sentences: set[int] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    printed: list[PrintedSpan] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0

    @property
    def text(self) -> str:
        """All blocks so far."""
        return "".join(self._parts)

    def add_chapter(self, title: str, page: int | None) -> Section:
        """Open a chapter without a heading, where the source begins."""
        return self._add_section(Section(len(self.sections), 1, SectionKind.CHAPTER, title, (title,), (), page, 1))

    def add_section(self, heading: TypedBlock, kind: SectionKind, above: Section | None) -> Section:
        """Open the section of a heading below the one ``above``."""
        title, place = heading.text.text, heading.text.places[0]
        path = (*(above.path if above else ()), title)
        sdgs = above.sdgs if above else ()
        return self._add_section(
            Section(len(self.sections), heading.level, kind, title, path, sdgs, heading.page, place)
        )

    def _add_section(self, section: Section) -> Section:
        section = replace(section, sdgs=tuple(sorted({*named_sdgs(section.title), *section.sdgs})))
        self.sections.append(section)
        return section

    def add_block(self, block: TypedBlock, section: int) -> None:
        """Append a block of the body. ``section``: index of the section it stands in."""
        start = self._append(block.kind, block, section)
        for mark in block.marks:
            self.marks.setdefault(mark.key, start + mark.offset)
        if block.one_sentence:
            self.sentences.add(len(self.blocks) - 1)

    def add_note(self, note: TypedNote) -> None:
        """Append a note; the section it belongs to follows when it is tied to its mark."""
        self._append(BlockKind.FOOTNOTE, note, 0)

    def _append(self, kind: BlockKind, part: TypedBlock | TypedNote, section: int) -> int:
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        start = self._length
        traced = part.text
        if self.source is not None:
            self.printed += self.source.trace(start, traced.places)
        self._parts.append(traced.text)
        self._length += len(traced.text)
        place = traced.places[0] if traced.places else 0
        self.blocks.append(Block(kind, start, self._length, section, part.page, place))
        self.links += [link.moved(start) for link in part.links]
        return start

    def page_at(self, offset: int, otherwise: int | None) -> int | None:
        """The number of the page on which the character at ``offset`` is printed; ``otherwise`` if it is not known."""
        if not self.printed:
            return otherwise
        span = self.printed[max(0, bisect_right(self.printed, offset, key=lambda span: span.start) - 1)]
        return self.pages[span.page - 1].number if 0 < span.page <= len(self.pages) else otherwise
