"""Names of files that file systems take: no more than 255 bytes, whatever the characters in them take."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

MOST_BYTES = 255  # of a name, on every file system that is in use
_JOINER = "\u200d"


def shortened(text: str, most: int) -> str:
    """Return as much of the beginning of a text as fits in ``most`` bytes of UTF-8, without half a character.

    An accent, or whatever else combines with the character before it, goes with that character.
    """
    if len(text.encode("utf-8", "surrogatepass")) <= most:
        return text
    end = used = 0
    for end, character in enumerate(text):  # noqa: B007 - where it no longer fits
        used += len(character.encode("utf-8", "surrogatepass"))
        if used > most:
            break
    while end and (_combines(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return text[:end]


def fitting(name: str, most: int = MOST_BYTES) -> str:
    """Return a name of a file that takes at most ``most`` bytes; its stem is shortened, not its suffix."""
    path = PurePath(name)
    suffix = shortened(path.suffix, most // 2)
    return f"{shortened(path.stem, most - len(suffix.encode('utf-8', 'surrogatepass')))}{suffix}"


def _combines(character: str) -> bool:
    return character == _JOINER or unicodedata.category(character).startswith("M")
