"""Tables with fewer rules than cells: a head set in one bar, labels with a rule beside them but none between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import slice_line

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine

_BELOW = 3.0  # points: words of the head begin where the text of their columns does
_MOST_WORDS = 5  # of a label
_ONE_LINE = 0.3  # of the size: how far baselines of one line lie apart

Cell = list["PrintedLine"]


def with_divided_head(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows, the first one cut into the columns of those below where a word of it begins at each of them."""
    below = next((row for row in rows[1:] if len(row) > 1), None)
    if below is None or len(rows[0]) != 1 or not rows[0][0]:
        return rows
    head = rows[0][0]
    if max(line.y for line in head) - min(line.y for line in head) > _ONE_LINE * head[0].size:
        return rows
    starts = [_start(rows[1:], column, len(below)) for column in range(len(below))]
    cells: list[Cell] = [[] for _ in below]
    for line in head:
        words = [match.start() for match in re.finditer(r"\S+", line.text)]
        cuts = [(at, column) for at in words for column, x in enumerate(starts) if abs(line.xs[at] - x) < _BELOW]
        if not cuts or cuts[0][0] != words[0]:
            return rows  # it begins where no column does
        for (at, column), (end, _) in zip(cuts, [*cuts[1:], (len(line.text), 0)], strict=True):
            part = slice_line(line, at, end)
            if part is not None:
                cells[column].append(part)
    return [cells, *rows[1:]] if all(cells) else rows


def _start(rows: list[list[Cell]], column: int, columns: int) -> float:
    """Where the text of a column begins; far off the page where it holds none."""
    found = (line.x0 for row in rows if len(row) == columns for line in row[column])
    return min(found, default=float("inf"))


def with_rows_of_labels(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows, one cut where a label stands in the first of its two cells beside a line of the text that it labels.

    Where several rows have two cells, rules part them: a label of two lines is one.
    """
    pairs = [row for row in rows if len(row) == 2]
    return [part for row in rows for part in (_labelled(*row) if row in pairs else [row])] if len(pairs) == 1 else rows


def _labelled(labels: Cell, text: Cell) -> list[list[Cell]]:
    """A row of two cells as a row for each label; one row where some label is no label."""
    parts: list[list[Cell]] = []
    rest = list(text)
    for label in labels:
        beside = any(abs(line.y - label.y) < _ONE_LINE * label.size for line in text)
        if len(label.text.split()) > _MOST_WORDS or not (beside or parts) or (beside and not label.text[0].isupper()):
            return [[labels, text]]
        if not beside:
            parts[-1][0].append(label)  # the label goes on
            continue
        above = [line for line in rest if line.y > label.y + _ONE_LINE * label.size]
        if above and not parts:
            return [[labels, text]]  # the text begins before its first label
        if parts:
            parts[-1][1].extend(above)
        rest = [line for line in rest if not any(line is other for other in above)]
        parts.append([[label], []])
    if parts:
        parts[-1][1].extend(rest)
    # Where each label has one line of text, the lines of one text may stand beside those of one label.
    several = len(parts) > 1 and all(cells[1] for cells in parts) and any(len(cells[1]) > 1 for cells in parts)
    return parts if several else [[labels, text]]
