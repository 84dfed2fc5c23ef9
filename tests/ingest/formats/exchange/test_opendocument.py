"""OpenDocument text: headings, lists, tables, notes, and the heads of its pages."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from odfdo import Element, Header, List, Paragraph, Table
from outlines import blocks, notes, titles
from word_factories import make_odt

from ingest.errors import DamagedFileError, Reason, TooLargeError
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio."


def test_the_structure_is_read(tmp_path: Path) -> None:
    """Each note is tied to the words it stood behind."""
    noted = Paragraph(TEXT)
    noted.insert_note(after="water", note_id="n1", citation="1", body="Kamerstuk 35 925, nr. 36.")
    table = Table("T", width=2, height=2)
    for place, value in {(0, 0): "Jaar", (1, 0): "Bedrag", (0, 1): "2022", (1, 1): "10 miljoen"}.items():
        table.set_value(place, value)
    path = make_odt(
        tmp_path / "nota.odt", Header(1, "Water"), noted, Header(2, "Aanpak"), List(["eerst", "dan"]), table
    )
    document = read_document(path)
    assert (document.title, titles(document)) == ("Water", ["Water", "Aanpak"])
    assert blocks(document)[1:-1] == [
        ("paragraph", TEXT),
        ("heading", "Aanpak"),
        ("list", "• eerst\n• dan"),
        ("table", "Jaar | Bedrag\n2022 | 10 miljoen"),
    ]
    assert notes(document) == [(1, "Kamerstuk 35 925, nr. 36.", TEXT)]
    assert document.footnotes[0].marker == document.text.index(" voor iedereen")
    assert [citation.id for citation in document.citations] == ["kst-35925-36"]


def test_a_letter_has_its_subject_as_title(tmp_path: Path) -> None:
    """As in every format; spaces and tabs that the file counts are spaces."""
    dated = Element.from_tag("<text:p>Datum<text:tab/>4 april<text:s/>2022</text:p>")
    path = make_odt(
        tmp_path / "brief.odt",
        dated,
        Paragraph("Betreft: bruggen en wegen"),
        Paragraph("Geachte heer,"),
        Paragraph(TEXT),
    )
    document = read_document(path)
    assert (document.title, document.date) == ("bruggen en wegen", "2022-04-04")


def test_what_is_not_one_is_refused(tmp_path: Path) -> None:
    """An archive of something else, and one whose parts would swell."""
    path = tmp_path / "nota.odt"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("foto.txt", "x")
    with pytest.raises(DamagedFileError) as caught:
        read_document(path)
    assert caught.value.reason is Reason.NO_OPENDOCUMENT
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", "<a>" + " " * 9_000_000 + "</a>")
    with pytest.raises(TooLargeError):
        read_document(path)


@pytest.mark.parametrize("offset", [0, 40])
def test_a_damaged_part_that_is_not_read_is_a_damaged_file(tmp_path: Path, offset: int) -> None:
    """Of its name or of its content: the file says so, and its reader does not fail."""
    path = make_odt(tmp_path / "nota.odt", Paragraph(TEXT))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Pictures/brug.svg", TEXT * 20)
    data = bytearray(path.read_bytes())
    at = data.index(b"Pictures/brug.svg") + offset
    data[at] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(DamagedFileError) as raised:
        read_document(path)
    assert raised.value.reason is Reason.NO_OPENDOCUMENT
