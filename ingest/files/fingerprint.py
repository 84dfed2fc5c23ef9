"""What tells whether a file must be read again: its content, its catalog entry and the version of the readers.

Apart from the pipeline, so that who only asks this need not wait for what reading needs.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ingest.errors import FileMissingError, IngestError, TooLargeError
from ingest.files.catalog import catalog_entry

if TYPE_CHECKING:
    from pathlib import Path

# Raised whenever reading gives other results for the same file, so that stored documents are read again.
INGEST_VERSION = "2"
_MOST_BYTES = 512 * 2**20


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the file's bytes and of its catalog entry, so that a change of either is noticed.

    Raises FileMissingError if the file cannot be opened and TooLargeError if it is larger than any document.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLargeError(path, "Dit bestand is te groot om te lezen.", "Splits het in kleinere bestanden.")
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise _missing(path) from error
    digest.update(repr(catalog_entry(path)).encode())
    return digest.hexdigest()


def _missing(path: Path) -> IngestError:
    return FileMissingError(
        path, "Het bestand bestaat niet of mag niet gelezen worden.", "Controleer de naam en de rechten."
    )
