"""The motie ledger: one row per motie with every place that cites it; and every citation of every document.

A motie is known by the paper it probably is (``likely_id``, else the printed id), so the same motie printed with and
without its chapter of the budget is one row. A motie named without a number is known by its submitters and title.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.model import Citation, CitationKind, Verdict
from search.dutch import fold
from search.model import likely_url
from search.rows import citation_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from search.store import Store

_WORST_FIRST = (Verdict.IMPLAUSIBLE, Verdict.INCOMPLETE, Verdict.AMBIGUOUS, Verdict.COMPLETE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation stands. ``sentence``: the one that carries it, or the marker of its footnote; verbatim.

    ``passage``: id of the passage that shows it, one of the running text rather than the footnote itself; None where
    there is none.
    ``page``: of that passage, None where the source does not tell. ``footnote``: None in the running text.
    """

    document: str
    title: str
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
class MotieRow:
    """One motie. ``key``: what it is known by; ``id``: as printed first; ``likely_id``: the paper probably meant.

    ``titles``: as printed, different ones in order; ``submitters``: all that any place names; ``verdict``: the least
    trusted of its citations'; ``url``: to the likely paper.
    """

    key: str
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


@dataclass(frozen=True, slots=True)
class Ledger:
    """All citations in reading order, documents by id, and the moties among them by first appearance."""

    moties: tuple[MotieRow, ...]
    citations: tuple[CitationEntry, ...]


def motie_key(citation: Citation) -> str:
    """Return what a motie is known by: the likely id, else the printed one, else its submitters and title."""
    if citation.likely_id or citation.id:
        return str(citation.likely_id or citation.id)
    names = "-".join(sorted(fold(name) for name in citation.submitters))
    return f"zonder-nummer:{names}:{fold(citation.title or citation.text)}"


def read_ledger(store: Store) -> Ledger:
    """Read the ledger from a store."""
    entries = tuple(_entries(store))
    groups: dict[str, list[CitationEntry]] = {}
    for entry in entries:
        if entry.citation.kind is CitationKind.MOTIE:
            groups.setdefault(motie_key(entry.citation), []).append(entry)
    return Ledger(tuple(_row(key, group) for key, group in groups.items()), entries)


def _row(key: str, group: list[CitationEntry]) -> MotieRow:
    cites = [entry.citation for entry in group]
    likely = next((cite.likely_id for cite in cites if cite.likely_id), None)
    worst = min(cites, key=lambda cite: _WORST_FIRST.index(cite.verdict))
    return MotieRow(
        key=key,
        id=next((cite.id for cite in cites if cite.id), None),
        likely_id=likely,
        titles=_distinct((cite.title for cite in cites if cite.title), fold),
        submitters=_distinct((name for cite in cites for name in cite.submitters), fold),
        cosigned=any(cite.cosigned for cite in cites),
        verdict=worst.verdict,
        reason=worst.reason,
        url=next((url for cite in cites if (url := likely_url(cite))), None),
        citations=tuple(cites),
        places=tuple(entry.place for entry in group),
    )


def _distinct(values: Iterable[str], by: Callable[[str], str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for value in values:
        seen.setdefault(by(value), value)
    return tuple(seen.values())


_CITATIONS = """
    SELECT d.id, d.title, v.* FROM citation_values v JOIN citations c ON c.key = v.key
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
    for document, title, key, note, *values in store.query(_CITATIONS):
        cite = citation_from(values)
        passage = passages[shown[key]] if key in shown else None
        start, end, page = anchors.get(note, (None, None, None))
        if start is None:
            spans = passage.sentences if passage else ()
            start, end = next((span for span in spans if span[0] <= cite.start < span[1]), (cite.start, cite.end))
        place = Place(
            document=document,
            title=title,
            page=passage.page if passage else page,
            chapter=passage.chapter if passage else "",
            section=passage.section if passage else "",
            footnote=cite.footnote,
            sentence=texts[document][start:end],
            passage=passage.id if passage else None,
            sdgs=passage.sdgs if passage else (),
        )
        yield CitationEntry(cite, place)
