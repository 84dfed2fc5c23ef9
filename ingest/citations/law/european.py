"""European law: regulations, directives and decisions by number, papers of the Commission, the Official Journal.

An act is known by its CELEX number: "Verordening (EU) 2016/679" is 32016R0679, "Richtlijn 2014/24/EU" 32014L0024.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.citations.fragments import GAP, MONTHS, SP, YEAR
from ingest.citations.grammar.draft import CitationDraft
from ingest.model import CitationKind

_COMMUNITY = r"(?:EU|EG|EEG|EGKS|Euratom|GBVB|JBZ)"
_BODY = rf"\({SP}{_COMMUNITY}(?:,{SP}{_COMMUNITY}){{0,2}}{SP}\)"
# "2016/679", "nr. 1303/2013", "95/46/EG"
_NUMBER = (
    rf"(?:(?P<body>{_BODY}){SP})?(?P<nr>[Nn]rs?\.?{SP})?(?P<first>\d{{1,4}})/(?P<second>\d{{1,4}})"
    rf"(?:/(?P<tail>{_COMMUNITY}))?(?![\w/])(?![.,]\d)"
)
_NOUNS = {
    "verordening": "R", "uitvoeringsverordening": "R", "basisverordening": "R", "richtlijn": "L",
    "uitvoeringsrichtlijn": "L", "kaderrichtlijn": "L", "besluit": "D", "uitvoeringsbesluit": "D", "beschikking": "D",
    "kaderbesluit": "F", "aanbeveling": "H",
}  # fmt: skip
# Patterns that begin with a character, not with a look at the one before, are found several times as fast.
_INITIAL = "[VvUuBbRrKkAa]"
_REST = "|".join(sorted({noun[1:] for noun in _NOUNS}, key=lambda rest: (-len(rest), rest)))
ACT = re.compile(
    rf"(?P<noun>{_INITIAL}(?<!\w{_INITIAL})(?i:{_REST}))(?:en|s)?"
    rf"(?:(?:{GAP}(?:van|de|het|en|Europees|Parlement)){{2,7}}{GAP}(?:Commissie|Raad))?{GAP}{_NUMBER}"
)
NEXT_ACT = re.compile(rf"{SP}(?:,{SP}en|,|en|of|&){GAP}{_NUMBER}")
PAPER = re.compile(
    rf"(?P<series>[CSJ](?<!\w[CSJ])(?:OM|WD|EC|OIN))(?:{SP}\({SP}(?P<year>{YEAR}){SP}\){SP}(?:nr\.?{SP})?|[/\s](?P<slashed>{YEAR})/(?!{YEAR}(?!\d)))(?P<number>\d{{1,4}})(?!\w|[.,]\d)"
    rf"(?:{GAP}(?:final|definitief|def\.?)(?!\w))?"
)
_DATE = (
    rf"(?:van{GAP}|,{SP})?(?:\d{{1,2}}\.{SP}\d{{1,2}}\.{SP}|\d{{1,2}}-\d{{1,2}}-|\d{{1,2}}{GAP}(?:{MONTHS}){GAP})"
    rf"(?P<dated>{YEAR})"
)
JOURNAL = re.compile(
    rf"P(?<!\wP)[Bb](?:\.?{SP}(?:EU|EG|EEG)|\.)?(?!\w){SP},?{SP}(?:(?P<year>{YEAR}){SP},?{SP})?"
    rf"(?P<series>[LC])(?![^\W\d]),?{SP}(?:nr\.?{SP})?"
    rf"(?:(?P<since>20[2-9]\d)/(?P<act>\d{{1,5}})|(?P<issue>\d{{1,4}}))(?!\w)(?:/(?P<page>\d{{1,4}})(?!\w))?(?:{SP},?{SP}{_DATE})?"
)
CELEX = re.compile(
    r"[C356](?<!\w.)(?:"
    r"(?<=C)ELEX(?:-?nummer|-nr\.?)?(?:%3A|[:\s]){0,3}(?P<named>\d(?:19|20)\d\d[A-Z]{1,2}\d{4}|1(?:19|20)\d\d[A-Z]\d{3})"
    r"|(?<=\d)(?:19|20)\d\d(?:[RLDFH]|[CTF][JOC]|DC|PC|SC)\d{4})(?!\w)"
)


def read_european(text: str) -> list[CitationDraft]:
    """Every reference to European law in the even text, in no order; time linear in the text."""
    drafts = [draft for found in ACT.finditer(text) for draft in _acts(text, found)]
    drafts += [_paper(found) for found in PAPER.finditer(text)]
    drafts += [_journal(found) for found in JOURNAL.finditer(text)]
    drafts += [_draft(found, f"CELEX:{found['named'] or found[0]}") for found in CELEX.finditer(text)]
    return drafts


def _draft(found: re.Match[str], identifier: str | None, number: str | None = None) -> CitationDraft:
    return CitationDraft(*found.span(), CitationKind.EU, id=identifier, number=number)


def _acts(text: str, found: re.Match[str]) -> list[CitationDraft]:
    """One act, or several behind one noun: "Richtlijnen 2014/23/EU, 2014/24/EU en 2014/25/EU"."""
    letter = _NOUNS.get(found["noun"].lower(), "")
    number = _celex(letter, found) if letter else None
    if number is None:
        return []
    drafts = [_draft(found, f"CELEX:{number}", number)]
    last: re.Match[str] | None = found
    while last is not None and (last := NEXT_ACT.match(text, last.end())) is not None:
        number = _celex(letter, last)
        if number is None:
            break
        draft = _draft(last, f"CELEX:{number}", number)
        drafts.append(replace(draft, start=last.start("body") if last["body"] else last.start("first")))
    return drafts


def _celex(letter: str, found: re.Match[str]) -> str | None:
    """The CELEX number; None where nothing tells that the numbers are those of a European act."""
    first, second = found["first"], found["second"]
    if not (found["body"] or found["tail"]) and len(second) < len("100"):
        return None  # "verordening 2016/12" may be that of a municipality
    if _year(second) is not None and _number_first(letter, found):
        first, second = second, first
    year = _year(first)
    return None if year is None else f"3{year}{letter}{int(second):04d}"


def _number_first(letter: str, found: re.Match[str]) -> bool:
    """Whether the number stands before the year, where both could be either.

    Directives have the year first; regulations have it first since 2015, when "nr." was dropped.
    """
    first = found["first"]
    if letter == "L":
        return False
    if letter == "R":
        since_2015 = len(first) == len("2016") and first >= "2015" and "EU" in (found["body"] or "")
        return (found["nr"] is not None or len(first) < len("2016") or _year(first) is None) and not since_2015
    return _year(first) is None


def _year(printed: str) -> int | None:
    """1995 for "95" and "1995"; None where it is no year of the Communities or the Union."""
    year = int(printed) + (1900 if len(printed) == len("95") else 0)
    return year if 1952 <= year <= 2099 else None  # noqa: PLR2004 - since the first of them


def _paper(found: re.Match[str]) -> CitationDraft:
    year = found["year"] or found["slashed"]
    identifier = f"{found['series']}:{year}:{int(found['number'])}:FIN"
    return _draft(found, identifier, f"{found['series']}({year}) {found['number']}")


def _journal(found: re.Match[str]) -> CitationDraft:
    if found["since"]:  # from October 2023 on each act has an issue of its own
        return _draft(found, f"OJ:{found['series']}_{found['since']}{int(found['act']):05d}", found["act"])
    year = found["year"] or found["dated"]
    issue = f"{found['series']} {found['issue']}"
    return _draft(found, f"OJ:{found['series']}:{year}:{int(found['issue'])}:TOC" if year else None, issue)
