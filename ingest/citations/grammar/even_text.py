"""Text made even for pattern matching, with the way back to the text as given.

Citations are broken over lines, hyphenated, and set with no-break spaces and several kinds of dash. Patterns that
allowed for all of that would be unreadable, so they run over an even text, and every span is mapped back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Invisible characters, the stars around words that markdown emphasises, and a hyphen that only breaks a word over two
# lines. A hyphen before "en" and "of" is kept: in "handels-\nen investeringsakkoorden" it stands for the rest of a
# word. Each way begins with its character and looks back from there: so re can skip to the next one of these.
_INVISIBLE = re.compile(
    r"\u00ad|\u200b|\u2060|\ufeff|\*(?<!\w\*)\*{0,2}+(?=\S)|\*(?<=\S\*)\*{0,2}+(?!\w)|"
    r"-(?<=[a-zà-ÿ]-)[ \t]{0,4}+\r?\n[ \t]{0,8}+(?=[a-zà-ÿ])(?!(?:en|of)(?![a-zà-ÿ]))",
)

# One character for one character, so that offsets hold: spaces of every width, dashes, apostrophes.
_EVEN = {
    **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u2018\u2019\u02bc", "'"),
}

# Raised digits are the markers of notes, part of no name or number: a space each. Not those of "m²" and "km²".
_RAISED = re.compile(r"[\u00b9\u00b2\u00b3\u2070\u2074-\u2079](?<!\bm.)(?<!\b[ckm]m.)")


@dataclass(frozen=True, slots=True)
class EvenText:
    """``even``: what patterns read. ``kept``: the same characters as printed, without the invisible ones."""

    source: str
    kept: str
    even: str
    _starts: tuple[int, ...]  # offsets in kept at which a run of unchanged distance to the source begins
    _shifts: tuple[int, ...]  # that distance

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a half-open span of ``even`` (code points) to one of ``source``; an empty span stays empty."""
        first = self._source_offset(start)
        return (first, self._source_offset(end - 1) + 1) if end > start else (first, first)

    def _source_offset(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


def make_even(text: str, hidden: Iterable[tuple[int, int]] = ()) -> EvenText:
    """Return ``text`` made even, without the spans ``hidden``. Never raises; time linear in the text."""
    pieces: list[str] = []
    starts, shifts = [0], [0]
    at = length = 0
    for begin, end in merge(hidden, (found.span() for found in _INVISIBLE.finditer(text))):
        if end <= at:
            continue  # inside the one before
        start = max(begin, at)
        pieces.append(text[at:start])
        length += start - at
        at = end
        starts.append(length)
        shifts.append(at - length)
    pieces.append(text[at:])
    kept = "".join(pieces)
    even = kept
    for printed, plain in _EVEN.items():  # ten times as fast as str.translate, since few of them occur
        even = even.replace(printed, plain)
    return EvenText(text, kept, _RAISED.sub(" ", even), tuple(starts), tuple(shifts))
