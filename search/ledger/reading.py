"""Citations in a store -> the ledger: those of one paper put together, each with the place where it stands."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain, groupby
from operator import is_
from typing import TYPE_CHECKING

from ingest.model import CitationKind, Verdict
from search.dutch.terms import fold
from search.ledger.conflicts import Named, find_conflicts
from search.ledger.ledger import Ledger
from search.ledger.papers import CitationEntry, CitingPlace, PaperRow, paper_key
from search.model import likely_url

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ingest.model import Passage
    from search.backend.model import StoredCitation, StoredDocument
    from search.backend.protocol import Snapshot
    from search.ledger.conflicts import Conflict

_WORST_FIRST = (Verdict.IMPLAUSIBLE, Verdict.INCOMPLETE, Verdict.AMBIGUOUS, Verdict.COMPLETE)


@dataclass(frozen=True, slots=True)
class _Group:
    """The citations of one paper, and what follows from them. ``named``: None where it has no number."""

    entries: tuple[CitationEntry, ...]
    named: Named | None
    row: PaperRow


@dataclass(frozen=True, slots=True)
class LedgerOf:
    """The ledger of one generation, and what the next one's can be made of.

    ``documents``: by key, the citations of each, with what the paper cited is known by; ``groups``: by that.
    """

    ledger: Ledger
    documents: Mapping[int, Sequence[tuple[str, CitationEntry]]]
    groups: Mapping[str, _Group]


def read_ledger(snapshot: Snapshot, before: LedgerOf | None = None) -> LedgerOf:
    """Read the ledger of what a snapshot shows.

    ``before``: of an earlier generation; of documents that are as they were then nothing is read, and papers that only
    these cite are not put together again.
    """
    documents = _documents(snapshot, {} if before is None else before.documents)
    groups: dict[str, list[CitationEntry]] = {}
    for key, entry in chain.from_iterable(documents.values()):
        groups.setdefault(key, []).append(entry)
    known = _groups(groups, {} if before is None else before.groups)
    papers = tuple(group.row for group in known.values())
    moties = tuple(row for row in papers if row.kind is CitationKind.MOTIE)
    entries = tuple(entry for _, entry in chain.from_iterable(documents.values()))
    return LedgerOf(Ledger(moties, papers, entries), documents, known)


def _documents(
    snapshot: Snapshot, before: Mapping[int, Sequence[tuple[str, CitationEntry]]]
) -> dict[int, Sequence[tuple[str, CitationEntry]]]:
    """The citations of each document, by key, documents by id; those that were known before are not read."""
    keys = snapshot.documents.keys()
    fresh = [id_ for id_, key in keys.items() if key not in before]
    read: defaultdict[str, list[tuple[str, CitationEntry]]] = defaultdict(list)
    for entry in _entries(snapshot, fresh if before else None):
        read[entry.place.document].append((paper_key(entry.citation), entry))
    return {key: before[key] if key in before else read.get(id_, ()) for id_, key in keys.items()}


def _groups(groups: Mapping[str, Sequence[CitationEntry]], before: Mapping[str, _Group]) -> dict[str, _Group]:
    same = {key: before[key] for key, group in groups.items() if key in before and _equal(before[key].entries, group)}
    named = {key: same[key].named if key in same else _named(group) for key, group in groups.items()}
    conflicts = find_conflicts({key: each for key, each in named.items() if each is not None})
    found: dict[str, _Group] = {}
    for key, group in groups.items():
        known, own = same.get(key), conflicts.get(key, ())
        if known is None or known.row.conflicts != own:
            known = _Group(tuple(group), named[key], _row(key, group, own))
        found[key] = known
    return found


def _equal(one: Sequence[CitationEntry], other: Sequence[CitationEntry]) -> bool:
    """Whether these are the same citations, not only equal ones."""
    return len(one) == len(other) and all(map(is_, one, other))


def _named(group: Sequence[CitationEntry]) -> Named | None:
    numbered = any(entry.citation.id or entry.citation.likely_id for entry in group)
    return Named(_titles(group), _submitters(group)) if numbered else None


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


def _entries(snapshot: Snapshot, ids: Collection[str] | None) -> Iterator[CitationEntry]:
    """Yield all citations, or those of documents, in reading order, documents by id."""
    citations = snapshot.papers.citations(ids)
    shown = {each.passage for each in citations if each.passage is not None}
    passages = snapshot.passages.read(sorted(shown))
    documents = snapshot.documents.named({each.document for each in citations})
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
