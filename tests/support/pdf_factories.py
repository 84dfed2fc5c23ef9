"""Tiny PDFs, made of content operators, for the tests of reading printed pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from ingest.formats.options import ReadOptions
from ingest.formats.pdf import reader as pdf
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.typed_text import TypedText
    from ingest.model import Document

FONTS = {
    "R": "Helvetica",
    "B": "Helvetica-Bold",
    "I": "Helvetica-Oblique",
}
WORDS = (
    "De overheid werkt samen met gemeenten en provincies aan goede wegen en veilige straten. "
    "Iedereen moet kunnen meedoen in een land dat schoon en eerlijk is voor alle inwoners. "
)


@dataclass
class Sheet:
    """A page in the making; ``operators`` is its content stream, ``links`` are (rectangle, address)."""

    operators: list[str] = field(default_factory=list)
    links: list[tuple[tuple[float, float, float, float], str]] = field(default_factory=list)
    rotate: int = 0

    def show(self, x: float, y: float, text: str, size: float = 10, font: str = "R", rise: float = 0) -> Sheet:
        """Put a line of text at a place; returns the page, so that calls can be chained."""
        shown = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.operators.append(f"BT /{font} {size} Tf {rise} Ts 1 0 0 1 {x} {y} Tm ({shown}) Tj ET")
        return self

    def noted(self, x: float, y: float, before: str, number: str, after: str = "", size: float = 10) -> Sheet:
        """Put a line with a raised number in it at a place."""
        self.operators.append(
            f"BT 1 0 0 1 {x} {y} Tm /R {size} Tf ({before}) Tj {0.35 * size} Ts /R {0.65 * size} Tf ({number}) Tj "
            f"0 Ts /R {size} Tf ({after}) Tj ET"
        )
        return self

    def note(self, y: float, number: str, text: str, x: float = 50) -> Sheet:
        """Put the first line of a note at a height: a raised number and small print."""
        return self.noted(x, y, "", number, f" {text}", 8)

    def column(self, x: float, top: float, lines: list[str], size: float = 10, font: str = "R") -> Sheet:
        """Put lines below each other, 1.2 sizes apart."""
        for number, line in enumerate(lines):
            self.show(x, top - number * 1.2 * size, line, size, font)
        return self

    def draw(self, operators: str) -> Sheet:
        """Add operators as they are."""
        self.operators.append(operators)
        return self


def wrapped(words: str, characters: int) -> list[str]:
    """The words in lines of about so many characters."""
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= characters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def write_pdf(
    path: Path, *sheets: Sheet, writer: PdfWriter | None = None, title: str = "", size: tuple[int, int] = (595, 842)
) -> Path:
    """Write the pages to a file, A4 where no other size is given."""
    writer = writer or PdfWriter()
    fonts = DictionaryObject()
    for name, base in FONTS.items():
        fonts[NameObject(f"/{name}")] = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject(f"/{base}"),
                NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            }
        )
    shared = writer._add_object(fonts)
    for sheet in sheets:
        page = writer.add_blank_page(*size)
        stream = DecodedStreamObject()
        stream.set_data("\n".join(sheet.operators).encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): shared})
        if sheet.rotate:
            page.rotate(sheet.rotate)
        annotations = ArrayObject()
        for rectangle, address in sheet.links:
            action = DictionaryObject(
                {NameObject("/S"): NameObject("/URI"), NameObject("/URI"): TextStringObject(address)}
            )
            annotations.append(
                DictionaryObject(
                    {
                        NameObject("/Type"): NameObject("/Annot"),
                        NameObject("/Subtype"): NameObject("/Link"),
                        NameObject("/Rect"): ArrayObject([FloatObject(n) for n in rectangle]),
                        NameObject("/A"): action,
                    }
                )
            )
        if annotations:
            page[NameObject("/Annots")] = annotations
    if title:
        writer.add_metadata({"/Title": title})
    writer.write(path)
    return path


def typed(path: Path) -> TypedText:
    """What the PDF reader finds in the file."""
    return pdf.read(path, ReadOptions())


def texts(path: Path) -> list[str]:
    """Kind and text of each block, notes included: "paragraph: De overheid ..."."""
    read = typed(path)
    blocks = [f"{block.kind.value}: {block.text.text}" for block in read.blocks]
    return blocks + [f"note {note.label}: {note.text.text}" for note in read.notes]


def document(path: Path) -> Document:
    """The whole document."""
    return read_document(path)


def headings(path: Path) -> list[tuple[int, str]]:
    """Return level and title of each section that reading finds in a PDF."""
    return [(section.level, section.title) for section in document(path).sections]


LINES = wrapped(WORDS * 2, 80)
