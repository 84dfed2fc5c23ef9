"""Tables of a Word file: their rows, and whether they hold data or only place things on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.inline import Inline, joined_inline
from ingest.formats.markup import children, name_of
from ingest.formats.word.styles import W, value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.formats.markup import Element

_MOST_COLUMNS = 200
_MOST_WORDS = 60  # in the cells of a data table, on average
_LABEL_WORDS = 4
# What heads a letter, in whatever order: a table with these lines is a letterhead.
_LETTERHEAD = frozenset(
    ("onderwerp", "betreft", "datum", "kenmerk", "ons kenmerk", "uw kenmerk", "aan", "van", "bijlage", "bijlagen")
)


def table_rows(table: Element) -> Iterator[list[Element | None]]:
    """The rows of a table, cells that others are merged into as None."""
    for row in _below(table, "tr"):
        cells: list[Element | None] = []
        before = value(row.find(f"{W}trPr"), "gridBefore")
        cells += [None] * min(_number(before), _MOST_COLUMNS)
        for cell in _below(row, "tc"):
            properties = cell.find(f"{W}tcPr")
            merged = value(properties, "vMerge")
            cells.append(None if merged in ("", "continue") else cell)
            cells += [None] * (min(_number(value(properties, "gridSpan")), _MOST_COLUMNS) - 1)
        yield cells


def _below(element: Element, name: str) -> Iterator[Element]:
    """The rows or cells of a table, also those in a content control."""
    for child in children(element):
        if name_of(child) == name:
            yield child
        elif name_of(child) in ("sdt", "sdtcontent", "customxml", "ins"):
            yield from _below(child, name)


def is_data(rows: Sequence[Sequence[Inline]]) -> bool:
    """Whether a table holds data: most of its rows have several cells with text, and not whole pages of it.

    A letterhead looks like one; the words "Datum" and "Onderwerp" give it away.
    """
    filled = [[cell for cell in row if not cell.empty] for row in rows]
    labels = [row[0].text.strip(" :").lower() for row in filled if len(row) == 2]  # noqa: PLR2004 - label and value
    if sum(label in _LETTERHEAD for label in labels) > 1:
        return False
    printed = [row for row in filled if row]
    several = [row for row in printed if len(row) > 1]
    if len(several) < 2 or 2 * len(several) <= len(printed):  # noqa: PLR2004 - one row is not a table
        return False
    words = sum(len(cell.text.split()) for row in printed for cell in row)
    return words <= _MOST_WORDS * sum(len(row) for row in printed)


def labelled(cells: Sequence[Inline]) -> Inline | None:
    """A row of a label and its value as one line ("Datum" and "16 mei 2024" -> "Datum: 16 mei 2024"), else None."""
    filled = [cell for cell in cells if not cell.empty]
    if len(filled) != 2:  # noqa: PLR2004 - a pair
        return None
    label = filled[0].text.strip()
    if len(label.split()) > _LABEL_WORDS or re.search(r"[.,;!?]$", label):
        return None
    return joined_inline(filled, " " if label.endswith(":") else ": ")


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else 0
