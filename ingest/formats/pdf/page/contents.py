"""Tables of contents: pages that list headings with the numbers of their pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine

TITLE = re.compile(
    r"^\s*(?:inhoud|inhoudsopgave|inhoudstafel|contents|table of contents|index)\s*:?\s*$", re.IGNORECASE
)
_ENTRY = re.compile(r"^(?P<title>.*?\S)[\s.…·_]*[\s.…·_](?P<page>\d{1,4}|[ivxlc]{1,6})\s*$")
_LEADERS = re.compile(r"(?:[.…·_]\s?){4,}")
_NUMBER = re.compile(r"^\s*(?P<number>(?:\d{1,2}\.)*\d{1,2}\.?|[A-Z]\.|[IVX]{1,4}\.)\s+(?=\S)")
_MIN_ENTRIES = 4
_INDENT = 7.0  # points


@dataclass(slots=True)
class Entry:
    """A heading that the document itself lists. ``page``: as printed; ``level``: 1 highest.

    ``line``: where it is listed, None for a bookmark; ``ordinal``: of the page it leads to, -1 if not known.
    """

    title: str
    page: str
    line: PrintedLine | None
    level: int = 1
    ordinal: int = -1


def letters(text: str) -> str:
    """Only the letters and digits, lower case, for comparison."""
    return re.sub(r"[\W_]+", "", text).lower()


def without_number(text: str) -> str:
    """A heading without the number before it."""
    return _NUMBER.sub("", text)


def take_contents(rows: list[list[PrintedLine]], start: int = 0) -> tuple[list[Entry], set[int]]:
    """The entries on the pages that hold a table of contents, and the ordinals of these pages.

    ``rows``: the lines of each page, a line per row. Only the first quarter of a document is looked at, at least ten
    pages; a table of contents may go on over several pages, which follow each other.
    """
    entries: list[Entry] = []
    pages: set[int] = set()
    for ordinal in range(start, min(len(rows), max(10, len(rows) // 4))):
        lines = rows[ordinal]
        found = _entries(lines)
        titled = any(TITLE.match(line.text) for line in lines[:4])
        goes_on = ordinal - 1 in pages
        needed = _MIN_ENTRIES if titled or goes_on else 2 * _MIN_ENTRIES
        if goes_on and len(found) >= 2:
            needed = 2
        covered = sum(_is_entry(line.text) or bool(TITLE.match(line.text)) for line in lines)
        if len(found) < needed or covered < (0.4 if titled or goes_on else 0.7) * len(lines) or not _rising(found):
            if pages:
                break
            continue
        if entries and not _rising([entries[-1], found[0]]):
            break
        pages.add(ordinal)
        entries.extend(found)
    _levels(entries)
    return entries, pages


def _is_entry(text: str) -> bool:
    return _ENTRY.match(text) is not None


def _entries(lines: list[PrintedLine]) -> list[Entry]:
    """Entries with the lines that their titles are broken over; a line without a number belongs to the next one."""
    found: list[Entry] = []
    held: list[PrintedLine] = []
    for line in lines:
        if TITLE.match(line.text):
            held = []
            continue
        match = _ENTRY.match(line.text)
        if match is None:
            held.append(line)
            continue
        # A new number, or another place, begins a new entry; what was held then belongs to nothing.
        numbered = bool(_NUMBER.match(line.text))
        while held and (
            held[-1].y - line.y > 3.2 * line.size
            or (numbered and not line.text[:1].islower())
            or abs(held[-1].size - line.size) > 1.0
            or held[-1].style.bold != line.style.bold
        ):
            held = []
        parts = [*(part.text for part in held[-2:]), match["title"]]
        title = _LEADERS.sub(" ", " ".join(parts)).strip(" .…·_")
        first = held[-2:][0] if held else line
        if re.search(r"[^\W\d]", title):
            found.append(Entry(title, match["page"], first))
        held = []
    return found


def _rising(entries: list[Entry]) -> bool:
    """Whether the pages do not go back, one slip in ten allowed."""
    numbers = [int(entry.page) for entry in entries if entry.page.isdigit()]
    if not numbers:
        return False
    back = sum(after < before for before, after in pairwise(numbers))
    return back <= len(numbers) / 10


def _levels(entries: list[Entry]) -> None:
    """Levels by indent, then by weight and size; a line further to the right is lower."""
    lines = [entry.line for entry in entries if entry.line is not None]
    starts: list[float] = []
    for x in sorted(line.x0 for line in lines):
        if not starts or x - starts[-1] > _INDENT:
            starts.append(x)
    keys = [
        (max(i for i, x in enumerate(starts) if line.x0 >= x - 0.1), -round(line.size), not line.style.bold)
        for line in lines
    ]
    rank = {value: level for level, value in enumerate(sorted(set(keys)), start=1)}
    for entry, key in zip(entries, keys, strict=True):
        entry.level = rank[key]
        number = _NUMBER.match(entry.title)
        if len(rank) == 1 and number:
            entry.level = len([part for part in number["number"].split(".") if part])
