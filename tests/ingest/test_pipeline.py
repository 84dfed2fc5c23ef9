"""Files in, documents or named errors out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.errors import (
    CatalogError,
    DamagedFileError,
    EmptyDocumentError,
    FileMissingError,
    IngestError,
    PasswordError,
    Reason,
    UnsupportedFormatError,
)
from ingest.files.finding import find_files
from ingest.files.fingerprint import examine
from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Inleiding\n\n" + "Het kabinet zet in op water en op voedsel voor iedereen in de regio.\n" * 3


@pytest.mark.parametrize(
    ("name", "content", "error", "reason"),
    [
        ("leeg.txt", b"", EmptyDocumentError, Reason.NO_TEXT),
        ("wit.txt", b" \n\n\t\n", EmptyDocumentError, Reason.NO_TEXT),
        ("beeld.txt", b"\x89PNG\0\0", DamagedFileError, Reason.NOT_TEXT),
        ("nota.docx", b"PK", DamagedFileError, Reason.BROKEN_WORD),
        ("nota.doc", b"\xd0\xcf\x11\xe0", UnsupportedFormatError, Reason.UNKNOWN_SUFFIX),
        ("kapot.pdf", b"%PDF-1.4 kapot", DamagedFileError, Reason.BROKEN_PDF),
        ("leeg.pdf", b"", DamagedFileError, Reason.BROKEN_PDF),
    ],
)
def test_bad_file_gets_a_named_error(
    name: str, content: bytes, error: type[IngestError], reason: Reason, tmp_path: Path
) -> None:
    """The error names the file and what is wrong with it."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_document(path)
    assert (caught.value.path, caught.value.reason) == (path, reason)
    assert str(path) in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """A wrong name gives an error, not a traceback."""
    for function in (read_document, find_files, examine):
        with pytest.raises(FileMissingError):
            function(tmp_path / "weg.txt")


def test_windows_text_is_read(tmp_path: Path) -> None:
    """A file in Windows-1252 keeps its accents."""
    path = tmp_path / "oud.txt"
    path.write_bytes(TEXT.replace("water", "reële coördinatie").encode("cp1252"))
    assert "reële coördinatie" in read_document(path).text


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_what_windows_calls_unicode_is_read(mark: bytes, encoding: str, tmp_path: Path) -> None:
    """UTF-16 with a byte order mark, whole; cut in the middle of a character it is damaged."""
    path = tmp_path / "unicode.txt"
    path.write_bytes(mark + TEXT.replace("water", "reële coördinatie").encode(encoding))
    assert "reële coördinatie" in read_document(path).text
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedFileError):
        read_document(path)


def test_catalog_names_the_document(tmp_path: Path) -> None:
    """Title, id and year come from catalog.toml beside the file; a change of it counts as a change of the file."""
    path = tmp_path / "nota.txt"
    path.write_text(TEXT, "utf-8")
    before = examine(path).sha256
    before_it = read_document(path)
    assert (before_it.id, before_it.title) == ("nota", "nota")
    catalog = tmp_path / "catalog.toml"
    catalog.write_text('[[document]]\nfile = "nota.txt"\nid = "n-1"\ntitle = "De nota"\nyear = 2024\n', "utf-8")
    document = read_document(path)
    assert (document.id, document.title, document.year) == ("n-1", "De nota", 2024)
    assert document.sha256 == examine(path).sha256 != before


@pytest.mark.parametrize("catalog", ["[[document", 'document = "nota"', '[[document]]\nfile = "nota.txt"\ntitle = 7'])
def test_broken_catalog_is_named(catalog: str, tmp_path: Path) -> None:
    """The catalog is at fault, not the document."""
    path = tmp_path / "nota.txt"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "catalog.toml").write_text(catalog, "utf-8")
    with pytest.raises(CatalogError) as caught:
        read_document(path)
    assert caught.value.path == tmp_path / "catalog.toml"


def test_folder_gives_its_readable_files_by_name(tmp_path: Path) -> None:
    """Other files are passed over; a folder without readable files is an error."""
    with pytest.raises(EmptyDocumentError):
        find_files(tmp_path)
    for name in ("b.txt", "a.md", "c.doc", "catalog.toml"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert [path.name for path in find_files(tmp_path)] == ["a.md", "b.txt"]
    assert find_files(tmp_path / "b.txt") == [tmp_path / "b.txt"]


def _pdf(path: Path, lines: list[list[str]], password: str | None = None) -> Path:
    """A PDF with these lines of text on its pages."""
    writer = PdfWriter()
    for texts in lines:
        page = writer.add_blank_page(595, 842)
        font = DictionaryObject(
            {
                NameObject(k): NameObject(v)
                for k, v in (("/Type", "/Font"), ("/Subtype", "/Type1"), ("/BaseFont", "/Helvetica"))
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        shown = " T* ".join(f"({text}) Tj" for text in texts)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET".encode("latin-1"))
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    writer.write(path)
    return path


def test_pdf_pages_are_numbered(tmp_path: Path) -> None:
    """Text of a PDF carries its page."""
    first = ["Het kabinet zet in op water en op voedsel voor iedereen", "in de hele regio en daarbuiten."]
    second = ["Ook zet het kabinet zich in voor onderwijs aan meisjes", "en jongens overal ter wereld."]
    document = read_document(_pdf(tmp_path / "nota.pdf", [first, second]))
    assert [(b.page, document.text[b.start : b.end]) for b in document.blocks if b.kind.value == "paragraph"] == [
        (1, " ".join(first)),
        (2, " ".join(second)),
    ]


def test_pdf_without_text_or_with_a_password_is_refused(tmp_path: Path) -> None:
    """The error names what the file lacks."""
    with pytest.raises(EmptyDocumentError) as scanned:
        read_document(_pdf(tmp_path / "scan.pdf", [[]]))
    assert scanned.value.reason is Reason.SCANNED
    with pytest.raises(PasswordError) as locked:
        read_document(_pdf(tmp_path / "dicht.pdf", [["Geheim"]], password="sleutel"))  # noqa: S106 - a made-up one
    assert locked.value.reason is Reason.LOCKED_PDF
