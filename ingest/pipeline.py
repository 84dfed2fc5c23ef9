"""A file -> a Document: the reader for its format, then what is composed of the text it returns."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from ingest.compose.document import compose_document
from ingest.errors import EmptyDocumentError, Reason, UnsupportedFormatError
from ingest.files.fingerprint import SourceFile, examine
from ingest.formats.options import ReadOptions
from ingest.formats.questions import divide_questions
from ingest.formats.registry import READERS
from ingest.imprint.heads import without_heads
from ingest.imprint.reading import metadata_of

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.formats.typed_text import TypedText
    from ingest.model import Document


def read_document(
    file: Path | SourceFile, options: ReadOptions | None = None, id_: str | None = None, source: str | None = None
) -> Document:
    """Read one file in this process. Raises one of the errors in ingest.errors, each with the path and what to do.

    ``file``: its path, or what ``examine`` found of it. ``id_``: the document's id, where it is not that of its catalog
    entry or the file's stem. ``source``: where the file came from, where that is not its path. Files from elsewhere are
    better read with ``ingest.process.pool``.
    """
    known = file if isinstance(file, SourceFile) else examine(file)
    path, entry = known.path, known.entry
    source = source or str(path)
    # Readers are imported when needed: the command line must not wait for a PDF library it does not use.
    reader = import_module(f"ingest.formats.{_reader(path)}")
    options = options or ReadOptions()
    read: TypedText = divide_questions(without_heads(reader.read(path, options)))
    options.report(0.9)
    metadata = metadata_of(path, read, entry)
    if id_ is not None:
        metadata = replace(metadata, id=id_)
    document = compose_document(read, metadata, source, known.sha256)
    if not document.passages:
        raise EmptyDocumentError(path, Reason.NO_PROSE)
    return document


def _reader(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise UnsupportedFormatError(path, Reason.UNKNOWN_SUFFIX, suffix=suffix)
    return READERS[suffix]
