"""Reading order: segments and frames of a page -> strands, each one column's run of lines from top to bottom.

Two columns are recognised by a gutter: an upright strip that text begins at, with lines beside each other on both
sides. Lines that cross the strip (a title over both columns) divide the page into bands, read one after another.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from ingest.formats.pdf.page.cutting import join_lines
from ingest.formats.pdf.page.model import PrintedLine
from ingest.formats.pdf.page.tables.ruled import Frame

if TYPE_CHECKING:
    from collections.abc import Iterable

Item: TypeAlias = PrintedLine | Frame

_MIN_ROWS = 3  # lines a column has at least, each side of a gutter
_MIN_GUTTER = 5.0  # points
_MIN_CHARACTERS = 14  # of the middle line of a column; shorter ones are numbers, labels or cells
_SAME_ROW = 0.35  # of the size
_LABEL = re.compile(
    r"^(?:[•▪◦‣●○■□♦❖➢✓*–—\-o\uf000-\uf0ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]?(?:\d{1,2}[.)]?)*)$"
)
_TAIL = re.compile(r"^[.…\s]*(?:p\.\s*)?\d{1,4}$")
_UNDER = 1.6  # sizes from a label to the value under it
_LABEL_REACH = 60.0  # points from a label to what it labels


@dataclass(slots=True)
class Strand:
    """Lines of one column in order; a frame stands alone in its strand. ``left``, ``right``: the column's edges.

    ``rows``: the segments of each line, for what is set in columns without being text in columns.
    """

    left: float
    right: float
    lines: list[PrintedLine] = field(default_factory=list)
    rows: list[list[PrintedLine]] = field(default_factory=list)
    frame: Frame | None = None


def reading_order(lines: list[PrintedLine], frames: Iterable[Frame] = ()) -> list[Strand]:
    """The strands of a page in the order in which they are read."""
    items: list[Item] = [*_with_labels(lines), *frames]
    strands: list[Strand] = []
    _order(items, strands, 0)
    return strands


def _with_labels(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Bullets and numbers joined with the text at their right, page numbers with the entry at their left."""
    rows = _rows(lines)
    done: list[PrintedLine] = []
    for row in rows:
        parts: list[PrintedLine] = []
        for segment in row:
            before = parts[-1] if parts else None
            if before is not None and (
                (_LABEL.match(before.text) and segment.x0 - before.x1 < _LABEL_REACH and not _TAIL.match(segment.text))
                or (
                    len(row) == 2
                    and _TAIL.match(segment.text)
                    and not _TAIL.match(before.text)
                    and len(before.text) > 3
                    and not _below_words(segment, lines)
                )
            ):
                joined = join_lines([before, segment])
                # A bullet's font and size mean nothing for the text.
                parts[-1] = joined
            else:
                parts.append(segment)
        done.extend(parts)
    return done


def _below_words(number: PrintedLine, lines: list[PrintedLine]) -> bool:
    """Whether a number stands under a line of words that begins where it does: the value of a label beside the text."""
    return any(
        0 < line.y - number.y < _UNDER * number.size and abs(line.x0 - number.x0) < 1 and not _TAIL.match(line.text)
        for line in lines
    )


