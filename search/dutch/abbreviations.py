"""Abbreviations that a text itself defines: "seksuele en reproductieve gezondheid en rechten (SRGR)".

Found by the rule of Schwartz and Hearst (2003): an abbreviation in brackets belongs to the shortest stretch of words
before it in which its letters occur in their order, the first of them at the beginning of a word. What is defined once
holds for the whole corpus, so a question may use either form.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.dutch.terms import fold, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHORT = r"[^\W\d_][\w&+-]{1,9}"
_IN_BRACKETS = re.compile(rf"\(({_SHORT})(?:['’]s)?\)")  # what is defined stands before the bracket
_AFTER_COMMA = re.compile(rf"\(([^()]{{5,120}}), ({_SHORT})\)")  # it stands in the bracket too
_LEAST_CAPITALS = 2  # "(EU)", not "(zie)"
_WORD = re.compile(r"\S+")
_STOP = re.compile(r"[.;:!?()](?=\s|$)")  # a long form does not run over the end of a sentence


def _is_short(word: str) -> bool:
    return sum(char.isupper() for char in word) >= _LEAST_CAPITALS


def long_form(short: str, before: str) -> str:
    """Return the end of ``before`` that ``short`` stands for, "" where its letters do not fit."""
    if stops := list(_STOP.finditer(before)):
        before = before[stops[-1].end() :]
    letters = [char for char in fold(short) if char.isalnum()]
    most = min(len(letters) + 5, 2 * len(letters))
    starts = [match.start() for match in _WORD.finditer(before)][-most:]
    if not starts or not letters:
        return ""
    text = [fold(char) for char in before]  # letter by letter, so that places stay
    place = len(text)
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= starts[0] and (
            text[place] != letter or (number == 0 and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < starts[0]:
            return ""
    return before[place:].strip()


def find_abbreviations(text: str) -> Iterator[tuple[str, str]]:
    """Yield (abbreviation, long form) for each definition in a text, as written."""
    for match in _IN_BRACKETS.finditer(text):
        if _is_short(match[1]) and (found := long_form(match[1], text[max(0, match.start() - 200) : match.start()])):
            yield match[1], found
    for match in _AFTER_COMMA.finditer(text):
        if _is_short(match[2]) and (found := long_form(match[2], match[1])):
            yield match[2], found


def defined(text: str) -> set[tuple[str, str]]:
    """Return (abbreviation, long form) folded and without function words, of several words only."""
    found = set()
    for short, long in find_abbreviations(text):
        forms = [word.form for word in words(long) if not word.joined]
        if len(forms) > 1 and fold(short) not in forms and [word.form for word in words(short)] == [fold(short)]:
            found.add((fold(short), " ".join(forms)))
    return found
