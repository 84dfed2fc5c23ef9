"""Marks of notes inside text that is still to be repaired: characters of the private use area, taken out at the end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.typed_text import NoteMark
from ingest.language.traced import TracedText

if TYPE_CHECKING:
    from collections.abc import Sequence

_START, _END, _ZERO = "\ue010", "\ue011", 0xE020
_MARK = re.compile(f"{_START}(?P<key>[{chr(_ZERO)}-{chr(_ZERO + 9)}]+){_END}")


def mark(key: int) -> str:
    """What stands in a line where the number of the note ``key`` stood, glued to the word before it."""
    return _START + "".join(chr(_ZERO + int(digit)) for digit in str(key)) + _END


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
        parts = [*parts, text.slice(last, match.start())]
        key = "".join(str(ord(digit) - _ZERO) for digit in match["key"])
        marks.append(NoteMark(match.start() - removed, key))
        removed += match.end() - match.start()
        last = match.end()
    return TracedText.join([*parts, text.slice(last)]), tuple(marks)
