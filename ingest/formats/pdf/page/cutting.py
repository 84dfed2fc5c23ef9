"""Printed lines cut at a place, and several of one row joined, with their characters' places and superscripts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ingest.formats.pdf.page.model import PrintedLine


def split_line(line: PrintedLine, cuts: list[float]) -> list[PrintedLine]:
    """The line cut at the spaces nearest to these places, where one is near; else between two letters."""
    bounds = [0]
    for cut in sorted(cuts):
        index = min(range(len(line.text)), key=lambda i: abs(line.xs[i] - cut))
        near = [i for i in range(max(0, index - 2), min(len(line.text), index + 3)) if line.text[i] == " "]
        bounds.append(min(near, key=lambda i: abs(i - index)) if near else index)
    bounds.append(len(line.text))
    parts = []
    for start, end in pairwise(bounds):
        part = slice_line(line, start, end)
        if part is not None:
            parts.append(part)
    return parts


def slice_line(line: PrintedLine, start: int, end: int) -> PrintedLine | None:
    """The characters [start, end) of a line, without white space at the ends; None if nothing is left."""
    text = line.text[start:end]
    first = start + len(text) - len(text.lstrip())
    last = start + len(text.rstrip())
    if first >= last:
        return None
    raised = [(max(a, first) - first, min(b, last) - first) for a, b in line.raised if a < last and b > first]
    return replace(line, text=line.text[first:last], xs=line.xs[first : last + 1], raised=raised)


def join_lines(parts: list[PrintedLine], separator: str = " ") -> PrintedLine:
    """Segments of one row as one line, with a separator between them."""
    if len(parts) == 1:
        return parts[0]
    base = max(parts, key=lambda part: len(part.text))
    text = parts[0].text
    xs = list(parts[0].xs)
    raised = list(parts[0].raised)
    for part in parts[1:]:
        shift = len(text) + len(separator)
        text += separator + part.text
        xs = [*xs, *[xs[-1]] * (len(separator) - 1), *part.xs] if separator else [*xs[:-1], *part.xs]
        raised += [(a + shift, b + shift) for a, b in part.raised]
    return replace(base, text=text, xs=xs, raised=raised)
