"""What decides whether a file must be read again: its content, its catalog entry and the version of the readers.

Apart from the pipeline, so that who only asks this need not wait for what reading needs.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.errors import FileMissingError, Reason, TooLargeError
from ingest.files.catalog import catalog_entry

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.metadata import Metadata

# Raised whenever reading gives other results for the same file, so that stored documents are read again.
INGEST_VERSION = "6"
_MOST_BYTES = 512 * 2**20


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may be read.

    ``sha256``: hexadecimal, of its bytes and its catalog entry, so that a change of either is noticed; ``entry``: what
    the catalog of its folder says of it, if anything.
    """

    path: Path
    sha256: str
    entry: Metadata | None = None

    @property
    def source(self) -> str:
        """Its place, whatever folder the program runs in."""
        return str(self.path.resolve())


def examine(path: Path) -> SourceFile:
    """Hash a file and look it up in the catalog of its folder: once, for everything that is done with it.

    Raises FileMissingError if the file cannot be opened, TooLargeError if it is larger than any document, and
    CatalogError.
    """
    entry = catalog_entry(path)
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise TooLargeError(path, Reason.FILE_TOO_LARGE)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256")
    except OSError as error:
        raise FileMissingError(path, Reason.NOT_FOUND) from error
    digest.update(repr(entry).encode())
    return SourceFile(path, digest.hexdigest(), entry)
