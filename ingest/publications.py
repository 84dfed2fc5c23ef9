"""The places in a text where a reference begins, and what is read there: papers, gazettes, proceedings, ids.

Moties, letters and promises are only found here; ``heads`` reads them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ingest import patterns
from ingest.draft import Draft
from ingest.identifiers import IdParts, house_of, split_address, split_id
from ingest.model import CitationKind
from ingest.papers import chamber, read_papers, session_year

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADS = frozenset({"head", "plural", "brieven"})
_IDS = frozenset({"identifier", "ecli", "jci", "bwb", "tk"})
_SUPPLEMENT = re.compile(patterns.SESSION_PART + rf"{patterns.SP},?{patterns.SP}Aanhangsel(?!\w)")
_GAZETTES = {
    "Staatscourant": ("stcrt", CitationKind.STAATSCOURANT),
    "Stcrt": ("stcrt", CitationKind.STAATSCOURANT),
    "Staatsblad": ("stb", CitationKind.STAATSBLAD),
    "Stb": ("stb", CitationKind.STAATSBLAD),
    "Tractatenblad": ("trb", CitationKind.TRACTATENBLAD),
    "Trb": ("trb", CitationKind.TRACTATENBLAD),
}


def read_publications(text: str) -> Iterator[tuple[re.Match[str], list[Draft]]]:
    """Every anchor in the even text with the papers read there; for a motie, letter or promise an empty list."""
    covered = 0
    for anchor in patterns.ANCHOR.finditer(text):
        if anchor.start() < covered:
            continue
        drafts = _read(text, anchor)
        covered = max((draft.end for draft in drafts), default=covered)
        if drafts or anchor.lastgroup in _HEADS:
            yield anchor, drafts


def _read(text: str, anchor: re.Match[str]) -> list[Draft]:
    start, end, kind = anchor.start(), anchor.end(), anchor.lastgroup
    if kind == "label":
        return read_papers(text, start, end, labelled=True)
    if kind == "dossier":
        return read_papers(text, start, start, labelled=False)
    if kind == "house":
        return _read_house(text, start, end, chamber(anchor[0]))
    draft = None
    if kind == "address":
        draft = _from_id(start, _trim(anchor), split_address(anchor[0]))
    elif kind in _IDS:
        draft = _read_id(text, anchor)
    elif kind == "gazette":
        draft = _read_gazette(text, anchor)
    elif kind == "aanhangsel":
        draft = _read_proceedings(text, end, Draft(start, end, CitationKind.KAMERVRAAG))
    elif kind == "handelingen":
        # The papers were once printed as an appendix to the proceedings, and are still cited so.
        return [*_numbered(read_papers(text, start, end, labelled=True))] or _some(
            _read_proceedings(text, end, Draft(start, end, CitationKind.HANDELINGEN)),
        )
    return _some(draft)


def _some(draft: Draft | None) -> list[Draft]:
    return [] if draft is None else [draft]


def _numbered(papers: list[Draft]) -> list[Draft]:
    """The papers if all have a number and a dossier of five digits: four could be the number of a meeting."""
    sure = all(paper.number and paper.dossier and len(paper.dossier) > len("9999") for paper in papers)
    return papers if sure else []


def _trim(anchor: re.Match[str]) -> int:
    """Where an id or address ends without the punctuation of the sentence it stands in."""
    return anchor.start() + len(anchor[0].rstrip(".,;:-"))


def _from_id(start: int, end: int, parts: IdParts | None) -> Draft | None:
    if parts is None:
        return None
    return Draft(
        start,
        end,
        parts.kind,
        id=parts.id,
        dossier=parts.dossier,
        suffix=parts.suffix,
        number=parts.number,
        chamber=parts.chamber,
        session_year=parts.session_year,
    )


def _read_id(text: str, anchor: re.Match[str]) -> Draft | None:
    start, end = anchor.start(), _trim(anchor)
    printed = text[start:end]
    if anchor["tk"] and "Z" in printed and patterns.QUESTIONS_BEFORE.search(text[max(0, start - 80) : start]):
        printed = f"kv-tk-{printed}"
    return _from_id(start, end, split_id(printed))


def _read_gazette(text: str, anchor: re.Match[str]) -> Draft | None:
    found = patterns.GAZETTE.match(text, anchor.end())
    if found is None:
        return None
    series, kind = _GAZETTES[anchor[0]]
    identifier = f"{series}-{found['year']}-{found['number']}"
    return Draft(anchor.start(), found.end(), kind, id=identifier, number=found["number"])


def _read_house(text: str, start: int, at: int, house: str | None) -> list[Draft]:
    """What follows "Tweede Kamer" or "TK": a paper with a number, or answered questions in the Aanhangsel."""
    papers = [draft for draft in read_papers(text, start, at, labelled=True, house=house) if draft.number]
    if papers:
        # "brief aan de Tweede Kamer (35 925, nr. 36)": the chamber is no label here.
        return [] if "(" in text[at : at + 8] else papers
    found = _SUPPLEMENT.match(text, at)
    if found is None:
        return []
    empty = Draft(start, at, CitationKind.KAMERVRAAG, chamber=house, session_year=session_year(found["session"]))
    draft = _read_proceedings(text, found.end(), empty)
    return [draft] if draft and draft.number else []


def _read_proceedings(text: str, at: int, empty: Draft) -> Draft | None:
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
    number, item = found["number"], found["item"]
    years = f"{session[:4]}{_second_year(session)}"
    # Only the Tweede Kamer is cited so often that its name is left out.
    house = house_of(named) or "tk"
    identifier = None
    if empty.kind is CitationKind.KAMERVRAAG:
        identifier = number and f"ah-{house}-{years}-{number}"
    elif number and item:
        number = f"{number}-{item}"
        identifier = f"h-{house}-{years}-{number}"
    draft = replace(empty, end=found.end(), number=number, chamber=named, session_year=session)
    return replace(draft, id=identifier) if named else replace(draft, likely_id=identifier)


def _second_year(session: str) -> int:
    """2000 for "1999/00"."""
    first, second = int(session[:4]), int(session[5:])
    return first - first % 100 + second + (100 if second < first % 100 else 0)
