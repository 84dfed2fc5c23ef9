"""References to the Staatsblad, Staatscourant and Tractatenblad, one issue or a chain of them.

The year stands before the number ("Stb. 2011, 35", "Stcrt. 1995/117") or behind it ("Stb. 113/1990", "Staatscourant 200
van 16-10-2001"). It may be left out where the words before tell it: "besluit van 16 maart 1983 (Stb. 125)", as was the
rule until about 1995.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.model import CitationKind

_KINDS = {
    "staatscourant": ("stcrt", CitationKind.STAATSCOURANT),
    "stcrt": ("stcrt", CitationKind.STAATSCOURANT),
    "staatsblad": ("stb", CitationKind.STAATSBLAD),
    "stb": ("stb", CitationKind.STAATSBLAD),
    "tractatenblad": ("trb", CitationKind.TRACTATENBLAD),
    "trb": ("trb", CitationKind.TRACTATENBLAD),
}
_LETTERED_FROM = 1940  # the year of letter A
_YEAR_WITHIN = 64  # characters before the name in which a date may stand


def read_gazette(text: str, anchor: re.Match[str]) -> list[CitationDraft]:
    """Read the issues named behind ``anchor``, the name of a gazette in the even text; empty where none is named."""
    series, kind = _KINDS[anchor[0].lower()]
    start, at = anchor.span()
    found = patterns.GAZETTE.match(text, at) or patterns.GAZETTE_YEAR_LAST.match(text, at)
    if found is None:
        # "STB" and "stb" are other things too: there only a year tells.
        return _without_year(text, CitationDraft(start, at, kind), series) if anchor[0].istitle() else []
    year = found["year"]
    drafts = [_issue(CitationDraft(start, found.end(), kind), series, year, found["number"])]
    while (found := _next(text, drafts[-1].end)) is not None:
        year = found.groupdict().get("year") or year
        first = found.start("year") if "year" in found.groupdict() else found.start("number")
        drafts.append(_issue(CitationDraft(first, found.end(), kind), series, year, found["number"]))
    return drafts


def _issue(draft: CitationDraft, series: str, year: str, number: str) -> CitationDraft:
    number = re.sub(r"[\s.]", "", number)
    return replace(draft, id=f"{series}-{year}-{number}", number=number)


def _next(text: str, at: int) -> re.Match[str] | None:
    """A further issue: of another year ("; 1998, 20"), or of the same ("en 102")."""
    return patterns.NEXT_ISSUE_OF_YEAR.match(text, at) or patterns.NEXT_ISSUE.match(text, at)


def _without_year(text: str, draft: CitationDraft, series: str) -> list[CitationDraft]:
    """An issue by its number alone: its year is that of the date before it, else at most likely."""
    found = patterns.GAZETTE_NUMBER.match(text, draft.end)
    if found is None:
        return []
    number = "".join(found["number"].split())
    draft = replace(draft, end=found.end(), number=number)
    if found["letter"]:
        return [_issue(draft, series, str(_LETTERED_FROM + ord(number[0]) - ord("A")), number)]
    before = patterns.YEAR_BEFORE.search(text[max(0, draft.start - _YEAR_WITHIN) : draft.start])
    if before is None:
        return [draft]
    issue = f"{series}-{before['year']}-{number}"
    return [replace(draft, id=issue) if before["date"] else replace(draft, likely_id=issue)]
