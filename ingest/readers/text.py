"""Plain text files -> lines: text from an extractor, a web page saved as text, Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import DamagedFileError, EmptyDocumentError
from ingest.pages import Line

if TYPE_CHECKING:
    from pathlib import Path


def read_lines(path: Path) -> list[Line]:
    """The file's lines, numbered from 1. UTF-8 (with or without byte order mark), else Windows-1252.

    Raises EmptyDocumentError for a file without text and DamagedFileError for one that is no text.
    """
    raw = path.read_bytes()
    if b"\0" in raw:
        raise DamagedFileError(path, "Dit is geen tekstbestand.", "Sla het document op als .txt (UTF-8) of als PDF.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError as error:
            hint = "Sla het bestand op als UTF-8 en probeer het opnieuw."
            raise DamagedFileError(path, "De tekens in dit bestand zijn niet te lezen.", hint) from error
    if not text.strip():
        raise EmptyDocumentError(path, "Het bestand bevat geen tekst.", "Controleer of het juiste bestand is gekozen.")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n\f", "\f").replace("\f", "\n\f")
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
