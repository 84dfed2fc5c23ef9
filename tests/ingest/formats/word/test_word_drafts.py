"""Word files as they lie about in an office: with changes still traced, with templates not filled in, saved strictly."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from outlines import blocks, texts
from word_factories import make_docx, paragraph, run

from ingest.model import BlockKind
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio."


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(tmp_path: Path) -> None:
    """Two paragraphs that a writer put together, the change still traced, are one with the looks of the second."""
    deleted = "<w:rPr><w:del/></w:rPr>"
    document = read_document(
        make_docx(
            tmp_path / "nota.docx",
            paragraph("Het kabinet", properties=deleted),
            paragraph(" zet in op schoon water", properties=deleted),
            paragraph(" voor iedereen."),
            paragraph("Slot.", properties=deleted),
        )
    )
    assert texts(document, BlockKind.PARAGRAPH) == ["Het kabinet zet in op schoon water voor iedereen.", "Slot."]


def test_a_content_control_that_was_not_filled_in_says_nothing(tmp_path: Path) -> None:
    """What a template asks the writer to type is not text; what was typed is."""

    def control(content: str, properties: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    document = read_document(
        make_docx(
            tmp_path / "nota.docx",
            control(paragraph("Klik hier als u tekst wilt invoeren."), "<w:showingPlcHdr/>"),
            paragraph(
                "Ingevuld: ", control(run("water")), control(run("Kies een datum."), "<w:showingPlcHdr/>"), run(".")
            ),
            control(paragraph(TEXT), '<w:showingPlcHdr w:val="0"/>'),
        )
    )
    assert texts(document, BlockKind.PARAGRAPH) == ["Ingevuld: water.", TEXT]


def test_a_strict_file_is_read_as_any_other(tmp_path: Path) -> None:
    """Word can save "Strict Open XML": the same words under other addresses."""
    usual = make_docx(tmp_path / "gewoon.docx", paragraph("Water", style="Kop1"), paragraph(TEXT))
    strict = tmp_path / "strikt.docx"
    with zipfile.ZipFile(usual) as old, zipfile.ZipFile(strict, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006", b"purl.oclc.org/ooxml/wordprocessingml"
            )
            part = part.replace(
                b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
            )
            new.writestr(name, part)
    document = read_document(strict)
    assert blocks(document) == [("heading", "Water"), ("paragraph", TEXT)]


def test_a_field_without_an_end_swallows_nothing(tmp_path: Path) -> None:
    """A field whose end was deleted shows its words and leaves the text that follows; whole fields go on as before."""

    def sign(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = "<w:r><w:instrText> PAGEREF x </w:instrText></w:r>"
    document = read_document(
        make_docx(
            tmp_path / "nota.docx",
            paragraph(
                sign("begin"), instruction, run("Zie bladzijde 3"), f"<w:del>{sign('separate')}{sign('end')}</w:del>"
            ),
            paragraph(sign("begin"), instruction, run("weg"), sign("separate"), run("Bladzijde 4."), sign("end")),
            paragraph(TEXT),
        )
    )
    assert texts(document, BlockKind.PARAGRAPH) == ["Zie bladzijde 3", "Bladzijde 4.", TEXT]
