"""Text that remembers, for each character, the line of the source it came from.

After pdfplumber's rule: every character of the output can be led back to where it stood. Repairs delete, insert and
join; what is inserted belongs to the line of its left neighbour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterable


@dataclass(frozen=True, slots=True)
class TracedText:
    """``lines[i]`` is the 1-based source line of ``text[i]``; both have the same length.

    Where a source knows more than lines (printed pages), it is the character's place: see ``ingest.places``.
    """

    text: str = ""
    lines: tuple[int, ...] = ()

    @classmethod
    def of(cls, text: str, line: int) -> TracedText:
        """All of ``text`` from one source line."""
        return cls(text, (line,) * len(text))

    @classmethod
    def join(cls, parts: Iterable[TracedText], separator: str = "") -> TracedText:
        """The parts one after another; a separator belongs to the line before it."""
        texts: list[str] = []
        lines: list[int] = []
        for part in parts:
            if texts and separator:
                texts.append(separator)
                lines.extend([lines[-1] if lines else 0] * len(separator))
            texts.append(part.text)
            lines.extend(part.lines)
        return cls("".join(texts), tuple(lines))

    def __len__(self) -> int:
        return len(self.text)

    def slice(self, start: int, end: int | None = None) -> TracedText:
        """The half-open piece [start, end)."""
        return TracedText(self.text[start:end], self.lines[start:end])

    def strip(self) -> TracedText:
        """Without white space at both ends."""
        start = len(self.text) - len(self.text.lstrip())
        return self.slice(start, len(self.text.rstrip()) if self.text.strip() else start)

    def sub(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str | None]) -> TracedText:
        """Each match replaced by what ``replace`` returns; None leaves it as it is.

        Characters that a replacement shares with the front or the end of the match keep their lines, so that both
        halves of a rejoined word point to their own; the others get the line of the match's last character.
        """
        texts: list[str] = []
        lines: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            new = replace(match)
            if new is None or new == match.group():
                continue
            start, end = match.span()
            texts.append(self.text[last:start])
            lines.extend(self.lines[last:start])
            old = match.group()
            same = 0
            while same < min(len(new), len(old)) and new[same] == old[same]:
                same += 1
            back = 0
            while back < min(len(new), len(old)) - same and new[-1 - back] == old[-1 - back]:
                back += 1
            texts.append(new)
            lines.extend(self.lines[start : start + same])
            tail = self.lines[end - 1] if end > start else (self.lines[start - 1] if start else 0)
            lines.extend([tail] * (len(new) - same - back))
            lines.extend(self.lines[end - back : end])
            last = end
        texts.append(self.text[last:])
        lines.extend(self.lines[last:])
        return TracedText("".join(texts), tuple(lines))
