"""The tables in the text of passages: what heads a row, in which unit its amounts are, and its cells.

Ingestion gives a table's row as a line with its cells between bars, and repeats caption and head in each passage of a
long table (ingest.compose.tables). A table of a plain text, without bars, is known by a line of years above its rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.compose.tables import head_rows
from search.dutch.terms import years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BAR = "|"
_BETWEEN = re.compile(r"(?<!\S)\|(?!\S)")  # a bar between cells; one within a word belongs to it
MOST_HEADER_WORDS = 14
LEAST_HEADER_YEARS = 3
_MAY_BE_YEAR = re.compile(r"\d{4}")
_ROW = re.compile(r"(?:\s(?:\|\s)?[\d.,-]+){2,}\s*$")  # a row without bars: at least two numbers at its end
_MONEY = r"(?:€|eur(?:o'?s?)?\b)"
_THOUSAND = r"1[. ]?000(?:[. ]000)?\b"
_MANY = r"(?:1 )?(?:duizend(?:en|tallen)?|mln|miljoen(?:en)?|mld|miljard(?:en)?|thousands?|millions?|billions?)\b"
# "bedragen x € 1.000", "in miljoenen euro's", "x EUR mln", "(x 1.000)"; "in 1.000 woningen" counts nothing in units.
_UNIT = re.compile(
    rf"(?:(?:bedrag(?:en)?|amounts?) )?(?:(?:\bx|×|\*|\bin) ?(?:{_MONEY}(?: ?(?:{_THOUSAND}|{_MANY}))?|{_MANY}"
    rf"(?: {_MONEY})?)|(?:\bx|×|\*) ?{_THOUSAND}(?: {_MONEY})?)",
    re.IGNORECASE,
)
_VALUE = re.compile(r"(?:€|EUR)?\s?[+–‒−-]?\s?(?:€\s?)?\d[\d.,\s]*%?$|[–‒−-]$")


def is_header(line: str) -> bool:
    """Return whether a line without bars heads a table by years: "bedrag x EUR miljoen 2022 2023 2024"."""
    if BAR in line or len(_MAY_BE_YEAR.findall(line)) < LEAST_HEADER_YEARS:  # nearly all lines of a text
        return False
    return len(line.split()) <= MOST_HEADER_WORDS and len(years(line)) >= LEAST_HEADER_YEARS


def table_headers(lines: Sequence[str]) -> list[tuple[int, ...]]:
    """Return for each line of a passage the places of the lines that head the row it is; () where it is no row."""
    found: list[tuple[int, ...]] = [()] * len(lines)
    for start, end in _barred(lines):
        head = tuple(range(start, start + head_rows(lines[start:end])))
        for place in range(start + len(head), end):
            found[place] = head
    years: tuple[int, ...] = ()
    for place, line in enumerate(lines):
        if is_header(line):
            years = (place,)
        elif BAR not in line and _ROW.search(line):
            found[place] = years
    return found


def _barred(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines in a row that have bars."""
    start = None
    for place, line in enumerate((*lines, "")):
        if is_row(line) and start is None:
            start = place
        elif start is not None and not is_row(line):
            yield start, place
            start = None


def heads(lines: Sequence[str]) -> frozenset[int]:
    """Return the places of the lines that say what the numbers below them are, and state nothing themselves."""
    barred = (start + place for start, end in _barred(lines) for place in range(head_rows(lines[start:end])))
    return frozenset((*barred, *(place for place, line in enumerate(lines) if is_header(line))))


def unit_in(*texts: str) -> str:
    """Return the unit that a caption or a head gives for the amounts below it, as printed; "" where none does.

    >>> unit_in("Tabel 12 Uitgaven (bedragen x € 1.000)")
    'bedragen x € 1.000'
    """
    found = (_UNIT.search(text) for text in texts)
    return next((match[0].strip() for match in found if match), "")


def is_row(line: str) -> bool:
    """Return whether a line is a row of a table with bars."""
    return BAR in line and _BETWEEN.search(line) is not None  # nearly no line of a text has one


def cells(row: str) -> list[str]:
    """Return the cells of a row: what stands between its bars.

    >>> cells("| Subsidies | 12.400 |")
    ['', 'Subsidies', '12.400', '']
    """
    return [row[start:end] for start, end in cell_spans(row)]


def cell_spans(row: str) -> list[tuple[int, int]]:
    """Return for each cell of a row where it stands, without the spaces around it; an empty one is at its bar."""
    bars = [-1, *(bar.start() for bar in _BETWEEN.finditer(row)), len(row)]
    spans = []
    for before, end in pairwise(bars):
        cell = row[before + 1 : end]
        start = before + 1 + len(cell) - len(cell.lstrip())
        spans.append((start, start + len(cell.strip())))
    return spans


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in a table. ``row`` and ``column``: counted from 1, without the head.

    ``row_name``: what stands before the first value of its row; ``column_name``: what the head says above it.
    """

    row: int
    column: int
    row_name: str
    column_name: str
    value: str


def head_and_rows(lines: Sequence[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Return the cells of the head and of the rows of the barred lines among ``lines``."""
    barred = [line for line in lines if is_row(line)]
    count = head_rows(barred)
    return [cells(line) for line in barred[:count]], [cells(line) for line in barred[count:]]


def read_cells(head: Sequence[Sequence[str]], rows: Iterable[Sequence[str]], first_row: int = 1) -> Iterator[Cell]:
    """Yield the values of a table: all cells of a row but the names at its beginning, and empty ones."""
    for number, row in enumerate(rows, first_row):
        start = _names(row)
        name = " ".join(filter(None, row[:start]))
        for place in range(start, len(row)):
            if row[place]:
                column = " ".join(dict.fromkeys(line[place] for line in head if place < len(line) and line[place]))
                yield Cell(number, place + 1, name, column, row[place])


def _names(row: Sequence[str]) -> int:
    """Return how many cells at the beginning of a row name it: those before a value, else up to the first with text."""
    values = (place for place, cell in enumerate(row) if place and _VALUE.match(cell))
    return next(values, None) or next((place + 1 for place, cell in enumerate(row) if cell), len(row))
