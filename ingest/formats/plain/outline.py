"""Groups of lines -> the outline: chapters, sections, boxes and lists, each with its own paragraphs.

Running text is read as a stream: a paragraph whose sentence is not finished waits for its continuation, past notes,
pictures, quotes and boxes, also over the page's end. What interrupts it is kept apart, after the section's own text.
"""

from __future__ import annotations

import re

from ingest.formats.plain.layout import LineGroup, column_width
from ingest.formats.plain.pages import CHAPTER_WORD, NUMBERED, Line
from ingest.formats.plain.sections import OutlineSection, Paragraph, letters_of
from ingest.model import BlockKind, SectionKind

# A box is set in narrower columns than the running text.
_BOX_WIDTH = 0.8
_AHEAD = 3  # groups that are looked at to find what a heading or quote opens


class OutlineBuilder:
    """Takes the groups of a document in order; ``chapters`` and ``notes`` hold the result."""

    def __init__(self, groups: list[LineGroup]) -> None:
        self.chapters: list[OutlineSection] = []
        self.notes: list[Paragraph] = []
        self._width = column_width(groups)
        self._main: OutlineSection | None = None  # the chapter or section whose running text we are in
        self._box: OutlineSection | None = None  # the box or list we are in; it ends with its page
        self._page = -1
        self._previous: LineGroup | None = None
        self._table: OutlineSection | None = None
        self._pending: list[
            OutlineSection | Paragraph
        ] = []  # quotes at the head of a page whose section begins below them
        for index, group in enumerate(groups):
            self._take(group, groups[index + 1 : index + 1 + _AHEAD])
            self._previous = group
        # Quotes whose section never came stay with the last one there was.
        if self._pending:
            self._here().floats.extend(self._pending)

    # --- one group -------------------------------------------------------------------------------------------------

    def _take(self, group: LineGroup, rest: list[LineGroup]) -> None:
        if group.page != self._page:
            self._page = group.page
            self._box = None
            if not (self._table and letters_of(group.lines) == letters_of(self._table.paragraphs[0].lines[:1])):
                self._table = None
        if group.kind is BlockKind.FOOTNOTE:
            self.notes.append(Paragraph(group.kind, group.lines, group.page, group.note))
        elif group.kind is BlockKind.HEADING:
            self._heading(group, rest)
        elif group.kind is BlockKind.QUOTE and self._heads_page(group, rest):
            self._pending.append(Paragraph(group.kind, group.lines, group.page))
        elif group.kind in (BlockKind.QUOTE, BlockKind.PULL_QUOTE, BlockKind.CAPTION):
            self._here().floats.append(Paragraph(group.kind, group.lines, group.page))
        else:
            self._text(group)

    def _here(self) -> OutlineSection:
        """The chapter or section that running text belongs to; without any heading, a chapter that has none."""
        if self._main is None:
            self._main = OutlineSection(SectionKind.CHAPTER, 1, None)
            self.chapters.append(self._main)
        return self._main

    def _heads_page(self, group: LineGroup, rest: list[LineGroup]) -> bool:
        """Whether the quote opens its page and a heading follows: it then belongs to what follows it."""
        after = [p for p in rest if p.page == group.page and p.kind not in (BlockKind.QUOTE, BlockKind.CAPTION)]
        return group.first and self._open_main() is None and bool(after) and after[0].kind is BlockKind.HEADING

    def _heading(self, group: LineGroup, rest: list[LineGroup]) -> None:
        heading = Paragraph(BlockKind.HEADING, _without_number_gap(group), group.page)
        letters = letters_of(group.lines)
        # A title page repeats its title above the text; a table repeats its head on the next page.
        chapter = self.chapters[-1] if self.chapters else None
        if self._table is not None and letters == letters_of(self._table.paragraphs[0].lines[:1]):
            self._box = self._table
            return
        if chapter is not None and (group.first or self._after_title()) and len(letters) > 3:
            key = chapter.key()
            if key.endswith(letters) or key == letters:
                return
        if CHAPTER_WORD.match(group.lines[0].bare) and group.role == "" and (group.first or self._after_credit()):
            self._start_chapter(heading)
        elif self._after_title() and chapter is not None and chapter.heading is not None and group.role == "":
            chapter.heading.lines.extend(group.lines)
        else:
            self._start_section(group, heading, rest)

    def _after_title(self) -> bool:
        """Whether nothing but the chapter's title was read since the chapter began."""
        chapter = self.chapters[-1] if self.chapters else None
        return (
            chapter is not None
            and chapter is self._main
            and self._previous is not None
            and self._previous.kind is BlockKind.HEADING
            and self._previous.page == self._page
            and not (chapter.paragraphs or chapter.floats or chapter.children)
        )

    def _after_credit(self) -> bool:
        return (
            self._previous is not None
            and self._previous.kind is BlockKind.CAPTION
            and self._previous.first
            and self._previous.page == self._page
        )

    def _start_chapter(self, heading: Paragraph) -> None:
        self._main = OutlineSection(SectionKind.CHAPTER, 1, heading)
        self.chapters.append(self._main)
        self._box = None

    def _start_section(self, group: LineGroup, heading: Paragraph, rest: list[LineGroup]) -> None:
        main = self._here()
        chapter = self.chapters[-1]
        if self._table is not None:
            # A group of rows inside a table.
            self._box = OutlineSection(SectionKind.LIST, self._table.level + 1, heading, table=True)
            self._table.floats.append(self._box)
        elif group.role == "sublist" and self._box is not None and self._box.kind is SectionKind.LIST:
            self._box.paragraphs.append(heading)
        elif group.role in ("list", "sublist"):
            table = bool(rest) and rest[0].kind is BlockKind.TABLE
            self._box = OutlineSection(SectionKind.LIST, 2 if table and group.first else 3, heading, table=table)
            if table:
                self._table = self._box
            if table and group.first:
                chapter.children.append(self._box)
            else:
                main.floats.append(self._box)
        elif group.role == "numbered" or self._is_box(group, rest):
            self._box = OutlineSection(SectionKind.BOX, 3, heading)
            main.floats.append(self._box)
        else:
            # A heading directly under another one is the first of its subsections.
            bare = main.kind is SectionKind.SECTION and not (main.paragraphs or main.floats or main.children)
            over = main if bare and self._previous is not None and self._previous.kind is BlockKind.HEADING else chapter
            self._box = None
            self._main = OutlineSection(SectionKind.SECTION, over.level + 1, heading, floats=self._pending)
            self._pending = []
            over.children.append(self._main)

    def _is_box(self, group: LineGroup, rest: list[LineGroup]) -> bool:
        """A heading opens a box if it breaks into an unfinished sentence or stands over narrow columns."""
        if self._open_main() is not None:
            return True
        following = rest[0] if rest and rest[0].page == group.page else None
        if following is None or following.kind is BlockKind.HEADING:
            return False
        long = [p for p in rest if p.page == group.page and p.kind in (BlockKind.PARAGRAPH, BlockKind.LIST)]
        return max((p.width for p in long), default=self._width) < _BOX_WIDTH * self._width or (
            following.kind is BlockKind.LIST and following.width < 0.95 * self._width
        )

    # --- running text ----------------------------------------------------------------------------------------------

    def _open_main(self) -> Paragraph | None:
        last = self._main.paragraphs[-1] if self._main is not None and self._main.paragraphs else None
        return last if last is not None and last.open else None

    def _text(self, group: LineGroup) -> None:
        paragraph = self._continued(group)
        if paragraph is not None:
            paragraph.lines.extend(group.lines)
            return
        new = Paragraph(group.kind, list(group.lines), group.page)
        places = self._box is not None and self._box.kind is SectionKind.LIST and not self._box.table
        if places and group.kind is BlockKind.PARAGRAPH:
            self._box = None  # running text ends a list of places
        if self._box is None and self._open_main() is not None and group.kind is BlockKind.PARAGRAPH:
            # A whole sentence in the middle of another one: the words under a picture.
            new.kind = BlockKind.CAPTION
            self._here().floats.append(new)
            return
        target = self._box if self._box is not None else self._here()
        last = target.paragraphs[-1] if target.paragraphs else None
        if new.kind is BlockKind.LIST and last is not None and last.kind is BlockKind.LIST:
            last.lines.extend(new.lines)
        else:
            target.paragraphs.append(new)

    def _continued(self, group: LineGroup) -> Paragraph | None:
        """The unfinished paragraph that this group goes on with, if any."""
        if group.kind is not BlockKind.PARAGRAPH:
            return None
        small = group.lines[0].bare[:1].islower() or group.lines[0].bare[:1] in "(-–"
        previous = self._previous
        adjacent = (
            previous is not None
            and previous.page == group.page
            and previous.kind
            in (
                BlockKind.PARAGRAPH,
                BlockKind.LIST,
            )
        )
        if self._box is not None:
            last = self._box.paragraphs[-1] if self._box.paragraphs else None
            if last is not None and last.open and (small or adjacent):
                return last
        main = self._open_main()
        if main is not None and (small or (self._box is None and (group.first or adjacent))):
            self._box = None
            return main
        return None


def _without_number_gap(group: LineGroup) -> list[Line]:
    """The heading's lines; the wide gap behind its number made one space."""
    if not NUMBERED.match(group.lines[0].text):
        return list(group.lines)
    first = group.lines[0]
    return [Line(first.number, re.sub(r"^(\s*\d+)\s+", r"\1 ", first.text.strip())), *group.lines[1:]]
