"""The ways reading a file can fail: eight, named. Errors carry data; page and command line turn them into Dutch.

``kind`` is the name under which a report tells the way of failing, the same in every version.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar


class IngestError(Exception):
    """A file could not be read. ``path``: which file; ``hint``: what the user can do, a Dutch sentence."""

    kind: ClassVar[str] = "error"

    def __init__(self, path: Path | str, message: str, hint: str) -> None:
        super().__init__(message)
        self.path = Path(path)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}: {self.message} {self.hint}"


class FileMissingError(IngestError):
    """The path does not exist or may not be read."""

    kind = "missing"


class UnsupportedFormatError(IngestError):
    """No reader knows this kind of file."""

    kind = "unsupported"


class EmptyDocumentError(IngestError):
    """The file holds no text (an empty file, or pictures of pages)."""

    kind = "empty"


class DamagedFileError(IngestError):
    """The file is not what its name says, or is broken; also one that makes its reader crash."""

    kind = "damaged"


class PasswordError(IngestError):
    """The file is encrypted, and no password or a wrong one was given."""

    kind = "password"


class TooLargeError(IngestError):
    """Reading the file takes more memory than a file may take: far too long, or made to swell (a "bomb")."""

    kind = "too-large"


class TooSlowError(IngestError):
    """Reading the file got nowhere for too long, or did not end."""

    kind = "too-slow"


class CatalogError(IngestError):
    """seeds/catalog.toml (or another catalog) cannot be understood."""

    kind = "catalog"


ERRORS: dict[str, type[IngestError]] = {
    error.kind: error
    for error in (
        FileMissingError,
        UnsupportedFormatError,
        EmptyDocumentError,
        DamagedFileError,
        PasswordError,
        TooLargeError,
        TooSlowError,
        CatalogError,
    )
}
