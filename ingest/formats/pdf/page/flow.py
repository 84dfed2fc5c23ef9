"""Printed blocks in reading order -> typed blocks: what a column or page cuts is joined, broken words made whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.levels import NUMBERED
from ingest.formats.pdf.page.marks import take_marks, without_marks
from ingest.formats.pdf.page.paragraphs import CLOSED, PrintedBlock, tidy_bullet
from ingest.formats.typed_text import Link, TypedBlock, TypedNote
from ingest.language.direction import in_reading_order, is_right_to_left, reading_places
from ingest.language.traced import TracedText
from ingest.language.words import Vocabulary, repair, restore_hyphens
from ingest.model import BlockKind
from ingest.places import SourceLine, SourceLines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ingest.formats.pdf.page.model import PrintedLine, PrintedPage
    from ingest.formats.pdf.page.notes.note import Note
    from ingest.formats.typed_text import NoteMark

_SIZE = 0.6  # points that the two halves of a paragraph may differ
_BACK = 8  # blocks between the two halves
_PAGES = 2  # pages that a paragraph may be interrupted by, boxes and tables filling them
_LOOSE = 1.6  # usual distances: more separates the halves of one paragraph in one column
_FULL = 0.88  # of the column: a line as long as this was broken because the column ended
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")


class Flow:
    """Builds the blocks of one file.

    ``shown``: ordinal of a page -> its number; ``words``: all printed lines, for the vocabulary.
    """

    def __init__(
        self, source: SourceLines, pages: Sequence[PrintedPage], shown: dict[int, str], words: Iterable[str]
    ) -> None:
        self._source = source
        self._pages = pages
        self._shown = shown
        self._vocabulary = Vocabulary.of(without_marks(line) for line in words)

    def blocks(self, printed: list[PrintedBlock]) -> list[TypedBlock]:
        """The blocks of the body."""
        found = []
        for parts in _joined(printed):
            first = parts[0]
            if first.level > 0:
                found.append(self._heading(first))
            elif first.kind is BlockKind.TABLE:
                found.append(self._table(first))
            elif first.kind is BlockKind.CONTENTS:
                found.append(self._block(BlockKind.CONTENTS, [[line] for line in first.lines], first.page))
            else:
                lines = [line for part in parts for line in part.lines]
                found.append(self._block(first.kind, [lines], first.page, item=first.item))
        return [block for block in found if block.text.text]

    def notes(self, notes: Sequence[Note]) -> list[TypedNote]:
        """The notes, in their order."""
        found = []
        for note in notes:
            text, _, links = self._text([note.lines])
            found.append(TypedNote(str(note.key), note.label, text, self._number(note.page), links))
        return found

    def _number(self, ordinal: int) -> int | None:
        label = self._shown.get(ordinal, "")
        return int(label) if label.isdecimal() else None

    def _heading(self, block: PrintedBlock) -> TypedBlock:
        text, marks, links = self._text([block.lines], heading=True)
        title = restore_hyphens(text.text, self._vocabulary)
        if title != text.text:
            text = text.sub(re.compile(r"(?s)^.*$"), lambda _: title)
        return TypedBlock(BlockKind.HEADING, text, block.level, self._number(block.page), marks=marks, links=links)

    def _table(self, block: PrintedBlock) -> TypedBlock:
        rows = [self._row(cells) for cells in block.cells]
        text = TracedText.join((row for row in rows if row.text), "\n")
        text, marks = take_marks(text)
        return TypedBlock(BlockKind.TABLE, text, 0, self._number(block.page), marks=marks)

    def _row(self, cells: list[list[PrintedLine]]) -> TracedText:
        parts = [repair(self._traced(cell), self._vocabulary) if cell else TracedText() for cell in cells]
        row = TracedText()
        for count, part in enumerate(parts):
            if row.places:
                row = TracedText.join([row, part], " | " if part.text else " |")
            elif part.text:
                # Empty cells at the beginning keep their place too.
                row = TracedText.join([TracedText.of("| " * count, part.places[0]), part])
        return row.strip()

    def _block(self, kind: BlockKind, groups: list[list[PrintedLine]], page: int, *, item: bool = False) -> TypedBlock:
        text, marks, links = self._text(groups, item=item)
        return TypedBlock(kind, text, 0, self._number(page), marks=marks, links=links)

    def _text(
        self, groups: list[list[PrintedLine]], *, heading: bool = False, item: bool = False
    ) -> tuple[TracedText, tuple[NoteMark, ...], tuple[Link, ...]]:
        repaired = [repair(self._traced(lines, item=item), self._vocabulary, heading=heading) for lines in groups]
        text, marks = take_marks(TracedText.join((part for part in repaired if part.text), "\n"))
        return text, marks, self._links(text, groups)

    def _traced(self, lines: list[PrintedLine], *, item: bool = False) -> TracedText:
        parts: list[TracedText] = []
        for index, line in enumerate(lines):
            start = self._source.add(self._source_line(line))
            text = line.text
            if index and _in_address(lines[index - 1].text, text):
                # No word is broken there: the address goes on as it is.
                last = parts.pop()
                parts.append(TracedText(last.text + text, (*last.places, *range(start, start + len(text)))))
                continue
            places: Sequence[int] = range(start, start + len(text))
            if is_right_to_left(text) and not line.xs[0] > line.xs[-1]:
                order = reading_places(text)
                text, places = in_reading_order(text, order), [start + place for place in order]
            if item and index == 0 and (tidy := tidy_bullet(text)) != text:
                # The bullet and its space stand where the sign stood.
                rest = len(tidy) - 2
                places = (start, start, *places[len(text) - rest :])
                text = tidy
            parts.append(TracedText(text, tuple(places)))
        return TracedText.join(parts, "\n")

    def _source_line(self, line: PrintedLine) -> SourceLine:
        return SourceLine(line.page + 1, line.bottom, line.top, line.xs, line.turned)

    def _links(self, text: TracedText, groups: list[list[PrintedLine]]) -> tuple[Link, ...]:
        """The addresses that the words of the text lead to, from the page's link areas."""
        pages = {line.page for lines in groups for line in lines}
        if not any(self._pages[page].links for page in pages):
            return ()
        found: list[Link] = []
        for place in self._source.trace(0, text.places):
            middle = (place.bottom + place.top) / 2
            for area in self._pages[place.page - 1].links:
                if not area.y0 - 1 <= middle <= area.y1 + 1:
                    continue
                inside = [
                    index
                    for index in range(len(place.edges) - 1)
                    if area.x0 - 1 <= (place.edges[index] + place.edges[index + 1]) / 2 <= area.x1 + 1
                ]
                if inside:
                    start, end = place.start + inside[0], place.start + inside[-1] + 1
                    if found and found[-1].target == area.url and start - found[-1].end <= 1:
                        found[-1] = Link(found[-1].start, end, area.url)
                    else:
                        found.append(Link(start, end, area.url))
        return tuple(found)


