"""The ledger: every paper cited, the moties among them, and every citation there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from search.ledger.papers import CitationEntry, PaperRow


@dataclass(frozen=True, slots=True)
class Ledger:
    """All citations in reading order, documents by id; the papers cited, and the moties among them, as they appear."""

    moties: tuple[PaperRow, ...]
    papers: tuple[PaperRow, ...]
    citations: tuple[CitationEntry, ...]

    def select(self, filters: LedgerFilters | None = None, **asked: Any) -> tuple[PaperRow, ...]:  # noqa: ANN401
        """Return the rows of ``papers`` that satisfy all that is given, each with all its places.

        What can be asked stands with LedgerFilters, by name or as one: ``select(submitter="Kuzu", year=2022)``.
        """
        return tuple(filter((filters or LedgerFilters(**asked)).accepts, self.papers))

    def cited_only_in(self, document: str, other: str) -> tuple[PaperRow, ...]:
        """Return the rows of ``papers`` that the one document cites and the other does not; both are ids."""
        return self.select(document=document, not_in=other)
