"""Ruled tables and boxes: cells found from the lines that are drawn, text put into them.

A set of rules that touch each other is a frame. A frame with several cells that hold text is a table, read row by row;
one with a single cell is a box, whose text stays together.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import split_line
from ingest.formats.pdf.page.tables.undivided import with_divided_head, with_rows_of_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.pdf.page.model import PrintedLine, Rule

_TOUCH = 3.5  # points: rules nearer than this meet
_THIN = 3.0  # points: a rectangle thinner than this is a line
_MIN_LENGTH = 9.0
_LINE_HIGH = 30.0  # points: a filled box that is higher holds more than one line
_APART = 25.0  # points between the parts of one table
_MOST_EDGES = 900  # a frame of more is a drawing
_WHOLE_PAGE = 0.85  # of the page: a frame as large as this is decoration


@dataclass(slots=True, eq=False)
class Frame:
    """A table or box on a page. ``rows``: for each row its cells, for each cell its lines from top to bottom."""

    x0: float
    bottom: float
    x1: float
    top: float
    rows: list[list[list[PrintedLine]]] = field(default_factory=list)

    @property
    def table(self) -> bool:
        """Whether it has columns: cells with text stand side by side in two rows, or three of them in one."""
        filled = [sum(bool(cell) for cell in row) for row in self.rows]
        return sum(count > 1 for count in filled) > 1 or max(filled, default=0) > 2

    @property
    def lines(self) -> list[PrintedLine]:
        """All its lines in reading order."""
        return [line for row in self.rows for cell in row for line in cell]


@dataclass(slots=True)
class _Edge:
    at: float  # y of a horizontal, x of a vertical edge
    start: float
    end: float


def find_frames(
    lines: list[PrintedLine], rules: Sequence[Rule], width: float, height: float
) -> tuple[list[Frame], list[PrintedLine]]:
    """The frames of a page with their lines, and the lines that stand in none."""
    if not rules or not lines:
        return [], lines
    thin = [rule for rule in rules if min(rule.x1 - rule.x0, rule.y1 - rule.y0) <= _THIN]
    frames, rest = _frames_of(thin, lines, width, height)
    # Filled boxes frame what no lines frame; one that hugs a line of text is a shade behind it.
    filled = [
        rule
        for rule in rules
        if min(rule.x1 - rule.x0, rule.y1 - rule.y0) > _THIN
        and not any(
            f.x0 - 2 <= rule.x0 and rule.x1 <= f.x1 + 2 and rule.y0 < f.top and rule.y1 > f.bottom for f in frames
        )
        and not _hugs(rule, rest)
    ]
    if filled:
        more, rest = _frames_of(filled, rest, width, height)
        frames += more
    return _stacked(frames, rest), rest


def _stacked(frames: list[Frame], rest: list[PrintedLine]) -> list[Frame]:
    """Tables of one width that stand closely below each other, with nothing between them, made one."""
    done: list[Frame] = []
    for frame in sorted(frames, key=lambda frame: -frame.top):
        above = done[-1] if done else None
        if (
            above is not None
            and above.table
            and frame.table
            and abs(above.x0 - frame.x0) < 2 * _TOUCH
            and abs(above.x1 - frame.x1) < 2 * _TOUCH
            and above.bottom - frame.top < _APART
            and not any(frame.top < line.y < above.bottom for line in rest)
        ):
            above.rows += frame.rows
            above.bottom = frame.bottom
        else:
            done.append(frame)
    return done


def _frames_of(
    rules: Sequence[Rule], lines: list[PrintedLine], width: float, height: float
) -> tuple[list[Frame], list[PrintedLine]]:
    across, down = _edges(rules, width, height)
    if len(across) < 2 or len(down) < 2 or len(across) + len(down) > _MOST_EDGES:
        return [], lines
    frames = []
    for group_across, group_down in _groups(across, down):
        frame, lines = _fill(group_across, group_down, lines, width, height)
        if frame is not None:
            frames.append(frame)
    return frames, lines


def _hugs(rule: Rule, lines: list[PrintedLine]) -> bool:
    if rule.y1 - rule.y0 > _LINE_HIGH:
        return False
    return any(
        rule.y0 < line.y + 0.3 * line.size < rule.y1
        and abs(rule.x0 - line.x0) < 2.5
        and rule.y1 - rule.y0 < 1.9 * line.size
        for line in lines
    )


def _edges(rules: Sequence[Rule], width: float, height: float) -> tuple[list[_Edge], list[_Edge]]:
    across: list[_Edge] = []
    down: list[_Edge] = []
    for x0, y0, x1, y1 in rules:
        wide, high = x1 - x0, y1 - y0
        if wide > _WHOLE_PAGE * width and high > 0.6 * height:
            continue
        if x1 < 0 or y1 < 0 or x0 > width or y0 > height:
            continue
        if high <= _THIN:
            if wide >= _MIN_LENGTH:
                across.append(_Edge((y0 + y1) / 2, x0, x1))
        elif wide <= _THIN:
            if high >= _MIN_LENGTH / 2:
                down.append(_Edge((x0 + x1) / 2, y0, y1))
        elif wide >= 2 * _MIN_LENGTH and high >= _MIN_LENGTH:
            across += [_Edge(y0, x0, x1), _Edge(y1, x0, x1)]
            down += [_Edge(x0, y0, y1), _Edge(x1, y0, y1)]
    return _joined(across), _joined(down)


def _joined(edges: list[_Edge]) -> list[_Edge]:
    """Pieces of one straight line made one."""
    edges.sort(key=lambda edge: (round(edge.at / 1.5), edge.start))
    done: list[_Edge] = []
    for edge in edges:
        if done and abs(done[-1].at - edge.at) < 1.5 and edge.start <= done[-1].end + _TOUCH:
            done[-1].end = max(done[-1].end, edge.end)
        else:
            done.append(_Edge(edge.at, edge.start, edge.end))
    return done


def _groups(across: list[_Edge], down: list[_Edge]) -> list[tuple[list[_Edge], list[_Edge]]]:
    """Edges that cross or touch each other, group by group."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(across):
        for j, v in enumerate(down, len(across)):
            if (
                h.start - _TOUCH <= v.at <= h.end + _TOUCH
                and v.start - _TOUCH <= h.at <= v.end + _TOUCH
                and root(i) != root(j)
            ):
                parent[root(i)] = root(j)
    found: dict[int, tuple[list[_Edge], list[_Edge]]] = {}
    for i, h in enumerate(across):
        found.setdefault(root(i), ([], []))[0].append(h)
    for j, v in enumerate(down, len(across)):
        found.setdefault(root(j), ([], []))[1].append(v)
    return [group for group in found.values() if len(group[0]) >= 2 and len(group[1]) >= 2]


