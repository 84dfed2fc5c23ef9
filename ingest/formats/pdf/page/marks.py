"""Marks of notes inside text that is still to be repaired: characters of the private use area, taken out at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.typed_text import NoteMark
from ingest.language.traced import TracedText

if TYPE_CHECKING:
    from collections.abc import Sequence

_START, _END, _ZERO = "\ue010", "\ue011", 0xE020
_DIGIT = f"[{chr(_ZERO)}-{chr(_ZERO + 9)}]"
_MARK = re.compile(f"{_START}(?P<key>{_DIGIT}+){_END}")
_CLOSING = " \n.,;:!?)]”’»"  # no space is wanted between a word and one of these
_NOTHING_FOLLOWS = re.compile(f"(?:{_START}{_DIGIT}+{_END})*(?:[{re.escape(_CLOSING)}]|$)")


def mark(key: int) -> str:
    """What stands in a line where the number of the note ``key`` stood, glued to the word before it."""
    return _START + "".join(chr(_ZERO + int(digit)) for digit in str(key)) + _END


def wants_space(after: str) -> bool:
    """Whether what follows a mark is to be parted from the word before it; ``after``: the rest of the line."""
    return not _NOTHING_FOLLOWS.match(after)


def without_marks(text: str) -> str:
    """The text without the marks in it."""
    return _MARK.sub("", text) if _START in text else text


def take_marks(text: TracedText) -> tuple[TracedText, tuple[NoteMark, ...]]:
    """The text without the marks, and where each of them stood."""
    if _START not in text.text:
        return text, ()
    parts: Sequence[TracedText] = []
    marks = []
    last = removed = 0
    for match in _MARK.finditer(text.text):
        start = match.start()
        if text.text[last:start].endswith(" ") and not wants_space(text.text[match.end() :]):
            start -= 1  # a mark at the beginning of a line belongs to the last word of the line above
        parts = [*parts, text.slice(last, start)]
        key = "".join(str(ord(digit) - _ZERO) for digit in match["key"])
        marks.append(NoteMark(start - removed, key))
        removed += match.end() - start
        last = match.end()
    return TracedText.join([*parts, text.slice(last)]), tuple(marks)
