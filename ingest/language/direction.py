"""Arabic and Hebrew as printed -> in the order in which they are read.

A page knows where glyphs stand, from left to right; these scripts are read from the right, the numbers and Latin words
among them from the left. This is the way back of the Unicode bidirectional algorithm, for one line.
"""

from __future__ import annotations

import re
import unicodedata

_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_FORMS = re.compile("[\ufb1d-\ufdff\ufe70-\ufefc]")  # letters in the shape that they have beside others
_MARKS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_MIRRORED = {**(pairs := dict(zip("([{<«‹", ")]}>»›", strict=True))), **{right: left for left, right in pairs.items()}}


def is_right_to_left(text: str) -> bool:
    """Whether there is a letter of a script in it that is read from the right."""
    return _RIGHT.search(text) is not None


def plain_letters(text: str) -> str:
    """The text with letters instead of their joined shapes, and without marks of direction."""
    text = text.translate(_MARKS)
    return _FORMS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)


def reading_places(text: str) -> list[int]:
    """For a line as it stands on the page, from left to right: the index of each of its characters as they are read."""
    kinds = [_kind(char) for char in text]
    letters = [kind for kind in kinds if kind in "RL"]
    # A line that begins and ends with one direction has it, else most of its letters decide.
    ends = {*letters[:1], *letters[-1:]}
    line_from_right = "L" not in ends if len(ends) == 1 else letters.count("R") >= letters.count("L")
    places: list[int] = []
    for start, end, from_right in _stretches(kinds, line_from_right=line_from_right):
        part = _turned(kinds, start, end) if from_right else list(range(start, end))
        places = [*part, *places] if line_from_right else [*places, *part]
    return places


def in_reading_order(text: str, places: list[int]) -> str:
    """The characters at these places; brackets that would close before they open are turned, as print turns them."""
    ordered = [text[place] for place in places]
    brackets = [char for char in ordered if char in _MIRRORED]
    if brackets and brackets[0] not in "([{<«‹":
        ordered = [_MIRRORED.get(char, char) for char in ordered]
    return "".join(ordered)


def _kind(char: str) -> str:
    """R and L for letters, N for digits, S for what may stand inside a number, " " for the rest."""
    found = unicodedata.bidirectional(char)
    if found in {"R", "AL"} or (found == "NSM" and _RIGHT.match(char)):
        return "R"
    if found in {"EN", "AN"}:
        return "N"
    return found if found == "L" else "S" if found in {"ES", "CS", "ET"} else " "


def _stretches(kinds: list[str], *, line_from_right: bool) -> list[tuple[int, int, bool]]:
    """(start, end, whether it is read from the right) of the parts of a line; signs between belong to the line."""
    inner = "L" if line_from_right else "R"
    found: list[tuple[int, int, bool]] = []
    index = done = 0
    while index < len(kinds):
        if kinds[index] != inner:
            index += 1
            continue
        end = last = index + 1
        while end < len(kinds) and kinds[end] != ("R" if inner == "L" else "L"):
            end += 1
            if kinds[end - 1] == inner or (inner == "L" and kinds[end - 1] == "N"):
                last = end
        if index > done:
            found.append((done, index, line_from_right))
        found.append((index, last, not line_from_right))
        done = index = last
    if done < len(kinds):
        found.append((done, len(kinds), line_from_right))
    return found


def _turned(kinds: list[str], start: int, end: int) -> list[int]:
    """A stretch that is read from the right, its numbers from the left."""
    turned: list[int] = []
    index = end
    while index > start:
        index -= 1
        if kinds[index] != "N":
            turned.append(index)
            continue
        first = index
        while first > start and (
            kinds[first - 1] == "N" or (kinds[first - 1] == "S" and first - 1 > start and kinds[first - 2] == "N")
        ):
            first -= 1
        turned += range(first, index + 1)
        index = first
    return turned
