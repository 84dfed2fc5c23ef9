"""Web pages -> typed blocks: headings, paragraphs, lists, tables and notes, without the page around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ingest.errors import EmptyDocumentError, Reason
from ingest.formats.counting import printed_number
from ingest.formats.inline import Inline, joined_inline, table_text
from ingest.formats.markup import children, name_of, parse_html, plain
from ingest.formats.typed_text import TypedBlock, TypedNote, TypedText
from ingest.formats.web.metadata import page_properties
from ingest.formats.web.page import (
    is_back_link,
    is_furniture,
    is_menu,
    is_permanent_link,
    main_part,
    note_key,
    notes_of,
    raised_notes,
)
from ingest.formats.web.tables import only_places, placed, whole_number
from ingest.model import BlockKind

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.markup import Element
    from ingest.formats.options import ReadOptions

_HEADING = re.compile(r"h([1-6])")
_INLINE = frozenset(
    """a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd mark nobr q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr""".split()
)
_ALL_LINKS = 0.9  # part of loose words that is links
_MOST_LETTERED = 4000  # from which on neither letters nor Roman numbers are any use
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}  # ol/@type
_QUOTES = frozenset({"blockquote", "q"})


def read(path: Path, options: ReadOptions) -> TypedText:
    """The page's own text. Raises DamagedFileError, TooLargeError and EmptyDocumentError."""
    return typed_page(path, path.read_bytes(), options)


def typed_page(path: Path, data: bytes, options: ReadOptions) -> TypedText:
    """The own text of a page with these bytes. ``path``: for the errors. Raises as ``read``."""
    root = parse_html(path, data)
    options.report(0.3)
    reader = _Reader(root)
    part = main_part(root)
    title = next((each for each in root.iter("h1") if plain(each) and not is_furniture(each)), None)
    if title is not None and title not in set(part.iter("h1")):
        reader.heading(title, 1)
    reader.walk(part)
    if not reader.blocks:
        raise EmptyDocumentError(path, Reason.NO_PROSE_ON_PAGE)
    notes = reader.notes()
    return TypedText(tuple(reader.kept()), tuple(notes), page_properties(root, title))


