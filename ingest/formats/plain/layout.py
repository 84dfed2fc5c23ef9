"""Pages of lines -> groups of lines: headings, paragraphs, lists, tables, quotes, pull quotes, captions and notes.

A group is a run of lines of one kind as it stands on the page. Which paragraph a group continues, and which section it
belongs to, is decided afterwards (outline.py), because a sentence may go on after a page of notes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median

from ingest.formats.plain.notes import NoteCounter
from ingest.formats.plain.pages import (
    ATTRIBUTION,
    BULLET,
    CLOSED,
    CREDIT,
    NUMBERED,
    Line,
    Page,
    full_line,
    heading_lines,
    is_heading,
)
from ingest.model import BlockKind

_ROW = re.compile(r"^(?P<label>\D*\S.*?)(?P<values>(?:\s+-?\d[\d.,]*%?){3,}(?:\s+e\.v\.)?)$")
# The first cell of a row of advice: "2 Creëer meer impact", with a heading of several: "Efficiëntie 4 Formuleer".
_ROW_CELL = re.compile(r"^(?:(?P<heading>[A-Z][^\W\d_]+) )?(?P<number>\d{1,2}) (?P<rest>[A-Z].*)$")
_MARKER = re.compile(r"\d{1,3}$")


@dataclass(slots=True)
class LineGroup:
    """A run of lines of one kind. ``width``: the length of a full line in it, in characters.

    ``first``: it opens its page. ``role``: for headings, "numbered", "list" (title of a list),
    "sublist" (heading inside a list) or "" (to be decided).
    """

    kind: BlockKind
    lines: list[Line]
    page: int
    width: int
    first: bool = False
    role: str = ""
    note: int | None = None


@cache
def country_names() -> frozenset[str]:
    """Dutch names of countries, lower case (data/landen-nl.txt)."""
    text = files("ingest").joinpath("data/landen-nl.txt").read_text("utf-8")
    return frozenset(line.lower() for line in text.splitlines() if line and not line.startswith("#"))


def group_lines(pages: list[Page]) -> list[LineGroup]:
    """All groups of a document in the order of the file."""
    lines = [(line.number, line.bare) for page in pages for block in page.blocks for line in block]
    reader = _Reader(NoteCounter(lines))
    for page in pages:
        start = len(reader.groups)
        reader.read(page)
        if len(reader.groups) > start:
            reader.groups[start].first = True
    return reader.groups


def column_width(groups: list[LineGroup]) -> int:
    """The length of a full line of running text: the median over paragraphs of five lines and more, in characters."""
    widths = [group.width for group in groups if group.kind is BlockKind.PARAGRAPH and len(group.lines) >= 5]
    return int(median(widths)) if widths else 80


class _Reader:
    """Reads page after page; remembers the last note's number and the last row's, which count through the document."""

    def __init__(self, notes: NoteCounter) -> None:
        self.groups: list[LineGroup] = []
        self._notes = notes
        self._last_row = 0
        self._page = 0

    def read(self, page: Page) -> None:
        self._page = page.ordinal
        blocks, notes = self._split_notes(page)
        widest = max((full_line(block) for block in blocks if len(block) >= 4), default=80)
        index = 0
        while index < len(blocks):
            run = _list_run(blocks, index)
            if run:
                self.groups.extend(_list_groups(blocks[index : index + run], page.ordinal))
            else:
                self._read_block(blocks[index], widest)
            index += run or 1
        self.groups.extend(notes)

    def _split_notes(self, page: Page) -> tuple[list[list[Line]], list[LineGroup]]:
        """Notes stand at the foot of the page: from the first line that carries the next number to the page's end.

        A blank line goes before the first of them; the others may stand right below each other.
        """
        body: list[list[Line]] = []
        notes: list[LineGroup] = []
        for block in page.blocks:
            for index, line in enumerate(block):
                if (notes or not index) and self._notes.starts(line.number, line.text):
                    number = self._notes.last
                    notes.append(LineGroup(BlockKind.FOOTNOTE, [line], page.ordinal, full_line(block), note=number))
                elif notes:
                    notes[-1].lines.append(line)
            if not notes:
                body.append(block)
        return body, notes

    def _add(self, kind: BlockKind, lines: list[Line], role: str = "", width: int = 0) -> None:
        self.groups.append(LineGroup(kind, lines, self._page, width or full_line(lines), role=role))

    def _read_block(self, block: list[Line], widest: int) -> None:
        """One paragraph of lines; headings printed directly above it are split off."""
        first = block[0]
        previous = self.groups[-1] if self.groups and self.groups[-1].page == self._page else None
        titled = (
            previous is not None and previous.kind is BlockKind.HEADING and previous.lines[0].bare.startswith("Tabel")
        )
        if CREDIT.match(first.text):
            self._add(BlockKind.CAPTION, block)
        elif ATTRIBUTION.match(first.text) and previous is not None and previous.kind is BlockKind.QUOTE:
            previous.lines.extend(block)
        elif first.bare[0] in "“„" and re.search(r"[”“][.]?$", block[-1].bare):
            self._add(BlockKind.QUOTE, block)
        elif all(_ROW.match(line.bare) for line in block) or (titled and is_heading(block)):
            if previous is not None and previous.kind is BlockKind.TABLE:
                previous.lines.extend(block)
            else:
                self._add(BlockKind.TABLE, block)
        elif is_heading(block):
            table = first.bare.startswith("Tabel")
            self._add(BlockKind.HEADING, block, "list" if table else "numbered" if NUMBERED.match(first.text) else "")
        elif not self._read_row(block, widest):
            if _is_pull_quote(block, widest):
                self._add(BlockKind.PULL_QUOTE, block)
            else:
                self._read_text(block)

    def _read_row(self, block: list[Line], widest: int) -> bool:
        """The first cell of a numbered row: narrow, and its number follows the last row's (or begins at 1)."""
        match = _ROW_CELL.match(block[0].bare)
        if not match or int(match["number"]) not in (self._last_row + 1, 1) or full_line(block) > 0.6 * widest:
            return False
        self._last_row = int(match["number"])
        if match["heading"]:
            self._add(BlockKind.HEADING, [Line(block[0].number, match["heading"])], "sublist")
            block = [Line(block[0].number, f"{match['number']} {match['rest']}"), *block[1:]]
        self._add(BlockKind.PARAGRAPH, block)
        return True

    def _read_text(self, block: list[Line]) -> None:
        while count := heading_lines(block):
            role = "numbered" if NUMBERED.match(block[0].text) else ""
            self._add(BlockKind.HEADING, block[:count], role, full_line(block[count:]))
            block = block[count:]
        # Text before the first bullet is a paragraph; from there on it is a list.
        for index, line in enumerate(block):
            if BULLET.match(line.text) and (not index or CLOSED.search(block[index - 1].bare) or line.bare[0] in "•▪"):
                if index:
                    self._add(BlockKind.PARAGRAPH, block[:index])
                self._add(BlockKind.LIST, block[index:])
                return
        self._add(BlockKind.PARAGRAPH, block)


