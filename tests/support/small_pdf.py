"""The smallest PDF files with text, written byte by byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter

if TYPE_CHECKING:
    from pathlib import Path


def write_pdf(path: Path, stream: bytes, filters: bytes = b"") -> Path:
    """A PDF of one page with this content stream; ``filters``: how it is packed ("/FlateDecode")."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(stream), filters, stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out = b"%PDF-1.5\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    path.write_bytes(out + end)
    return path


def text_pdf(path: Path, text: str, password: str | None = None) -> Path:
    """A PDF with one line of text, encrypted where a password is given."""
    write_pdf(path, f"BT /F 11 Tf 50 700 Td ({text}) Tj ET".encode("latin-1"))
    if password is not None:
        writer = PdfWriter(clone_from=PdfReader(path))
        writer.encrypt(password)
        writer.write(path)
    return path
