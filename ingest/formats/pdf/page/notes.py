"""Footnotes on printed pages <-> their markers, by print: raised or small numbers, and the place below the text.

A note's number may begin again on every page or in every chapter, may be a sign, and several words may lead to one
note; so notes are numbered through, and what is printed is kept as their label.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import slice_line
from ingest.formats.pdf.page.marks import mark, wants_space

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine, Rule

_SMALL = 0.94  # of the size of the running text
_LABEL = re.compile(r"^\s*[\[(]?(?P<label>\d{1,3}|[*†‡]{1,3}|[ivx]{1,5})[\])]?[.)]?\s*$")
_HEAD = re.compile(r"^[\[(]?(?P<label>\d{1,3}|[*†‡]{1,3})[\])]?[.)]?\s+(?=\S)")
_SPLIT = re.compile(r"[\d]{1,3}|[*†‡]{1,3}")
_CLOSED = re.compile(r"[.!?][\"”’)\]]*$|https?://\S+$|www\.\S+$")
_GLUED = r"(?<=[^\W\d_.,;:!?”’»)\]%])([.,;:!?”’»)\]]{{0,2}}){label}(?=$|[\s.,;:!?)\]”’])"
_COLUMN = 12.0  # points that the heads of notes in one column may differ
_NEAR = 2  # pages from a marker to its note


@dataclass(slots=True, eq=False)
class Note:
    """A note in the making. ``label``: as printed; ``key``: its place among all notes, from 1; ``page``: 0-based."""

    label: str
    page: int
    lines: list[PrintedLine] = field(default_factory=list)
    key: int = 0
    marked: int = 0  # words that lead to it


@dataclass(slots=True, eq=False)
class _Start:
    label: str
    line: PrintedLine
    end: int  # of the label in the line's text


def take_notes(
    lines: list[list[PrintedLine]], bodies: list[list[PrintedLine]], rules: list[list[Rule]], body_size: float
) -> list[Note]:
    """Take the notes out of ``lines`` (one list a page, changed in place) and number them through.

    ``bodies``: all lines of each page that may carry markers, those in tables included. ``rules``: for the short line
    that is drawn above notes.
    """
    notes: list[Note] = []
    for ordinal, own in enumerate(lines):
        found, rest = _page_notes(own, bodies[ordinal], rules[ordinal], ordinal, body_size, notes)
        if found:
            lines[ordinal] = rest
            notes.extend(found)
    for key, note in enumerate(notes, 1):
        note.key = key
    return notes


def _page_notes(  # noqa: PLR0913, PLR0917 - all that a page shows of its notes
    own: list[PrintedLine],
    body: list[PrintedLine],
    rules: list[Rule],
    ordinal: int,
    body_size: float,
    before: list[Note],
) -> tuple[list[Note], list[PrintedLine]]:
    markers = {label for line in body for span in line.raised for label in _labels(line.text[slice(*span)])}
    starts = [start for line in own if (start := _start(line, body_size, markers)) is not None]
    columns = _columns(starts)
    found: list[Note] = []
    taken: set[int] = set()
    for left, heads in columns:
        later = [other for other, _ in columns if other > left + _COLUMN]
        right = min(later, default=float("inf"))
        column = [line for line in own if left - _COLUMN <= line.x0 < right - _COLUMN]
        zone = _zone(column, heads, body_size)
        if zone is None:
            continue
        heads_by_line = {id(start.line): start for start in heads}
        current: Note | None = None
        for line in zone:
            taken.add(id(line))
            start = heads_by_line.get(id(line))
            if start is not None:
                current = Note(start.label, ordinal)
                found.append(current)
                rest = slice_line(line, start.end, len(line.text))
                if rest is not None:
                    current.lines.append(rest)
            elif current is not None:
                current.lines.append(line)
    top = max((line.y for line in own if id(line) in taken), default=None)
    carried = _carried(own, taken, rules, ordinal, body_size, before, top)
    taken |= {id(line) for line in carried}
    if carried:
        before[-1].lines.extend(carried)
    if not taken:
        return [], own
    rest_lines = [line for line in own if id(line) not in taken]
    if carried and not found:
        own[:] = rest_lines
        return [], own
    return [note for note in found if note.lines], rest_lines


def _labels(text: str) -> list[str]:
    return _SPLIT.findall(text)


def _start(line: PrintedLine, body_size: float, markers: set[str]) -> _Start | None:
    """Whether a note begins with this line: a raised label, or in small print one that the page has a marker of."""
    if line.raised and line.raised[0][0] == 0:
        end = line.raised[0][1]
        match = _LABEL.match(line.text[:end])
        if match and end < len(line.text):
            return _Start(match["label"], line, end)
        return None
    if line.size <= _SMALL * body_size:
        match = _HEAD.match(line.text)
        if match and match["label"] in markers:
            return _Start(match["label"], line, match.end())
    return None


def _columns(starts: list[_Start]) -> list[tuple[float, list[_Start]]]:
    columns: list[tuple[float, list[_Start]]] = []
    for start in sorted(starts, key=lambda s: s.line.x0):
        if columns and start.line.x0 - columns[-1][0] <= _COLUMN:
            columns[-1][1].append(start)
        else:
            columns.append((start.line.x0, [start]))
    return columns


def _zone(column: list[PrintedLine], heads: list[_Start], body_size: float) -> list[PrintedLine] | None:
    """The lines from the first head down; None if running text stands below it, so that these are not notes."""
    heads.sort(key=lambda start: -start.line.y)
    small = [start for start in heads if start.line.size <= _SMALL * body_size]
    if small and len(small) < len(heads):
        # A number that did not fit on its line begins the next one of the running text.
        heads[:] = small
    while heads:
        first = heads[0].line
        size = max(start.line.size for start in heads)
        zone = sorted(
            (line for line in column if line.y <= first.y + 0.3 * first.size),
            key=lambda line: (-round(line.y), line.x0),
        )
        if size > _SMALL * body_size:
            # Notes as large as the text: a page of them, each with a raised number.
            raised = [start for start in heads if start.line.raised]
            return zone if len(raised) >= 2 or (len(raised) == 1 and len(zone) <= 4) else None
        larger = [line for line in zone if line.size > max(size * 1.08, _SMALL * body_size)]
        if not larger:
            return zone
        # Running text stands below this head: it is something else, perhaps the next is a note.
        lowest = min(line.y for line in larger)
        heads[:] = [start for start in heads[1:] if start.line.y < lowest]
    return None


def _carried(  # noqa: PLR0913, PLR0917 - all that a page shows of its notes
    own: list[PrintedLine],
    taken: set[int],
    rules: list[Rule],
    ordinal: int,
    body_size: float,
    before: list[Note],
    top: float | None,
) -> list[PrintedLine]:
    """Small lines above the page's first note, or at its foot, that go on with the last note of the page before."""
    if not before or before[-1].page < ordinal - 1 or not before[-1].lines:
        return []
    last = before[-1].lines[-1]
    rest = [line for line in own if id(line) not in taken]
    floor = min((line.y for line in rest if line.size > _SMALL * body_size), default=None)
    small = [
        line
        for line in rest
        if line.size <= min(_SMALL * body_size, last.size * 1.05)
        and (floor is None or line.y < floor - 0.5 * body_size)
        and (top is None or line.y > top)
    ]
    small.sort(key=lambda line: (-round(line.y), line.x0))
    if not small:
        return []
    first = small[0]
    ruled = any(
        rule.y1 - rule.y0 < 2.5 and 30 < rule.x1 - rule.x0 < 260 and 0 < rule.y0 - first.y < 3.2 * first.size
        for rule in rules
    )
    unfinished = not _CLOSED.search(last.text) or first.text[:1].islower()
    if unfinished and (ruled or top is not None or floor is not None):
        return small
    return []