def _is_pull_quote(block: list[Line], widest: int) -> bool:
    """A sentence in large print: much narrower than the page's column, two to six lines, closed by a full stop."""
    return (
        2 <= len(block) <= 6
        and max(len(line.bare) for line in block) <= 0.5 * widest
        and block[0].bare[0].isupper()
        and block[-1].bare.endswith(".")
    )


def _entry(block: list[Line]) -> str:
    return _MARKER.sub("", " ".join(line.bare for line in block)).strip()


def _list_run(blocks: list[list[Line]], start: int) -> int:
    """How many blocks from ``start`` on are the entries of a list of places, its headings included; 0 if too few."""
    places = 0
    index = start
    while index < len(blocks):
        block = blocks[index]
        short = len(block) <= 3 and all(len(line.bare) <= 40 for line in block)
        if not short or not is_heading(block) or NUMBERED.match(block[0].text):
            break
        places += _entry(block).lower() in country_names()
        index += 1
    return index - start if places >= 4 else 0


def _list_groups(blocks: list[list[Line]], ordinal: int) -> list[LineGroup]:
    """Titles, headings inside the list and entries. What is not a place is a heading, more than a bare name a title."""
    entries = [(block, _entry(block)) for block in blocks]
    groups: list[LineGroup] = []
    index = 0
    while index < len(entries):
        block, name = entries[index]
        after = entries[index + 1][1] if index + 1 < len(entries) else ""
        if name.lower() not in country_names() and f"{name} {after}".lower() in country_names():
            # A name broken over a blank line: "Democratische" / "Republiek Congo".
            block, name = block + entries[index + 1][0], f"{name} {after}"
            index += 1
        if name.lower() in country_names():
            if groups and groups[-1].kind is BlockKind.LIST:
                groups[-1].lines.append(_one_line(block))
            else:
                groups.append(LineGroup(BlockKind.LIST, [_one_line(block)], ordinal, 30))
        else:
            title = not groups or bool(re.search(r"[:(]|\d", name))
            groups.append(LineGroup(BlockKind.HEADING, block, ordinal, 30, role="list" if title else "sublist"))
        index += 1
    return groups


def _one_line(block: list[Line]) -> Line:
    return Line(block[0].number, " ".join(line.bare for line in block))
