"""Which papers belong to a motie, amendment, letter, question or promise, and what they take over from it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.heads import VOTED
from ingest.citations.grammar.papers import read_papers
from ingest.citations.grammar.titles import is_title, title_begins, title_of, trailing_title, without_opening
from ingest.model import CitationKind

if TYPE_CHECKING:
    from ingest.citations.grammar.draft import CitationDraft
    from ingest.citations.grammar.even_text import EvenText
    from ingest.citations.grammar.heads import Head

_LONGEST_TITLE = 400
_UNTITLED = frozenset({CitationKind.TOEZEGGING, CitationKind.KAMERVRAAG})  # words behind their number say nothing
# Of which kind the paper may be that belongs to a reference; every one may belong to a Kamerstuk.
_OWN = {CitationKind.TOEZEGGING: CitationKind.TOEZEGGING, CitationKind.KAMERVRAAG: CitationKind.KAMERVRAAG}


def tie(evened: EvenText, head: Head, papers: list[CitationDraft]) -> list[CitationDraft]:
    """The papers as parts of the head's reference; empty where they do not belong to it."""
    text, first = evened.even, papers[0]
    if first.start - head.core > _LONGEST_TITLE or first.kind not in {CitationKind.KAMERSTUK, _OWN.get(head.kind)}:
        return []
    if head.kind is CitationKind.KAMERVRAAG and not _numbers_questions(first):
        return []
    between = text[head.core : first.start]
    title = None
    opening = patterns.OPENING.fullmatch(between)
    if opening is None:
        begins = title_begins(text, head)
        if begins is None or not is_title(between, head):
            return []
        cut = without_opening(between)
        title = title_of(evened, begins, head.core + cut, head)
        opening = patterns.OPENING.search(between, cut)
    end = first.end
    if opening is not None and opening["paren"] and (closing := patterns.CLOSING.match(text, end)):
        end = closing.end()
    cosigned = patterns.COSIGNED.match(text, first.end)
    if cosigned and head.kind is not CitationKind.KAMERBRIEF:
        end = max(end, cosigned.end())
    if head.kind not in _UNTITLED and title is None and len(papers) == 1:
        title = trailing_title(evened, end)
    names = () if head.kind is CitationKind.TOEZEGGING else head.by.names
    if head.kind is CitationKind.KAMERVRAAG and first.kind is CitationKind.KAMERSTUK:
        first = replace(first, id=f"kv-tk-{first.id}", chamber="II")
    changed = replace(
        first,
        start=head.start,
        end=end,
        kind=head.kind,
        title=None if head.kind is CitationKind.TOEZEGGING else title,
        submitters=names,
        cosigned=head.kind is not CitationKind.TOEZEGGING and (head.by.cosigned or cosigned is not None),
    )
    return _share(changed, papers, one_each=head.plural and head.kind in VOTED)


def _numbers_questions(paper: CitationDraft) -> bool:
    """Whether a paper is answered questions or the number of a "zaak", which questions are known by."""
    return paper.kind is CitationKind.KAMERVRAAG or (paper.dossier is None and "Z" in (paper.id or ""))


def bracketed_papers(text: str, head: Head, limit: int) -> list[CitationDraft]:
    """The papers in the first brackets behind a motie, which need no label there: "motie-Aa c.s. (35300, W)".

    ``limit``: where the next anchor begins; one that begins in the brackets was read already.
    """
    if head.kind not in VOTED:
        return []
    stop = min(head.core + _LONGEST_TITLE, limit)
    opened = text.find("(", head.core, stop)
    found = patterns.BRACKETED.match(text, opened) if opened >= 0 else None
    if found is None or found.end() >= limit:
        return []
    papers = read_papers(text, found.end(), found.end(), labelled=True)
    return papers if papers and papers[0].number else []


def _share(first: CitationDraft, papers: list[CitationDraft], *, one_each: bool) -> list[CitationDraft]:
    """Further papers of the chain carry the same kind, title and submitters; a range keeps its common span.

    ``one_each``: the word is plural, "Moties Kuzu en Piri (..., nrs. 53 en 48)": as many names as numbers belong
    together one by one.
    """
    one_each = one_each and len(papers) > 1 and len(first.submitters) == len(papers)
    shared = []
    for at, paper in enumerate(papers):
        in_first_span = at == 0 or paper.start == papers[0].start
        draft = (
            first
            if in_first_span
            else replace(
                paper, kind=first.kind, title=first.title, submitters=first.submitters, cosigned=first.cosigned
            )
        )
        draft = replace(draft, dossier=paper.dossier, suffix=paper.suffix, number=paper.number)
        shared.append(replace(draft, submitters=(first.submitters[at],)) if one_each else draft)
    return shared
