"""Footnote markers in the running text <-> the notes they point to, by number and order of lines of text.

A marker is a number glued to a word or its punctuation ("geldstromen61 en", "0,7%.39", "BHOSnota70,71"), or one in
square brackets ("water [3]"), as those who type their notes write it. Many other numbers look like one ("SDG13",
"COP26", "2,5"), so the notes decide: their numbers rise, so do the markers in reading order, and marker and note stand
on the same page or the next but one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.language.traced import TracedText

if TYPE_CHECKING:
    from collections.abc import Iterable

# Behind a letter, or behind punctuation that itself follows something else than a digit (so not in "5.4" or "2,5").
_CANDIDATE = re.compile(
    r"(?:(?<=[^\W\d_])|(?<=[^\s\d][.,;:!?])|(?<=[”’»)\]%]))(?P<number>\d{1,3})(?=$|[\s.,;:!?)\]”’])"
    r"|(?<=\S) ?\[(?P<bracketed>\d{1,3})\](?=$|[\s.,;:!?)\]”’\[])"
)
# One space behind the number: headings with a number ("2  Effectief inzetten") stand further off.
_NOTE = re.compile(r"\s?(?:(?P<number>\d{1,3}) |\[(?P<bracketed>\d{1,3})\]\s*)(?=\S)")
_CHAIN = re.compile(r"(?P<gap>\s?,?\s?)(?P<number>\d{1,3})(?=$|[\s.,;:!?)\]”’])")
# "SDG13", "COP26": capitals with a number are a name, unless nothing better is found.
_ACRONYM = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Marker:
    """Where a note's number stood: ``offset`` into the text of a paragraph from which all markers are removed."""

    number: int
    paragraph: int
    offset: int


@dataclass(frozen=True, slots=True)
class _Found:
    line: int
    paragraph: int
    start: int
    end: int
    number: int
    doubtful: bool


class NoteCounter:
    """Recognises the first line of a note: it carries the number after the last note's, and a marker of it is near.

    Without the marker a numbered list ("1 Doel van dit document") would be mistaken for notes.
    """

    # Lines between a note and its marker, at most: about two pages.
    REACH = 200

    def __init__(self, lines: Iterable[tuple[int, str]]) -> None:
        self.last = 0
        self._markers: dict[int, list[int]] = defaultdict(list)
        for line, text in lines:
            for match in _CANDIDATE.finditer(text):
                self._markers[_number(match)].append(line)
                end = match.end()
                while chained := _CHAIN.match(text, end):
                    self._markers[int(chained["number"])].append(line)
                    end = chained.end()

    def starts(self, line: int, text: str) -> bool:
        """Whether a note begins with this line; counts it if so."""
        match = _NOTE.match(text)
        if match is None or _number(match) != self.last + 1:
            return False
        if not any(abs(line - near) <= self.REACH for near in self._markers[self.last + 1]):
            return False
        self.last += 1
        return True


def _number(match: re.Match[str]) -> int:
    return int(match["number"] or match["bracketed"])


def take_markers(
    paragraphs: list[TracedText], notes: dict[int, int], page_of_line: dict[int, int]
) -> tuple[list[TracedText], list[Marker]]:
    """The paragraphs without their markers, and the markers.

    ``notes``: number -> ordinal of the page the note stands on. ``page_of_line``: source line -> ordinal of its page.
    Only numbers that have a note are taken out; a note whose marker is not found has none in the result.
    """
    candidates = sorted(_candidates(paragraphs), key=lambda found: (found.line, found.paragraph, found.start))
    chosen: list[_Found] = []
    position = -1
    for number, page in sorted(notes.items()):
        chained = _chained(paragraphs, chosen[-1], number) if chosen and chosen[-1].number == number - 1 else None
        if chained is not None:
            chosen.append(chained)
            continue
        fitting = [
            (index, found)
            for index, found in enumerate(candidates)
            if index > position and found.number == number and abs(page_of_line.get(found.line, page) - page) <= 2
        ]
        certain = [entry for entry in fitting if not entry[1].doubtful]
        for index, found in (certain or fitting)[:1]:
            position = index
            chosen.append(found)
    return _remove(paragraphs, chosen)


def _candidates(paragraphs: list[TracedText]) -> list[_Found]:
    found = []
    for index, paragraph in enumerate(paragraphs):
        for match in _CANDIDATE.finditer(paragraph.text):
            start, end = match.span()
            doubtful = _ACRONYM.fullmatch(paragraph.text, max(0, start - 2), start) is not None
            found.append(_Found(paragraph.places[start], index, start, end, _number(match), doubtful))
    return found


def _chained(paragraphs: list[TracedText], last: _Found, number: int) -> _Found | None:
    """The next number right behind a marker: ".11 12", "70,71"."""
    match = _CHAIN.match(paragraphs[last.paragraph].text, last.end)
    if match is None or int(match["number"]) != number:
        return None
    return _Found(last.line, last.paragraph, match.start(), match.end(), number, doubtful=False)


def _remove(paragraphs: list[TracedText], chosen: list[_Found]) -> tuple[list[TracedText], list[Marker]]:
    cleaned = list(paragraphs)
    markers = []
    for index, paragraph in enumerate(paragraphs):
        removed = 0
        parts = []
        last = 0
        for found in sorted((f for f in chosen if f.paragraph == index), key=lambda f: f.start):
            parts.append(paragraph.slice(last, found.start))
            markers.append(Marker(found.number, index, found.start - removed))
            removed += found.end - found.start
            last = found.end
        if parts:
            cleaned[index] = TracedText.join([*parts, paragraph.slice(last)])
    return cleaned, sorted(markers, key=lambda marker: marker.number)
