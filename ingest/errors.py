"""The ways reading a file can fail. Errors carry data; the page and command line turn them into Dutch sentences."""

from __future__ import annotations

from pathlib import Path


class IngestError(Exception):
    """A file could not be read. ``path``: which file; ``hint``: what the user can do, a Dutch sentence."""

    def __init__(self, path: Path | str, message: str, hint: str) -> None:
        super().__init__(message)
        self.path = Path(path)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.path}: {self.message} {self.hint}"


class FileMissingError(IngestError):
    """The path does not exist or may not be read."""


class UnsupportedFormatError(IngestError):
    """No reader knows this kind of file."""


class EmptyDocumentError(IngestError):
    """The file holds no text (an empty file, or pictures of pages)."""


class DamagedFileError(IngestError):
    """The file is not what its name says, or is broken."""


class CatalogError(IngestError):
    """seeds/catalog.toml (or another catalog) cannot be understood."""