def place_marks(notes: list[Note], bodies: list[list[PrintedLine]]) -> None:
    """Put the mark of each note where its number stands in the text (``bodies``: lines of each page, changed in place).

    A number leads to the note of its own page with that label, else to one near by, else to the only one there is.
    """
    by_label: defaultdict[str, list[Note]] = defaultdict(list)
    for note in notes:
        by_label[note.label].append(note)
    for ordinal, lines in enumerate(bodies):
        for line in lines:
            for start, end in reversed(line.raised):
                found = [_target(by_label.get(label, []), ordinal) for label in _labels(line.text[start:end])]
                leads = [note for note in found if note is not None]
                if leads and len(leads) == len(found):
                    _put(line, start, end, leads)
    for note in notes:
        if not note.marked:
            _find_flat(note, bodies)


def _target(candidates: list[Note], page: int) -> Note | None:
    same = [note for note in candidates if note.page == page]
    if same:
        return same[0]
    near = [note for note in candidates if abs(note.page - page) <= _NEAR]
    if near:
        return min(near, key=lambda note: (abs(note.page - page), note.page < page))
    return candidates[0] if len(candidates) == 1 else next((n for n in candidates if n.page > page), None)


def _put(line: PrintedLine, start: int, end: int, notes: list[Note]) -> None:
    """The label's characters replaced by marks, without the space before them; words on both sides stay apart."""
    text = "".join(mark(note.key) for note in notes)
    for note in notes:
        note.marked += 1
    first = start
    while first > 0 and line.text[first - 1] == " ":
        first -= 1
    if 0 < first < start and wants_space(line.text[end:]):
        text += " "
    elif line.text[end : end + 1] == " " and not wants_space(line.text[end + 1 :]):
        end += 1
    edge = line.xs[start]
    line.text = line.text[:first] + text + line.text[end:]
    line.xs = [*line.xs[:first], *[edge] * len(text), *line.xs[end:]]
    shift = len(text) - (end - first)
    line.raised = [(a, b) if b <= first else (a + shift, b + shift) for a, b in line.raised if a != start]


def _find_flat(note: Note, bodies: list[list[PrintedLine]]) -> None:
    """A marker that is not raised: the label glued to a word of the same page."""
    if not note.label.isdigit():
        return
    pattern = re.compile(_GLUED.format(label=re.escape(note.label)))
    for line in bodies[note.page]:
        match = pattern.search(line.text)
        if match:
            start = match.end() - len(note.label)
            _put(line, start, match.end(), [note])
            return
