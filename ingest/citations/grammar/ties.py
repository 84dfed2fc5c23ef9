"""Which papers belong to a motie, amendment, letter, question or promise, and what they take over from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.citations.grammar import patterns
from ingest.citations.grammar.heads import VOTED
from ingest.citations.grammar.papers import read_hyphenated, read_papers
from ingest.citations.grammar.replacing import find_replaced, is_replaced
from ingest.citations.grammar.titles import is_title, title_begins, title_of, trailing_title, without_opening
from ingest.model import CitationKind

if TYPE_CHECKING:
    from ingest.citations.grammar.draft import CitationDraft
    from ingest.citations.grammar.even_text import EvenText
    from ingest.citations.grammar.heads import Head
    from ingest.citations.grammar.replacing import Replaced

_LONGEST_TITLE = 400
_LONGEST_NUMBER = 60  # characters from the start of a paper's number to the end of its dossier
_MOST_IN_RANGE = 50
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
    replaced = head.replaced
    if head.kind in VOTED and replaced is None:
        replaced = find_replaced(text, head.core, first.start)
    between = _between(evened, head, first.start, replaced)
    if between is None:
        return []
    title, end = between.title, first.end
    if between.bracketed and (closing := patterns.CLOSING.match(text, end)):
        end = closing.end()
    if head.kind in VOTED and replaced is None and (behind := find_replaced(text, end)) is not None:
        replaced, end = behind, behind.end
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
        replaces=replaced.id_beside(first.dossier, first.suffix) if replaced else first.replaces,
    )
    return _share(changed, papers, one_each=head.plural and head.kind in VOTED)


@dataclass(frozen=True, slots=True)
class _Between:
    """What stands between the names and the paper: a title, and whether a bracket opens before the paper."""

    title: str | None
    bracketed: bool


def _between(evened: EvenText, head: Head, start: int, replaced: Replaced | None) -> _Between | None:
    """What stands between the names and the paper that begins at ``start``; None where that parts the two."""
    text = evened.even
    between, title_ends = text[head.core : start], start
    if replaced and replaced.start >= head.core:
        # "over zorg (t.v.v. nr. 8) (36 045, nr. 12)": the words of the replaced one are none of the title.
        between, title_ends = text[head.core : replaced.start] + text[replaced.end : start], replaced.start
    opening = patterns.OPENING.fullmatch(between)
    if opening is not None:
        return _Between(None, opening["paren"] is not None)
    begins = title_begins(text, head)
    if begins is None or not is_title(between, head):
        return None
    cut = without_opening(between)
    title = title_of(evened, begins, min(head.core + cut, title_ends), head)
    opening = patterns.OPENING.search(between, cut)
    return _Between(title, opening is not None and opening["paren"] is not None)


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


def hyphenated_papers(text: str, head: Head, limit: int) -> list[CitationDraft]:
    """The papers behind a title that give their whole number without a label: "motie-Aa over zorg 36 045-12".

    ``limit``: where the next anchor begins.
    """
    found = patterns.HYPHENATED.search(text, head.core, min(head.core + _LONGEST_TITLE, limit + _LONGEST_NUMBER))
    if found is None or is_replaced(text, found.start()):
        return []
    return read_hyphenated(text, found.start())


def papers_by_dossier(text: str, head: Head, limit: int) -> list[CitationDraft]:
    """The papers whose numbers stand before their dossier: "motie-Aa op stuk nr. 12 (36 045)".

    ``limit``: where the next anchor begins, which may be the dossier.
    """
    found = patterns.ON_PAPER_OF.search(text, head.core, min(head.core + _LONGEST_TITLE, limit + _LONGEST_NUMBER))
    if found is None or found.start() >= limit or is_replaced(text, found.start()):
        return []
    read = read_papers(text, found.start(), found.end(), labelled=True)
    if not read or read[-1].number is not None:
        return []
    dossier = read[-1]
    end = dossier.end
    if found["paren"]:
        closing = patterns.CLOSING.match(text, end)
        if closing is None:
            return []
        end = closing.end()
    numbers = [found["number"], *patterns.DIGITS.findall(found["more"])]
    if "t/m" in found["more"] or "-" in found["more"]:
        numbers = [str(number) for number in range(int(numbers[0]), int(numbers[-1]) + 1)][:_MOST_IN_RANGE]
    return [replace(dossier, start=found.start(), end=end, number=number) for number in numbers]


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