def _stops(values: list[float]) -> list[float]:
    """Positions, those nearer to each other than a rule's breadth made one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _TOUCH:
            found.append(value)
    return found


def _fill(
    across: list[_Edge], down: list[_Edge], lines: list[PrintedLine], width: float, height: float
) -> tuple[Frame | None, list[PrintedLine]]:
    xs, ys = _stops([e.at for e in down]), _stops([e.at for e in across])
    if len(xs) < 2 or len(ys) < 2:
        return None, lines
    if (xs[-1] - xs[0]) * (ys[-1] - ys[0]) > _WHOLE_PAGE * width * height and len(xs) == len(ys) == 2:
        return None, lines
    inside: list[PrintedLine] = []
    outside: list[PrintedLine] = []
    for line in lines:
        middle = line.y + 0.25 * line.size
        within = ys[0] < middle < ys[-1] and line.x1 > xs[0] - 1 and line.x0 < xs[-1] + 1
        # What reaches far out of the frame is not in it.
        reach = min(line.x1, xs[-1]) - max(line.x0, xs[0])
        (inside if within and reach > 0.7 * (line.x1 - line.x0) else outside).append(line)
    if not inside:
        return None, lines
    parts: list[PrintedLine] = []
    for line in inside:
        middle = line.y + 0.25 * line.size
        cuts = [e.at for e in down if line.x0 + 1 < e.at < line.x1 - 1 and e.start <= middle <= e.end]
        parts.extend(split_line(line, cuts) if cuts else [line])
    frame = Frame(xs[0], ys[0], xs[-1], ys[-1])
    cells = _Cells(xs, ys, across, down)
    placed: dict[tuple[int, int], list[PrintedLine]] = {}
    for line in parts:
        placed.setdefault(cells.of((line.x0 + line.x1) / 2, line.y + 0.25 * line.size), []).append(line)
    rows: dict[int, dict[int, list[PrintedLine]]] = {}
    for (column, row), cell in placed.items():
        cell.sort(key=lambda line: (-round(line.y), line.x0))
        rows.setdefault(row, {})[column] = cell
    columns = sorted({column for column, _ in placed})
    # Rows count from the foot of the page; an empty cell keeps its place between those that are not.
    for _, cells_of in sorted(rows.items(), reverse=True):
        frame.rows.append(
            [*cells_of.values()] if len(cells_of) == 1 else [cells_of.get(column, []) for column in columns]
        )
    frame.rows = with_rows_of_labels(with_divided_head(frame.rows))
    return frame, outside


class _Cells:
    """Which cell a point lies in: cells of the finest grid with no edge between them are one."""

    def __init__(self, xs: list[float], ys: list[float], across: list[_Edge], down: list[_Edge]) -> None:
        self._xs, self._ys = xs, ys
        columns, rows = max(1, len(xs) - 1), max(1, len(ys) - 1)
        self._parent = {(c, r): (c, r) for c in range(columns) for r in range(rows)}
        walls_down: dict[int, list[_Edge]] = {}
        for edge in down:
            walls_down.setdefault(bisect_right(xs, edge.at + _TOUCH) - 1, []).append(edge)
        walls_across: dict[int, list[_Edge]] = {}
        for edge in across:
            walls_across.setdefault(bisect_right(ys, edge.at + _TOUCH) - 1, []).append(edge)
        for c in range(columns):
            for r in range(rows):
                x, y = (xs[c] + xs[c + 1]) / 2, (ys[r] + ys[r + 1]) / 2
                if c + 1 < columns and not any(e.start <= y <= e.end for e in walls_down.get(c + 1, ())):
                    self._unite((c, r), (c + 1, r))
                if r + 1 < rows and not any(e.start <= x <= e.end for e in walls_across.get(r + 1, ())):
                    self._unite((c, r), (c, r + 1))

    def _root(self, cell: tuple[int, int]) -> tuple[int, int]:
        while self._parent[cell] != cell:
            cell = self._parent[cell]
        return cell

    def _unite(self, a: tuple[int, int], b: tuple[int, int]) -> None:
        a, b = self._root(a), self._root(b)
        if a != b:
            # The cell is named by its first column and its uppermost row.
            name = (min(a[0], b[0]), max(a[1], b[1]))
            self._parent.setdefault(name, name)
            self._parent[name] = name
            for other in (a, b):
                if other != name:
                    self._parent[other] = name

    def of(self, x: float, y: float) -> tuple[int, int]:
        """Column and row of the cell at a point."""
        c = min(max(bisect_right(self._xs, x) - 1, 0), max(0, len(self._xs) - 2))
        r = min(max(bisect_right(self._ys, y) - 1, 0), max(0, len(self._ys) - 2))
        return self._root((c, r))
