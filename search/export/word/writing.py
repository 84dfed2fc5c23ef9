"""Writes a file for Word piece by piece: headings, quotations, tables, and footnotes that are Word's own.

python-docx makes the package; it knows no footnotes, so their part is made here (ECMA-376, part 1, 17.11). The text is
written as XML at once, since a table of thousands of rows made through its objects takes minutes.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Characters that XML cannot hold.
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:{kind}/></w:r></w:p>'
    "</w:footnote>"
    for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
)
_RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
_BETWEEN = f'<w:r>{_RAISED}<w:t xml:space="preserve">, </w:t></w:r>'  # two numbers of notes would be read as one
_NUMBER = "nr.\u00a0"  # in a reference, so that no line ends between the two
_TWIPS = 567  # of a centimetre


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same. ``url``: where they lead, "" for nowhere; ``style``: "Strong", "Emphasis" or ""."""

    text: str
    url: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """The number of a footnote. ``words``: those of the note."""

    words: tuple[Run, ...]


Piece = Run | Mark | str


class WordFile:
    """A file for Word that is being written."""

    def __init__(self, title: str, *, wide: bool = False) -> None:
        """Begin a file. ``title``: its property and first line; ``wide``: the page lies on its side."""
        self.title = " ".join(clean(title).split())
        self.wide = wide
        self._body: list[str] = []
        self._notes: list[str] = []
        self._links: tuple[dict[str, str], dict[str, str]] = ({}, {})  # address -> its id, in the text and in notes
        self.add("Title", self.title)

    def add(self, style: str, *pieces: Piece) -> None:
        """Add a paragraph in one of the styles of search.export.word.layout."""
        self._body.append(self._paragraph(style, pieces))

    def table(
        self, widths: Sequence[float], rows: Sequence[Sequence[Sequence[Piece]]], head: int = 0, *, quoted: bool = False
    ) -> None:
        """Add a table.

        ``widths``: of its columns, in centimetres; ``head``: how many rows are repeated on every page; ``quoted``: it
        is indented as a quotation is.
        """
        sizes = [round(each * _TWIPS) for each in widths]
        grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in sizes)
        indent = f'<w:tblInd w:w="{_TWIPS}" w:type="dxa"/>' if quoted else ""
        self._body.append(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(sizes)}" w:type="dxa"/>{indent}'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        )
        for place, row in enumerate(rows):
            self._row(sizes, row, head=place < head)
        self._body.append("</w:tbl>")
        self.add("Normal")  # two tables without anything between them would be one

    def _row(self, sizes: Sequence[int], cells: Sequence[Sequence[Piece]], *, head: bool) -> None:
        repeated = "<w:tblHeader/>" if head else ""
        self._body.append(f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>")
        for size, cell in zip(sizes, cells, strict=True):
            pieces = [Run(each, style="Strong") if head and isinstance(each, str) else each for each in cell]
            inside = self._paragraph("TableText", pieces)
            self._body.append(f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/></w:tcPr>{inside}</w:tc>')
        self._body.append("</w:tr>")

    def _paragraph(self, style: str, pieces: Iterable[Piece]) -> str:
        shown = [each for each in pieces if each not in {"", Run("")}]
        inside = "".join(
            (_BETWEEN if isinstance(each, Mark) and isinstance(before, Mark) else "") + self._piece(each)
            for before, each in zip((None, *shown), shown, strict=False)
        )
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'

    def _piece(self, piece: Piece) -> str:
        if not isinstance(piece, Mark):
            return self._run(Run(piece) if isinstance(piece, str) else piece, self._links[0])
        number = len(self._notes) + 1
        words = "".join(self._run(each, self._links[1]) for each in piece.words)
        self._notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            f'<w:r>{_RAISED}<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> </w:t></w:r>{words}</w:p>'
            "</w:footnote>"
        )
        return f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'

    @staticmethod
    def _run(run: Run, links: dict[str, str]) -> str:
        style = "Hyperlink" if run.url else run.style
        look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
        text = run.text.replace("nr. ", _NUMBER) if run.url else run.text
        parts = re.split(r"([\n\t])", clean(text))
        words = "".join(
            _BREAKS.get(each) or f'<w:t xml:space="preserve">{escape(each)}</w:t>' for each in parts if each
        )
        written = f"<w:r>{look}{words}</w:r>" if words else ""
        if not run.url:
            return written
        id_ = links.setdefault(run.url, f"link{len(links) + 1}")
        return f'<w:hyperlink r:id="{id_}" w:history="1">{written}</w:hyperlink>'

    def to_bytes(self) -> bytes:
        """Return the file; the same text gives the same bytes."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.oxml import serialize_part_xml
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls

        from search.export.archive import dateless
        from search.export.word.layout import new_document

        document = new_document(self.title, wide=self.wide)
        names = nsdecls("w", "r")
        written = parse_xml(f"<w:document {names}><w:body>{''.join(self._body)}</w:body></w:document>")
        written[0].append(document.element.body.sectPr)
        notes = parse_xml(f"<w:footnotes {names}>{_SEPARATORS}{''.join(self._notes)}</w:footnotes>")
        part = XmlPart(PackURI("/word/footnotes.xml"), _FOOTNOTES, notes, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        for holder, links in zip((document.part, part), self._links, strict=True):
            for url, id_ in links.items():
                holder.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, clean(url), id_, is_external=True)
        out = io.BytesIO()
        document.save(out)
        # Moved into the tree that is there, a table of thousands of rows would take minutes.
        return dateless(out, {"word/document.xml": serialize_part_xml(written)})


def clean(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("", text)
