"""What a store must tell of documents as wholes: a part of a snapshot, see search.backend.protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.model import Document, FactName
    from ingest.places import Box, PageInfo
    from search.backend.model import DocumentState, Listing, StoredDocument


class Documents(Protocol):
    """The documents as wholes."""

    def stored(self) -> list[StoredDocument]:
        """Return all documents by id."""

    def named(self, ids: Collection[str]) -> dict[str, StoredDocument]:
        """Return id -> the document, of those with these ids; ids that are not there are left out."""

    def keys(self) -> dict[str, int]:
        """Return id -> key of each document, by id; a document that was written anew has another key."""

    def count(self, words: str = "") -> int:
        """Return the number of documents, or of those that a listing with these words holds."""

    def listed(self, asked: Listing) -> list[StoredDocument]:
        """Return the documents of a page of a list, in its order."""

    def common(self, name: Literal["kind", "publisher"], most: int) -> list[str]:
        """Return the values that most documents have, as printed, most first, of equals by the alphabet; "" is none."""

    def whole(self, document: str) -> Document | None:
        """Return a document with all that is stored of it, which is everything but its blocks; None for none."""

    def corrections(self, document: str) -> dict[FactName, str]:
        """Return what users corrected of the document with this id, also before it is read again."""

    def titles(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return document id -> title, by id, of all documents or of those with these ids."""

    def text(self, document: str) -> str | None:
        """Return the text of a document, into which the spans of its passages point; None when there is none."""

    def chapters(self, document: str | None = None) -> list[str]:
        """Return the titles of the chapters that hold passages, documents by id, each once, in the text's order."""

    def pages(self, document: str) -> tuple[PageInfo, ...]:
        """Return label and size of each page of the document's file; () where it has none."""

    def boxes(self, document: str, start: int, end: int) -> tuple[Box, ...]:
        """Return the rectangles that the characters [start, end) fill, one for each printed line; () where unknown."""

    def state(self, document: str) -> DocumentState | None:
        """Return the state in which the document with this id was read, None when there is none."""

    def from_source(self, source: str) -> DocumentState | None:
        """Return the document that was read from this file, the one added first; None when there is none."""

    def with_content(self, sha256: str, ingest_version: str) -> str | None:
        """Return the id of the document that this reader made of a file with this hash, None when there is none."""

    def with_text(self, text: str, besides: str) -> str | None:
        """Return the first id of a document with the same words, the one with the id ``besides`` left out."""
