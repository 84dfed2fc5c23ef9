"""Printed pages -> typed blocks: lines, frames, heads and feet, notes, columns, paragraphs and headings in turn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.columns import reading_order
from ingest.formats.pdf.page.contents import TITLE, Entry, letters, take_contents, without_number
from ingest.formats.pdf.page.cutting import join_lines
from ingest.formats.pdf.page.flow import Flow
from ingest.formats.pdf.page.furniture import take_furniture
from ingest.formats.pdf.page.headings import body_text_of, find_headings, large_print, printed_title
from ingest.formats.pdf.page.justified import join_justified
from ingest.formats.pdf.page.lines import make_segments
from ingest.formats.pdf.page.notes.placing import place_marks
from ingest.formats.pdf.page.notes.taking import take_notes
from ingest.formats.pdf.page.paragraphs import PrintedBlock, make_blocks
from ingest.formats.pdf.page.tables.ruled import Frame, find_frames
from ingest.formats.properties import believed_title
from ingest.formats.typed_text import Properties, TypedText
from ingest.model import BlockKind
from ingest.places import PageInfo, SourceLines

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.formats.pdf.page.model import PrintedFile, PrintedLine, PrintedPage

_LARGE_BOX = 0.4  # of the page: text in a box as large as this is the page's own
_SPREAD = 1.2  # width to height of what may be two pages side by side
_LEAST_LINES = 3  # of words on each of them
_TITLE_LENGTH = 4000  # characters at the beginning in which a title is looked for


def assemble(file: PrintedFile, report: Callable[[float], None]) -> TypedText:
    """The typed text of a printed file; no blocks where no page has text. ``report``: gets the part done."""
    lines: list[list[PrintedLine]] = []
    turned: list[list[PrintedLine]] = []
    for page in file.pages:
        main = max(page.runs, key=lambda quarter: (sum(len(r.text) for r in page.runs[quarter]), -quarter), default=0)
        lines.append(make_segments(page.runs.get(main, []), page.ordinal, turned=main))
        turned.append(
            [
                line
                for quarter, runs in page.runs.items()
                if quarter != main
                for line in make_segments(runs, page.ordinal, turned=quarter)
            ]
        )
    if not any(lines):
        return TypedText(())
    body = body_text_of([line for own in lines for line in own])
    frames = _frames(file, lines)
    lines = [join_justified(own) for own in lines]
    shown_lines = [line for own in lines for line in own]
    labels = take_furniture(file.pages, lines, body)
    left = {id(line) for own in lines for line in own}
    margins = [line.text.strip() for line in shown_lines if id(line) not in left]
    bodies = [[*own, *(line for frame in frames[n] for line in frame.lines)] for n, own in enumerate(lines)]
    notes, feet = take_notes(lines, frames, file.pages, body.size)
    place_marks(notes, [[*own, *(line for f in frames[n] for line in f.lines)] for n, own in enumerate(lines)])
    report(0.8)
    # Contents are looked for in rows: an entry and its page number stand far apart.
    facing = [_facing(page, own) for page, own in zip(file.pages, lines, strict=True)]
    rows = [_rows(own) for own in facing]
    entries, contents = take_contents(rows)
    listings = {ordinal: _listed(rows[ordinal], facing[ordinal], lines[ordinal]) for ordinal in contents}
    printed = _printed_blocks(lines, frames, turned, listings)
    shown = {page.ordinal: labels.get(page.ordinal) or page.label for page in file.pages}
    if not any(shown.values()):
        # Without any number, printed or given, pages are counted.
        shown = {page.ordinal: str(page.ordinal + 1) for page in file.pages}
    listed = [*entries, *_bookmarked(file, shown, entries)]
    tags = {page.ordinal: page.tags for page in file.pages if page.tags}
    printed = find_headings(printed, body, listed, shown, tags)
    report(0.9)
    source = SourceLines()
    flow = Flow(source, file.pages, shown, [line.text for own in bodies for line in own])
    blocks, typed_notes = flow.blocks(printed), flow.notes(notes)
    beginning = " ".join(block.text for block in printed[:60])[:_TITLE_LENGTH]
    title = believed_title(file.title, beginning) or _tidy_title(printed_title(printed, body))
    return TypedText(
        tuple(blocks),
        tuple(typed_notes),
        Properties(
            title or None,
            file.authors,
            language=file.language or None,
            saved=file.date or None,
            headlines=tuple(large_print(printed, body)),
        ),
        source,
        tuple(PageInfo(shown[page.ordinal], page.width, page.height) for page in file.pages),
        tuple(dict.fromkeys([*margins, *feet])),
    )


def _frames(file: PrintedFile, lines: list[list[PrintedLine]]) -> list[list[Frame]]:
    """The tables and boxes of each page; their lines are taken out of ``lines``."""
    found: list[list[Frame]] = []
    for page in file.pages:
        own: list[PrintedLine] = lines[page.ordinal]
        if own and own[0].turned:
            found.append([])
            continue
        frames, rest = find_frames(own, page.rules, page.width, page.height)
        kept = []
        for frame in frames:
            area = (frame.x1 - frame.x0) * (frame.top - frame.bottom)
            if not frame.table and area > _LARGE_BOX * page.width * page.height:
                rest = [*rest, *frame.lines]
            else:
                kept.append(frame)
        lines[page.ordinal] = rest
        found.append(kept)
    return found


def _facing(page: PrintedPage, lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines of the one of two pages, printed side by side as one, that is headed as contents are; else all."""
    middle = page.width / 2
    halves = [line for line in lines if line.x1 <= middle], [line for line in lines if line.x0 >= middle]
    if page.width > _SPREAD * page.height and sum(map(len, halves)) == len(lines):
        for half, other in (halves, halves[::-1]):
            worded = sum(bool(re.search(r"[^\W\d_]{2}", line.text)) for line in other)
            if worded >= _LEAST_LINES and any(TITLE.match(line.text) for line in half):
                return half
    return lines


