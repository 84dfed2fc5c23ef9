"""References to the Handelingen, and to answered questions in their Aanhangsel.

Since 2011 an item of a meeting has a number, before that the pages of a whole year were numbered on; so the number of
the meeting and the item make an id, and a page does not.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ingest.citations.fragments import session_year
from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.citations.grammar.papers import chamber, read_papers
from ingest.citations.registry.identifiers import house_of
from ingest.model import CitationKind

if TYPE_CHECKING:
    import re

_MOST_MEETINGS = 250  # of a year; a higher number is that of an old dossier


def read_handelingen(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    """Read what follows "Handelingen": a meeting, questions in the Aanhangsel, or papers printed as an appendix."""
    start, end = anchor.span()
    appended = patterns.APPENDED.search(text[max(0, start - 12) : start]) is not None
    papers = read_papers(text, start, end, labelled=True)
    # A dossier of four digits could be the number of a meeting.
    if papers and all((paper.number or appended) and len(paper.dossier or "") > len("9999") for paper in papers):
        return papers
    draft = read_proceedings(text, end, CitationDraft(start, end, CitationKind.HANDELINGEN))
    if draft is None:
        return []
    if question := _supplement(text, draft):
        return [question]
    if draft.id is None and draft.likely_id is None and (pages := patterns.PAGES.match(text, draft.end)):
        draft = replace(draft, end=pages.end())  # nothing else locates it
    return _further(text, draft)


def read_aanhangsel(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    """Read what follows "Aanhangsel": answered questions."""
    draft = read_proceedings(text, anchor.end(), CitationDraft(anchor.start(), anchor.end(), CitationKind.KAMERVRAAG))
    return [] if draft is None else _further(text, draft)


def read_supplement(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    """Read answered questions behind a label of papers: "Kamerstukken II 2011/12, Aanhangsel 342"."""
    draft = read_proceedings(text, anchor.end(), CitationDraft(anchor.start(), anchor.end(), CitationKind.HANDELINGEN))
    question = _supplement(text, draft) if draft else None
    return [question] if question else []


def _supplement(text: str, draft: CitationDraft) -> CitationDraft | None:
    """The questions named behind a parliamentary year: ", Aanhangsel 342"."""
    found = patterns.SUPPLEMENT_LAST.match(text, draft.end)
    if found is None or draft.number is not None:
        return None
    return _question(replace(draft, kind=CitationKind.KAMERVRAAG, end=found.end(), number=found["number"]))


def read_house(text: str, start: int, at: int, house: str | None) -> list[CitationDraft]:
    """Read what follows "Tweede Kamer" or "TK": a paper with a number, or answered questions in the Aanhangsel."""
    papers = read_papers(text, start, at, labelled=True, house=house)
    if any(draft.number for draft in papers):
        # "brief aan de Tweede Kamer (35 925, nr. 36)": the chamber is not a label here.
        return [] if "(" in text[at : at + 8] else papers
    found = patterns.SUPPLEMENT.match(text, at)
    if found is None:
        return []
    empty = CitationDraft(
        start, at, CitationKind.KAMERVRAAG, chamber=house, session_year=session_year(found["session"])
    )
    draft = read_proceedings(text, found.end(), empty)
    return _further(text, draft) if draft and draft.number else []


def read_proceedings(text: str, at: int, empty: CitationDraft) -> CitationDraft | None:
    """Handelingen or, of kind kamervraag, the Aanhangsel with answered questions. Needs a parliamentary year.

    Without it the word is a common noun ("gedelegeerde handelingen"). ``empty``: where it begins and what is known.
    """
    found = patterns.PROCEEDINGS.match(text, at)
    if found is None:
        return None
    session = session_year(found["session"]) or empty.session_year
    if session is None:
        return None
    named = chamber(found["chamber"]) or empty.chamber
    draft = replace(empty, end=found.end(), number=found["number"], chamber=named, session_year=session)
    if draft.kind is CitationKind.KAMERVRAAG:
        return _question(draft)
    if int(draft.number or 0) > _MOST_MEETINGS:
        return replace(draft, end=len(text[: found.start("number")].rstrip(" ,")), number=None)
    if draft.number is None or found["item"] is None:
        return draft
    return _item(draft, f"{draft.number}-{found['item']}")


def _further(text: str, first: CitationDraft) -> list[CitationDraft]:
    """The meeting or question, and those of the same year behind it.

    "nr. 12, item 3 en nr. 13, item 4", "nrs. 3, 5 en 7".
    """
    drafts = [first]
    if first.id is None and first.likely_id is None:
        return drafts
    plural = patterns.PLURAL.search(text, first.start, first.end) is not None
    while True:
        last = drafts[-1]
        pages = patterns.PAGES.match(text, last.end)
        found = patterns.NEXT_PROCEEDINGS.match(text, pages.end() if pages else last.end)
        start = found.start("nr") if found else 0
        if first.kind is CitationKind.KAMERVRAAG:
            if found is None and pages is None:
                found = patterns.NEXT_QUESTION.match(text, last.end)
                start = found.start("number") if found else 0
                if found and not (plural or patterns.PHRASE_ENDS.match(text, found.end())):
                    return drafts
            if found is None:
                return drafts
            draft = _question(replace(last, id=None, likely_id=None, number=found["number"]))
        elif found is None or found["item"] is None:
            return drafts
        else:
            draft = _item(replace(last, id=None, likely_id=None), f"{found['number']}-{found['item']}")
        drafts.append(replace(draft, start=start, end=found.end()))


def _item(draft: CitationDraft, number: str) -> CitationDraft:
    session = _years(draft.session_year or "")
    return _identified(replace(draft, number=number), f"h-{_house(draft)}-{session}-{number}")


def _question(draft: CitationDraft) -> CitationDraft:
    if draft.number is None or draft.session_year is None:
        return draft
    return _identified(draft, f"ah-{_house(draft)}-{_years(draft.session_year)}-{draft.number}")


def _house(draft: CitationDraft) -> str:
    """Only the Tweede Kamer is cited so often that its name is left out."""
    return house_of(draft.chamber) or "tk"


def _identified(draft: CitationDraft, identifier: str) -> CitationDraft:
    """The id is only likely where the chamber is not printed."""
    return replace(draft, id=identifier) if draft.chamber else replace(draft, likely_id=identifier)


def _years(session: str) -> str:
    """20212022 for "2021/22", 19992000 for "1999/00"."""
    first, second = int(session[:4]), int(session[5:])
    return f"{first}{first - first % 100 + second + (100 if second < first % 100 else 0)}"
