"""Moties, amendments, questions, letters and promises: who, what about, and which paper belongs to them.

All functions abstain where the words leave room for doubt: a paper is tied to a motie only if nothing but the
submitters and the title stands between them, and a motie without a paper counts only if it names a submitter.
Questions without a number do not count: nothing tells which they were.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest.citations.draft import Draft
from ingest.citations.grammar import patterns
from ingest.citations.grammar.papers import read_papers
from ingest.citations.grammar.submitters import Submitters, read_addressees, read_submitters
from ingest.model import CitationKind

if TYPE_CHECKING:
    import re

    from ingest.citations.folding import FoldedText

_LONGEST_TITLE = 400
_LONGEST_LOOSE_TITLE = 250  # of a reference without a paper, where nothing marks the end but punctuation
_SUBMITTED = frozenset({CitationKind.MOTIE, CitationKind.AMENDEMENT, CitationKind.KAMERVRAAG})  # by members
VOTED = frozenset({CitationKind.MOTIE, CitationKind.AMENDEMENT})
_UNTITLED = frozenset({CitationKind.TOEZEGGING, CitationKind.KAMERVRAAG})  # words behind their number say nothing
# Of which kind the paper may be that belongs to a reference; every one may belong to a Kamerstuk.
_OWN = {CitationKind.TOEZEGGING: CitationKind.TOEZEGGING, CitationKind.KAMERVRAAG: CitationKind.KAMERVRAAG}
_NOBODY = Submitters((), cosigned=False, end=0, certain=False)


@dataclass(frozen=True, slots=True)
class Head:
    """The word that begins the reference and what could be read behind it."""

    kind: CitationKind
    start: int
    end: int  # of the word
    by: Submitters
    core: int  # where the names end, or the word if there are none
    running: bool  # stands in a running sentence ("de motie Kuzu"), so that the sentence may go on behind it
    plural: bool


def read_head(folded: FoldedText, anchor: re.Match[str], papers: list[Draft], limit: int) -> list[Draft]:
    """Read the reference that begins with the word ``anchor`` found in the even text.

    ``papers``: the papers that follow, words like "de motie" inside a title skipped; ``limit``: where the next anchor
    begins. Returns the papers as parts of
    this reference, one draft without a paper, or nothing where the word is a common noun.
    """
    text = folded.even
    head = _read(text, anchor)
    for each in (_bracketed(text, head, limit), papers):
        if each and (tied := tie(folded, head, each)):
            return tied
    if head.kind is CitationKind.KAMERVRAAG:
        return []
    if head.kind is CitationKind.KAMERBRIEF:
        return _loose_letter(folded, head, limit)
    if head.kind is CitationKind.TOEZEGGING:
        return _loose_promise(folded, head, limit)
    return _loose_motie(folded, head, limit)


def stands_in_sentence(text: str, start: int) -> bool:
    """Whether the word at ``start`` has a determiner before it ("de motie"), unlike the first word of a reference."""
    return patterns.RUNNING.search(text[max(0, start - 12) : start]) is not None


def _read(text: str, anchor: re.Match[str]) -> Head:
    word = anchor[0].lower()
    kind = next(
        (
            kind
            for kind in (CitationKind.MOTIE, CitationKind.AMENDEMENT, CitationKind.TOEZEGGING, CitationKind.KAMERBRIEF)
            if word.startswith(kind.value[:9])
        ),
        CitationKind.KAMERVRAAG,
    )
    start, end = anchor.start(), anchor.end()
    by = _NOBODY
    if kind in _SUBMITTED:
        by = read_submitters(text, end) if end < len(text) else _NOBODY
    elif kind is CitationKind.TOEZEGGING:
        by = read_addressees(text, end)
    plural = word.endswith(("s", "en")) and word != kind.value
    return Head(kind, start, end, by, max(end, by.end), stands_in_sentence(text, start), plural)


def tie(folded: FoldedText, head: Head, papers: list[Draft]) -> list[Draft]:
    """The papers as parts of the head's reference; empty where they do not belong to it."""
    text, first = folded.even, papers[0]
    if first.start - head.core > _LONGEST_TITLE or first.kind not in {CitationKind.KAMERSTUK, _OWN.get(head.kind)}:
        return []
    if head.kind is CitationKind.KAMERVRAAG and not _numbers_questions(first):
        return []
    between = text[head.core : first.start]
    title = None
    opening = patterns.OPENING.fullmatch(between)
    if opening is None:
        begins = _title_begins(text, head)
        if begins is None or not _is_title(between, head):
            return []
        cut = _without_opening(between)
        title = _title_of(folded, begins, head.core + cut, head)
        opening = patterns.OPENING.search(between, cut)
    end = first.end
    if opening is not None and opening["paren"] and (closing := patterns.CLOSING.match(text, end)):
        end = closing.end()
    cosigned = patterns.COSIGNED.match(text, first.end)
    if cosigned and head.kind is not CitationKind.KAMERBRIEF:
        end = max(end, cosigned.end())
    if head.kind not in _UNTITLED and title is None and len(papers) == 1:
        title = _trailing_title(folded, end)
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


