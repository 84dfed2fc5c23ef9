"""Pieces -> the outline: chapters, sections, boxes and lists, each with its own paragraphs.

Running text is read as a stream: a paragraph whose sentence is not finished waits for its continuation, past notes,
pictures, quotes and boxes, also over the page's end. What interrupts it is kept apart, after the section's own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.formats.plain.layout import Piece, column_width
from ingest.formats.plain.pages import BULLET, CHAPTER_WORD, CLOSED, NUMBERED, Line
from ingest.model import BlockKind, SectionKind

# A box is set in narrower columns than the running text.
_BOX_WIDTH = 0.8
# An item that ends in a word, no full stop or semicolon behind it; "...; en" goes on to the last one.
_BARE_ITEM = re.compile(r"(?<!; en)(?<!; of)(?<=[^\W\d_])$")
_AHEAD = 3  # pieces that are looked at to tell what a heading or quote opens


@dataclass(slots=True)
class Paragraph:
    """A block in the making: its lines as printed, not yet repaired."""

    kind: BlockKind
    lines: list[Line]
    page: int
    note: int | None = None

    @property
    def open(self) -> bool:
        """Whether the sentence at its end is not finished; a list of bare phrases ends without a full stop."""
        if self.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST) or CLOSED.search(self.lines[-1].bare):
            return False
        items = (line.bare for line, after in pairwise(self.lines) if BULLET.match(after.text))
        return self.kind is BlockKind.PARAGRAPH or not any(_BARE_ITEM.search(item) for item in items)


@dataclass(slots=True)
class Draft:
    """A section in the making. ``floats`` (boxes, lists, quotes, captions) follow its own paragraphs."""

    kind: SectionKind
    level: int
    heading: Paragraph | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    floats: list[Draft | Paragraph] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    table: bool = False  # rows of a table or its groups, not a list of places

    def key(self) -> str:
        """The title's letters and digits, for comparison."""
        return _letters(self.heading.lines) if self.heading else ""


def _letters(lines: list[Line]) -> str:
    return re.sub(r"[\W_]", "", "".join(line.text for line in lines)).lower()


