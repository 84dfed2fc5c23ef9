"""What ingestion produces: a Document with its sections, footnotes, citations and passages.

Every span is half-open and counts code points. Spans of blocks, sections, footnotes and passages point into
``Document.text``, the cleaned text in reading order; spans of a citation point into the text it was found in
(``Citation.start`` for ``find_citations(text)``), and after ingestion into ``Document.text`` as well.

``Document.text`` differs from the file in documented ways only: words broken over lines or split by spaces are
repaired, footnote markers are taken out (their place is kept as ``Footnote.marker``), a paragraph that was interrupted
by notes, boxes or pictures is joined again, what interrupted it follows after the section's own text, a long table
stands in parts that each begin with its caption and the rows that name its columns, and all notes stand at the end. So
``passage.text == document.text[passage.start:passage.end]`` holds for every passage.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ingest.places import Box, PageInfo, PrintedSpan, boxes


class BlockKind(StrEnum):
    """What a block of lines is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"  # somebody else's words, with the speaker
    PULL_QUOTE = "pull_quote"  # a phrase of the running text repeated in large print
    CAPTION = "caption"  # under a picture, photo credits included
    CONTENTS = "contents"  # the table of contents: part of the text, but not searched
    FOOTNOTE = "footnote"


class SectionKind(StrEnum):
    """Where a section's heading stands."""

    CHAPTER = "chapter"
    SECTION = "section"
    BOX = "box"  # set apart from the running text, the numbered ways of working included
    LIST = "list"  # a list or table with a heading of its own, such as a list of countries


class CitationKind(StrEnum):
    """What kind of publication a citation names."""

    MOTIE = "motie"
    AMENDEMENT = "amendement"
    KAMERSTUK = "kamerstuk"
    KAMERBRIEF = "kamerbrief"
    TOEZEGGING = "toezegging"
    KAMERVRAAG = "kamervraag"
    HANDELINGEN = "handelingen"
    STAATSCOURANT = "staatscourant"
    STAATSBLAD = "staatsblad"
    TRACTATENBLAD = "tractatenblad"
    ECLI = "ecli"
    BWB = "bwb"  # Dutch laws and regulations, and articles of them
    EU = "eu"  # regulations, directives, papers of the Commission, the Official Journal


class Verdict(StrEnum):
    """How far a reader may trust a citation's link."""

    COMPLETE = "complete"  # follows the rule and is plausible
    INCOMPLETE = "incomplete"  # no number or no dossier
    AMBIGUOUS = "ambiguous"  # the printed id is another paper than probably meant: see likely_id
    IMPLAUSIBLE = "implausible"  # breaks a rule, such as an impossible session year


class FactName(StrEnum):
    """What can be known of a document beside its text."""

    TITLE = "title"
    DATE = "date"  # of publication, ISO 8601
    PUBLISHER = "publisher"
    KIND = "kind"  # "Kamerbrief", "jaarverslag" ...
    NUMBER = "number"  # by which it is cited itself: "kst-36410-XIX-9", "ah-tk-20232024-1234", "stb-2023-12"
    REFERENCE = "reference"  # the sender's own number of a letter (kenmerk)
    MINISTRY = "ministry"
    PARTY = "party"
    ASKERS = "askers"  # who put the questions that it answers
    MINISTER = "minister"  # who answers them


