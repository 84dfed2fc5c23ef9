"""Where the characters of a document stand on its printed pages: from any span of the text to rectangles.

Coordinates are PDF points (1/72 inch) on the page as it is shown (cropped, upright), from its lower left corner.
"""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Edges = array[float]
else:
    Edges = array  # has no type of its numbers at run time before Python 3.12, where the codec reads it

_HEAD = struct.Struct("<IIIff")
_TENTH = 10  # edges are kept in tenths of a point


class Box(NamedTuple):
    """A rectangle on a page; ``page``: 1-based, as counted in the file."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


class PageInfo(NamedTuple):
    """A page of the file. ``label``: the number printed on it or given by the file ("12", "iv"), "" for none."""

    label: str
    width: float
    height: float

    @property
    def number(self) -> int | None:
        """The label as a number; None for one in Roman numerals and for none."""
        return int(self.label) if self.label.isdecimal() else None


class PrintedSpan(NamedTuple):
    """Characters of the text from ``start`` on that stand side by side on one line of a page.

    ``edges``: left edge of each and the right edge of the last, in points; ``bottom``, ``top``: of the line.
    """

    start: int
    page: int
    bottom: float
    top: float
    edges: Edges

    @property
    def end(self) -> int:
        """Offset behind the last of the characters."""
        return self.start + len(self.edges) - 1


class SourceLine(NamedTuple):
    """A printed line as its reader saw it. ``page``: 1-based; ``turned``: direction of its baseline in degrees."""

    page: int
    bottom: float
    top: float
    xs: Sequence[float]
    turned: int = 0


@dataclass(slots=True)
class SourceLines:
    """All printed lines of a file; a character's place is the count of characters before it, from 1."""

    lines: list[SourceLine] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    _next: int = 1

    def add(self, line: SourceLine) -> int:
        """Take in a line; returns the place of its first character."""
        start = self._next
        self.lines.append(line)
        self.starts.append(start)
        self._next += max(1, len(line.xs) - 1)
        return start

    def trace(self, start: int, places: Sequence[int]) -> list[PrintedSpan]:
        """The runs of a stretch of text that begins at offset ``start``; ``places``: those of its characters."""
        found: list[PrintedSpan] = []
        index = -1
        low = high = 0
        edges: array[float] = array("f")
        for offset, place in enumerate(places, start):
            column = place - low
            if not (index >= 0 and low <= place < high and edges[-2] <= self._left(index, column)):
                index = bisect_right(self.starts, place) - 1
                if index < 0:
                    continue
                low = self.starts[index]
                high = low + len(self.lines[index].xs) - 1
                if not low <= place < high:
                    index = -1
                    continue
                column = place - low
                line = self.lines[index]
                edges = array("f", [line.xs[column], line.xs[column + 1]])
                found.append(PrintedSpan(offset, line.page, line.bottom, line.top, edges))
            else:
                edges[-1] = self.lines[index].xs[column]
                edges.append(self.lines[index].xs[column + 1])
        return found

    def _left(self, index: int, column: int) -> float:
        return self.lines[index].xs[column]


def boxes(places: Sequence[PrintedSpan], start: int, end: int) -> tuple[Box, ...]:
    """The rectangles that the characters [start, end) fill, one for each line they stand on; () where none is known."""
    found: list[Box] = []
    index = max(0, bisect_right(places, start, key=lambda place: place.start) - 1)
    for place in places[index:]:
        if place.start >= end:
            break
        first, last = max(start, place.start) - place.start, min(end, place.end) - place.start
        if first >= last:
            continue
        box = Box(place.page, place.edges[first], place.bottom, place.edges[last], place.top)
        if found and found[-1].page == box.page and found[-1].y0 == box.y0 and found[-1].y1 == box.y1:
            box = Box(box.page, min(found[-1].x0, box.x0), box.y0, max(found[-1].x1, box.x1), box.y1)
            found[-1] = box
        else:
            found.append(box)
    return tuple(Box(box.page, *(round(value, 1) for value in box[1:])) for box in found)


def pack(places: Sequence[PrintedSpan]) -> bytes:
    """The places as bytes, to be kept; edges to a tenth of a point."""
    parts = []
    for place in places:
        parts.append(_HEAD.pack(place.start, place.page, len(place.edges), place.bottom, place.top))
        tenths = [round(edge * _TENTH) for edge in place.edges]
        parts.append(array("i", [tenths[0], *(b - a for a, b in pairwise(tenths))]).tobytes())
    return zlib.compress(b"".join(parts), 6) if parts else b""


def unpack(packed: bytes) -> tuple[PrintedSpan, ...]:
    """The places that ``pack`` made these bytes of."""
    if not packed:
        return ()
    raw = zlib.decompress(packed)
    found = []
    position = 0
    while position < len(raw):
        start, page, count, bottom, top = _HEAD.unpack_from(raw, position)
        position += _HEAD.size
        steps = array("i")
        steps.frombytes(raw[position : position + count * steps.itemsize])
        position += count * steps.itemsize
        total = 0
        edges: array[float] = array("f")
        for step in steps:
            total += step
            edges.append(total / _TENTH)
        found.append(PrintedSpan(start, page, bottom, top, edges))
    return tuple(found)
