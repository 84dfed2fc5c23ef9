"""The file that a document was read from, as long as it is there and is still the file that was read.

Who asks names a document, never a path. What stands at the path of a document may have become another file since,
which nobody put into the knowledge base: so only a file with the content that was read is given away.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.responses import FileResponse, JSONResponse, Response

from ingest.errors import IngestError
from ingest.files.catalog import NAME as CATALOG
from ingest.files.fingerprint import examine
from search.errors import DocumentMissingError
from ui.texts.failures import why
from ui.texts.page import ENGLISH
from ui.texts.reader import file as texts

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.backend.model import StoredDocument

PDF = ".pdf"
_KEPT = 64  # files of which is remembered what their content was
_VERSION = 12  # characters of the hash that stand in an address


def path_of(known: StoredDocument) -> Path | None:
    """Return the path of a document's file; None where it was moved or deleted since the document was read."""
    path = Path(known.source)
    try:
        return path if path.is_file() else None
    except (OSError, ValueError):  # a name that no file can have
        return None


def as_read(known: StoredDocument) -> Path | None:
    """Return the path of a document's file; None where it is not there, or is another file than was read."""
    path = path_of(known)
    return path if path is not None and _unchanged(path, known.sha256) else None


def address_of(known: StoredDocument, language: str) -> str:
    """Return where a document's file is served, seen from the page in a language.

    The content is part of the address: a browser never shows what it kept of an earlier version.
    """
    root = "../" if language == ENGLISH else ""
    return f"{root}bestand/{quote(known.id, safe='')}?v={known.sha256[:_VERSION]}"


def serve(base: KnowledgeBase, document: str) -> Response:
    """The file of a document, in pieces where the browser asks for pieces; else in a sentence why not (404, 409).

    A browser saves it and never opens it as a page of ours: a document may be a web page with scripts of its own.
    """
    known = base.document(document)
    if known is None:
        return _refused(why(DocumentMissingError(document)), 404)
    path = path_of(known)
    if path is None:
        return _refused(texts.GONE, 404)
    if not _unchanged(path, known.sha256):
        return _refused(texts.CHANGED, 409)
    kind = "application/pdf" if path.suffix.lower() == PDF else "application/octet-stream"
    return FileResponse(path, media_type=kind, filename=path.name, headers={"cache-control": "private, max-age=3600"})


def _unchanged(path: Path, sha256: str) -> bool:
    """Whether a file and its entry in a catalog are as they were when the document was read."""
    try:
        return _hash(path, _state(path), _state(path.parent / CATALOG)) == sha256
    except (IngestError, OSError):
        return False


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of the last change; None for a file that is not there."""
    try:
        known = path.stat()
    except FileNotFoundError:
        return None
    return known.st_size, known.st_mtime_ns


@lru_cache(maxsize=_KEPT)  # a browser asks for a PDF in many pieces; each is served only if the whole is right
def _hash(path: Path, *states: tuple[int, int] | None) -> str:
    del states  # a file that changed is read anew
    return examine(path).sha256


def _refused(sentence: str, status: int) -> Response:
    return JSONResponse({"problem": sentence}, status_code=status)
