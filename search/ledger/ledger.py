"""The ledger: every paper cited, the moties among them, and every citation there is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.model import CitationKind
from search.backend.derived import Once
from search.dutch.terms import fold
from search.ledger.filters import LedgerFilters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from search.ledger.papers import CitationEntry, PaperRow

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Comparison:
    """The papers that two documents cite, in the order of the ledger; a paper stands in one of the three."""

    both: tuple[PaperRow, ...]
    only_first: tuple[PaperRow, ...]
    only_second: tuple[PaperRow, ...]


@dataclass(frozen=True)  # without slots: its indexes are made when they are first needed
class Ledger:
    """All citations in reading order, documents by id; the papers cited, and the moties among them, as they appear."""

    moties: tuple[PaperRow, ...]
    papers: tuple[PaperRow, ...]
    citations: tuple[CitationEntry, ...]

    def select(self, filters: LedgerFilters | None = None, **asked: Any) -> tuple[PaperRow, ...]:  # noqa: ANN401
        """Return the rows of ``papers`` that satisfy all that is given, each with all its places.

        What can be asked stands with LedgerFilters, by name or as one: ``select(submitter="Kuzu", year=2022)``.
        """
        wanted = filters or LedgerFilters(**asked)
        return tuple(filter(wanted.accepts, self._candidates(wanted)))

    def paper(self, key: str) -> PaperRow | None:
        """Return the row with this key; None where no paper is known by it."""
        place = self._by_key.get(key)
        return None if place is None else self.papers[place]

    def kept(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return what ``make`` makes of all rows, made once for each name; there are to be few of these."""
        return self._kept.get(name, make)

    @cached_property
    def _kept(self) -> Once:
        return Once()

    def _candidates(self, asked: LedgerFilters) -> Iterable[PaperRow]:
        """The rows that can satisfy what is asked, in their order: of one paper, document or person not all of them."""
        if asked.paper is not None:
            places: Iterable[int] = [self._by_key[asked.paper]] if asked.paper in self._by_key else ()
        elif asked.document is not None:
            cited = (self._by_document.get(id_ or "", ()) for id_ in (asked.document, asked.compared_with))
            places = sorted({place for found in cited for place in found})
        elif asked.submitter is not None:
            places = self._by_name.get(fold(asked.submitter), ())
        else:
            return self.moties if asked.kind is CitationKind.MOTIE else self.papers
        return (self.papers[place] for place in places)

    @cached_property
    def _by_key(self) -> dict[str, int]:
        return {row.key: place for place, row in enumerate(self.papers)}

    @cached_property
    def _by_document(self) -> dict[str, list[int]]:
        return _places((each.document for each in row.places) for row in self.papers)

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        return _places(row.names for row in self.papers)

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


def _places(values: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """Return value -> the places of the rows that have it, ascending."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, each in enumerate(values):
        for value in set(each):
            found[value].append(place)
    return dict(found)
