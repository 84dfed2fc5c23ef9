"""What the ledger holds: one row per motie and per other paper, with every place that cites it.

A paper is known by what it probably is (``likely_id``, else the printed id), so the same motie printed with and without
its chapter of the budget is one row, and so is a motie that is elsewhere called just a Kamerstuk. A motie named without
a number is known by its submitters and title.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.citations.law.articles import law_name
from ingest.citations.registry.identifiers import citation_label, paper_number, split_id
from ingest.model import Citation, CitationKind, Verdict
from search.dutch.terms import fold
from search.model import meant

if TYPE_CHECKING:
    from search.ledger.conflicts import Conflict


#: Known by their short names, as they are cited.
LAW = frozenset((CitationKind.EU, CitationKind.BWB))


@dataclass(frozen=True, slots=True)
class CitingPlace:
    """Where a citation stands. ``sentence``: the one that carries it, or the marker of its footnote; verbatim.

    ``passage``: id of the passage that shows it, one of the running text rather than the footnote itself; None where
    there is none. ``year``, ``date`` ("2024-05-16", "2024-05", "2024"): of the document, None where nothing states it.
    ``page``: of that passage, None where the source does not tell. ``footnote``: None in the running text.
    """

    document: str
    title: str
    year: int | None
    page: int | None
    chapter: str
    section: str
    footnote: int | None
    sentence: str
    passage: str | None
    sdgs: tuple[int, ...]
    date: str | None = None

    @property
    def moment(self) -> str | None:
        """When its document appeared, as far as is known: its date, else its year."""
        return self.date or (None if self.year is None else str(self.year))


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """A citation and its place."""

    citation: Citation
    place: CitingPlace


@dataclass(frozen=True)  # without slots: what is asked of all rows again and again is made once
class PaperRow:
    """One motie or other paper. ``key``: what it is known by; ``id``: as printed first; ``likely_id``: probably meant.

    ``kind``: the most telling of what it is called ("motie" rather than "kamerstuk"). ``titles``: as printed, different
    ones in order; ``submitters``: all that any place names; ``verdict``: the least trusted of its citations'; ``url``:
    to the likely paper. ``citations`` and ``places`` go together one by one, in reading order.
    """

    key: str
    kind: CitationKind
    id: str | None
    likely_id: str | None
    titles: tuple[str, ...]
    submitters: tuple[str, ...]
    cosigned: bool
    verdict: Verdict
    reason: str
    url: str | None
    citations: tuple[Citation, ...]
    places: tuple[CitingPlace, ...]
    conflicts: tuple[Conflict, ...] = ()

    @cached_property
    def session_year(self) -> str | None:
        """The session year that the first citation to print one gives: "2021/22"."""
        return next((cite.session_year for cite in self.citations if cite.session_year), None)

    @property
    def meant(self) -> Citation:
        """The first citation as it would read if it named the paper meant, with the volume that any place prints."""
        return replace(
            meant(next((cite for cite in self.citations if cite.likely_id or cite.id), self.citations[0])),
            chamber=next((cite.chamber for cite in self.citations if cite.chamber), None),
            session_year=self.session_year,
        )

    @cached_property
    def label(self) -> str:
        """How the paper is printed in full: "Kamerstukken II 2021/22, 35925 XVII, nr. 36"; a law by its name."""
        return law_name(self.likely_id or self.id) or citation_label(self.meant)

    @cached_property
    def number(self) -> str:
        """Its number as it is printed, "35925 XVII, nr. 36", and of a law its name; "" where no place gives one."""
        numbered = self.likely_id or self.id or self.meant.dossier
        named = law_name(self.likely_id or self.id) or (paper_number(self.meant) if numbered else "")
        return f"dossier {named}" if self.meant.dossier and not self.meant.number else named

    @cached_property
    def names(self) -> frozenset[str]:
        """Its submitters without case and accents."""
        return frozenset(map(fold, self.submitters))

    @cached_property
    def described(self) -> str:
        """All that its words are looked for in, without case and accents: key, numbers, titles and submitters."""
        printed = (cite.text for cite in self.citations) if self.kind in LAW else ()
        return fold(" ".join((self.key, self.id or "", self.label, *self.titles, *self.submitters, *printed)))

    @property
    def in_time(self) -> tuple[tuple[CitingPlace, Citation], ...]:
        """Every place with its citation, earliest document first; what has only a year opens it, undated is last."""
        pairs = zip(self.places, self.citations, strict=True)
        return tuple(sorted(pairs, key=lambda pair: (pair[0].moment is None, pair[0].moment or "")))

    @property
    def dossier(self) -> str | None:
        """The one dossier that it most probably belongs to: "35925-XVII"."""
        parts = split_id(self.likely_id or self.id or "")
        if parts is None or parts.dossier is None:
            return None
        return f"{parts.dossier}-{parts.suffix}" if parts.suffix else parts.dossier

    @cached_property
    def dossiers(self) -> frozenset[str]:
        """The dossiers it is printed under or probably belongs to: "35925", "35925-XVII"."""
        likely = split_id(self.likely_id or "")
        parts = [(cite.dossier, cite.suffix) for cite in self.citations]
        parts += [(likely.dossier, likely.suffix)] if likely else []
        return frozenset(
            name
            for dossier, suffix in parts
            if dossier
            for name in ((dossier, f"{dossier}-{suffix}") if suffix else (dossier,))
        )


def paper_key(citation: Citation) -> str:
    """Return what a paper is known by: the likely id, else the printed one, else its dossier, or who and what."""
    if citation.likely_id or citation.id:
        return str(citation.likely_id or citation.id)
    kind = "" if citation.kind is CitationKind.MOTIE else f"{citation.kind}:"
    if citation.dossier and citation.kind is CitationKind.KAMERSTUK:
        return "-".join(part for part in ("dossier", citation.dossier, citation.suffix) if part)
    names = "-".join(sorted(fold(name) for name in citation.submitters))
    return f"zonder-nummer:{kind}{names}:{fold(citation.title or citation.text)}"
