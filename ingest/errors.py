"""The ways reading a file can fail: eight kinds, each for several reasons.

Errors carry data, and no sentence for a reader of Dutch: page and command line make one of kind, reason and data
(``ui.texts.reading``). ``str(error)`` is plain English, for who uses this package in a program.
"""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Self


class Reason(StrEnum):
    """Why a file could not be read. In brackets the data that comes with it."""

    NOT_FOUND = "not-found"
    UNKNOWN_SUFFIX = "unknown-suffix"  # (suffix)
    NAME_NOT_UTF8 = "name-not-utf8"
    NOT_A_PUBLICATION = "not-a-publication"
    NO_TEXT = "no-text"
    NO_PROSE = "no-prose"
    NO_PROSE_ON_PAGE = "no-prose-on-page"
    SCANNED = "scanned"
    OCR_NOT_INSTALLED = "ocr-not-installed"
    EMPTY_FOLDER = "empty-folder"
    EMPTY_PATTERN = "empty-pattern"
    UNREADABLE = "unreadable"
    READER_FAILED = "reader-failed"  # (error)
    READER_DIED = "reader-died"
    NOT_UNICODE = "not-unicode"
    UNKNOWN_ENCODING = "unknown-encoding"
    NOT_TEXT = "not-text"
    NOT_XML = "not-xml"  # (error)
    NOT_HTML = "not-html"
    BROKEN_PDF = "broken-pdf"  # (error)
    BROKEN_WORD = "broken-word"
    NO_WORD_DOCUMENT = "no-word-document"
    OLD_WORD = "old-word"
    NO_OPENDOCUMENT = "no-opendocument"
    OCR_FAILED = "ocr-failed"  # (error), which may be ""
    LOCKED_PDF = "locked-pdf"
    LOCKED_WORD = "locked-word"
    LOCKED_PART = "locked-part"
    FILE_TOO_LARGE = "file-too-large"
    TEXT_TOO_LARGE = "text-too-large"
    CONTENT_TOO_LARGE = "content-too-large"
    PDF_TOO_LARGE = "pdf-too-large"
    SWELLING_XML = "swelling-xml"
    TOO_MUCH_MEMORY = "too-much-memory"
    READING_TOO_SLOW = "reading-too-slow"
    OCR_TOO_SLOW = "ocr-too-slow"
    CATALOG_SYNTAX = "catalog-syntax"  # (error)
    CATALOG_SHAPE = "catalog-shape"
    CATALOG_VALUE = "catalog-value"  # (file)


_ENGLISH = {
    Reason.NOT_FOUND: "does not exist or may not be read",
    Reason.UNKNOWN_SUFFIX: "no reader for files of kind {suffix!r}",
    Reason.NAME_NOT_UTF8: "its name, or that of its folder, is not UTF-8",
    Reason.NOT_A_PUBLICATION: "XML of another kind than official publications",
    Reason.NO_TEXT: "holds no text",
    Reason.NO_PROSE: "holds no running text",
    Reason.NO_PROSE_ON_PAGE: "a web page without running text",
    Reason.SCANNED: "a PDF of scanned pages without text",
    Reason.OCR_NOT_INSTALLED: "a PDF without text, and ocrmypdf is not installed",
    Reason.EMPTY_FOLDER: "a folder without a file that can be read",
    Reason.EMPTY_PATTERN: "the pattern matches no file that can be read",
    Reason.UNREADABLE: "cannot be read",
    Reason.READER_FAILED: "cannot be read ({error})",
    Reason.READER_DIED: "crashes its reader",
    Reason.NOT_UNICODE: "holds characters that are not Unicode",
    Reason.UNKNOWN_ENCODING: "text in an unknown encoding",
    Reason.NOT_TEXT: "not a text file",
    Reason.NO_OPENDOCUMENT: "holds no OpenDocument text",
    Reason.NOT_XML: "not well-formed XML ({error})",
    Reason.NOT_HTML: "holds no HTML",
    Reason.BROKEN_PDF: "a damaged PDF ({error})",
    Reason.BROKEN_WORD: "damaged, or not a Word file",
    Reason.NO_WORD_DOCUMENT: "holds no Word document",
    Reason.OLD_WORD: "a Word file from before 2007 under a new name",
    Reason.OCR_FAILED: "text recognition failed ({error})",
    Reason.LOCKED_PDF: "a PDF that needs a password",
    Reason.LOCKED_WORD: "a Word file that needs a password",
    Reason.LOCKED_PART: "a part of it needs a password",
    Reason.FILE_TOO_LARGE: "larger than any document",
    Reason.TEXT_TOO_LARGE: "a text larger than any document",
    Reason.CONTENT_TOO_LARGE: "its content is too large",
    Reason.PDF_TOO_LARGE: "a PDF that takes more memory than a document needs",
    Reason.SWELLING_XML: "XML that defines entities of its own, which may swell",
    Reason.TOO_MUCH_MEMORY: "reading it takes too much memory",
    Reason.READING_TOO_SLOW: "reading it takes too long",
    Reason.OCR_TOO_SLOW: "text recognition takes too long",
    Reason.CATALOG_SYNTAX: "a catalog that cannot be read ({error})",
    Reason.CATALOG_SHAPE: "a catalog without [[document]] tables",
    Reason.CATALOG_VALUE: "a catalog in which a field of {file} has a value of another type",
}


class IngestError(Exception):
    """A file could not be read. ``path``: which; ``reason``, ``data``: why, for a sentence about it.

    ``kind`` is the name of the way of failing, the same in every report and every version.
    """

    kind: ClassVar[str] = "error"

    def __init__(self, path: Path | str, reason: Reason, /, **data: str) -> None:
        super().__init__(path, reason, data)
        self.path = Path(path)
        self.reason = reason
        self.data = data

    def __str__(self) -> str:
        return f"{self.path}: {filled(_ENGLISH[self.reason], self.data)}"

    def at(self, path: Path) -> Self:
        """Return the same error of another file, such as a copy."""
        return type(self)(path, self.reason, **self.data)


def filled(sentence: str, data: dict[str, str]) -> str:
    """Return a sentence with the data of an error; what is missing, as from a damaged process, stays empty."""
    return sentence.format_map(defaultdict(str, data))


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