def _rows(lines: Iterable[PrintedLine]) -> list[list[PrintedLine]]:
    """Segments on one baseline, rows from top to bottom, each from left to right."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if rows and abs(rows[-1][0].y - line.y) <= _SAME_ROW * max(line.size, rows[-1][0].size) * 0.8:
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.x0)
    return rows


def _order(items: list[Item], strands: list[Strand], depth: int) -> None:
    if not items:
        return
    gutter = _gutter(items) if depth < 6 and len(items) >= 2 * _MIN_ROWS else None
    if gutter is None:
        _column(items, strands)
        return
    left, right, crossing = _sides(items, gutter)
    # Each crossing item closes the band above it.
    bounds = sorted((item.top for item in crossing), reverse=True)
    bands: list[tuple[list[Item], list[Item], list[Item]]] = [([], [], []) for _ in range(len(bounds) + 1)]

    def band(item: Item) -> int:
        middle = (item.top + item.bottom) / 2 if isinstance(item, Frame) else item.y + 0.25 * item.size
        return sum(bound > middle for bound in bounds)

    for item in left:
        bands[band(item)][0].append(item)
    for item in right:
        bands[band(item)][1].append(item)
    for item in crossing:
        bands[sum(bound > item.top for bound in bounds) + 1][2].append(item)
    held: list[Item] = []
    for lefts, rights, across in bands:
        held.extend(across)
        if lefts and rights:
            _column(held, strands)
            held = []
            _order(lefts, strands, depth + 1)
            _order(rights, strands, depth + 1)
        else:
            # With one side only, the band is a continuation of what crosses.
            held.extend(lefts or rights)
    _column(held, strands)


def _sides(items: list[Item], gutter: tuple[float, float]) -> tuple[list[Item], list[Item], list[Item]]:
    start, end = gutter
    left: list[Item] = []
    right: list[Item] = []
    crossing: list[Item] = []
    for item in items:
        if item.x1 <= end - 1 and item.x0 < start:
            left.append(item)
        elif item.x0 >= start - 1:
            right.append(item)
        else:
            crossing.append(item)
    return left, right, crossing


def _gutter(items: list[Item]) -> tuple[float, float] | None:
    """The strip (left, right) that parts the items best into two columns; None for one column."""
    lines = [item for item in items if isinstance(item, PrintedLine)]
    starts = Counter(round(line.x0 / 2) for line in lines)
    outer = min((line.x0 for line in lines), default=0.0)
    best: tuple[float, float, float] | None = None
    for key, _ in sorted(starts.items()):
        count = starts[key] + starts.get(key + 1, 0)
        if count < _MIN_ROWS or key * 2 < outer + 40:
            continue
        edge = min(line.x0 for line in lines if key <= round(line.x0 / 2) <= key + 1)
        left = [line for line in lines if line.x1 < edge - _MIN_GUTTER + 1]
        right = [line for line in lines if line.x0 >= edge - 1]
        if len(left) < _MIN_ROWS or len(right) < _MIN_ROWS:
            continue
        beside = _beside(left, right)
        if beside < _MIN_ROWS:
            continue
        if min(_middle(left), _middle(right)) < _MIN_CHARACTERS:
            continue
        top = min(max(line.y for line in left), max(line.y for line in right))
        foot = max(min(line.y for line in left), min(line.y for line in right))
        crossing = sum(
            1 for line in lines if line.x0 < edge - 1 and line.x1 >= edge - _MIN_GUTTER + 1 and foot <= line.y <= top
        )
        score = beside - 2.0 * crossing
        if score > 0 and (best is None or score > best[0]) and not _cells(left, right):
            best = (score, max(line.x1 for line in left), edge)
    if best is None:
        return None
    return best[1], best[2]


def _beside(left: list[PrintedLine], right: list[PrintedLine]) -> int:
    """How many lines of the left have one of the right at their height."""
    heights = sorted(line.y for line in right)
    count = 0
    low, high = heights[0], heights[-1]
    for line in left:
        count += low - line.size <= line.y <= high + line.size
    return min(count, len(right))


def _middle(lines: list[PrintedLine]) -> int:
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) // 2]


def _cells(left: list[PrintedLine], right: list[PrintedLine]) -> bool:
    """Whether the left side holds first cells of rows: each stands on a line of the right, few fill their column."""
    heights = [line.y for line in right]
    low, high = min(heights), max(heights)
    near = [line for line in left if low - line.size <= line.y <= high + line.size]
    if not near:
        return False
    on_line = sum(any(abs(y - line.y) < 0.2 * line.size for y in heights) for line in near)
    edge, start = max(line.x1 for line in near), min(line.x0 for line in near)
    filled = sum(line.x1 - line.x0 > 0.75 * (edge - start) for line in near)
    return on_line >= 0.85 * len(near) and filled < 0.45 * len(near)


def _column(items: list[Item], strands: list[Strand]) -> None:
    """One column: its frames and the lines between them, from top to bottom."""
    if not items:
        return
    lines = [item for item in items if isinstance(item, PrintedLine)]
    frames = sorted((item for item in items if isinstance(item, Frame)), key=lambda frame: -frame.top)
    left = min(item.x0 for item in items)
    right = max(item.x1 for item in items)
    rows = _rows(lines)
    for frame in [*frames, None]:
        strand = Strand(left, right)
        while rows and (frame is None or rows[0][0].y > (frame.top + frame.bottom) / 2):
            row = rows.pop(0)
            strand.rows.append(row)
            strand.lines.append(join_lines(row))
        if strand.lines:
            strands.append(strand)
        if frame is not None:
            strands.append(Strand(frame.x0, frame.x1, frame.lines, [], frame))
