"""Footnotes on printed pages <-> their markers, by print: raised or small numbers, and the place below the text.

A note's number may begin again on every page or in every chapter, may be a sign, and several words may lead to one
note; so notes are numbered through, and what is printed is kept as their label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import slice_line
from ingest.formats.pdf.page.notes.note import SMALL, Note, labels_in
from ingest.formats.pdf.page.notes.starts import Start, find_start, tabbed_starts
from ingest.formats.pdf.page.notes.tabled import below_table, follows, lines_of

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine, PrintedPage
    from ingest.formats.pdf.page.tables.ruled import Frame

_CLOSED = re.compile(r"[.!?][\"”’)\]]*$|https?://\S+$|www\.\S+$")
_COLUMN = 12.0  # points that the heads of notes in one column may differ
_FOOT = 0.16  # of the height of the page: what stands above this is not the page's foot
_LOW = 0.1  # of the height: large print below a note that stands so low may be the foot though it stands close
_FOOT_ROWS = 3
_FOOT_SPACE = 2.5  # sizes of the print above: a foot stands further below the notes than lines from each other
_SENTENCE = re.compile(r"^\(?[^\W\d_A-Z]+[ ,;)]|[.;:,-]$")  # begins or ends like a line of running text


def take_notes(
    lines: list[list[PrintedLine]], frames: list[list[Frame]], pages: list[PrintedPage], body_size: float
) -> tuple[list[Note], list[str]]:
    """Take the notes out of ``lines`` (one list a page, changed in place) and number them through.

    Returns them, and the lines of the feet of pages that stand below notes, which are taken out too. ``frames``: tables
    and boxes of each page, whose lines may carry markers. ``pages``: for their height and for the short line that is
    drawn above notes.
    """
    notes: list[Note] = []
    feet: list[str] = []
    for page, own, framed in zip(pages, lines, frames, strict=True):
        read = _Page(page, own, framed, body_size)
        found = read.notes()
        carried = read.carried(notes)
        if carried:
            notes[-1].lines.extend(carried)
        feet += [line.text.strip() for line in own if id(line) in read.foot]
        gone = read.taken | read.tabled | read.foot
        own[:] = [line for line in own if id(line) not in gone]
        notes.extend(note for note in found if note.lines)
    for key, note in enumerate(notes, 1):
        note.key = key
    return notes, feet


@dataclass(slots=True)
class _Page:
    """One page while its notes are taken. ``own``: its lines outside ``frames``.

    ``taken``: ids of the lines of notes; ``foot``: of those below all notes; ``tabled``: of notes below tables.
    """

    page: PrintedPage
    own: list[PrintedLine]
    frames: list[Frame]
    body_size: float
    taken: set[int] = field(default_factory=set)
    foot: set[int] = field(default_factory=set)
    tabled: set[int] = field(default_factory=set)

    def notes(self) -> list[Note]:
        """The notes that begin on this page, some perhaps without a line; those below tables first."""
        body = [*self.own, *(line for frame in self.frames for line in frame.lines)]
        markers = {label for line in body for span in line.raised for label in labels_in(line.text[slice(*span)])}
        tabbed = tabbed_starts(self.own, self.body_size, markers)
        parts = {id(start.line): ids for start, ids in tabbed}
        apart = {ident for ids in parts.values() for ident in ids}
        whole = [line for line in self.own if id(line) not in apart]
        found_whole = (find_start(line, self.body_size, markers) for line in whole)
        starts = [*(start for start, _ in tabbed), *(start for start in found_whole if start is not None)]
        lines = [*(start.line for start, _ in tabbed), *whole]
        found: list[Note] = []
        columns = _columns(starts)
        for left, heads in columns:
            later = [other for other, _ in columns if other > left + _COLUMN]
            right = min(later, default=float("inf"))
            column = [line for line in lines if left - _COLUMN <= line.x0 < right - _COLUMN]
            zone = self._zone(column, heads)
            found += _notes_in(zone, heads, self.page.ordinal)
            self.taken.update(ident for line in zone for ident in parts.get(id(line), [id(line)]))
        return [*self._tabled(starts, lines, parts), *found]

    def _tabled(self, starts: list[Start], lines: list[PrintedLine], parts: dict[int, list[int]]) -> list[Note]:
        """The notes below tables, of which running text stands below; ``parts``: ids of the lines that were joined."""
        left = [start for start in starts if id(start.line) not in self.taken]
        left = [start for start in left if not self.taken.intersection(parts.get(id(start.line), ()))]
        heads = {id(start.line) for start in left}
        rest = [line for line in lines if id(line) not in self.taken and id(line) not in self.foot]
        found: list[Note] = []
        last: Note | None = None
        for start in sorted(left, key=lambda start: -start.line.y):
            if id(start.line) in self.tabled:
                continue
            table = below_table(start, self.frames, rest, self.body_size)
            if table is None and last is not None and follows(start, last.lines[-1]):
                table = last.table
            if table is None:
                continue
            own = lines_of(start, rest, heads)
            made = _notes_in(own, [start], self.page.ordinal)
            self.tabled.update(ident for line in own for ident in parts.get(id(line), [id(line)]))
            for note in made:
                note.table = table
                if note.lines:
                    last = note
            found += made
        return found

    def _zone(self, column: list[PrintedLine], heads: list[Start]) -> list[PrintedLine]:
        """The lines from the first head down; none if running text stands below it, so that these are not notes."""
        heads.sort(key=lambda start: -start.line.y)
        small = [start for start in heads if start.line.size <= SMALL * self.body_size]
        if small and len(small) < len(heads):
            # A number that did not fit on its line begins the next one of the running text.
            heads[:] = small
        while heads:
            first = heads[0].line
            size = max(start.line.size for start in heads)
            zone = sorted(
                (line for line in column if line.y <= first.y + 0.3 * first.size),
                key=lambda line: (-round(line.y), line.x0),
            )
            largest = max(size * 1.08, SMALL * self.body_size)
            foot = self._foot(zone, heads, largest)
            zone = [line for line in zone if id(line) not in foot]
            if size > SMALL * self.body_size:
                # Notes as large as the text: a page of them, each with a raised number.
                raised = [start for start in heads if start.line.raised]
                kept = len(raised) >= 2 or (len(raised) == 1 and len(zone) <= 4)
                self.foot |= foot if kept else set()
                return zone if kept else []
            larger = [line for line in zone if line.size > largest]
            if not larger:
                self.foot |= foot
                return zone
            # Running text stands below this head: it is something else, perhaps the next is a note.
            lowest = min(line.y for line in larger)
            heads[:] = [start for start in heads[1:] if start.line.y < lowest]
        return []

    def _foot(self, zone: list[PrintedLine], heads: list[Start], largest: float) -> set[int]:
        """The foot of the page below the notes: a few lines that stand apart from them, or low and in large print."""
        last = min(start.line.y for start in heads)
        rows: list[list[PrintedLine]] = []
        for line in sorted((line for line in zone if line.y <= last), key=lambda line: -line.y):
            if rows and rows[-1][0].y - line.y < 0.3 * line.size:
                rows[-1].append(line)
            else:
                rows.append([line])
        for index, (above, below) in enumerate(pairwise(rows), 1):
            rest = [line for row in rows[index:] for line in row]
            y = below[0].y
            if len(rows) - index > _FOOT_ROWS or y > _FOOT * self.page.height:
                continue
            apart = above[0].y - y > _FOOT_SPACE * max(line.size for line in above)
            large = y < _LOW * self.page.height and below[0].size > largest
            if (apart or large) and not any(_SENTENCE.search(line.text) for line in rest):
                return {id(line) for line in rest}
        return set()

    def carried(self, before: list[Note]) -> list[PrintedLine]:
        """Small lines above the page's first note, or at its foot, that go on with the last note of the page before.

        They count as taken.
        """
        if (
            not before
            or before[-1].page < self.page.ordinal - 1
            or not before[-1].lines
            or before[-1].table is not None
        ):
            return []
        last = before[-1].lines[-1]
        gone = self.taken | self.foot | self.tabled
        rest = [line for line in self.own if id(line) not in gone]
        top = max((line.y for line in self.own if id(line) in self.taken), default=None)
        floor = min((line.y for line in rest if line.size > SMALL * self.body_size), default=None)
        small = [
            line
            for line in rest
            if line.size <= min(SMALL * self.body_size, last.size * 1.05)
            and (floor is None or line.y < floor - 0.5 * self.body_size)
            and (top is None or line.y > top)
        ]
        small.sort(key=lambda line: (-round(line.y), line.x0))
        if not small or (_CLOSED.search(last.text) and not small[0].text[:1].islower()):
            return []
        if not (self._ruled(small[0]) or top is not None or floor is not None):
            return []
        self.taken.update(id(line) for line in small)
        return small

    def _ruled(self, line: PrintedLine) -> bool:
        """Whether the short line that is drawn above notes stands above this line."""
        return any(
            rule.y1 - rule.y0 < 2.5 and 30 < rule.x1 - rule.x0 < 260 and 0 < rule.y0 - line.y < 3.2 * line.size
            for rule in self.page.rules
        )


def _notes_in(zone: list[PrintedLine], heads: list[Start], ordinal: int) -> list[Note]:
    """The notes of one column: each head with the lines up to the next."""
    heads_by_line = {id(start.line): start for start in heads}
    found: list[Note] = []
    for line in zone:
        start = heads_by_line.get(id(line))
        if start is not None:
            found.append(Note(start.label, ordinal))
            rest = slice_line(line, start.end, len(line.text))
            if rest is not None:
                found[-1].lines.append(rest)
        elif found:
            found[-1].lines.append(line)
    return found


def _columns(starts: list[Start]) -> list[tuple[float, list[Start]]]:
    columns: list[tuple[float, list[Start]]] = []
    for start in sorted(starts, key=lambda s: s.line.x0):
        if columns and start.line.x0 - columns[-1][0] <= _COLUMN:
            columns[-1][1].append(start)
        else:
            columns.append((start.line.x0, [start]))
    return columns