class Origin(StrEnum):
    """Where a fact about a document was read."""

    CATALOG = "catalog"  # of its folder
    PROPERTIES = "properties"  # of the file, or the metadata of a publication
    SUBJECT = "subject"  # line of a letter
    LETTERHEAD = "letterhead"
    MASTHEAD = "masthead"  # of an official publication
    COVER = "cover"  # or the first lines, above the running text
    HEADING = "heading"
    TEXT = "text"
    SIGNATURE = "signature"
    MARGIN = "margin"  # head or foot of a page
    FILE = "file"  # its name, or the day it was saved
    USER = "user"  # who corrected it


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a document, and where it was read."""

    name: FactName
    value: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference to a motie, Kamerstuk or other official publication.

    ``start`` and ``end`` delimit the whole reference, kind and submitters included ("Motie Kuzu over ... nr. 53)");
    ``text`` is exactly that slice. ``id`` is the id as printed, ``likely_id`` the one probably meant where that is
    another, ``reason`` a Dutch sentence with the cause (empty for verdict complete), stored as part of the citation.
    ``replaces``: id of the paper whose place a changed motie or amendment takes ("t.v.v. 31 497, nr. 297").
    """

    start: int
    end: int
    text: str
    kind: CitationKind
    id: str | None = None
    url: str | None = None
    dossier: str | None = None
    suffix: str | None = None
    number: str | None = None
    chamber: str | None = None  # "I" (Eerste Kamer) or "II" (Tweede Kamer), as printed
    session_year: str | None = None  # "2021/22"
    title: str | None = None  # "over handelsrelatie Nederland en Afrika", as printed after the submitters
    submitters: tuple[str, ...] = ()
    cosigned: bool = False  # "c.s."
    verdict: Verdict = Verdict.COMPLETE
    likely_id: str | None = None
    reason: str = ""
    replaces: str | None = None
    footnote: int | None = None  # number of the footnote it stands in; None: in the running text


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note and the sentence it belongs to.

    ``start``/``end``: the note's text in ``Document.text``. ``marker``: the place in ``Document.text`` where its number
    stood, None if no marker was found. ``anchor_start``/``anchor_end``: the sentence that carries the marker.
    """

    number: int
    text: str
    start: int
    end: int
    marker: int | None
    anchor_start: int | None
    anchor_end: int | None
    section: int
    page: int | None
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table, quote, caption or note in ``Document.text``."""

    kind: BlockKind
    start: int
    end: int
    section: int  # index in Document.sections
    page: int | None  # 1-based, as printed on the page; None where the source gives none
    place: int  # 1-based: where it begins in the source, see Section.place


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline; level 1 is a chapter. ``path`` holds the titles from the chapter down to this one.

    ``place``: where it begins in the source, counted from 1 as its reader counts: the line of a text file, the
    paragraph or element of a Word file, web page or publication, the printed character of a PDF.
    """

    index: int
    level: int
    kind: SectionKind
    title: str
    path: tuple[str, ...]
    sdgs: tuple[int, ...]  # named in this heading or one above it, ascending
    page: int | None
    place: int

    @property
    def chapter(self) -> str:
        """The title of the chapter this section stands in (its own for a chapter)."""
        return self.path[0] if self.path else self.title


@dataclass(frozen=True, slots=True)
class Passage:
    """A retrievable piece: 60-200 words where the section is long enough, never across a section or chapter.

    ``sentences``: half-open spans in ``Document.text`` of the sentences (also list items and table rows) in it,
    headings left out. ``citations``: those in its own text and in its footnotes.
    """

    id: str  # "bhos-2022:0042", by passage_id
    document: str
    ordinal: int  # 1-based, in document order
    kind: BlockKind  # of its first block that is not a heading
    start: int
    end: int
    text: str
    chapter: str
    section: str  # title of the innermost section; the chapter's where there is none below it
    section_path: tuple[str, ...]
    sdgs: tuple[int, ...]  # named in its headings or text, ascending
    page: int | None
    sentences: tuple[tuple[int, int], ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()


def passage_id(document: str, ordinal: int) -> str:
    """Return the id of a passage, by the id of its document and its place there."""
    return f"{document}:{ordinal:04d}"


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read: its text, outline, notes, citations and passages."""

    id: str
    title: str
    publisher: str
    year: int | None
    kind: str  # "beleidsnota", "jaarverslag", ...
    language: str
    source: str  # path of the file as given
    sha256: str  # of the file's bytes and its catalog entry
    text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    citations: tuple[Citation, ...]  # all of them, those in footnotes included, in text order
    passages: tuple[Passage, ...]
    date: str | None = None  # of publication, ISO 8601: "2024-05-16", "2024-05" or "2024"
    authors: tuple[str, ...] = ()  # as the file names them
    places: tuple[PrintedSpan, ...] = ()  # where the text stands on printed pages, in the order of the text
    pages: tuple[PageInfo, ...] = ()  # the file's pages, where it has any
    facts: tuple[Fact, ...] = ()  # what was read about it, its title, date, publisher and kind among them

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The rectangles on the pages that ``text[start:end]`` fills, one for each line; () where none are known."""
        return boxes(self.places, start, end)
