"""Notes below a table in the middle of a page: small print right under it, with numbers that stand in its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.notes.note import SMALL, labels_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.pdf.page.model import PrintedLine
    from ingest.formats.pdf.page.notes.starts import Start
    from ingest.formats.pdf.page.tables.ruled import Frame

_BELOW = 3.5  # sizes of the note from the table to its first note, or from one note to the next, at most
_NEXT = 1.8  # sizes from one line of a note to the next
_BESIDE = 12.0  # points that a note may begin left of its table
_CELLS = 3  # pieces of text in a row of a table without rules; two where there are several numbers in them
_NUMBER = re.compile(r"[-–‒−+€(]{0,2}\d[\d.,]*[%)]{0,2}")


def below_table(
    start: Start, frames: Sequence[Frame], lines: Sequence[PrintedLine], body_size: float
) -> frozenset[int] | None:
    """The lines of the table that a note stands below, by their ids; empty for one without rules.

    None where it stands below none. ``lines``: those of the page that stand in no frame.
    """
    line = start.line
    if line.size > SMALL * body_size:
        return None
    reach = _BELOW * line.size
    for frame in frames:
        near = -0.5 * line.size < frame.bottom - line.y < reach and frame.x0 - _BESIDE <= line.x0 < frame.x1
        if frame.table and near and start.label in _labels(frame.lines):
            return frozenset(id(own) for own in frame.lines)
    above = [other for other in lines if 0.5 * line.size < other.y - line.y < reach]
    nearest = min((other.y for other in above), default=0.0)
    row = [other for other in above if other.y - nearest < 0.5 * line.size]
    numbers = sum(bool(_NUMBER.fullmatch(word)) for other in row for word in other.text.split())
    cells = len(row) >= _CELLS or (len(row) > 1 and numbers >= _CELLS - 1)
    return frozenset() if cells and start.label in _labels([other for other in lines if other.y > line.y]) else None


def follows(start: Start, last: PrintedLine) -> bool:
    """Whether a note begins right below the last line of another."""
    return 0 < last.y - start.line.y < _NEXT * last.size and abs(last.size - start.line.size) < 0.1 * last.size


def lines_of(start: Start, lines: Sequence[PrintedLine], heads: set[int]) -> list[PrintedLine]:
    """The first line of a note and those that go on below it. ``heads``: ids of the lines with which notes begin."""
    found = [start.line]
    for line in sorted(lines, key=lambda line: (-round(line.y), line.x0)):
        last = found[-1]
        if line.y >= last.y - 0.3 * last.size:
            continue
        close = last.y - line.y < _NEXT * last.size and line.x0 < start.line.x1 and line.x0 >= start.line.x0 - _BESIDE
        if not close or id(line) in heads or abs(line.size - start.line.size) > 0.1 * start.line.size:
            break
        found.append(line)
    return found


def _labels(lines: Sequence[PrintedLine]) -> set[str]:
    return {label for line in lines for span in line.raised for label in labels_in(line.text[slice(*span)])}
