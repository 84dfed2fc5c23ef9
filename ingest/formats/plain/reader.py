"""Plain text files -> lines: text from an extractor, a web page saved as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.errors import DamagedFileError, EmptyDocumentError, TooLargeError
from ingest.formats.plain.pages import Line

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.options import ReadOptions

_MOST = 64 * 2**20  # bytes: a book of 30,000 pages


def read(path: Path, options: ReadOptions) -> list[Line]:
    """The file's lines, numbered from 1. UTF-8 (with or without byte order mark), UTF-16 with one, else Windows-1252.

    Raises EmptyDocumentError for a file without text, DamagedFileError for one that is no text, TooLargeError.
    """
    del options
    return [Line(number, line) for number, line in enumerate(read_text(path).split("\n"), 1)]


def read_text(path: Path) -> str:
    """The file's characters, with line feeds as line ends. Raises as ``read``."""
    if path.stat().st_size > _MOST:
        raise TooLargeError(path, "Dit tekstbestand is te groot om te lezen.", "Splits het in kleinere bestanden.")
    raw = path.read_bytes()
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))  # what Windows calls "Unicode"
    if b"\0" in raw and not wide:
        raise DamagedFileError(path, "Dit is geen tekstbestand.", "Sla het document op als .txt (UTF-8) of als PDF.")
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("utf-16" if wide else "cp1252")
        except UnicodeDecodeError as error:
            hint = "Sla het bestand op als UTF-8 en probeer het opnieuw."
            raise DamagedFileError(path, "De tekens in dit bestand zijn niet te lezen.", hint) from error
    if not text.strip():
        raise EmptyDocumentError(path, "Het bestand bevat geen tekst.", "Controleer of het juiste bestand is gekozen.")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n\f", "\f").replace("\f", "\n\f")
