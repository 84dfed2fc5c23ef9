"""OpenDocument text (.odt) -> typed blocks: odfdo opens the file, here its elements are read in the order of the text.

The parts are first read as a Word file's are, so that nothing that swells or is encrypted reaches the library.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from odfdo import Document, Element

from ingest.errors import DamagedFileError, Reason
from ingest.formats.inline import Inline, joined_inline, table_text
from ingest.formats.properties import believed_title
from ingest.formats.typed_text import Properties, TypedBlock, TypedNote, TypedText
from ingest.formats.word.package import Package
from ingest.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ingest.formats.options import ReadOptions

_PARTS = ("content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml")
_SKIPPED = frozenset(
    """text:tracked-changes text:sequence-decls text:table-of-content text:illustration-index text:alphabetical-index
    office:forms office:annotation text:bookmark-start text:bookmark-end""".split()
)
# The library opens every part, those that are not read here too: pictures, settings.
_BROKEN = (
    KeyError, ValueError, TypeError, AttributeError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
_BEGINNING = 6000  # characters in which a title's words are looked for
_MOST_REPEATED = 200  # columns that one cell may stand for


def read(path: Path, options: ReadOptions) -> TypedText:
    """The document. Raises DamagedFileError, PasswordError, TooLargeError."""
    with Package(path) as package:
        if [name for name in _PARTS if package.part(name) is not None][:1] != ["content.xml"]:
            raise DamagedFileError(path, Reason.NO_OPENDOCUMENT)
    try:
        document = Document(io.BytesIO(path.read_bytes()))
        body = document.body
        options.report(0.4)
        reader = _Reader()
        reader.walk(body)
        margins = tuple(_margins(document))
        stated = document.meta
        title, author, saved = (
            stated.title,
            stated.creator or stated.initial_creator,
            stated.date or stated.creation_date,
        )
    except _BROKEN as error:
        raise DamagedFileError(path, Reason.NO_OPENDOCUMENT) from error
    beginning = "\n".join(block.text.text for block in reader.blocks)[:_BEGINNING]
    properties = Properties(
        reader.title or believed_title(title, beginning),
        (author,) if author else (),
        saved=saved.isoformat() if saved is not None else None,
    )
    return TypedText(tuple(reader.blocks), tuple(reader.notes), properties, margins=margins)


def _margins(document: Document) -> Iterator[str]:
    """The lines in the heads and feet of the pages."""
    for name in ("header", "footer", "header-first", "footer-first"):
        for area in document.styles.get_elements(f"//style:{name}"):
            for line in area.get_elements("descendant::text:p"):
                if text := " ".join(str(line.text_recursive).split()):
                    yield text


class _Reader:
    """Walks the body once; ``blocks``, ``notes`` and ``title`` hold what was found."""

    def __init__(self) -> None:
        self.blocks: list[TypedBlock] = []
        self.notes: list[TypedNote] = []
        self.title: str | None = None
        self._count = 0

    def walk(self, element: Element) -> None:
        """Read the blocks below an element."""
        for child in element.children:
            match child.tag:
                case name if name in _SKIPPED:
                    continue
                case "text:h":
                    level = child.get_attribute_integer("text:outline-level") or 1
                    self._put(BlockKind.HEADING, self._inline(child), level=level)
                case "text:p":
                    self._paragraph(child)
                case "text:list":
                    self._list(child, "")
                case "table:table":
                    self._table(child)
                case _:
                    self.walk(child)

    def _put(self, kind: BlockKind, text: Inline, prefix: str = "", level: int = 0) -> None:
        if not text.empty:
            self._count += 1
            self.blocks.append(text.block(kind, self._count, prefix=prefix, level=level))

    def _paragraph(self, element: Element) -> None:
        text = self._inline(element)
        style = element.get_attribute_string("text:style-name") or ""
        if style == "Title" and self.title is None and not text.empty:
            self.title = " ".join(text.text.split())
            self._put(BlockKind.HEADING, text, level=1)
        else:
            self._put(BlockKind.PARAGRAPH, text)
        for box in element.get_elements("descendant::draw:text-box"):
            self.walk(box)

    def _list(self, element: Element, indent: str) -> None:
        for item in element.children:
            if item.tag not in {"text:list-item", "text:list-header"}:
                continue
            prefix = f"{indent}• "
            for child in item.children:
                if child.tag == "text:list":
                    self._list(child, f"{indent}  ")
                elif child.tag == "text:h":
                    level = child.get_attribute_integer("text:outline-level") or 1
                    self._put(BlockKind.HEADING, self._inline(child), level=level)
                else:
                    self._put(BlockKind.LIST, self._inline(child), prefix)
                    prefix = f"{indent}  "

    def _table(self, table: Element) -> None:
        rows = []
        for row in table.get_elements("descendant::table:table-row"):
            cells: list[Inline] = []
            for cell in row.children:
                repeated = min(cell.get_attribute_integer("table:number-columns-repeated") or 1, _MOST_REPEATED)
                parts = joined_inline((self._inline(each) for each in cell.get_elements("descendant::text:p")), " ")
                cells += [parts] * (repeated if not parts.empty else 1)
            rows.append(cells)
        self._put(BlockKind.TABLE, table_text(rows))

    def _inline(self, element: Element) -> Inline:
        text = Inline()
        self._fill(text, element)
        return text

    def _fill(self, text: Inline, element: Element) -> None:
        text.add(element.text or "")
        for child in element.children:
            match child.tag:
                case "text:note":
                    text.mark(self._note(child))
                case "text:line-break":
                    text.line_break()
                case "text:s" | "text:tab":
                    text.add(" ")
                case "text:a":
                    start = len(text.text)
                    self._fill(text, child)
                    text.link(start, child.get_attribute_string("xlink:href") or "")
                case name if name in _SKIPPED or name.startswith("draw:"):
                    pass
                case _:
                    self._fill(text, child)
            text.add(child.tail or "")

    def _note(self, note: Element) -> str:
        """Keep a note; return the key by which its mark names it."""
        citation = note.get_element("text:note-citation")
        parts = [self._inline(line) for line in note.get_elements("text:note-body//text:p")]
        self._count += 1
        key = f"note {self._count}"
        block = joined_inline(parts, "\n").block(BlockKind.FOOTNOTE, self._count)
        label = (citation.text or "").strip() if citation is not None else ""
        self.notes.append(TypedNote(key, label, block.text, links=block.links))
        return key
