"""What a reader of a structured format hands over: typed blocks in reading order, notes and properties.

Word, HTML, official XML and Markdown say themselves what is a heading, an item or a note. Their readers put that into
these classes; ``ingest.compose.structured`` makes a Document of them, without the guesses that plain text needs.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from ingest.language.traced import TracedText
    from ingest.places import PageInfo, SourceLines


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where the number of a note stood: ``offset`` into the text of its block, from which the number is taken out."""

    offset: int
    key: str  # of the TypedNote


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere: ``text[start:end]`` of their block or note.

    ``target``: an address, or the id of an official publication ("kst-35925-36"). A target that names a publication
    becomes a citation, exact where the printed words would have to be interpreted.
    """

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """One heading, paragraph, list item, table, quote or caption.

    ``text``: as it is to be read, without footnote numbers and without words broken over lines; an item begins with its
    bullet or number, a table has a line per row with " | " between the cells. Each character knows its place in the
    source (a line, or the count of a paragraph or element). ``level``: of a heading, 1 highest; gaps do not matter.
    ``section``: what a heading opens: a section, a box, a list; a
    chapter where its reader is sure of that. ``page``: 1-based, where the source tells.
    """

    kind: BlockKind
    text: TracedText
    level: int = 0
    page: int | None = None
    section: SectionKind = SectionKind.SECTION
    marks: tuple[NoteMark, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A footnote or endnote. ``key``: by which marks name it; ``label``: its number as printed, "" for none."""

    key: str
    label: str
    text: TracedText
    page: int | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself; None and empty where it does not. ``date``: ISO 8601, also "2024-07" or "2024"."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    kind: str | None = None  # "brief", "motie", "toespraak" ...


@dataclass(frozen=True, slots=True)
class TypedText:
    """A whole document as its reader found it. Notes that no mark names are kept too.

    ``places``: of printed pages; the places in the blocks' texts then count its characters. ``pages``: in order.
    """

    blocks: tuple[TypedBlock, ...]
    notes: tuple[TypedNote, ...] = ()
    properties: Properties = field(default_factory=Properties)
    places: SourceLines | None = None
    pages: tuple[PageInfo, ...] = ()
