"""A file -> a Document: chooses the reader and composes layout, outline, notes, citations and passages."""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import TYPE_CHECKING

from ingest.catalog import NAME, catalog_entry
from ingest.document import Metadata, Reading, build_document
from ingest.errors import EmptyDocumentError, FileMissingError, IngestError, UnsupportedFormatError
from ingest.layout import read_pieces
from ingest.outline import OutlineBuilder
from ingest.pages import Line, split_pages
from ingest.readers import READERS
from ingest.web_text import is_unwrapped, outline_unwrapped

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document

# Raised whenever reading gives other results for the same file, so that stored documents are read again.
INGEST_VERSION = "1"


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the file's bytes and of its catalog entry, so that a change of either is noticed.

    Raises FileMissingError if the file cannot be opened.
    """
    try:
        digest = hashlib.sha256(path.read_bytes())
    except OSError as error:
        raise _missing(path) from error
    digest.update(repr(catalog_entry(path)).encode())
    return digest.hexdigest()


def document_id(path: Path) -> str:
    """The id the file's document has or would get: from the catalog, else the file's stem."""
    entry = catalog_entry(path)
    return entry.id if entry else path.stem


def find_files(path: Path) -> list[Path]:
    """The file itself, or all readable files below a folder in the order of their names.

    Raises FileMissingError if there is nothing at the path and EmptyDocumentError for a folder without readable files.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise _missing(path)
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file() and p.name != NAME)
    if not found:
        kinds = ", ".join(sorted(READERS))
        raise EmptyDocumentError(
            path, "In deze map staat geen bestand dat gelezen kan worden.", f"Leesbaar zijn: {kinds}."
        )
    return found


def read_document(path: Path) -> Document:
    """Read one file. Raises one of the errors in ingest.errors, each with the path and what to do."""
    sha256 = file_sha256(path)
    entry = catalog_entry(path)
    name = READERS.get(path.suffix.lower())
    if name is None:
        kinds = ", ".join(sorted(READERS))
        raise UnsupportedFormatError(path, "Deze soort bestand kan niet gelezen worden.", f"Leesbaar zijn: {kinds}.")
    # Readers are imported when needed: the command line must not wait for a PDF library it does not use.
    lines: list[Line] = import_module(f"ingest.readers.{name}").read_lines(path)
    reading = _read_unwrapped(lines) if is_unwrapped(lines) else _read_pages(lines)
    metadata = entry or Metadata(id=path.stem, title=_first_title(reading) or path.stem)
    document = build_document(reading, metadata, str(path), sha256)
    if not document.passages:
        hint = "Controleer de inhoud van het bestand."
        raise EmptyDocumentError(path, "In dit bestand is geen lopende tekst gevonden.", hint)
    return document


def _read_unwrapped(lines: list[Line]) -> Reading:
    return Reading(lines, outline_unwrapped(lines), [], {}, {})


def _read_pages(lines: list[Line]) -> Reading:
    pages = split_pages(lines)
    outline = OutlineBuilder(read_pieces(pages))
    page_of_line = {line.number: page.ordinal for page in pages for block in page.blocks for line in block}
    # A file with form feeds has real pages; their count is a page number too where none is printed.
    physical = any(line.text.startswith("\f") for line in lines)
    labels = {page.ordinal: page.label or (page.ordinal + 1 if physical else None) for page in pages}
    return Reading(lines, outline.chapters, outline.notes, page_of_line, labels)


def _first_title(reading: Reading) -> str | None:
    heading = reading.chapters[0].heading if reading.chapters else None
    return " ".join(line.bare for line in heading.lines) if heading else None


def _missing(path: Path) -> IngestError:
    return FileMissingError(
        path, "Het bestand bestaat niet of mag niet gelezen worden.", "Controleer de naam en de rechten."
    )
