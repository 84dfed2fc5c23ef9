"""The ledger: one row per motie and per other paper with every place that cites it; and every citation there is.

A paper is known by what it probably is (``likely_id``, else the printed id), so the same motie printed with and without
its chapter of the budget is one row, and so is a motie that is elsewhere called just a Kamerstuk. A motie named without
a number is known by its submitters and title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ingest.citations.registry.identifiers import split_id
from ingest.model import Citation, CitationKind, Verdict
from search.backend.sqlite.rows import citation_from
from search.dutch.terms import fold
from search.ledger.conflicts import Conflict, Named, find_conflicts
from search.ledger.filters import LedgerFilters
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from search.backend.sqlite.store import Store

_WORST_FIRST = (Verdict.IMPLAUSIBLE, Verdict.INCOMPLETE, Verdict.AMBIGUOUS, Verdict.COMPLETE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation stands. ``sentence``: the one that carries it, or the marker of its footnote; verbatim.

    ``passage``: id of the passage that shows it, one of the running text rather than the footnote itself; None where
    there is none. ``year``: of the document.
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


@dataclass(frozen=True, slots=True)
class CitationEntry:
    """A citation and its place."""

    citation: Citation
    place: Place


@dataclass(frozen=True, slots=True)
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
    places: tuple[Place, ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def session_year(self) -> str | None:
        """The session year that the first citation to print one gives: "2021/22"."""
        return next((cite.session_year for cite in self.citations if cite.session_year), None)

    @property
    def dossier(self) -> str | None:
        """The one dossier that it most probably belongs to: "35925-XVII"."""
        parts = split_id(self.likely_id or self.id or "")
        if parts is None or parts.dossier is None:
            return None
        return f"{parts.dossier}-{parts.suffix}" if parts.suffix else parts.dossier

    @property
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


def paper_key(citation: Citation) -> str:
    """Return what a paper is known by: the likely id, else the printed one, else its dossier, or who and what."""
    if citation.likely_id or citation.id:
        return str(citation.likely_id or citation.id)
    kind = "" if citation.kind is CitationKind.MOTIE else f"{citation.kind}:"
    if citation.dossier and citation.kind is CitationKind.KAMERSTUK:
        return "-".join(part for part in ("dossier", citation.dossier, citation.suffix) if part)
    names = "-".join(sorted(fold(name) for name in citation.submitters))
    return f"zonder-nummer:{kind}{names}:{fold(citation.title or citation.text)}"


def read_ledger(store: Store) -> Ledger:
    """Read the ledger from a store."""
    entries = tuple(_entries(store))
    groups: dict[str, list[CitationEntry]] = {}
    for entry in entries:
        groups.setdefault(paper_key(entry.citation), []).append(entry)
    conflicts = find_conflicts(
        {
            key: Named(_titles(group), _submitters(group))
            for key, group in groups.items()
            if any(entry.citation.id or entry.citation.likely_id for entry in group)
        }
    )
    papers = tuple(_row(key, group, conflicts.get(key, ())) for key, group in groups.items())
    return Ledger(tuple(row for row in papers if row.kind is CitationKind.MOTIE), papers, entries)


def _titles(group: Sequence[CitationEntry]) -> tuple[str, ...]:
    return _distinct((entry.citation.title for entry in group if entry.citation.title), fold)


def _submitters(group: Sequence[CitationEntry]) -> tuple[str, ...]:
    return _distinct((name for entry in group for name in entry.citation.submitters), fold)


def _kind(group: Sequence[CitationEntry]) -> CitationKind:
    """A motie where anybody calls it one; "kamerstuk" says least, as every paper of the Kamer is one."""
    kinds = [entry.citation.kind for entry in group]
    if CitationKind.MOTIE in kinds:
        return CitationKind.MOTIE
    return next((kind for kind in kinds if kind is not CitationKind.KAMERSTUK), CitationKind.KAMERSTUK)


def _row(key: str, group: Sequence[CitationEntry], conflicts: tuple[Conflict, ...]) -> PaperRow:
    cites = [entry.citation for entry in group]
    worst = min(cites, key=lambda cite: _WORST_FIRST.index(cite.verdict))
    return PaperRow(
        key=key,
        kind=_kind(group),
        id=next((cite.id for cite in cites if cite.id), None),
        likely_id=next((cite.likely_id for cite in cites if cite.likely_id), None),
        titles=_titles(group),
        submitters=_submitters(group),
        cosigned=any(cite.cosigned for cite in cites),
        verdict=worst.verdict,
        reason=worst.reason,
        url=next((url for cite in cites if (url := likely_url(cite))), None),
        citations=tuple(cites),
        places=tuple(entry.place for entry in group),
        conflicts=conflicts,
    )


def _distinct(values: Iterable[str], by: Callable[[str], str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(by(value), value)
    return tuple(seen.values())


_CITATIONS = """
    SELECT d.id, d.title, d.year, v.* FROM citation_values v JOIN citations c ON c.key = v.key
    JOIN documents d ON d.key = c.document LEFT JOIN footnotes f ON f.key = v.footnote_key
    ORDER BY d.id, coalesce(f.marker, v.start), v.start, v.key"""
# A footnote's own passage counts only where no passage of the running text shows the citation.
_SHOWN = """
    SELECT pc.citation, p.key FROM passage_citations pc JOIN passages p ON p.key = pc.passage
    ORDER BY p.kind = 'footnote' DESC, p.document, p.ordinal DESC"""


def _entries(store: Store) -> Iterator[CitationEntry]:
    """Yield the citations of all documents, documents by id, in reading order: a footnote's at its marker."""
    shown: dict[int, int] = dict(store.query(_SHOWN))
    passages = store.passages(sorted(set(shown.values())))
    texts = {document: store.text(document) for document in store.titles()}
    anchors = {key: span for key, *span in store.query("SELECT key, anchor_start, anchor_end, page FROM footnotes")}
    for document, title, year, key, note, *values in store.query(_CITATIONS):
        cite = citation_from(values)
        passage = passages[shown[key]] if key in shown else None
        start, end, page = anchors.get(note, (None, None, None))
        if start is None:
            spans = passage.sentences if passage else ()
            start, end = next((span for span in spans if span[0] <= cite.start < span[1]), (cite.start, cite.end))
        place = Place(
            document=document,
            title=title,
            year=year,
            page=passage.page if passage else page,
            chapter=passage.chapter if passage else "",
            section=passage.section if passage else "",
            footnote=cite.footnote,
            sentence=texts[document][start:end],
            passage=passage.id if passage else None,
            sdgs=passage.sdgs if passage else (),
        )
        yield CitationEntry(cite, place)
