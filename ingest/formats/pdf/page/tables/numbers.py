"""Tables of numbers without rules: amounts that end below each other make columns, what stands beside them labels.

As in budgets: a label of two lines stands half above and half below the line of its amounts, and amounts stand so near
to each other that they look like words of one line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import slice_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.formats.pdf.page.model import PrintedLine

_NUMBER = r"(?:[-–‒−+]\s?)?(?:€\s?)?\(?\d[\d.,]*\)?%?|[-–‒−]"
_VALUE = re.compile(rf"(?:{_NUMBER})")
_VALUES = re.compile(rf"(?:{_NUMBER})(?:\s+(?:{_NUMBER}))+")
_ALIGNED = 4.0  # points
_ROWS = 3  # with amounts
_COLUMNS = 2
_BESIDE = 0.95  # of the size: how far from its amounts a line of a label stands
_HEAD = 1.4  # of the size: lines of the head stand so near above each other
_NEXT = 4.0  # of the size: what is further apart is not one table
_TEXT = 0.6  # of the column: a line as wide as this, alone in its row, is running text
_MOST_LABELS = 2  # columns of labels

_Row = list["PrintedLine"]


def find_number_tables(rows: Sequence[_Row], width: float) -> list[tuple[int, int, list[list[list[PrintedLine]]]]]:
    """Runs [first, last) of rows that are a table of numbers, with its cells. ``width``: of the column of the page."""
    split = [_split(row) for row in rows]
    found: list[tuple[int, int, list[list[list[PrintedLine]]]]] = []
    index = 0
    while index < len(split):
        if len(_values(split[index])) < _COLUMNS:
            index += 1
            continue
        last = _end(split, index, width)
        rights = _rights(split[index:last])
        if len(rights) >= _COLUMNS and _is_table(split[index:last], rights):
            first = _head(split, index, found[-1][1] if found else 0, rights)
            found.append((first, last, _cells(split[first:last], index - first, rights)))
        index = max(last, index + 1)
    return found


def _split(row: _Row) -> _Row:
    """The segments of a row with the amounts that stand in one segment apart."""
    done: _Row = []
    for segment in row:
        if _VALUES.fullmatch(segment.text):
            parts = [slice_line(segment, *match.span()) for match in _VALUE.finditer(segment.text)]
            done += [part for part in parts if part is not None]
        else:
            done.append(segment)
    return done


def _is_value(segment: PrintedLine) -> bool:
    return _VALUE.fullmatch(segment.text) is not None


def _values(row: _Row) -> _Row:
    return [segment for segment in row if _is_value(segment)]


def _end(rows: Sequence[_Row], first: int, width: float) -> int:
    """Behind the last row that may belong to the table: what follows is far away, or is running text."""
    end = first + 1
    index = first
    while index + 1 < len(rows):
        above, row = rows[index], rows[index + 1]
        if above[0].y - row[0].y > _NEXT * row[0].size:
            break
        wide = max(segment.x1 - segment.x0 for segment in row) > _TEXT * width
        if wide and len(_values(row)) < _COLUMNS:
            break
        index += 1
        if len(_values(row)) >= _COLUMNS:
            end = index + 1
        elif end == index and above[0].y - row[0].y < _BESIDE * row[0].size:
            end = index + 1  # the rest of a label
    return end


def _rights(rows: Sequence[_Row]) -> list[float]:
    """Where the columns of numbers end: right edges that several rows share."""
    edges = sorted(value.x1 for row in rows if len(_values(row)) >= _COLUMNS for value in _values(row))
    groups: list[list[float]] = []
    for edge in edges:
        if groups and edge - groups[-1][-1] < _ALIGNED:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return [max(group) for group in groups if len(group) >= _ROWS]


def _is_table(rows: Sequence[_Row], rights: Sequence[float]) -> bool:
    """Whether most amounts stand in the columns, in enough rows, beside labels."""
    amounts = [row for row in rows if len(_values(row)) >= _COLUMNS]
    placed = sum(any(abs(value.x1 - right) < _ALIGNED for right in rights) for row in amounts for value in _values(row))
    total = sum(len(_values(row)) for row in amounts)
    labelled = sum(any(not _is_value(segment) for segment in row) for row in rows)
    # Amounts that begin below each other end in more places than a row has amounts.
    aligned = len(rights) <= max((len(_values(row)) for row in amounts), default=0)
    return aligned and len(amounts) >= _ROWS and placed >= 0.75 * total and 2 * labelled >= len(amounts)


def _head(rows: Sequence[_Row], first: int, earliest: int, rights: Sequence[float]) -> int:
    """The first row of the head above the amounts: words over the columns, not over the labels only."""
    left = min(value.x0 for value in _values(rows[first])) - 3 * _ALIGNED
    index = first
    while index > earliest:
        row, below = rows[index - 1], rows[index]
        over = [segment for segment in row if segment.x0 > left and segment.x1 < rights[-1] + 3 * _ALIGNED]
        near = row[0].y - below[0].y < (_NEXT if index == first else _HEAD) * row[0].size
        if not near or not over or (len(over) < len(row) and any(s.x1 > left for s in row if s not in over)):
            break
        index -= 1
    return index


def _cells(rows: Sequence[_Row], head: int, rights: Sequence[float]) -> list[list[list[PrintedLine]]]:
    """The rows of the table with a cell for each column. ``head``: how many rows stand above the first amounts."""
    left = min(value.x0 for row in rows[head:] for value in _values(row) if abs(value.x1 - rights[0]) < _ALIGNED)
    labels = _label_columns([s for row in rows for s in row if s.x1 < left + _ALIGNED and not _in_column(s, rights)])
    groups = ([[segment for row in rows[:head] for segment in row]] if head else []) + _grouped(rows[head:])
    table = []
    for group in groups:
        cells: list[list[PrintedLine]] = [[] for _ in range(len(labels) + len(rights))]
        for segment in sorted(group, key=lambda s: (-round(s.y), s.x0)):
            if segment.x1 < left + _ALIGNED and not _in_column(segment, rights):
                middle = (segment.x0 + segment.x1) / 2
                at = min(range(len(labels)), key=lambda i: abs(middle - sum(labels[i]) / 2)) if labels else 0
            else:
                at = len(labels) + min(range(len(rights)), key=lambda i: abs(rights[i] - segment.x1))
            cells[at].append(segment)
        table.append(cells)
    return table


def _in_column(segment: PrintedLine, rights: Sequence[float]) -> bool:
    return _is_value(segment) and any(abs(segment.x1 - right) < _ALIGNED for right in rights)


def _label_columns(labels: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Where labels stand: side by side in two columns where none reaches over both, else in one."""
    found: list[tuple[float, float]] = []
    for label in sorted(labels, key=lambda label: label.x0):
        if found and label.x0 < found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], label.x1))
        else:
            found.append((label.x0, label.x1))
    return found if len(found) <= _MOST_LABELS else [(found[0][0], found[-1][1])]


def _grouped(rows: Sequence[_Row]) -> list[_Row]:
    """The segments of each row of the table: lines of a label go with the amounts that they stand beside."""
    amounts = [row for row in rows if len(_values(row)) >= _COLUMNS]
    groups: dict[int, _Row] = {id(row): [] for row in amounts}
    order: list[_Row] = []
    for row in rows:
        home = min(amounts, key=lambda each: abs(each[0].y - row[0].y))
        if row is home or abs(home[0].y - row[0].y) < _BESIDE * row[0].size:
            group = groups[id(home)]
        elif order and row[0].text[:1].islower():
            group = order[-1]
        else:
            group = []
        group += row
        if not any(group is each for each in order):
            order.append(group)
    return order
