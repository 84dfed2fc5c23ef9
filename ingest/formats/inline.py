"""Runs of characters, footnote marks and links -> the text of one block, with even white space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.formats.typed_text import Link, NoteMark, TypedBlock
from ingest.language.traced import TracedText
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What a page prints as a space: no-break, thin and other spaces, tabs and line feeds of the source.
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
# What a page does not print: soft hyphens, zero-width characters, and control characters.
_NOTHING = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f\ue000\ue001]")
_CLOSES = ".,;:!?)"


class Inline:
    """Collects one block from left to right. Runs of white space become one space; a break becomes a line feed."""

    def __init__(self) -> None:
        self.text = ""
        self.marks: list[NoteMark] = []
        self.links: list[Link] = []

    def add(self, text: str) -> None:
        """Append characters as the source has them."""
        text = _SPACES.sub(" ", _NOTHING.sub("", text))
        if not text:
            return
        if text[0] == " " and (not self.text or self.text[-1] in " \n"):
            text = text[1:]
        marked = self.marks and self.marks[-1].offset == len(self.text) - 1
        if marked and text[:1] in _CLOSES and self.text.endswith(" "):
            # A mark stood apart from its word ("water 1."): without it the space goes too.
            self.text = self.text[:-1]
        self.text += text

    def line_break(self) -> None:
        """Begin a new line within the block."""
        self.text = self.text.rstrip(" ")
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"

    def mark(self, key: str) -> None:
        """Note that the number of a note stands here."""
        self.marks.append(NoteMark(len(self.text.rstrip()), key))

    def link(self, start: int, target: str) -> None:
        """Note that what was added from ``start`` (a length of ``text``) leads to ``target``."""
        if len(self.text) > start and target:
            self.links.append(Link(start, len(self.text), target))

    @property
    def empty(self) -> bool:
        """Whether nothing is printed so far."""
        return not self.text.strip()

    def lines(self) -> Iterator[Inline]:
        """The block's lines as blocks of their own, marks and links with them; lines without text are left out."""
        start = 0
        for line in self.text.split("\n"):
            end = start + len(line)
            if line.strip():
                part = self.after(start)
                part.text = line
                part.marks = [mark for mark in part.marks if mark.offset <= len(line)]
                part.links = [
                    Link(link.start, min(link.end, len(line)), link.target)
                    for link in part.links
                    if link.start < len(line)
                ]
                yield part
            start = end + 1

    def after(self, start: int) -> Inline:
        """What follows ``start``, marks and links with it."""
        rest = Inline()
        rest.text = self.text[start:]
        rest.marks = [NoteMark(mark.offset - start, mark.key) for mark in self.marks if mark.offset >= start]
        rest.links = [
            Link(max(0, link.start - start), link.end - start, link.target) for link in self.links if link.end > start
        ]
        return rest

    def unbroken(self) -> Inline:
        """Without the line breaks inside sentences: a line that begins in lower case goes on with the one before."""
        flat = Inline()
        flat.text = re.sub(r"\n(?=\s*[a-zà-ÿ])", " ", self.text)
        flat.marks, flat.links = self.marks, self.links
        return flat

    def without(self, start: int, end: int) -> Inline:
        """With ``text[start:end]`` taken out."""
        rest = Inline()
        rest.text = self.text[:start] + self.text[end:]

        def moved(offset: int) -> int:
            return min(offset, start) if offset < end else offset - (end - start)

        rest.marks = [NoteMark(moved(mark.offset), mark.key) for mark in self.marks]
        rest.links = [
            Link(moved(link.start), moved(link.end), link.target)
            for link in self.links
            if moved(link.start) < moved(link.end)
        ]
        return rest

    @classmethod
    def of(cls, block: TypedBlock) -> Inline:
        """The text of a block, to be changed."""
        text = cls()
        text.text, text.marks, text.links = block.text.text, list(block.marks), list(block.links)
        return text

    def block(self, kind: BlockKind, line: int, *, prefix: str = "", level: int = 0) -> TypedBlock:
        """The block, with ``prefix`` (a bullet or number) before it; a heading is put on one line."""
        text = self.text.replace("\n", " ") if kind is BlockKind.HEADING else self.text
        cut = len(text) - len(text.lstrip())
        text = prefix + text.strip()
        shift = len(prefix) - cut

        def moved(offset: int) -> int:
            return min(max(offset + shift, 0), len(text))

        return TypedBlock(
            kind,
            TracedText.of(text, line),
            level=level,
            marks=tuple(NoteMark(moved(mark.offset), mark.key) for mark in self.marks),
            links=tuple(
                Link(moved(link.start), moved(link.end), link.target)
                for link in self.links
                if moved(link.start) < moved(link.end)
            ),
        )


def joined_inline(parts: Iterable[Inline], separator: str) -> Inline:
    """Several pieces of text as one, marks and links with them; empty ones are left out."""
    whole = Inline()
    for part in parts:
        if part.empty:
            continue
        if whole.text:
            whole.text += separator
        shift = len(whole.text)
        stripped = part.text.rstrip()
        whole.marks += [NoteMark(min(mark.offset, len(stripped)) + shift, mark.key) for mark in part.marks]
        whole.links += [
            Link(link.start + shift, min(link.end, len(stripped)) + shift, link.target)
            for link in part.links
            if link.start < len(stripped)
        ]
        whole.text += stripped
    return whole


def table_text(rows: Iterable[Iterable[Inline]]) -> Inline:
    """A table as text: a line per row, " | " between its cells; rows without text are left out."""
    lines = []
    for row in rows:
        cells = list(row)
        if any(not cell.empty for cell in cells):
            lines.append(_row(cells))
    return joined_inline(lines, "\n")


def _row(cells: list[Inline]) -> Inline:
    """One row. An empty cell keeps its place, as a dash does in print; empty ones at the end are left out."""
    while cells and cells[-1].empty:
        cells.pop()
    filled = []
    for cell in cells:
        flat = joined_inline(cell.lines(), " ")
        if flat.empty:
            flat.text = "–"
        filled.append(flat)
    return joined_inline(filled, " | ")
