"""Tables of official publications (the CALS model) -> rows of cells with spans filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.formats.markup import children, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.markup import Element

_MOST_COLUMNS = 200


def cals_rows(table: Element) -> Iterator[list[Element | None]]:
    """The rows of head, body and foot, in that order; each a list of ``entry`` elements.

    A cell that spans rows or columns stands in the first of them; its other places are None: print leaves them blank.
    """
    for group in (element for element in table.iter("{*}tgroup")):
        columns = {
            str(spec.get("colname")): at
            for at, spec in enumerate(child for child in children(group) if name_of(child) == "colspec")
        }
        for part in ("thead", "tbody", "tfoot"):
            for body in (child for child in children(group) if name_of(child) == part):
                yield from _part_rows(body, columns)


def _part_rows(body: Element, columns: dict[str, int]) -> Iterator[list[Element | None]]:
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in (child for child in children(body) if name_of(child) == "row"):
        cells: dict[int, Element] = {}
        at = 0
        spans: dict[int, int] = {}
        for entry in children(row):
            while covered.get(at, 0):
                at += 1
            at = columns.get(entry.get("namest") or entry.get("colname") or "", at)
            end = columns.get(entry.get("nameend") or "", at)
            cells[at] = entry
            more = entry.get("morerows", "0")
            for column in range(at, max(at, min(end, at + _MOST_COLUMNS)) + 1):
                spans[column] = int(more) if more.isdecimal() else 0
            at = max(at, end) + 1
        width = max([*cells, *(column for column, rows in covered.items() if rows), -1]) + 1
        yield [cells.get(column) for column in range(min(width, _MOST_COLUMNS))]
        covered = {column: rows - 1 for column, rows in covered.items() if rows} | {
            column: rows for column, rows in spans.items() if rows
        }