class _Reader:
    """Walks the main part; notes are taken out of it and kept apart."""

    def __init__(self, root: Element) -> None:
        self.blocks: list[TypedBlock] = []
        self._notes = notes_of(root)
        self._raised: dict[Element, str] = {}  # number in the text, or before its note ("") -> key of the note
        for count, (mark, lead, note) in enumerate(raised_notes(root) if not self._notes else (), start=1):
            self._raised |= {mark: f"raised {count}", lead: ""}
            self._notes[f"raised {count}"] = (str(count), note)
        self._taken = {element for _, element in self._notes.values()}
        self._count = 0

    def kept(self) -> list[TypedBlock]:
        """The blocks without a heading at the end that has nothing below it ("Noten")."""
        last = len(self.blocks)
        while last > 1 and self.blocks[last - 1].kind is BlockKind.HEADING:
            last -= 1
        return self.blocks[:last]

    def notes(self) -> list[TypedNote]:
        """The notes with their numbers as printed at their marks."""
        notes = []
        for key, (label, element) in self._notes.items():
            text = Inline()
            self._fill(text, element, note=True)
            if text.empty:
                # Nothing but something embedded: its address is all that can be read of it.
                address = next((each.get("src") for each in element.iter("iframe", "img") if each.get("src")), "")
                text.add(address)
                text.link(0, address)
            text = joined_inline(text.lines(), "\n")
            lead = re.match(rf"[\[(]?{re.escape(label)}[\]).:]*\s+", text.text)
            block = text.block(BlockKind.FOOTNOTE, self._next())
            if lead:
                rest = next(text.after(lead.end()).lines(), text)
                block = rest.block(BlockKind.FOOTNOTE, self._count) if "\n" not in text.text else block
            notes.append(TypedNote(key, label, block.text, links=block.links))
        return notes

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _put(self, kind: BlockKind, text: Inline, prefix: str = "", level: int = 0) -> None:
        if not text.empty:
            self.blocks.append(text.block(kind, self._next(), prefix=prefix, level=level))

    def heading(self, element: Element, level: int) -> None:
        """Take in a heading."""
        self._put(BlockKind.HEADING, self._inline(element), level=level)

    def walk(self, element: Element) -> None:
        """Read what is in an element: blocks one by one, words between them as paragraphs."""
        loose = Inline()
        loose.add(element.text or "")
        for child in element:
            name = name_of(child)
            if name in _INLINE and not self._holds_blocks(child):
                self._word(loose, child)
            elif name:
                self._loose(loose)
                loose = Inline()
                if child not in self._taken and not is_furniture(child):
                    self._read(child, name)
            loose.add(child.tail or "")
        self._loose(loose)

    def _loose(self, text: Inline) -> None:
        """Words that stand in no paragraph; links alone are a way to other pages ("Home") and no text."""
        linked = sum(link.end - link.start for link in text.links)
        if linked < _ALL_LINKS * len(text.text.strip()):
            self._paragraphs(text)

    def _holds_blocks(self, element: Element) -> bool:
        return any(name_of(each) not in _INLINE for each in element.iter() if name_of(each))

    def _paragraphs(self, text: Inline) -> None:
        """A line break in a paragraph ends it where a sentence ends; inside a sentence it is a space."""
        pending: list[Inline] = []
        for line in text.lines():
            pending.append(line)
            if re.search(r"[.!?:;][”’\"')\]]*\s*$", line.text):
                self._put(BlockKind.PARAGRAPH, joined_inline(pending, " "))
                pending = []
        self._put(BlockKind.PARAGRAPH, joined_inline(pending, " "))

    def _read(self, element: Element, name: str) -> None:
        if found := _HEADING.fullmatch(name):
            self.heading(element, int(found[1]))
        elif name in ("ul", "ol", "dl"):
            if not is_menu(element):
                self._list(element, "")
        elif name == "table":
            self._table(element)
        elif name in _QUOTES:
            self._put(BlockKind.QUOTE, joined_inline(self._inline(element).lines(), "\n"))
        elif name == "figcaption":
            self._put(BlockKind.CAPTION, self._inline(element))
        elif name == "p" or not self._holds_blocks(element):
            if not (name != "p" and is_menu(element)):
                self._paragraphs(self._inline(element))
        elif name == "pre":
            self._put(BlockKind.PARAGRAPH, self._inline(element))
        else:
            self.walk(element)

    def _list(self, element: Element, indent: str) -> None:
        ordered = name_of(element) == "ol"
        form = _FORMS.get(element.get("type") or "", "decimal")
        number = whole_number(element.get("start"), 1)
        term: Inline | None = None
        for item in children(element):
            if item in self._taken or is_furniture(item):
                continue
            if name_of(item) == "dt":
                term = self._inline(item)
            elif name_of(item) == "dd":
                parts = [self._inline(item)] if term is None else [term, self._inline(item)]
                self._put(BlockKind.LIST, joined_inline(parts, ": "))
                term = None
            elif name_of(item) in ("ul", "ol"):
                self._list(item, f"{indent}  ")
            else:
                number = whole_number(item.get("value"), number)
                shown = printed_number(number, form if 0 < number < _MOST_LETTERED else "decimal")
                self._item(item, indent, f"{shown}." if ordered else "•")
                number += 1

    def _item(self, item: Element, indent: str, bullet: str) -> None:
        text = Inline()
        inner = []
        text.add(item.text or "")
        for child in item:
            if name_of(child) in ("ul", "ol", "dl", "table"):
                inner.append(child)
            elif child not in self._taken and not (name_of(child) and is_furniture(child)):
                self._word(text, child)
            text.add(child.tail or "")
        flat = joined_inline(text.lines(), " ")
        self._put(BlockKind.LIST, flat, f"{indent}{bullet} ")
        for child in inner:
            if name_of(child) == "table":
                self._table(child)
            else:
                self._list(child, f"{indent}  ")

    def _table(self, element: Element) -> None:
        """A table of data as text; a table that only places things on the page is read cell by cell."""
        rows = [
            [cell for cell in children(row) if name_of(cell) in ("td", "th")]
            for row in element.iter("tr")
            if next((up for up in row.iterancestors("table")), None) is element
        ]
        if only_places(element, rows):
            for cell in (cell for row in rows for cell in row):
                self.walk(cell)
            return
        caption = next((each for each in element.iter("caption")), None)
        text = table_text(
            [self._inline(cell) if cell is not None else Inline() for cell in row] for row in placed(rows)
        )
        head = self._inline(caption) if caption is not None else Inline()
        self._put(BlockKind.TABLE, joined_inline((head, text), "\n"))

    # --- running text ------------------------------------------------------------------------------------------

    def _inline(self, element: Element) -> Inline:
        text = Inline()
        self._fill(text, element)
        return text

    def _fill(self, text: Inline, element: Element, *, note: bool = False) -> None:
        text.add(element.text or "")
        for child in element:
            if name_of(child):
                self._word(text, child, note=note)
            text.add(child.tail or "")

    def _marked(self, element: Element, *, note: bool) -> str | None:
        """The key of the note that this is the mark of; "" before the note itself, None for what is not a mark."""
        if element in self._raised:
            return self._raised[element]
        key = note_key(element) if name_of(element) == "a" and not note else None
        return key if key in self._notes else None

    def _word(self, text: Inline, element: Element, *, note: bool = False) -> None:
        """One element within running text."""
        name = name_of(element)
        if not name or (element in self._taken and not note):
            return
        if name == "br":
            text.line_break()
        elif (key := self._marked(element, note=note)) is not None:
            text.mark(key)
        elif name == "a" and (is_back_link(element) if note else is_permanent_link(element)):
            return
        elif name == "a":
            start = len(text.text)
            self._fill(text, element, note=note)
            text.link(start, element.get("href") or "")
        elif not is_furniture(element):
            if name not in _INLINE:
                text.line_break()
            self._fill(text, element, note=note)
            if name not in _INLINE:
                text.line_break()
