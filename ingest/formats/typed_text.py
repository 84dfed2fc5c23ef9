"""The contract of all formats: what a reader returns, typed blocks in reading order, notes and properties.

Word, HTML, official XML and Markdown mark what is a heading, an item or a note; for plain text and PDF their readers
work it out. ``ingest.compose`` makes a Document of it and does not know which format it was.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

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

    def moved(self, by: int) -> Link:
        """The link ``by`` characters further on."""
        return Link(self.start + by, self.end + by, self.target)


@dataclass(frozen=True, slots=True)
class TypedBlock:
    """One heading, paragraph, list item, table, quote or caption.

    ``text``: as it is to be read, without footnote numbers and without words broken over lines; an item begins with its
    bullet or number, a table has a line per row with " | " between the cells. Each character knows its place in the
    source (a line, or the count of a paragraph, element or printed character), 1-based. ``level``: of a heading, 1
    highest; gaps do not matter. ``page``: 1-based, where the source gives one. ``section``: what a heading opens: a
    section, a box, a list; a chapter where its reader is sure of that.

    A reader that works out the outline itself sets ``depth``: how many headings deep the section is that a heading
    opens or another block stands in (1: a chapter; 2 before any heading: below a chapter without one). Levels are then
    kept as they are, and captions where they are; else the outline follows from the levels, and captions follow the
    text of their section.

    ``apart``: whether it is split into passages apart from the text around it. None: as its kind asks, so a quote or a
    long table is, together with the headings right above it, and a heading begins something new. True: alone; False:
    not, as a heading of a group inside a list. ``one_sentence``: a list of names that is read as one sentence.
    """

    kind: BlockKind
    text: TracedText
    level: int = 0
    page: int | None = None
    section: SectionKind = SectionKind.SECTION
    marks: tuple[NoteMark, ...] = ()
    links: tuple[Link, ...] = ()
    depth: int | None = None
    apart: bool | None = None
    one_sentence: bool = False


@dataclass(frozen=True, slots=True)
class TypedNote:
    """A footnote or endnote. ``key``: by which marks name it; ``label``: its number as printed, "" for none.

    ``number``: its number in the document, where its reader has counted the notes; such notes stand in this order.
    Others follow the order of their marks.
    """

    key: str
    label: str
    text: TracedText
    page: int | None = None
    links: tuple[Link, ...] = ()
    number: int | None = None


class Headline(NamedTuple):
    """Large print on the first page. ``size``: in sizes of the running text."""

    text: str
    size: float


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file states about itself; None and empty where it does not.

    ``title``: where it is None the first heading is taken. ``date``: ISO 8601, also "2024-07" or "2024"; ``saved``: the
    day the file was saved, which may be much later or earlier. ``number``: the id of the publication ("stb-2023-12").
    ``headlines``: the large print of the first page, in its order. ``issuer``: of the program's licence, not of the
    paper.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    language: str | None = None
    kind: str | None = None  # "brief", "motie", "toespraak" ...
    saved: str | None = None
    number: str | None = None
    headlines: tuple[Headline, ...] = ()
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class TypedText:
    """A whole document as its reader found it. Notes that no mark names are kept too.

    ``places``: the lines of printed pages; the places in the blocks' texts then count their characters. ``pages``: in
    order. ``margins``: what stands in the heads and feet of pages, a line each: no part of the text, but a letter has
    its date and number there.
    """

    blocks: tuple[TypedBlock, ...]
    notes: tuple[TypedNote, ...] = ()
    properties: Properties = field(default_factory=Properties)
    places: SourceLines | None = None
    pages: tuple[PageInfo, ...] = ()
    margins: tuple[str, ...] = ()
