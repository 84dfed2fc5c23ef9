"""The ledger: every paper cited, the moties among them, and every citation there is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from search.ledger.papers import CitationEntry, PaperRow


@dataclass(frozen=True, slots=True)
class Comparison:
    """The papers that two documents cite, in the order of the ledger; a paper stands in one of the three."""

    both: tuple[PaperRow, ...]
    only_first: tuple[PaperRow, ...]
    only_second: tuple[PaperRow, ...]


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

    def compare(self, document: str, other: str, filters: LedgerFilters | None = None) -> Comparison:
        """Return which papers two documents, by id, both cite and which only one of them cites.

        ``filters``: what else the papers must satisfy; what is asked of places must hold at a place in the document.
        """
        asked = replace(filters or LedgerFilters(), compared_with=None)
        return Comparison(
            both=self.select(replace(asked, document=document, also_in=other)),
            only_first=self.select(replace(asked, document=document, not_in=other)),
            only_second=self.select(replace(asked, document=other, not_in=document)),
        )

    def cited_only_in(self, document: str, other: str) -> tuple[PaperRow, ...]:
        """Return the rows of ``papers`` that the one document cites and the other does not; both are ids."""
        return self.select(document=document, not_in=other)