class OutlineBuilder:
    """Takes the pieces of a document in order; ``chapters`` and ``notes`` hold the result."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.chapters: list[Draft] = []
        self.notes: list[Paragraph] = []
        self._width = column_width(pieces)
        self._main: Draft | None = None  # the chapter or section whose running text we are in
        self._box: Draft | None = None  # the box or list we are in; it ends with its page
        self._page = -1
        self._previous: Piece | None = None
        self._table: Draft | None = None
        self._pending: list[Draft | Paragraph] = []  # quotes at the head of a page whose section begins below them
        for index, piece in enumerate(pieces):
            self._take(piece, pieces[index + 1 : index + 1 + _AHEAD])
            self._previous = piece
        # Quotes whose section never came stay with the last one there was.
        if self._pending:
            self._here().floats.extend(self._pending)

    # --- one piece -------------------------------------------------------------------------------------------------

    def _take(self, piece: Piece, rest: list[Piece]) -> None:
        if piece.page != self._page:
            self._page = piece.page
            self._box = None
            if not (self._table and _letters(piece.lines) == _letters(self._table.paragraphs[0].lines[:1])):
                self._table = None
        if piece.kind is BlockKind.FOOTNOTE:
            self.notes.append(Paragraph(piece.kind, piece.lines, piece.page, piece.note))
        elif piece.kind is BlockKind.HEADING:
            self._heading(piece, rest)
        elif piece.kind is BlockKind.QUOTE and self._heads_page(piece, rest):
            self._pending.append(Paragraph(piece.kind, piece.lines, piece.page))
        elif piece.kind in (BlockKind.QUOTE, BlockKind.PULL_QUOTE, BlockKind.CAPTION):
            self._here().floats.append(Paragraph(piece.kind, piece.lines, piece.page))
        else:
            self._text(piece)

    def _here(self) -> Draft:
        """The chapter or section that running text belongs to; without any heading, a chapter that has none."""
        if self._main is None:
            self._main = Draft(SectionKind.CHAPTER, 1, None)
            self.chapters.append(self._main)
        return self._main

    def _heads_page(self, piece: Piece, rest: list[Piece]) -> bool:
        """Whether the quote opens its page and a heading follows: it then belongs to what comes, not to what was."""
        after = [p for p in rest if p.page == piece.page and p.kind not in (BlockKind.QUOTE, BlockKind.CAPTION)]
        return piece.first and self._open_main() is None and bool(after) and after[0].kind is BlockKind.HEADING

    def _heading(self, piece: Piece, rest: list[Piece]) -> None:
        heading = Paragraph(BlockKind.HEADING, _without_number_gap(piece), piece.page)
        letters = _letters(piece.lines)
        # A title page repeats its title above the text; a table repeats its head on the next page.
        chapter = self.chapters[-1] if self.chapters else None
        if self._table is not None and letters == _letters(self._table.paragraphs[0].lines[:1]):
            self._box = self._table
            return
        if chapter is not None and (piece.first or self._after_title()) and len(letters) > 3:
            key = chapter.key()
            if key.endswith(letters) or key == letters:
                return
        if CHAPTER_WORD.match(piece.lines[0].bare) and piece.role == "" and (piece.first or self._after_credit()):
            self._start_chapter(heading)
        elif self._after_title() and chapter is not None and chapter.heading is not None and piece.role == "":
            chapter.heading.lines.extend(piece.lines)
        else:
            self._start_section(piece, heading, rest)

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
        self._main = Draft(SectionKind.CHAPTER, 1, heading)
        self.chapters.append(self._main)
        self._box = None

    def _start_section(self, piece: Piece, heading: Paragraph, rest: list[Piece]) -> None:
        main = self._here()
        chapter = self.chapters[-1]
        if self._table is not None:
            # A group of rows inside a table.
            self._box = Draft(SectionKind.LIST, self._table.level + 1, heading, table=True)
            self._table.floats.append(self._box)
        elif piece.role == "group" and self._box is not None and self._box.kind is SectionKind.LIST:
            self._box.paragraphs.append(heading)
        elif piece.role in ("list", "group"):
            table = bool(rest) and rest[0].kind is BlockKind.TABLE
            self._box = Draft(SectionKind.LIST, 2 if table and piece.first else 3, heading, table=table)
            if table:
                self._table = self._box
            if table and piece.first:
                chapter.children.append(self._box)
            else:
                main.floats.append(self._box)
        elif piece.role == "numbered" or self._is_box(piece, rest):
            self._box = Draft(SectionKind.BOX, 3, heading)
            main.floats.append(self._box)
        else:
            # A heading directly under another one is the first of its subsections.
            bare = main.kind is SectionKind.SECTION and not (main.paragraphs or main.floats or main.children)
            over = main if bare and self._previous is not None and self._previous.kind is BlockKind.HEADING else chapter
            self._box = None
            self._main = Draft(SectionKind.SECTION, over.level + 1, heading, floats=self._pending)
            self._pending = []
            over.children.append(self._main)

    def _is_box(self, piece: Piece, rest: list[Piece]) -> bool:
        """A heading opens a box if it breaks into an unfinished sentence or stands over narrow columns."""
        if self._open_main() is not None:
            return True
        following = rest[0] if rest and rest[0].page == piece.page else None
        if following is None or following.kind is BlockKind.HEADING:
            return False
        long = [p for p in rest if p.page == piece.page and p.kind in (BlockKind.PARAGRAPH, BlockKind.LIST)]
        return max((p.width for p in long), default=self._width) < _BOX_WIDTH * self._width or (
            following.kind is BlockKind.LIST and following.width < 0.95 * self._width
        )

    # --- running text ----------------------------------------------------------------------------------------------

    def _open_main(self) -> Paragraph | None:
        last = self._main.paragraphs[-1] if self._main is not None and self._main.paragraphs else None
        return last if last is not None and last.open else None

    def _text(self, piece: Piece) -> None:
        paragraph = self._continued(piece)
        if paragraph is not None:
            paragraph.lines.extend(piece.lines)
            return
        new = Paragraph(piece.kind, list(piece.lines), piece.page)
        places = self._box is not None and self._box.kind is SectionKind.LIST and not self._box.table
        if places and piece.kind is BlockKind.PARAGRAPH:
            self._box = None  # running text ends a list of places
        if self._box is None and self._open_main() is not None and piece.kind is BlockKind.PARAGRAPH:
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

    def _continued(self, piece: Piece) -> Paragraph | None:
        """The unfinished paragraph that this piece goes on with, if any."""
        if piece.kind is not BlockKind.PARAGRAPH:
            return None
        small = piece.lines[0].bare[:1].islower() or piece.lines[0].bare[:1] in "(-–"
        previous = self._previous
        adjacent = (
            previous is not None
            and previous.page == piece.page
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
        if main is not None and (small or (self._box is None and (piece.first or adjacent))):
            self._box = None
            return main
        return None


def _without_number_gap(piece: Piece) -> list[Line]:
    """The heading's lines; the wide gap behind its number made one space."""
    if not NUMBERED.match(piece.lines[0].text):
        return list(piece.lines)
    first = piece.lines[0]
    return [Line(first.number, re.sub(r"^(\s*\d+)\s+", r"\1 ", first.text.strip())), *piece.lines[1:]]
