"""The runs of a Word paragraph -> its text: characters, fields, links and the marks of notes, with how they look."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.formats.inline import Inline
from ingest.formats.markup import children, name_of
from ingest.formats.word.styles import W, run_style, switched_on, value

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.formats.markup import Element
    from ingest.formats.word.styles import Style, Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
# Deleted text, notes to the writers, and the second version of a drawing for old programs.
SKIPPED = frozenset(
    "del movefrom instrtext deltext annotationref fallback rpr ppr sectpr footnoteref endnoteref".split()
)


@dataclass(slots=True)
class _Field:
    """A field: its instruction, and whether we are past that, in what it shows."""

    code: str = ""
    shown: bool = False
    start: int = 0


@dataclass(slots=True)
class ParagraphText:
    """The text of one paragraph; ``bold`` and ``italic`` hold one entry for each piece of it.

    ``boxes``: text boxes that are anchored in it.
    """

    text: Inline = field(default_factory=Inline)
    bold: list[bool] = field(default_factory=list)
    italic: list[bool] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)  # (characters, size)
    boxes: list[Element] = field(default_factory=list)


class RunReader:
    """Reads runs in the order of the text. ``notes``: the keys of the notes that marks may name.

    ``labels`` fills as marks come by: key of a note -> the number or sign that is printed for it.
    """

    def __init__(self, styles: Styles, relations: dict[str, str], notes: Collection[str]) -> None:
        self._styles = styles
        self._relations = relations
        self._notes = notes
        self.labels: dict[str, str] = {}
        self._fields: list[_Field] = []
        self._endless: set[Element] = set()  # where fields begin that end nowhere
        self._custom: str | None = None  # key of a note whose sign is printed in the text that follows

    def begin(self, element: Element) -> None:
        """Prepare for reading what is in ``element``: fields in it that end nowhere are read as text."""
        self._endless |= _endless_fields(element)

    def leave_fields(self) -> list[_Field]:
        """Read what follows as outside all fields (a note, a text box); returns those that were open."""
        kept, self._fields = self._fields, []
        return kept

    def return_to(self, fields: list[_Field]) -> None:
        """Go on inside these fields."""
        self._fields = fields

    def in_contents(self) -> bool:
        """Whether we are in what a table of contents or an index shows."""
        return any(each.shown and each.code.split()[:1] in (["TOC"], ["INDEX"]) for each in self._fields)

    def read(self, element: Element, style: Style, made: ParagraphText) -> None:
        """Add the runs below ``element`` to ``made``; ``style``: of their paragraph."""
        for child in children(element):
            match name_of(child):
                case "r":
                    self._run(child, style, made)
                case "hyperlink":
                    start = len(made.text.text)
                    self.read(child, style, made)
                    made.text.link(start, self._relations.get(child.get(f"{_R}id", ""), ""))
                case "fldsimple":
                    if (child.get(f"{W}instr") or "").split()[:1] != ["TOC"]:
                        self.read(child, style, made)
                case "sdt" if is_unfilled(child):
                    continue
                case "omath" | "omathpara":
                    made.text.add("".join(each.text or "" for each in child.iter() if name_of(each) == "t"))
                case name if name not in SKIPPED:
                    self.read(child, style, made)

    def _run(self, run: Element, style: Style, made: ParagraphText) -> None:
        properties = run.find(f"{W}rPr")
        own = value(properties, "rStyle")
        looks = run_style(properties, _over(style, self._styles.of_run(own)) if own else style)
        if looks.hidden:
            return
        for child in children(run):
            self._piece(child, style, looks, made)

    def _piece(self, child: Element, style: Style, looks: Style, made: ParagraphText) -> None:  # noqa: C901 - a case for each
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
            case name if name not in SKIPPED:
                # A drawing, or its two versions of which the first is read.
                for inner in children(child):
                    self._piece(inner, style, looks, made)

    def _text(self, text: str, looks: Style, made: ParagraphText) -> None:
        if self._custom is not None and text.strip():
            # The writer's own sign for a note ("*"): it takes the place of the mark and is not text.
            self.labels[self._custom], self._custom = text.strip(), None
            return
        made.text.add(text)
        if text.strip():
            made.bold.append(looks.bold)
            made.italic.append(looks.italic)
            made.sizes.append((len(text), looks.size))

    def _mark(self, element: Element, kind: str, made: ParagraphText) -> None:
        key = f"{kind} {element.get(f'{W}id')}"
        if key not in self._notes:
            return
        made.text.mark(key)
        if element.get(f"{W}customMarkFollows") in ("1", "true", "on"):
            self._custom = key
        elif kind == "footnote" and key not in self.labels:
            numbers = [int(label) for label in self.labels.values() if label.isdecimal()]
            self.labels[key] = str(max(numbers, default=0) + 1)

    def _field(self, sign: Element, made: ParagraphText) -> None:
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


def _endless_fields(element: Element) -> set[Element]:
    """The signs at which fields begin whose end is missing or deleted: they would swallow all text that follows."""
    begun: list[Element] = []
    for sign in element.iter(f"{W}fldChar"):
        if any(name_of(up) in SKIPPED for up in sign.iterancestors()):
            continue
        if sign.get(f"{W}fldCharType") == "begin":
            begun.append(sign)
        elif sign.get(f"{W}fldCharType") == "end" and begun:
            begun.pop()
    return set(begun)


def is_unfilled(element: Element) -> bool:
    """Whether a content control still shows what to type in it ("Klik hier als u tekst wilt invoeren")."""
    return switched_on(element.find(f"{W}sdtPr"), "showingPlcHdr") is True
