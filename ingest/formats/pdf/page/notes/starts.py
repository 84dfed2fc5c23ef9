"""Lines with which notes begin: a number, raised or in small print, before their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.formats.pdf.page.cutting import join_lines
from ingest.formats.pdf.page.notes.note import SMALL

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine

_LABEL = re.compile(r"^\s*[\[(]?(?P<label>\d{1,3}|[*†‡]{1,3}|[ivx]{1,5})[\])]?[.)]?\s*$")
_HEAD = re.compile(r"^[\[(]?(?P<label>\d{1,3}|[*†‡]{1,3})[\])]?[.)]?\s+(?=\S)")
_REACH = 60.0  # points from a number to the text behind a tab
_LEFT = 1.5  # of its size: what stands nearer at the left of a raised number is the word that it belongs to
_SMALLER = 0.85  # of the size of the text: so small a number is raised when it stands a little higher
_RAISED = 0.1  # of the size of the text
_SHIFT = 0.75  # of the size of the text: a number that stands higher is of another line


@dataclass(slots=True, eq=False)
class Start:
    """The first line of a note. ``end``: of the label in the line's text."""

    label: str
    line: PrintedLine
    end: int


def find_start(line: PrintedLine, body_size: float, markers: set[str]) -> Start | None:
    """Whether a note begins with this line: a raised label, or in small print one that the page has a marker of."""
    if line.raised and line.raised[0][0] == 0:
        end = line.raised[0][1]
        match = _LABEL.match(line.text[:end])
        if match and end < len(line.text):
            return Start(match["label"], line, end)
        return None
    if line.size <= SMALL * body_size:
        match = _HEAD.match(line.text)
        if match and match["label"] in markers:
            return Start(match["label"], line, match.end())
    return None


def tabbed_starts(lines: list[PrintedLine], body_size: float, markers: set[str]) -> list[tuple[Start, list[int]]]:
    """Starts of notes whose number stands apart from its text, as behind a tab; each with the ids of its two lines."""
    found = []
    for label in lines:
        match = _LABEL.match(label.text)
        if match is None:
            continue
        known = match["label"] in markers
        text = _at_the_right(label, lines) if known or label.size < _SMALLER * body_size else None
        if text is None:
            continue
        raised = label.y - text.y > _RAISED * text.size and label.size < _SMALLER * text.size
        small = text.size <= SMALL * body_size
        if (raised and (small or known)) or (small and known):
            joined = join_lines([label, text])
            if raised:
                joined.raised.insert(0, (0, len(label.text)))
            found.append((Start(match["label"], joined, len(label.text)), [id(label), id(text)]))
    return found


def _at_the_right(label: PrintedLine, lines: list[PrintedLine]) -> PrintedLine | None:
    """The text that a number stands before; None where it stands behind a word, or before another number."""
    beside = [
        line
        for line in lines
        if line is not label and -0.3 * line.size <= label.y - line.y <= _SHIFT * max(line.size, label.size)
    ]
    if any(0 <= label.x0 - line.x1 + 1 < 1 + _LEFT * line.size for line in beside):
        return None
    text = min((line for line in beside if line.x0 > label.x1 - 1), key=lambda line: line.x0, default=None)
    if text is None or text.x0 - label.x1 > _REACH or not re.search(r"[^\W\d_]{2}", text.text):
        return None
    return text
