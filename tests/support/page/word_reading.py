"""Reads back a file for Word: its paragraphs with the numbers of their footnotes, the notes, and where links lead."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import parse_xml

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(frozen=True)
class WordText:
    """What a file for Word says.

    ``lines``: (style, text) of its paragraphs, "[3]" where a footnote is; ``notes``: number -> text; ``links``: words
    -> address, of text and notes.
    """

    title: str
    lines: list[tuple[str, str]]
    notes: dict[int, str]
    links: dict[str, str]

    def styled(self, style: str) -> list[str]:
        """Return the text of the paragraphs in a style."""
        return [text for name, text in self.lines if name == style]


def read_word(data: bytes) -> WordText:
    """Read a file, which python-docx must be able to open and whose every footnote must be there."""
    title = Document(io.BytesIO(data)).core_properties.title
    body, links = _part(data, "document")
    notes, note_links = _part(data, "footnotes")
    read = {int(each.attrib[f"{W}id"]): _text(each).strip() for each in notes.iter(f"{W}footnote")}
    assert [each for each in read if each < 1] == [-1, 0]
    lines = [(_style(each), _text(each)) for each in body.iter(f"{W}p")]
    marks = [int(each.attrib[f"{W}id"]) for each in body.iter(f"{W}footnoteReference")]
    assert marks == [each for each in read if each > 0] == list(range(1, len(marks) + 1))
    return WordText(title, lines, {number: read[number] for number in marks}, {**links, **note_links})


def _part(data: bytes, name: str) -> tuple[BaseOxmlElement, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = parse_xml(archive.read(f"word/{name}.xml"))
        known = f"word/_rels/{name}.xml.rels"
        related = parse_xml(archive.read(known)) if known in archive.namelist() else ()
    targets = {each.attrib["Id"]: each.attrib for each in related}
    links = {_text(each): targets[each.attrib[f"{R}id"]] for each in part.iter(f"{W}hyperlink")}
    assert {each["TargetMode"] for each in links.values()} <= {"External"}
    return part, {words: each["Target"] for words, each in links.items()}


def _style(paragraph: BaseOxmlElement) -> str:
    return next((each.attrib[f"{W}val"] for each in paragraph.iter(f"{W}pStyle")), "")


def _text(element: BaseOxmlElement) -> str:
    """The words of an element, "nr. 36" with a space that may be broken at, as they are asserted on."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        f"[{each.attrib[f'{W}id']}]"
        if each.tag == f"{W}footnoteReference"
        else each.text or ""
        if each.tag == f"{W}t"
        else pieces.get(each.tag, "")
        for each in element.iter()
        if each.tag != f"{W}tab" or f"{W}val" not in each.attrib
    ).replace("nr.\u00a0", "nr. ")
