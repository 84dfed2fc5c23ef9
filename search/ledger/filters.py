"""What can be asked of the ledger: whose, which dossier, where, when, which kind, and cited here but not there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from search.dutch.terms import fold
from search.errors import FilterError
from search.model import Filters

if TYPE_CHECKING:
    from ingest.model import CitationKind, Verdict
    from search.ledger.papers import CitingPlace, PaperRow

NONE = "-"
_SPACED = re.compile(r"(?<=\d)[ .\u00a0](?=\d{3}\b)")  # within a number, as the Kamer prints dossiers: "35 925"
#: What says nothing of a passage.
_OF_PAPERS = ("dossier", "kind", "not_in", "also_in", "compared_with", "words", "session_year", "verdict", "paper")


@lru_cache(maxsize=256)  # of all rows the same is asked
def _asked(text: str) -> str:
    return fold(text)


def dossier_name(text: str) -> str:
    """Return a dossier as rows name it: "35925-XVII" for "35 925 xvii"."""
    return "-".join(_SPACED.sub("", text.upper().strip()).replace("-", " ").split()) or NONE


@dataclass(frozen=True, slots=True)
class LedgerFilters:
    """What a row of the ledger must satisfy; None filters nothing. All given ones must hold.

    ``submitter``: a name, case and accents ignored. ``dossier``: "35925" or "35 925" takes in its chapters,
    "35925-XVII" is that chapter alone, whether printed or probably meant. ``chapter`` (a part of its title), ``sdg``
    (1-17), ``document`` (its id) and ``year`` (in which the document appeared) must hold together at one of the places.
    ``kind``: what the row is. ``compared_with``: the id of a document whose places count as well as those of
    ``document``. ``also_in``, ``not_in``: the id of a document that cites it too, that does not cite it. ``words``:
    each stands in a title, a name or the number, case and accents ignored. ``session_year``: as printed ("2021/22").
    ``verdict``: how far its link can be trusted. ``paper``: the key of the row. For ``dossier`` and ``session_year``
    "-" asks for rows without one.
    """

    submitter: str | None = None
    dossier: str | None = None
    chapter: str | None = None
    sdg: int | None = None
    document: str | None = None
    year: int | None = None
    kind: CitationKind | None = None
    not_in: str | None = None
    also_in: str | None = None
    compared_with: str | None = None
    words: str | None = None
    session_year: str | None = None
    verdict: Verdict | None = None
    paper: str | None = None

    def accepts(self, row: PaperRow) -> bool:
        """Whether a row satisfies all that is asked."""
        return (
            self.kind in {None, row.kind}
            and (self.submitter is None or _asked(self.submitter) in row.names)
            and (self.dossier is None or dossier_name(self.dossier) in (row.dossiers or {NONE}))
            and self.session_year in {None, row.session_year or NONE}
            and self.verdict in {None, row.verdict}
            and self.paper in {None, row.key}
            and (self.words is None or all(word in row.described for word in _asked(self.words).split()))
            and (self.not_in is None or all(place.document != self.not_in for place in row.places))
            and (self.also_in is None or any(place.document == self.also_in for place in row.places))
            and ((self.chapter, self.sdg, self.document, self.year) == (None,) * 4 or any(map(self.stands, row.places)))
        )

    def stands(self, place: CitingPlace) -> bool:
        """Whether a place satisfies what is asked of places."""
        return (
            (self.chapter is None or _asked(self.chapter) in fold(place.chapter))
            and (self.sdg is None or self.sdg in place.sdgs)
            and (self.document is None or place.document in {self.document, self.compared_with})
            and self.year in {None, place.year}
        )

    def of_passages(self) -> Filters:
        """Return what is asked as filters of passages; raise FilterError where it says nothing of a passage."""
        for name in _OF_PAPERS:
            if getattr(self, name) is not None:
                raise FilterError(name)
        return Filters(
            document=self.document, chapter=self.chapter, sdg=self.sdg, submitter=self.submitter, year=self.year
        )