def _in_address(above: str, below: str) -> bool:
    """Whether an address is broken between two lines: it would end in a sign that none ends in, or goes on in one."""
    last = above.rsplit(" ", 1)[-1]
    if not _ADDRESS.search(last):
        return False
    first = below.split(" ", 1)[0]
    return last[-1] in "-/_=?&%#~" or (
        bool(re.search(r"[/_=?&%#]|\w-\w|\.(?:pdf|html?|nl|eu|com|org)\b", first)) and last[-1] not in ".,;)"
    )


def _joined(blocks: list[PrintedBlock]) -> list[list[PrintedBlock]]:
    """Printed blocks with those that go on with them, also past tables and boxes and over the page."""
    found: list[list[PrintedBlock]] = []
    for block in blocks:
        home = _home(found, block)
        if home is None:
            found.append([block])
        else:
            home.append(block)
    return found


def _home(found: list[list[PrintedBlock]], block: PrintedBlock) -> list[PrintedBlock] | None:
    """The unfinished paragraph that this block goes on with; None if it begins something."""
    if block.kind is not BlockKind.PARAGRAPH or block.level > 0:
        return None
    small = without_marks(block.text)[:1].islower()
    for back, parts in enumerate(reversed(found[-_BACK:])):
        last = parts[-1]
        if last.level > 0:
            # A heading ends what stood above it, but for one at the head of a page whose text comes from another; a
            # numbered one has its text below it.
            numbered = not back and last.strand == block.strand and NUMBERED.match(last.text)
            if (block.page <= last.page and back) or numbered:
                return None
        elif last.kind in {BlockKind.PARAGRAPH, BlockKind.LIST}:
            if _goes_on(last, block, small=small, next_to=back == 0):
                return parts
            if last.strand == block.strand or (back == 0 and not small and not _open(last)):
                return None
    return None


def _goes_on(last: PrintedBlock, block: PrintedBlock, *, small: bool, next_to: bool) -> bool:
    """Whether ``block`` finishes the sentence that ``last`` left open."""
    line = last.lines[-1]
    if not _open(last) or abs(line.size - block.size) >= _SIZE:
        return False
    if not small and line.style.bold != block.lines[0].style.bold:
        return False
    if last.strand == block.strand:
        return next_to and small and block.space < _LOOSE
    if last.framed != block.framed or block.page - last.page > _PAGES:
        return False
    full = line.x1 > last.left + _FULL * (last.right - last.left)
    return small or (next_to and full and block.page - last.page <= 1 and not block.item)


def _open(block: PrintedBlock) -> bool:
    text = block.lines[-1].text
    return not CLOSED.search(text)
