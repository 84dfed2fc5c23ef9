"""What the outline of a text file is made of: sections with paragraphs, whose lines are as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.plain.pages import BULLET, CLOSED
from ingest.model import BlockKind

if TYPE_CHECKING:
    from ingest.formats.plain.pages import Line
    from ingest.model import SectionKind

# An item that ends in a word, no full stop or semicolon behind it; "...; en" goes on to the last one.
_BARE_ITEM = re.compile(r"(?<!; en)(?<!; of)(?<=[^\W\d_])$")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Paragraph:
    """A block in the making: its lines as printed, not yet repaired. ``note``: the number of a footnote."""

    kind: BlockKind
    lines: list[Line]
    page: int
    note: int | None = None

    @property
    def open(self) -> bool:
        """Whether the sentence at its end is not finished; a list of bare phrases ends without a full stop.

        A number alone, such as that of a paper above its title, begins no sentence.
        """
        if self.kind not in (BlockKind.PARAGRAPH, BlockKind.LIST) or CLOSED.search(self.lines[-1].bare):
            return False
        if not any(_LETTER.search(line.bare) for line in self.lines):
            return False
        items = (line.bare for line, after in pairwise(self.lines) if BULLET.match(after.text))
        return self.kind is BlockKind.PARAGRAPH or not any(_BARE_ITEM.search(item) for item in items)


@dataclass(slots=True)
class OutlineSection:
    """A section in the making. ``floats`` (boxes, lists, quotes, captions) follow its own paragraphs.

    ``paragraphs`` of a list may hold headings: those of its groups.
    """

    kind: SectionKind
    level: int
    heading: Paragraph | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    floats: list[OutlineSection | Paragraph] = field(default_factory=list)
    children: list[OutlineSection] = field(default_factory=list)
    table: bool = False  # rows of a table or its groups, not a list of places

    def key(self) -> str:
        """The title's letters and digits, for comparison."""
        return letters_of(self.heading.lines) if self.heading else ""


def letters_of(lines: list[Line]) -> str:
    """The letters and digits of the lines, lower case, for comparison."""
    return re.sub(r"[\W_]", "", "".join(line.text for line in lines)).lower()


@dataclass(frozen=True, slots=True)
class Outline:
    """The chapters and notes of a text file.

    ``page_of_line``: number of a line -> ordinal of its page; ``labels``: ordinal of a page -> number printed on it.
    """

    chapters: list[OutlineSection]
    notes: list[Paragraph]
    page_of_line: dict[int, int]
    labels: dict[int, int | None]

    def page(self, line: int) -> int | None:
        """The number of the page that a line is printed on; None where it is not known."""
        return self.labels.get(self.page_of_line.get(line, -1))
