"""Text that remembers, for each character, its place in the source.

After pdfplumber's rule: every character of the output can be traced back to where it stood. Repairs delete, insert and
join; what is inserted belongs to the place of its left neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class TracedText:
    """``places[i]`` is the place of ``text[i]`` in the source, 1-based; both have the same length.

    What a place is depends on the source: a line, a paragraph, or a character on a printed page (``ingest.places``).
    """

    text: str = ""
    places: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, place: int) -> TracedText:
        """All of ``text`` from one place."""
        return cls(text, (place,) * len(text))

    @classmethod
    def join(cls, parts: Iterable[TracedText], separator: str = "") -> TracedText:
        """The parts one after another; a separator belongs to the place before it."""
        texts: list[str] = []
        places: list[int] = []
        for part in parts:
            if texts and separator:
                texts.append(separator)
                places.extend([places[-1] if places else 0] * len(separator))
            texts.append(part.text)
            places.extend(part.places)
        return cls("".join(texts), tuple(places))

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int | None = None) -> TracedText:
        """The half-open piece [start, end)."""
        return TracedText(self.text[start:end], self.places[start:end])

    def strip(self) -> TracedText:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, len(self.text.rstrip()) if self.text.strip() else start)

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]) -> TracedText:
        """Each match replaced by what ``replace`` returns; None leaves it as it is.

        Characters that a replacement shares with the front or the end of the match keep their places, so that both
        halves of a rejoined word point to their own; the others get the place of the match's last character.
        """
        texts: list[str] = []
        places: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replace(match)
            if new is None or new == match.group():
                continue
            start, end = match.span()
            texts.append(self.text[last:start])
            places.extend(self.places[last:start])
            old = match.group()
            same = 0
            while same < min(len(new), len(old)) and new[same] == old[same]:
                same += 1
            back = 0
            while back < min(len(new), len(old)) - same and new[-1 - back] == old[-1 - back]:
                back += 1
            texts.append(new)
            places.extend(self.places[start : start + same])
            tail = self.places[end - 1] if end > start else (self.places[start - 1] if start else 0)
            places.extend([tail] * (len(new) - same - back))
            places.extend(self.places[end - back : end])
            last = end
        texts.append(self.text[last:])
        places.extend(self.places[last:])
        return TracedText("".join(texts), tuple(places))