def _numbers_questions(paper: Draft) -> bool:
    """Whether a paper is answered questions or the number of a "zaak", which questions are known by."""
    return paper.kind is CitationKind.KAMERVRAAG or (paper.dossier is None and "Z" in (paper.id or ""))


def _bracketed(text: str, head: Head, limit: int) -> list[Draft]:
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


def _share(first: Draft, papers: list[Draft], *, one_each: bool) -> list[Draft]:
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


def _title_begins(text: str, head: Head) -> int | None:
    pattern = patterns.LETTER_TITLE_BEGINS if head.kind is CitationKind.KAMERBRIEF else patterns.TITLE_BEGINS
    begins = pattern.match(text, head.core)
    return begins.end() if begins else None


def _past_address(text: str, begins: int, head: Head) -> int:
    """Where the title of a letter begins behind its date and addressee: "van 7 april 2022 over ..."."""
    while head.kind is CitationKind.KAMERBRIEF and (address := patterns.LETTER_ADDRESS.match(text, begins)):
        begins = address.end()
    return begins


def _title_of(folded: FoldedText, begins: int, end: int, head: Head) -> str | None:
    """The words of the title; for a letter only if they say what it is about, past its date and addressee."""
    if head.kind is CitationKind.KAMERBRIEF:
        begins = _past_address(folded.even, begins, head)
        if begins >= end or patterns.LETTER_TITLE.match(folded.even, begins) is None:
            return None
    return _words(folded, begins, end)


def _is_title(between: str, head: Head) -> bool:
    """Whether the words between head and paper can be one title: no sentence ends, and no new clause begins."""
    if patterns.SENTENCE_ENDS.search(between) or ";" in between:
        return False
    if head.running and patterns.FINITE_VERB.search(between):
        return False
    if not head.by.names and head.plural:
        return False
    return between.count("(") - between.count(")") in {0, 1}


def _without_opening(between: str) -> int:
    """Where in ``between`` the title ends: before the bracket, comma and white space that open the paper."""
    found = patterns.OPENING.search(between, max(0, between.rfind("(") - 1))
    if found and found["paren"]:
        cut = between[: found.start("paren")].rstrip()
    else:
        cut = between.rstrip()
        marker = patterns.MARKER.search(cut)
        cut = cut[: marker.start()] if marker else cut
    return len(cut.rstrip(",:").rstrip().removesuffix(" -").rstrip())


def _words(folded: FoldedText, start: int, end: int) -> str | None:
    """The words of a title as printed, white space made single."""
    return " ".join(folded.kept[start:end].split()) or None


def _trailing_title(folded: FoldedText, end: int) -> str | None:
    """The title behind a letter's number, outside the span: "Kamerbrief 29 911 (Nr. 348) over de aanpak ..."."""
    begins = patterns.TITLE_BEGINS.match(folded.even, end)
    if begins is None or folded.even[end : begins.end()].strip():
        return None
    return _bounded_title(folded, begins.end(), len(folded.even))


