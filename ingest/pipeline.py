"""A file -> a Document: chooses the reader and composes layout, outline, notes, citations and passages."""

from __future__ import annotations

import hashlib
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.catalog import NAME, catalog_entry
from ingest.document import Metadata, build_document
from ingest.errors import EmptyDocumentError, FileMissingError, IngestError, UnsupportedFormatError
from ingest.layout import read_pieces
from ingest.outline import OutlineBuilder, is_unwrapped, outline_unwrapped
from ingest.pages import Line, split_pages

if TYPE_CHECKING:
    from ingest.model import Document

# Raised whenever reading gives other results for the same file, so that stored documents are read again.
INGEST_VERSION = "1"

_READERS = {".txt": "text", ".md": "text", ".pdf": "pdf"}


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the file's bytes and of its catalog entry, so that a change of either is noticed.

    Raises FileMissingError if the file cannot be opened.
    """
    try:
        digest = hashlib.sha256(path.read_bytes())
    except OSError as error:
        raise _missing(path) from error
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
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in _READERS and p.is_file() and p.name != NAME)
    if not found:
        kinds = ", ".join(sorted(_READERS))
        raise EmptyDocumentError(
            path, "In deze map staat geen bestand dat gelezen kan worden.", f"Leesbaar zijn: {kinds}."
        )
    return found


def read_document(path: Path) -> Document:
    """Read one file. Raises one of the errors in ingest.errors, each with the path and what to do."""
    sha256 = file_sha256(path)
    entry = catalog_entry(path)
    name = _READERS.get(path.suffix.lower())
    if name is None:
        kinds = ", ".join(sorted(_READERS))
        raise UnsupportedFormatError(path, "Deze soort bestand kan niet gelezen worden.", f"Leesbaar zijn: {kinds}.")
    # Readers are imported when needed: the command line must not wait for a PDF library it does not use.
    lines: list[Line] = import_module(f"ingest.readers.{name}").read_lines(path)
    if is_unwrapped(lines):
        chapters = outline_unwrapped(lines)
        notes = []
        page_of_line: dict[int, int] = {}
        labels: dict[int, int | None] = {}
    else:
        pages = split_pages(lines)
        builder = OutlineBuilder(read_pieces(pages))
        chapters, notes = builder.chapters, builder.notes
        page_of_line = {line.number: page.ordinal for page in pages for block in page.blocks for line in block}
        physical = any(line.text.startswith("\f") for line in lines)
        labels = {page.ordinal: page.label or (page.ordinal + 1 if physical else None) for page in pages}
    metadata = entry or Metadata(id=path.stem, title=_first_title(chapters) or path.stem)
    document = build_document(chapters, notes, lines, page_of_line, labels, metadata, str(path), sha256)
    if not document.passages:
        raise EmptyDocumentError(
            path, "In dit bestand is geen lopende tekst gevonden.", "Controleer de inhoud van het bestand."
        )
    return document


def _first_title(chapters: list) -> str | None:  # type: ignore[type-arg]
    heading = chapters[0].heading if chapters else None
    return " ".join(line.bare for line in heading.lines) if heading else None


def _missing(path: Path) -> IngestError:
    return FileMissingError(
        path, "Het bestand bestaat niet of mag niet gelezen worden.", "Controleer de naam en de rechten."
    )
