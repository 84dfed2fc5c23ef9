"""PDFs that cannot be read are refused by name; what can be read of a broken one is."""

from __future__ import annotations

import resource
import zlib
from typing import TYPE_CHECKING

import pytest
from pdf_factories import Sheet, texts, typed, write_pdf
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from ingest.errors import DamagedFileError, EmptyDocumentError, PasswordError, Reason, TooLargeError
from ingest.formats.options import ReadOptions
from ingest.formats.pdf import reader as pdf

if TYPE_CHECKING:
    from pathlib import Path


def plain(path: Path) -> Path:
    """A file of one line."""
    return write_pdf(path, Sheet().show(50, 700, "Een geheim plan."))


def bomb(path: Path, content: bytes) -> Path:
    """A file whose page's content is these bytes, packed."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
    ]
    written = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    path.write_bytes(written)
    return path


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_a_password_is_asked_for_and_taken(tmp_path: Path, algorithm: str) -> None:
    """Without it, and with a wrong one, the file is refused; with it, it is read."""
    writer = PdfWriter(clone_from=plain(tmp_path / "open.pdf"))
    writer.encrypt("sesam", algorithm=algorithm)
    path = tmp_path / "dicht.pdf"
    writer.write(path)
    with pytest.raises(PasswordError):
        typed(path)
    with pytest.raises(PasswordError):
        pdf.read(path, ReadOptions(password="fout"))  # noqa: S106 - made for this test
    read = pdf.read(path, ReadOptions(password="sesam"))  # noqa: S106 - made for this test
    assert [block.text.text for block in read.blocks] == ["Een geheim plan."]


def test_a_file_that_only_forbids_copying_is_read(tmp_path: Path) -> None:
    """An owner's password keeps nobody from reading."""
    writer = PdfWriter(clone_from=plain(tmp_path / "open.pdf"))
    writer.encrypt("", owner_password="eigenaar", algorithm="AES-256")  # noqa: S106 - made for this test
    path = tmp_path / "beveiligd.pdf"
    writer.write(path)
    assert texts(path) == ["paragraph: Een geheim plan."]


def test_pages_without_text_are_refused_with_advice(tmp_path: Path) -> None:
    """A scan and an empty file get different errors, and the hint states what to do."""
    path = write_pdf(tmp_path / "scan.pdf", Sheet().draw("1 0 0 rg 50 50 200 200 re f"))
    with pytest.raises(EmptyDocumentError) as error:
        typed(path)
    assert error.value.reason is Reason.SCANNED


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"geen pdf", b"%PDF-1.7\nxref\n0 1\ntrailer<<>>\nstartxref\n9\n%%EOF"]
)
def test_what_is_no_pdf_is_damaged(tmp_path: Path, content: bytes) -> None:
    """Other bytes with the name of a PDF get the error for damaged files."""
    path = tmp_path / "stuk.pdf"
    path.write_bytes(content)
    with pytest.raises(DamagedFileError):
        typed(path)


def test_a_page_that_cannot_be_read_costs_that_page_only(tmp_path: Path) -> None:
    """The other pages of a broken file are still read."""
    path = write_pdf(tmp_path / "a.pdf", Sheet().show(50, 700, "Eerste."), Sheet().show(50, 700, "Tweede."))
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0][NameObject("/MediaBox")] = NameObject("/Kapot")
    writer.write(path)
    assert texts(path)[-1] == "paragraph: Tweede."


def test_a_stream_that_swells_is_refused(tmp_path: Path) -> None:
    """A kilobyte that unpacks to hundreds of megabytes is refused before they are there."""
    path = bomb(tmp_path / "bom.pdf", b" " * 300_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLargeError):
        typed(path)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 256 * 1024


def test_a_page_of_millions_of_operators_is_refused(tmp_path: Path) -> None:
    """A small stream of operators without end is given up."""
    path = bomb(tmp_path / "werk.pdf", b"q Q " * 2_000_000)
    with pytest.raises(TooLargeError):
        typed(path)


@pytest.mark.parametrize("content", [b"(" * 100_000, b"[" * 100_000, b"1 " * 500_000, b"<<" * 100_000, b"(a" * 100_000])
def test_broken_syntax_is_passed_over_in_one_go(tmp_path: Path, content: bytes) -> None:
    """Operands without an operator, and brackets that never close, do not make the reader start again and again."""
    path = bomb(tmp_path / "haken.pdf", content)
    with pytest.raises(EmptyDocumentError):
        typed(path)


def test_forms_that_show_each_other_end(tmp_path: Path) -> None:
    """A form that shows itself is followed a few times and no further."""
    path = write_pdf(tmp_path / "a.pdf", Sheet().show(50, 700, "Tekst.").draw("/X Do"))
    writer = PdfWriter(clone_from=PdfReader(path))
    page = writer.pages[0]
    form = DecodedStreamObject()
    form.set_data(b"/X Do /X Do")
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    reference = writer._add_object(form)
    forms = DictionaryObject({NameObject("/X"): reference})
    form[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): forms})
    page["/Resources"][NameObject("/XObject")] = forms
    writer.write(path)
    assert texts(path) == ["paragraph: Tekst."]
