"""Official publications as XML (officielebekendmakingen.nl) -> typed blocks.

The vocabulary is that of the publication standard (OP): ``officiele-publicatie`` > ``kamerstuk``, ``kamervragen``,
``staatscourant`` ...; below it ``kop``, ``divisie``, ``tussenkop``, ``al``, ``lijst``, ``table`` (the CALS model),
``noot`` and ``extref``. Papers of the Houses of 1995 to 2010 have an older one: ``kamerwrk`` > ``body`` > ``stuk``,
with ``tuskop``, and ``voetref`` that leads to a ``voetnoot``. Elements that are not known here are read by what is in
them, so that no text is lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.errors import Reason, UnsupportedFormatError
from ingest.formats.inline import Inline, joined_inline, table_text
from ingest.formats.markup import children, name_of, parse_xml, plain
from ingest.formats.official.metadata import publication_properties
from ingest.formats.official.tables import cals_rows
from ingest.formats.official.vocabulary import (
    CLOSING,
    INLINE,
    NAMES,
    OLD_SUBHEADINGS,
    ROOTS,
    SKIPPED,
    SUBHEADINGS,
    is_text,
    looks_of,
    target_of,
)
from ingest.formats.typed_text import TypedBlock, TypedNote, TypedText
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ingest.formats.markup import Element
    from ingest.formats.options import ReadOptions

_STEPS = 10  # between two levels of divisions, so that subheadings fit in between


def read(path: Path, options: ReadOptions) -> TypedText:
    """The publication. Raises UnsupportedFormatError for other XML, DamagedFileError, TooLargeError."""
    root = parse_xml(path, path.read_bytes())
    if name_of(root) not in ROOTS and root.find(".//{*}al") is None:
        raise UnsupportedFormatError(path, Reason.NOT_A_PUBLICATION)
    reader = _Reader(root, options.report)
    reader.walk(root, 1)
    return TypedText(tuple(reader.blocks), tuple(reader.notes), publication_properties(root))


class _Reader:
    """Walks the tree once; ``blocks`` and ``notes`` hold what was found."""

    def __init__(self, root: Element, report: Callable[[float], None]) -> None:
        # The subheadings that this paper has, from heavy to light: the heaviest stand beside its divisions.
        used = {looks_of(each) for each in root.iter("{*}tussenkop", "{*}tuskop")}
        order = OLD_SUBHEADINGS if name_of(root) == "kamerwrk" else SUBHEADINGS
        self._steps = [looks for looks in order if looks in used]
        self._footnotes = {_footnote_id(each): each for each in root.iter("{*}voetnoot")}
        self._keys: dict[str, str] = {}  # of the notes that were read, by what refers to them
        self.blocks: list[TypedBlock] = []
        self.notes: list[TypedNote] = []
        self._report = report
        self._count = 0  # elements that became blocks or notes: their place in the source
        self._box = False

    # --- blocks ------------------------------------------------------------------------------------------------

    def walk(self, element: Element, depth: int) -> None:
        """Read what is in an element; ``depth``: the level of a heading directly in it."""
        self._loose(element.text)
        for child in element:
            if name_of(child):
                self._read(child, depth)
            self._loose(child.tail)

    def _loose(self, text: str | None) -> None:
        if text and text.strip():
            line = Inline()
            line.add(text)
            self._put(BlockKind.PARAGRAPH, line)

    def _read(self, element: Element, depth: int) -> None:  # noqa: C901, PLR0912 - one case for each kind of element
        match name_of(element):
            case name if name in SKIPPED:
                return
            case "kop" if name_of(element.getparent()) == "kamerwrk":
                return  # the masthead
            case "voetnoot":
                self._footnote(element)
            case "kop":
                self._heading(self._joined(element), depth - 1 or 1)
            case "tussenkop" | "tuskop":
                self._heading(self._inline(element), depth, step=self._steps.index(looks_of(element)))
            case "dossier" | "onderw" | "stuknr" | "kamervraagnummer" | "datumtekst":
                self._put(BlockKind.PARAGRAPH, self._joined(element))
            case "kamervraagomschrijving":
                # The questions stand under it: "Vragen van het lid ... over ..."
                self._heading(self._joined(element), 1, SectionKind.CHAPTER)
            case "stuk":
                self._stuk(element, depth)
            case "vraag" | "antwoord":
                self._question(element, depth)
            case "lijst" | "definitielijst":
                self._list(element, "")
            case "table":
                self._table(element)
            case "box" | "kader":
                self._boxed(element, depth)
            case "citaat" | "blockquote" | "spreekbeurt-citaat":
                self._put(BlockKind.QUOTE, self._joined(element, "\n"))
            case "lid" | "definitie-item":
                self._member(element, depth)
            case "li":
                self._item(element, "")
            case "titel" | "subtitel":
                self._heading(self._inline(element), depth)
            case name if name in CLOSING:
                self._put(BlockKind.PARAGRAPH, self._joined(element))
            case "noot":
                self._note(element)
            case _ if is_text(element):
                self._put(BlockKind.PARAGRAPH, self._inline(element))
            case _:
                self.walk(element, depth + (element.find("{*}kop") is not None))

    def _put(self, kind: BlockKind, text: Inline, prefix: str = "") -> None:
        if not text.empty:
            self._count += 1
            self.blocks.append(text.block(kind, self._count, prefix=prefix))

    def _heading(self, text: Inline, level: int, kind: SectionKind = SectionKind.SECTION, step: int = 0) -> None:
        """Take in a heading at ``level``; ``step``: how much lighter a subheading is printed than the heaviest."""
        if not text.empty:
            self._count += 1
            kind = SectionKind.BOX if self._box else kind
            self.blocks.append(
                replace(text.block(BlockKind.HEADING, self._count, level=_STEPS * level + step), section=kind)
            )
            self._report(0.5)

    def _stuk(self, element: Element, depth: int) -> None:
        """A paper: its title is its chapter, its divisions the sections below that."""
        number = [child for child in children(element) if name_of(child) in ("ltrlabel", "nummer")]
        self._put(BlockKind.PARAGRAPH, joined_inline((self._inline(part) for part in number), " "))
        for child in children(element):
            if child in number:
                continue
            if name_of(child) == "titel":
                self._heading(self._inline(child), depth)
            else:
                self._read(child, depth + 1)

    def _question(self, element: Element, depth: int) -> None:
        """A question or answer is a section under its number ("Vraag 3", "Antwoord 3, 4")."""
        number = element.find("{*}nr")
        heading = Inline()
        heading.add(plain(number) if number is not None else name_of(element).capitalize())
        if heading.text.strip(" .").isdecimal():
            bare = heading.text.strip(" .")
            heading = Inline()
            heading.add(f"{name_of(element).capitalize()} {bare}")
        self._heading(heading, depth + 1)
        for child in children(element):
            if child is not number:
                self._read(child, depth + 2)

    def _boxed(self, element: Element, depth: int) -> None:
        """A box with a heading is a section of its own; one without stands in its section."""
        before, self._box = self._box, True
        self.walk(element, depth + 1)
        self._box = before

    def _member(self, element: Element, depth: int) -> None:
        """A numbered member of an article, or a term with what it means: the number or term leads its first line."""
        lead = next((child for child in children(element) if name_of(child) in ("lidnr", "term")), None)
        prefix = f"{plain(lead)} " if lead is not None else ""
        for child in children(element):
            if child is lead:
                continue
            first = len(self.blocks)
            self._read(child, depth)
            if prefix and len(self.blocks) > first:
                self.blocks[first] = _prefixed(self.blocks[first], prefix)
                prefix = ""

    def _list(self, element: Element, indent: str) -> None:
        for item in children(element):
            if name_of(item) == "definitie-item":
                self._term(item)
            else:
                self._item(item, indent)

    def _term(self, item: Element) -> None:
        """A term and its meaning, as one item."""
        self._put(BlockKind.LIST, joined_inline((self._inline(child) for child in children(item)), " "))

    def _item(self, item: Element, indent: str) -> None:
        """An item with its number; lists inside it follow, a step further in."""
        number = item.find("{*}li.nr")
        prefix = f"{indent}{plain(number) if number is not None and plain(number) else '•'} "
        for child in children(item):
            if child is number:
                continue
            if name_of(child) == "lijst":
                self._list(child, f"{indent}  ")
            elif name_of(child) == "table":
                self._table(child)
            else:
                self._put(BlockKind.LIST, self._inline(child), prefix)
                prefix = f"{indent}  "

    def _table(self, element: Element) -> None:
        title = element.find("{*}title")
        caption = self._inline(title) if title is not None else Inline()
        rows = table_text(
            [self._inline(cell) if cell is not None else Inline() for cell in row] for row in cals_rows(element)
        )
        self._put(BlockKind.TABLE, joined_inline((caption, rows), "\n"))

    # --- running text ------------------------------------------------------------------------------------------

    def _inline(self, element: Element) -> Inline:
        text = Inline()
        self._fill(text, element)
        return text

    def _joined(self, element: Element, separator: str = " ") -> Inline:
        """The parts of an element as one piece of text ("1.", "Inleiding" -> "1. Inleiding")."""
        if is_text(element):
            return self._inline(element)
        return joined_inline((self._joined(child, separator) for child in children(element)), separator)

    def _fill(self, text: Inline, element: Element) -> None:
        text.add(element.text or "")
        for child in element:
            name = name_of(child)
            if name == "noot":
                text.mark(self._note(child))
            elif name == "voetref":
                key = self._referred(child.get("refid") or child.get("nr") or "")
                if key:
                    text.mark(key)
            elif name == "br":
                text.line_break()
            elif name == "extref":
                start = len(text.text)
                self._fill(text, child)
                text.link(start, target_of(child))
            elif name and name not in SKIPPED:
                if name in NAMES and text.text[-1:].isalnum() | (text.text[-1:] in ".,"):
                    text.add(" ")
                elif name not in INLINE and not text.empty:
                    text.line_break()
                self._fill(text, child)
            text.add(child.tail or "")

    def _referred(self, to: str) -> str:
        """The key of a note that stands elsewhere, which is read now where it was not yet; "" for none."""
        if to not in self._keys and to in self._footnotes:
            self._keys[to] = self._note(self._footnotes[to])
        return self._keys.get(to, "")

    def _footnote(self, element: Element) -> None:
        """Keep a note at its own place, where nothing referred to it so far."""
        to = _footnote_id(element)
        if to not in self._keys:
            self._keys[to] = self._note(element)

    def _note(self, element: Element) -> str:
        """Keep a note; return the key by which its mark names it. Numbers may begin anew, so the count is the key."""
        number = element.find("{*}noot.nr")
        parts = [self._inline(child) for child in children(element) if child is not number]
        self._count += 1
        key = f"{self._count}"
        body = joined_inline(parts, "\n").block(BlockKind.FOOTNOTE, self._count)
        label = (plain(number) if number is not None else element.get("nr") or "").strip("().* ")
        self.notes.append(TypedNote(key, label, body.text, links=body.links))
        return key


def _footnote_id(element: Element) -> str:
    return element.get("id") or element.get("nr") or ""


def _prefixed(block: TypedBlock, prefix: str) -> TypedBlock:
    again = Inline.of(block).block(block.kind, block.text.places[0], prefix=prefix)
    return replace(block, text=again.text, marks=again.marks, links=again.links)
