"""The body of a Word file -> its paragraphs, tables and text boxes as printed, with how they look."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.formats.inline import joined_inline, table_text
from ingest.formats.markup import children, name_of
from ingest.formats.typed_text import TypedNote
from ingest.formats.word.runs import SKIPPED, ParagraphText, RunReader, is_unfilled
from ingest.formats.word.styles import W, paragraph_style, value
from ingest.formats.word.tables import is_data, labelled, table_rows
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.inline import Inline
    from ingest.formats.markup import Element
    from ingest.formats.word.styles import Numbering, Style, Styles

_CONTENTS_STYLE = ("toc", "inhopg", "inhoudsopgave", "table of figures", "lijst met afbeeldingen")


@dataclass(slots=True)
class BodyBlock:
    """A paragraph, table or text box. ``label``: the number that Word prints before it. ``bold``: all of it is."""

    kind: BlockKind
    text: Inline
    place: int
    style: Style
    label: str = ""
    bold: bool = False
    italic: bool = False
    level: int | None = None  # of a heading, 1 highest
    section: SectionKind = SectionKind.SECTION  # what a heading opens


class BodyReader:
    """Reads the parts of a Word file in the order of the text; ``notes`` fills as their marks come by."""

    def __init__(self, styles: Styles, numbering: Numbering, relations: dict[str, str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._notes: dict[str, Element] = {}  # by key
        self._runs = RunReader(styles, relations, self._notes)
        self._count = 0

    def add_notes(self, root: Element | None, kind: str) -> None:
        """Take in the notes of a part; ``kind``: "footnote" or "endnote"."""
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                self._notes[f"{kind} {note.get(f'{W}id')}"] = note

    def read(self, element: Element) -> Iterator[BodyBlock]:
        """Everything below ``element`` (w:body, a note) in order."""
        self._runs.begin(element)
        yield from self._read(element)

    def _read(self, element: Element) -> Iterator[BodyBlock]:
        _join_paragraphs(element)
        for child in children(element):
            match name_of(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case "sdt":
                    if not (_is_contents(child) or is_unfilled(child)):
                        yield from self._read(child)
                case name if name not in SKIPPED:
                    yield from self._read(child)

    def notes(self) -> list[TypedNote]:
        """All notes; footnotes carry their number, endnotes, which Word counts in another way, none."""
        read = []
        for key, element in self._notes.items():
            self._runs.leave_fields()
            parts = [printed.text for printed in self.read(element)]
            self._count += 1
            block = joined_inline(parts, "\n").block(BlockKind.FOOTNOTE, self._count)
            read.append(TypedNote(key, self._runs.labels.get(key, ""), block.text, links=block.links))
        return read

    # --- tables ------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[BodyBlock]:
        """A table of data becomes text; one that places things on the page is read as if it were not there.

        What floats beside the text (the sender's address) is kept apart from it, as a caption is.
        """
        rows = [[list(self._read(cell)) if cell is not None else [] for cell in row] for row in table_rows(table)]
        floating = table.find(f"{W}tblPr/{W}tblpPr") is not None
        texts = [[joined_inline((each.text for each in cell), " ") for cell in row] for row in rows]
        if is_data(texts) and table.find(f".//{W}tc//{W}tbl") is None:
            self._count += 1
            yield BodyBlock(BlockKind.TABLE, table_text(texts), self._count, self._styles.of(None))
            return
        for row, cells in zip(rows, texts, strict=True):
            pair = labelled(cells)
            if pair is not None:
                self._count += 1
                yield BodyBlock(_apart(BlockKind.PARAGRAPH, floating), pair, self._count, self._styles.of(None))
                continue
            for cell in row:
                for printed in cell:
                    yield replace(printed, kind=_apart(printed.kind, floating))

    # --- paragraphs --------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[BodyBlock]:
        properties = element.find(f"{W}pPr")
        style = paragraph_style(properties, self._styles.of(value(properties, "pStyle")))
        made = ParagraphText()
        contents = self._runs.in_contents() or style.name.lower().startswith(_CONTENTS_STYLE)
        self._runs.read(element, style, made)
        contents = contents or self._runs.in_contents()  # the field may have begun in this paragraph
        if not contents and not made.text.empty:
            self._count += 1
            label = self._numbering.label(style.number, style.level) if style.number not in (None, "0") else None
            frame = properties.find(f"{W}framePr") if properties is not None else None
            beside = frame is not None and frame.get(f"{W}dropCap", "none") == "none"
            kind = BlockKind.LIST if label and style.outline is None else BlockKind.PARAGRAPH
            size = max(made.sizes, default=(0, style.size))[1]
            yield BodyBlock(
                BlockKind.CAPTION if beside or _is_caption(style) else kind,
                made.text,
                self._count,
                replace(style, size=size),
                label=f"{'  ' * style.level}{label}" if label and kind is BlockKind.LIST else label or "",
                bold=all(made.bold) and bool(made.bold),
                italic=all(made.italic) and bool(made.italic),
            )
        for box in made.boxes:
            fields = self._runs.leave_fields()
            text = joined_inline((printed.text for printed in self._read(box)), "\n")
            self._runs.return_to(fields)
            if not text.empty:
                self._count += 1
                yield BodyBlock(BlockKind.QUOTE, text, self._count, style)


def _apart(kind: BlockKind, floating: bool) -> BlockKind:  # noqa: FBT001 - the one question asked
    return BlockKind.CAPTION if floating and kind in (BlockKind.PARAGRAPH, BlockKind.LIST) else kind


def _is_caption(style: Style) -> bool:
    return style.name.lower() in ("caption", "bijschrift")


def _join_paragraphs(element: Element) -> None:
    """Put a paragraph whose end was deleted at the head of the next one: they are one, with the looks of the second."""
    for paragraph in element.findall(f"{W}p"):
        after = paragraph.getnext()
        ended = paragraph.find(f"{W}pPr/{W}rPr/{W}del") is None
        if ended or after is None or after.tag != f"{W}p":
            continue
        at = 0 if after.find(f"{W}pPr") is None else 1
        for child in reversed([child for child in children(paragraph) if name_of(child) != "ppr"]):
            after.insert(at, child)


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{W}val", "").lower()
