"""A file -> a Document: chooses the reader and composes layout, outline, notes, citations and passages."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from ingest.compose.document import Reading, build_document, complete_document
from ingest.compose.structured import compose
from ingest.errors import EmptyDocumentError, UnsupportedFormatError
from ingest.files.catalog import catalog_entry
from ingest.files.fingerprint import file_sha256
from ingest.formats.options import ReadOptions
from ingest.formats.plain.layout import read_pieces
from ingest.formats.plain.notes import NoteCounter
from ingest.formats.plain.outline import Draft, OutlineBuilder, Paragraph
from ingest.formats.plain.pages import Line, split_pages
from ingest.formats.plain.unwrapped import is_unwrapped, outline_unwrapped
from ingest.formats.properties import iso_date, titling
from ingest.formats.registry import ADVICE, READERS
from ingest.formats.typed_text import Properties, TypedText
from ingest.metadata import Metadata
from ingest.model import BlockKind, SectionKind

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document


def read_document(
    path: Path, options: ReadOptions | None = None, id_: str | None = None, source: str | None = None
) -> Document:
    """Read one file in this process. Raises one of the errors in ingest.errors, each with the path and what to do.

    ``id_``: the document's id, where it is not that of its catalog entry or the file's stem. ``source``: where the file
    came from, where that is not ``path``. Files from elsewhere are better read with ``ingest.process.pool``.
    """
    sha256 = file_sha256(path)
    entry = catalog_entry(path)
    source = source or str(path)
    # Readers are imported when needed: the command line must not wait for a PDF library it does not use.
    read: TypedText | list[Line] = import_module(f"ingest.formats.{_reader(path)}").read(path, options or ReadOptions())
    if isinstance(read, TypedText):
        metadata = entry or _metadata(path, read.properties, _typed_title(read))
        document = complete_document(compose(read, metadata.title), _named(metadata, id_), source, sha256)
    else:
        reading = _read_unwrapped(read) if is_unwrapped(read) else _read_pages(read)
        metadata = entry or _metadata(path, Properties(), _first_title(reading))
        document = build_document(reading, _named(metadata, id_), source, sha256)
    if not document.passages:
        hint = "Controleer de inhoud van het bestand."
        raise EmptyDocumentError(path, "In dit bestand is geen lopende tekst gevonden.", hint)
    return document


def _reader(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        hint = ADVICE.get(suffix, f"U kunt deze soorten inlezen: {', '.join(sorted(READERS))}.")
        raise UnsupportedFormatError(path, "Deze soort bestand kan niet gelezen worden.", hint)
    return READERS[suffix]


def _metadata(path: Path, said: Properties, heading: str | None) -> Metadata:
    """What the file says of itself, filled in where it is silent."""
    date = iso_date(said.date)
    return Metadata(
        id=path.stem,
        title=said.title or titling(heading) or path.stem,
        publisher=said.publisher or "",
        year=int(date[:4]) if date else None,
        kind=said.kind or "document",
        language=(said.language or "nl").lower()[:2],
        date=date,
        authors=said.authors,
    )


def _named(metadata: Metadata, id_: str | None) -> Metadata:
    return metadata if id_ is None else replace(metadata, id=id_)


def _typed_title(read: TypedText) -> str | None:
    """The first heading, where it stands alone at its level, or else the first of all."""
    return next((block.text.text for block in read.blocks if block.kind is BlockKind.HEADING), None)


def _read_unwrapped(lines: list[Line]) -> Reading:
    """Notes stand at the end here, a line each; numbered lines that other text follows are that text's own."""
    printed = [line for line in lines if not line.blank]
    counter = NoteCounter((line.number, line.bare) for line in printed)
    notes = {
        index: Paragraph(BlockKind.FOOTNOTE, [line], 0, counter.last)
        for index, line in enumerate(printed)
        if counter.starts(line.number, line.bare)
    }
    body = len(printed) - len(notes)
    if not body or any(index not in notes for index in range(body, len(printed))):
        return Reading(lines, outline_unwrapped(lines), [], {}, {})
    page_of_line = {line.number: 0 for line in printed}
    return Reading(lines, outline_unwrapped(printed[:body]), list(notes.values()), page_of_line, {0: None})


def _read_pages(lines: list[Line]) -> Reading:
    pages = split_pages(lines)
    pieces = read_pieces(pages)
    outline = OutlineBuilder(pieces)
    if all(piece.kind is BlockKind.HEADING for piece in pieces):
        # Phrases without a full stop look like headings; where nothing stands under any of them they are the text.
        text = [Paragraph(BlockKind.PARAGRAPH, piece.lines, piece.page) for piece in pieces]
        outline.chapters = [Draft(SectionKind.CHAPTER, 1, None, text)]
    page_of_line = {line.number: page.ordinal for page in pages for block in page.blocks for line in block}
    # A file with form feeds has real pages; their count is a page number too where none is printed.
    physical = any(line.text.startswith("\f") for line in lines)
    labels = {page.ordinal: page.label or (page.ordinal + 1 if physical else None) for page in pages}
    return Reading(lines, outline.chapters, outline.notes, page_of_line, labels)


def _first_title(reading: Reading) -> str | None:
    heading = reading.chapters[0].heading if reading.chapters else None
    return " ".join(line.bare for line in heading.lines) if heading else None