def _title_end(text: str, start: int, limit: int) -> int | None:
    """Where a title without a paper behind it surely ends: at punctuation, before any finite verb. None: unsure."""
    limit = min(limit, start + _LONGEST_LOOSE_TITLE, len(text))
    stops = patterns.PHRASE_STOPS.search(text, start, limit) or patterns.BEFORE_NEXT.search(
        text[:limit], max(start, limit - 12)
    )
    end = stops.start() if stops else limit
    if stops is None and limit < len(text):
        return None
    return None if patterns.FINITE_VERB.search(text, start, end) else end


def _bounded_title(folded: FoldedText, start: int, limit: int) -> str | None:
    end = _title_end(folded.even, start, limit)
    return None if end is None else _words(folded, start, end)


def _loose_motie(folded: FoldedText, head: Head, limit: int) -> list[Draft]:
    """A motie or amendment without a dossier: counts if it names a submitter."""
    text, names = folded.even, head.by.names
    if not names:
        return []
    draft = Draft(head.start, head.core, head.kind, submitters=names, cosigned=head.by.cosigned)
    if on_paper := patterns.ON_PAPER.match(text, head.core):
        return [replace(draft, end=on_paper.end(), number=on_paper["number"])]
    begins = patterns.TITLE_BEGINS.match(text, head.core)
    if head.kind is CitationKind.AMENDEMENT and not (head.by.certain or head.running or begins):
        return []  # "Amendement Financiering" is a heading
    end = _title_end(text, begins.end(), limit) if begins else None
    if begins and end is not None:
        end = begins.end() + len(text[begins.end() : end].rstrip())
        return [replace(draft, end=end, title=_words(folded, begins.end(), end))]
    return [draft]


def _loose_letter(folded: FoldedText, head: Head, limit: int) -> list[Draft]:
    """A letter without a dossier: counts if a reference mark or a date of its own identifies it."""
    text = folded.even
    del limit  # a mark may look like the start of another reference
    stop = min(len(text), head.end + _LONGEST_LOOSE_TITLE)
    ends = patterns.SENTENCE_ENDS.search(text, head.end, stop)
    blank = patterns.BLANK_LINE.search(text, head.end, stop)
    address = patterns.ADDRESS.search(text, head.end, stop)
    stop = min([found.start() for found in (ends, blank, address) if found], default=stop)
    mark = patterns.LETTER_MARK.search(text, head.end, stop)
    date = patterns.DATE.search(text, head.end, stop)
    last = mark or date
    if last is None or patterns.FINITE_VERB.search(text, head.end, last.end()):
        return []
    end = len(text[: last.end()].rstrip(".,;:")) if last is mark else last.end()
    return [Draft(head.start, end, head.kind, title=_letter_title(folded, head, end))]


def _letter_title(folded: FoldedText, head: Head, end: int) -> str | None:
    """What the letter is about: the words up to the first comma, without the colon before them."""
    text = folded.even
    begins = patterns.LETTER_TITLE_BEGINS.match(text, head.end)
    if begins is None:
        return None
    stops = patterns.PHRASE_STOPS.search(text, _past_address(text, begins.end(), head), end)
    return _title_of(folded, begins.end(), stops.start(), head) if stops else None


def _loose_promise(folded: FoldedText, head: Head, limit: int) -> list[Draft]:
    """A promise without a paper: to members by name, or by a minister on a date."""
    text = folded.even
    draft = Draft(head.start, head.core, head.kind)
    if head.by.names:
        begins = patterns.TITLE_BEGINS.match(text, head.core)
        end = _title_end(text, begins.end(), limit) if begins else None
        return [draft if end is None else replace(draft, end=len(text[:end].rstrip()))]
    if patterns.MINISTER.match(text, head.end) is None:
        return []
    date = patterns.DATE.search(text, head.end, min(len(text), head.end + _LONGEST_LOOSE_TITLE))
    if date is None:
        return []
    between = text[head.end : date.end()]
    if (
        patterns.SENTENCE_ENDS.search(between)
        or patterns.BLANK_LINE.search(between)
        or patterns.FINITE_VERB.search(between)
    ):
        return []
    return [replace(draft, end=date.end())]
