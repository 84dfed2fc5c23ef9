"""Tables of a web page: whether they hold data or only place things on the page, and where their cells stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.markup import name_of, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.markup import Element

_MOST_CELL_WORDS = 250  # in a cell of data
_MOST_COLUMNS = 200


def only_places(table: Element, rows: list[list[Element]]) -> bool:
    """Whether a table holds no data but only places parts of the page beside each other."""
    inside = {name_of(each) for each in table.iter()}
    return (
        bool(inside & {"h1", "h2", "h3", "h4", "h5", "h6"})
        or any(True for each in table.iter("table") if each is not table)
        or table.get("role") == "presentation"
        or max((len(row) for row in rows), default=0) < 2  # noqa: PLR2004 - one column is not a table
        or (len(rows) < 2 and "th" not in inside)  # noqa: PLR2004 - nor is one row
        or any(len(plain(cell).split()) > _MOST_CELL_WORDS for row in rows for cell in row)
    )


def placed(rows: list[list[Element]]) -> Iterator[list[Element | None]]:
    """The rows with their cells in place: where a cell spans more rows or columns, None stands in all but the first."""
    covered: dict[int, int] = {}  # column -> rows that a cell above still covers
    for row in rows:
        cells: list[Element | None] = []
        below = {column: count - 1 for column, count in covered.items() if count > 1}
        for cell in row:
            while covered.get(len(cells), 0):
                cells.append(None)
            across = min(max(whole_number(cell.get("colspan"), 1), 1), _MOST_COLUMNS)
            down = whole_number(cell.get("rowspan"), 1)
            below |= {len(cells) + more: down - 1 for more in range(across) if down > 1}
            cells += [cell, *[None] * (across - 1)]
        yield cells
        covered = below


def whole_number(text: str | None, otherwise: int) -> int:
    """The whole number that an attribute holds."""
    found = re.fullmatch(r"\s*(-?[0-9]{1,6})\s*", text or "")
    return int(found[1]) if found else otherwise
