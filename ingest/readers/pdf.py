"""PDF files -> lines with form feeds between the pages (the only module that imports pypdf)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ingest.errors import DamagedFileError, EmptyDocumentError
from ingest.pages import CLOSED, Line

if TYPE_CHECKING:
    from pathlib import Path

# A line this much shorter than the column, with a full stop at its end, closes a paragraph.
_SHORT = 0.8


def read_lines(path: Path) -> list[Line]:
    """The text of all pages, a form feed before each page's first line, numbered through from 1.

    Raises DamagedFileError for a broken or encrypted file and EmptyDocumentError where there is no text layer.
    """
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # its warnings name no file and mean nothing to the user
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            hint = "Sla een kopie zonder wachtwoord op en lees die in."
            raise DamagedFileError(path, "De PDF is met een wachtwoord beveiligd.", hint)
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, OSError, ValueError, KeyError, RecursionError, AttributeError, TypeError) as error:
        hint = "Open de PDF in een ander programma en sla hem opnieuw op."
        raise DamagedFileError(path, f"De PDF is beschadigd ({type(error).__name__}).", hint) from error
    if not any(page.strip() for page in pages):
        hint = "Laat de tekst eerst herkennen, bijvoorbeeld met ocrmypdf."
        raise EmptyDocumentError(path, "De PDF bevat geen tekst, alleen afbeeldingen van pagina's.", hint)
    texts: list[str] = []
    for page in pages:
        rows = page.replace("\f", "").split("\n")
        lengths = sorted(len(row) for row in rows)
        width = lengths[int(len(lengths) * 0.9)] if lengths else 0
        texts.append("\f" + rows[0])
        for row in rows[1:]:
            if len(texts[-1]) < _SHORT * width and CLOSED.search(texts[-1].strip()) and texts[-1].strip():
                texts.append("")
            texts.append(row)
    return [Line(number, text) for number, text in enumerate(texts, 1)]
