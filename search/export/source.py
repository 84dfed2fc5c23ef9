"""What an export reads from: anything that holds documents, passages and a ledger, however it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection

    from ingest.model import Passage
    from search.backend.model import StoredDocument
    from search.ledger.ledger import Ledger
    from search.model import Filters


class ExportSource(Protocol):
    """The part of a knowledge base that exports and quotations need."""

    def documents_named(self, ids: Collection[str]) -> dict[str, StoredDocument]:
        """Return id -> what is known of the documents with these ids; those that are not there are left out."""
        ...

    def titles(self) -> dict[str, str]:
        """Return id -> title of all documents."""
        ...

    def passages(self, filters: Filters | None = None) -> list[Passage]:
        """Return all passages that pass the filters, in the order of the documents."""
        ...

    def passages_named(self, ids: Collection[str]) -> dict[str, Passage]:
        """Return the passages with these ids, by id; those that are missing are left out."""
        ...

    def suggested_sdgs(self) -> dict[str, tuple[int, ...]]:
        """Return passage id -> the SDGs suggested for it, best first; only passages that have any."""
        ...

    def ledger(self) -> Ledger:
        """Return all moties and citations with the places that cite them."""
        ...
