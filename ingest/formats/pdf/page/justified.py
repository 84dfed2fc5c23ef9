"""Lines whose words justification has driven far apart, made whole.

In a narrow column a long word leaves the line before it with few words, and gaps as wide as those between columns or
cells. Such a line shows by three signs: it begins and ends at the edges that the lines around it share, all its gaps
are alike, and its words do not stand below each other as cells do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ingest.formats.pdf.page.cutting import join_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.pdf.page.model import PrintedLine

_EDGE = 2.0  # points that lines of one column may differ at its edges
_INDENT = 6.0  # sizes that a line may begin behind the left edge
_WORDS = 3  # a line of so many shows the edges of its column
_SHARE = 0.3  # of the lines of a justified column end at its right edge, in all but the shortest paragraphs
_SAME_ROW = 0.16  # of the size
_SIZE = 0.6  # points of difference that show
_ALIKE = 0.03  # of the widest gap: how much the gaps of one line differ at most
_ROUNDED = 0.6  # points that they may differ in any case
_SENTENCE = 3.0  # times the other gaps: that behind a full stop, at most
_FIXED = 0.45  # of the size: a space that does not stretch is narrower
_ALIGNED = 0.75  # points
_CELLS = 0.5  # of the gaps of a row stand below one of the next row, where both are rows of a table
_ROWS = 3  # that a table has at least
_PARTS = 3  # of a longer row
_DISTANCE = 2.2  # sizes between two rows that belong together, at most
_FIGURE = re.compile(r"^[\d.,%€$£+–—-]+$")


class _Measure(NamedTuple):
    """The edges of a justified column, for print of one size."""

    left: float
    right: float
    size: float


def join_justified(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of a page, those of justified columns whole; the others as they are, in their order."""
    measures = _measures(lines)
    if not measures:
        return lines
    rows = [row for row in _rows(lines) if len(row) > 1]
    joined: dict[int, PrintedLine | None] = {}
    for measure in measures:
        inside = [within for row in rows if len(within := _within(row, measure)) > 1]
        for index, row in enumerate(inside):
            parts = _stretched(row, measure)
            if parts and not any(id(part) in joined for part in parts) and not _tabular(inside, index):
                joined.update(dict.fromkeys(map(id, parts)))
                joined[id(parts[0])] = join_lines(parts)
    whole = (joined.get(id(line), line) for line in lines)
    return [line for line in whole if line is not None]


def _measures(lines: list[PrintedLine]) -> list[_Measure]:
    """The columns in which enough lines end at one right edge, the narrowest first."""
    by_left: defaultdict[tuple[int, int], list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if line.text.count(" ") >= _WORDS - 1:
            by_left[round(line.x0 / _EDGE), round(line.size)].append(line)
    found = []
    for own in by_left.values():
        ends = sorted(line.x1 for line in own)
        best = max(ends, key=lambda end: sum(abs(end - other) <= _EDGE for other in ends))
        share = sum(abs(best - other) <= _EDGE for other in ends)
        if share >= 2 and share >= _SHARE * len(own):
            found.append(_Measure(min(line.x0 for line in own), best, own[0].size))
    return sorted(found, key=lambda measure: measure.right - measure.left)


def _rows(lines: list[PrintedLine]) -> list[list[PrintedLine]]:
    """Lines of one baseline and size, from top to bottom, each row from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: (-line.y, line.x0)):
        for row in reversed(rows[-3:]):
            if abs(row[0].y - line.y) <= _SAME_ROW * line.size and abs(row[0].size - line.size) < _SIZE:
                row.append(line)
                break
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _within(row: list[PrintedLine], measure: _Measure) -> list[PrintedLine]:
    if abs(row[0].size - measure.size) >= _SIZE:
        return []
    return [line for line in row if line.x0 >= measure.left - _EDGE and line.x1 <= measure.right + _EDGE]


def _stretched(row: list[PrintedLine], measure: _Measure) -> list[PrintedLine]:
    """The end of the row that is one line from edge to edge, without the bullet or number before it; [] if none is."""
    if abs(row[-1].x1 - measure.right) > _EDGE:
        return []
    for first, line in enumerate(row[:-1]):
        if line.x0 - measure.left > _INDENT * line.size:
            break
        parts = row[first:]
        if _alike(parts) and _words(parts):
            return parts
    return []


def _words(parts: Sequence[PrintedLine]) -> bool:
    """Whether these are words: of two parts none is a figure, of more at most half."""
    figures = sum(bool(_FIGURE.match(part.text)) for part in parts)
    return figures == 0 if len(parts) == 2 else 2 * figures <= len(parts)


def _alike(parts: Sequence[PrintedLine]) -> bool:
    """Whether all gaps between words are alike, but for spaces that do not stretch and the ends of sentences."""
    plain: list[float] = []
    behind_stop: list[float] = []
    for part, after in pairwise([*parts, None]):
        if part is None:
            continue
        words = part.text.split(" ")
        at = 0
        for word, following in pairwise(words):
            at += len(word)
            gap = part.xs[at + 1] - part.xs[at]
            at += 1
            if gap < _FIXED * part.size and (word[-1:] in ".€" or word[-1:].isdigit() or following[:1].isdigit()):
                continue
            (behind_stop if word[-1:] in ".:;,?!" else plain).append(gap)
        if after is not None:
            (behind_stop if words[-1][-1:] in ".:;,?!" else plain).append(after.x0 - part.x1)
    known = plain or behind_stop
    widest, narrowest = max(known), min(known)
    allowed = max(_ALIKE * widest, _ROUNDED)
    if widest - narrowest > allowed:
        return False
    return all(narrowest - allowed <= gap <= _SENTENCE * widest for gap in behind_stop)


def _tabular(rows: list[list[PrintedLine]], index: int) -> bool:
    """Whether a row is one of three or more whose parts stand below each other."""
    first = last = index
    while first > 0 and _next_to(rows[first - 1], rows[first]):
        first -= 1
    while last + 1 < len(rows) and _next_to(rows[last], rows[last + 1]):
        last += 1
    if last - first + 1 < _ROWS:
        return False
    return any(_aligned(rows[index], rows[other]) for other in (index - 1, index + 1) if first <= other <= last)


def _next_to(above: list[PrintedLine], below: list[PrintedLine]) -> bool:
    return above[0].y - below[0].y < _DISTANCE * below[0].size


def _aligned(row: list[PrintedLine], other: list[PrintedLine]) -> bool:
    """Whether enough parts of two rows stand below each other.

    Lines that end in the same word have it at one place, at the edge of both: of a longer row that tells nothing.
    """
    same_end = len(row) >= _PARTS and row[-1].text == other[-1].text
    starts = [line.x0 for line in (other[1:-1] if same_end else other[1:])]
    ends = [line.x1 for line in other[:-1]]
    count = sum(
        any(abs(after.x0 - x) < _ALIGNED for x in starts) or any(abs(before.x1 - x) < _ALIGNED for x in ends)
        for before, after in pairwise(row)
    )
    return count >= _CELLS * (len(row) - 1)
