"""Citations in a store -> the ledger: those of one paper put together, each with the place where it stands."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ingest.model import CitationKind, Verdict
from search.dutch.terms import fold
from search.ledger.conflicts import Conflict, Named, find_conflicts
from search.ledger.ledger import Ledger
from search.ledger.papers import CitationEntry, CitingPlace, PaperRow, paper_key
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ingest.model import Passage
    from search.backend.model import StoredCitation, StoredDocument
    from search.backend.protocol import Snapshot

_WORST_FIRST = (Verdict.IMPLAUSIBLE, Verdict.INCOMPLETE, Verdict.AMBIGUOUS, Verdict.COMPLETE)


def read_ledger(snapshot: Snapshot) -> Ledger:
    """Read the ledger of what a snapshot shows."""
    entries = tuple(_entries(snapshot))
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


def _entries(snapshot: Snapshot) -> Iterator[CitationEntry]:
    """Yield all citations in reading order, documents by id."""
    citations = snapshot.papers.citations()
    shown = {each.passage for each in citations if each.passage is not None}
    passages = snapshot.passages.read(sorted(shown))
    documents = {document.id: document for document in snapshot.documents.stored()}
    for id_, group in groupby(citations, key=lambda each: each.document):
        text = snapshot.documents.text(id_) or ""
        for each in group:
            passage = None if each.passage is None else passages[each.passage]
            yield CitationEntry(each.citation, _place(each, documents[id_], passage, text))


def _place(stored: StoredCitation, document: StoredDocument, passage: Passage | None, text: str) -> CitingPlace:
    cite = stored.citation
    spans = passage.sentences if passage else ()
    own = next((span for span in spans if span[0] <= cite.start < span[1]), (cite.start, cite.end))
    return CitingPlace(
        document=document.id,
        title=document.title,
        year=document.year,
        page=passage.page if passage else stored.page,
        chapter=passage.chapter if passage else "",
        section=passage.section if passage else "",
        footnote=cite.footnote,
        sentence=text[slice(*(stored.anchor or own))],
        passage=passage.id if passage else None,
        sdgs=passage.sdgs if passage else (),
        date=document.date,
    )