def _rows(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines from edge to edge of the page, for tables of contents."""
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if rows and abs(rows[-1][0].y - line.y) < 0.25 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [join_lines(sorted(row, key=lambda line: line.x0)) for row in rows]


def _printed_blocks(
    lines: list[list[PrintedLine]],
    frames: list[list[Frame]],
    turned: list[list[PrintedLine]],
    listings: dict[int, tuple[list[PrintedLine], list[PrintedLine]]],
) -> list[PrintedBlock]:
    """All blocks in reading order; a page of contents is one block, what is turned comes last on its page.

    ``listings``: for each page of contents, its entries and what else stands there.
    """
    blocks: list[PrintedBlock] = []
    strands = 0
    for ordinal, own in enumerate(lines):
        if ordinal in listings:
            listed, rest = listings[ordinal]
            left, right = min(line.x0 for line in listed), max(line.x1 for line in listed)
            blocks.append(PrintedBlock(BlockKind.CONTENTS, listed, ordinal, strands, left, right))
            strands += 1
            own = rest  # noqa: PLW2901 - what is not listed
        for strand in [*reading_order(own, frames[ordinal]), *reading_order(turned[ordinal])]:
            blocks.extend(make_blocks(strand, ordinal, strands))
            strands += 1
    return blocks


def _listed(
    rows: list[PrintedLine], facing: list[PrintedLine], lines: list[PrintedLine]
) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The rows of a page of contents up to its last entry, and those below it and on the page beside it.

    ``facing``: the lines that ``rows`` are made of; ``lines``: all of the page.
    """
    last = max(
        (index for index, row in enumerate(rows) if re.search(r"(?:\s|\.)(?:\d{1,4}|[ivxlc]{1,6})$", row.text)),
        default=len(rows) - 1,
    )
    first = next((index for index, row in enumerate(rows) if TITLE.match(row.text)), 0)
    taken = {id(line) for line in facing}
    beside = [line for line in lines if id(line) not in taken]
    return rows[first : last + 1], [*beside, *rows[:first], *rows[last + 1 :]]


def _bookmarked(file: PrintedFile, shown: dict[int, str], entries: list[Entry]) -> list[Entry]:
    """The file's bookmarks as entries, below the table of contents where there is one."""
    if not file.bookmarks:
        return []
    known = {letters(without_number(entry.title)): entry.level for entry in entries}
    # Where both list a heading, they show by how much their levels differ.
    shifts = [
        known[key] - mark.level for mark in file.bookmarks if (key := letters(without_number(mark.title))) in known
    ]
    shift = sorted(shifts)[len(shifts) // 2] if shifts else 0
    anywhere: PrintedLine | None = None
    found = []
    for mark in file.bookmarks:
        if letters(without_number(mark.title)) in known or mark.page < 0:
            continue
        found.append(Entry(mark.title, shown.get(mark.page, ""), anywhere, max(1, mark.level + shift), mark.page))
    return found


def _tidy_title(title: str) -> str:
    return re.sub(r"\s+", " ", title).strip()
