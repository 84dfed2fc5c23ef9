"""The body of a Word file -> its paragraphs and tables as printed, with what their looks tell."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.formats.inline import Inline, joined_inline, table_text
from ingest.formats.markup import children, name_of
from ingest.formats.typed_text import TypedNote
from ingest.formats.word.styles import W, paragraph_style, run_style, switched_on, value
from ingest.formats.word.tables import is_data, labelled, table_rows
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.formats.markup import Element
    from ingest.formats.word.styles import Numbering, Style, Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Deleted text, notes to the writers, and the second version of a drawing for old programs.
_SKIPPED = frozenset(
    "del movefrom instrtext deltext annotationref fallback rpr ppr sectpr footnoteref endnoteref".split()
)
_CONTENTS_STYLE = ("toc", "inhopg", "inhoudsopgave", "table of figures", "lijst met afbeeldingen")


@dataclass(slots=True)
class Printed:
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


@dataclass(slots=True)
class _Field:
    """A field: what it is told to do, and whether we are past that, in what it shows."""

    code: str = ""
    shown: bool = False
    start: int = 0


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making; ``bold`` and ``italic`` hold for each piece of text in it."""

    text: Inline = field(default_factory=Inline)
    bold: list[bool] = field(default_factory=list)
    italic: list[bool] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)  # (characters, size)
    boxes: list[Element] = field(default_factory=list)


class Body:
    """Reads the parts of a Word file in the order of the text; ``notes`` fills as their marks come by."""

    def __init__(self, styles: Styles, numbering: Numbering, relations: dict[str, str]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._relations = relations
        self._fields: list[_Field] = []
        self._endless: set[Element] = set()  # where fields begin that end nowhere
        self._sources: dict[str, Element] = {}  # key of a note -> its element
        self._custom: str | None = None  # key of a note whose sign is printed in the text that follows
        self._labels: dict[str, str] = {}
        self._count = 0

    def add_notes(self, root: Element | None, kind: str) -> None:
        """Take in the notes of a part; ``kind``: "footnote" or "endnote"."""
        for note in root.iter(f"{W}{kind}") if root is not None else ():
            if note.get(f"{W}type", "normal") == "normal":
                self._sources[f"{kind} {note.get(f'{W}id')}"] = note

    def read(self, element: Element) -> Iterator[Printed]:
        """Everything below ``element`` (w:body, a note) in order."""
        self._endless |= _endless_fields(element)
        yield from self._read(element)

    def _read(self, element: Element) -> Iterator[Printed]:
        _join_paragraphs(element)
        for child in children(element):
            match name_of(child):
                case "p":
                    yield from self._paragraph(child)
                case "tbl":
                    yield from self._table(child)
                case "sdt":
                    if not (_is_contents(child) or _is_unfilled(child)):
                        yield from self._read(child)
                case name if name not in _SKIPPED:
                    yield from self._read(child)

    def notes(self) -> list[TypedNote]:
        """All notes; footnotes carry their number, endnotes, which Word counts in another way, none."""
        read = []
        for key, element in self._sources.items():
            self._fields = []
            parts = [printed.text for printed in self.read(element)]
            self._count += 1
            block = joined_inline(parts, "\n").block(BlockKind.FOOTNOTE, self._count)
            read.append(TypedNote(key, self._labels.get(key, ""), block.text, links=block.links))
        return read

    # --- tables ------------------------------------------------------------------------------------------------

    def _table(self, table: Element) -> Iterator[Printed]:
        """A table of data becomes text; one that places things on the page is read as if it were not there.

        What floats beside the text (the sender's address) is kept apart from it, as a caption is.
        """
        rows = [[list(self._read(cell)) if cell is not None else [] for cell in row] for row in table_rows(table)]
        floating = table.find(f"{W}tblPr/{W}tblpPr") is not None
        texts = [[joined_inline((each.text for each in cell), " ") for cell in row] for row in rows]
        if is_data(texts) and table.find(f".//{W}tc//{W}tbl") is None:
            self._count += 1
            yield Printed(BlockKind.TABLE, table_text(texts), self._count, self._styles.of(None))
            return
        for row, cells in zip(rows, texts, strict=True):
            pair = labelled(cells)
            if pair is not None:
                self._count += 1
                yield Printed(_apart(BlockKind.PARAGRAPH, floating), pair, self._count, self._styles.of(None))
                continue
            for cell in row:
                for printed in cell:
                    yield replace(printed, kind=_apart(printed.kind, floating))

    # --- paragraphs --------------------------------------------------------------------------------------------

    def _paragraph(self, element: Element) -> Iterator[Printed]:
        properties = element.find(f"{W}pPr")
        style = paragraph_style(properties, self._styles.of(value(properties, "pStyle")))
        made = _Paragraph()
        contents = self._in_contents() or style.name.lower().startswith(_CONTENTS_STYLE)
        self._runs(element, style, made)
        contents = contents or self._in_contents()  # the field may have begun in this paragraph
        if not contents and not made.text.empty:
            self._count += 1
            label = self._numbering.label(style.number, style.level) if style.number not in (None, "0") else None
            frame = properties.find(f"{W}framePr") if properties is not None else None
            beside = frame is not None and frame.get(f"{W}dropCap", "none") == "none"
            kind = BlockKind.LIST if label and style.outline is None else BlockKind.PARAGRAPH
            size = max(made.sizes, default=(0, style.size))[1]
            yield Printed(
                BlockKind.CAPTION if beside or _is_caption(style) else kind,
                made.text,
                self._count,
                replace(style, size=size),
                label=f"{'  ' * style.level}{label}" if label and kind is BlockKind.LIST else label or "",
                bold=all(made.bold) and bool(made.bold),
                italic=all(made.italic) and bool(made.italic),
            )
        for box in made.boxes:
            kept, self._fields = self._fields, []
            text = joined_inline((printed.text for printed in self._read(box)), "\n")
            self._fields = kept
            if not text.empty:
                self._count += 1
                yield Printed(BlockKind.QUOTE, text, self._count, style)

    def _in_contents(self) -> bool:
        return any(each.shown and each.code.split()[:1] in (["TOC"], ["INDEX"]) for each in self._fields)

    def _runs(self, element: Element, style: Style, made: _Paragraph) -> None:
        for child in children(element):
            match name_of(child):
                case "r":
                    self._run(child, style, made)
                case "hyperlink":
                    start = len(made.text.text)
                    self._runs(child, style, made)
                    made.text.link(start, self._relations.get(child.get(f"{_R}id", ""), ""))
                case "fldsimple":
                    if (child.get(f"{W}instr") or "").split()[:1] != ["TOC"]:
                        self._runs(child, style, made)
                case "sdt" if _is_unfilled(child):
                    continue
                case "omath" | "omathpara":
                    made.text.add("".join(each.text or "" for each in child.iter() if name_of(each) == "t"))
                case name if name not in _SKIPPED:
                    self._runs(child, style, made)

    def _run(self, run: Element, style: Style, made: _Paragraph) -> None:
        properties = run.find(f"{W}rPr")
        own = value(properties, "rStyle")
        looks = run_style(properties, _over(style, self._styles.of_run(own)) if own else style)
        if looks.hidden:
            return
        for child in children(run):
            self._piece(child, style, looks, made)

    def _piece(self, child: Element, style: Style, looks: Style, made: _Paragraph) -> None:  # noqa: C901 - a case for each
        shown = all(each.shown for each in self._fields)
        match name_of(child):
            case "t" if shown:
                self._text(child.text or "", looks, made)
            case "instrtext" if self._fields:
                self._fields[-1].code += child.text or ""
            case "fldchar":
                self._field(child, made)
            case "tab" | "ptab" if shown:
                made.text.add(" ")
            case "br" | "cr" if shown:
                made.text.line_break()
            case "nobreakhyphen" if shown:
                made.text.add("-")
            case "footnotereference" | "endnotereference" as name:
                self._mark(child, name.removesuffix("reference"), made)
            case "t" | "tab" | "ptab" | "br" | "cr" | "nobreakhyphen":
                return
            case "txbxcontent":
                made.boxes.append(child)
            case name if name not in _SKIPPED:
                # A drawing, or its two versions of which the first is read.
                for inner in children(child):
                    self._piece(inner, style, looks, made)

    def _text(self, text: str, looks: Style, made: _Paragraph) -> None:
        if self._custom is not None and text.strip():
            # The writer's own sign for a note ("*"): it stands for the mark and is no text.
            self._labels[self._custom], self._custom = text.strip(), None
            return
        made.text.add(text)
        if text.strip():
            made.bold.append(looks.bold)
            made.italic.append(looks.italic)
            made.sizes.append((len(text), looks.size))

    def _mark(self, element: Element, kind: str, made: _Paragraph) -> None:
        key = f"{kind} {element.get(f'{W}id')}"
        if key not in self._sources:
            return
        made.text.mark(key)
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            self._custom = key
        elif kind == "footnote" and key not in self._labels:
            numbers = [int(label) for label in self._labels.values() if label.isdecimal()]
            self._labels[key] = str(max(numbers, default=0) + 1)

    def _field(self, sign: Element, made: _Paragraph) -> None:
        kind = sign.get(f"{W}fldCharType", "")
        if kind == "begin" and sign not in self._endless:
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
            self._fields[-1].start = len(made.text.text)
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            words = ended.code.split()
            if words[:1] == ["HYPERLINK"] and len(words) > 1 and not words[1].startswith("\\"):
                made.text.link(min(ended.start, len(made.text.text)), words[1].strip('"“”'))


def _over(paragraph: Style, run: Style) -> Style:
    """A character style's looks laid over a paragraph's."""
    return replace(paragraph, bold=paragraph.bold or run.bold, italic=paragraph.italic or run.italic, hidden=run.hidden)


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


def _endless_fields(element: Element) -> set[Element]:
    """The signs at which fields begin whose end is missing or deleted: they would swallow all text that follows."""
    begun: list[Element] = []
    for sign in element.iter(f"{W}fldChar"):
        if any(name_of(up) in _SKIPPED for up in sign.iterancestors()):
            continue
        if sign.get(f"{W}fldCharType") == "begin":
            begun.append(sign)
        elif sign.get(f"{W}fldCharType") == "end" and begun:
            begun.pop()
    return set(begun)


def _is_unfilled(element: Element) -> bool:
    """Whether a content control still shows what to type in it ("Klik hier als u tekst wilt invoeren")."""
    return switched_on(element.find(f"{W}sdtPr"), "showingPlcHdr") is True


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and "contents" in gallery.get(f"{W}val", "").lower()
