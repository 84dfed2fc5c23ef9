"""The papers that a question names by number: "kamerstuk 35925 nr 36", "motie 36 uit dossier 35925".

The grammar of citations reads them as it reads those of a document. People type more loosely than documents print, so a
question is first spelled as a document would: that is all that is done here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.citations.fragments import session_year
from ingest.citations.registry.identifiers import cites_law
from ingest.model import Citation, CitationKind
from search.ledger.filters import dossier_name

_DOSSIER = r"(?<![\d.,€-])(?P<dossier>\d{2}[ .]?\d{3})(?!\d)"
_SUFFIX = r"(?:[ -]{1,3}(?P<suffix>[ivxIVX]{1,6}[abAB]?|\d{2})(?![\w-]))?"
_NR = r"(?:(?:met )?(?:nrs?|nummer|no)\.? ?)"
_NOUN = r"(?:moties?|kamerstuk\w*|stuk|amendement|brief|kst\.?)"
_FILE = r"(?:kamerstuk)?dossier(?:nummer)?"
_OF = rf"(?:,? (?:uit|van|in|bij|onder) (?:het )?|,? ?\(|, (?={_FILE}))"
_SESSION = r"(?P<session>(?:19|20)\d{2} ?[/-] ?(?:(?:19|20)\d{2}|\d{2}))(?!\d)"
_QUESTIONS = r"(?:kamervra(?:ag|gen)|aanhangsel(?: (?:van de |der )?handelingen)?|ah)(?: (?:tk|ii))?"
_SERIES = "staatscourant|stcrt|staatsblad|stb|tractatenblad|trb"
_GAZETTES = {"staatscourant": "Stcrt.", "staatsblad": "Stb.", "tractatenblad": "Trb."}


def _gazette(found: re.Match[str]) -> str:
    name = found["name"].lower().rstrip(".")
    return f"{_GAZETTES.get(name) or f'{name.capitalize()}.'} {found['year']}, {found['number']}"


def _paper(found: re.Match[str]) -> str:
    parts = found.groupdict()
    suffix = f"-{parts['suffix'].upper()}" if parts.get("suffix") else ""
    return f"Kamerstuk {found['dossier']}{suffix}, nr. {found['number'].upper()}"


def _question(found: re.Match[str]) -> str:
    return f"Aanhangsel Handelingen {session_year(found['session'])}, nr. {found['number']}"


# Each loose spelling with that of a document, in the order in which they are tried.
_SPELLINGS = tuple(
    (re.compile(pattern, re.IGNORECASE), written)
    for pattern, written in (
        (r"\bkst-(?=\d)", lambda found: found[0].lower()),
        # "motie 36 uit dossier 35925", "nr. 36 van 35 925-XVII"
        (
            rf"\b(?:{_NOUN} {_NR}?|{_NR})(?P<number>\d{{1,4}}){_OF}(?:{_FILE} )?{_DOSSIER}{_SUFFIX}\)?",
            _paper,
        ),
        # "kamerstuk 35925 36", "dossier 21501-02 nr 2962"
        (
            rf"\b(?:{_NOUN}|dossier|tk) (?:ii )?{_DOSSIER}(?:-(?P<suffix>\d{{2}}))?,? {_NR}?(?P<number>\d{{1,4}})\b",
            _paper,
        ),
        # "35925 xvii nr 46", "35925-xvii-46"
        (rf"{_DOSSIER}[ -]{{1,3}}(?P<suffix>[ivx]{{1,6}}[ab]?)(?:,? {_NR}|-)(?P<number>\d{{1,4}})\b", _paper),
        # "34952-166", "34952 166": only where it is all there is
        (rf"^(?:kst)?{_DOSSIER}[ /-](?P<number>\d{{1,4}})$", _paper),
        (rf"^(?:{_NOUN} )?{_DOSSIER},? {_NR}?(?P<number>[a-z])$", _paper),
        (rf"\b{_QUESTIONS} {_NR}?(?P<number>\d{{1,4}}),?(?: uit| van)? \(?(?:vergaderjaar )?{_SESSION}\)?", _question),
        (rf"\b{_QUESTIONS} {_SESSION},? {_NR}?(?P<number>\d{{1,4}})\b", _question),
        (
            rf"\b(?P<name>{_SERIES})\.? (?P<year>(?:19|20)\d\d)(?:[,/-]| nr\.?)? ?(?:nr\.? )?(?P<number>\d{{1,5}})\b",
            _gazette,
        ),
        (r"\b(?:(?:19|20)\d\d[dz]\d{5}|t\d{5}|bwb[rvw]\d{7})\b|\becli:[a-z0-9:.]+", lambda found: found[0].upper()),
    )
)
_ONLY_NUMBER = re.compile(rf"\b{_QUESTIONS} {_NR}?(?P<number>\d{{3,4}})\b(?!\s*[/-]\s*\d)", re.IGNORECASE)
# A dossier without a number: "dossier 35 925-XVII"; "kamerstuk 35925"; bare only behind "in" or "uit" at the end.
_DOSSIERS = (
    re.compile(rf"\b{_FILE} {_DOSSIER}{_SUFFIX}(?![\w-])(?!,? ?(?:{_NR}|\d|[a-z]$))", re.IGNORECASE),
    re.compile(rf"\b(?:kamerstuk\w*|(?:in|uit)(?=[^a-z]+(?:[ivx]{{1,6}}[ab]?)?$)) {_DOSSIER}{_SUFFIX}", re.IGNORECASE),
)
_IN_SESSION = re.compile(rf"\b(?:vergaderjaar )?{_SESSION}", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_FEWEST_DIGITS = 5  # of what names a paper: "T01234", "Stb. 1997, 5"


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a question names by number.

    ``papers``: as citations, each with an id, a likely id or at least a number. ``dossier``: named without a paper of
    it, "35925-XVII". ``session_year``: "2021/22", where no paper was named with it. ``rest``: the question without
    what was read.
    """

    papers: tuple[Citation, ...]
    dossier: str | None
    session_year: str | None
    rest: str


def read_numbers(question: str) -> Numbers:
    """Read the papers, the dossier and the session year that a question names."""
    text = _SPACES.sub(" ", question).strip(" ?!.")
    for pattern, written in _SPELLINGS:
        text = pattern.sub(written, text)
    named, text = _take_dossier(_DOSSIERS[0], text)
    # A question that names a law asks what it says, or for what is said of it: not for a paper.
    papers = [cite for cite in _citations(text) if (cite.id or cite.likely_id) and not cites_law(cite)]
    for start, end in sorted({(cite.start, cite.end) for cite in papers}, reverse=True):  # a range has one span
        text = f"{text[:start]} {text[end:]}"
    if not papers and (found := _ONLY_NUMBER.search(text)):
        # Without a session year a number is that of several questions; only the ledger knows which one is cited.
        papers = [Citation(*found.span(), found[0], CitationKind.KAMERVRAAG, number=found["number"])]
        text = _without(text, found)
    if named is None:
        named, text = _take_dossier(_DOSSIERS[1], text)
    session = _IN_SESSION.search(text)
    if session:
        text = _without(text, session)
    return Numbers(tuple(papers), named, session_year(session["session"]) if session else None, text)


def _citations(text: str) -> list[Citation]:
    if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
        return []
    from ingest.citations import find_citations  # its patterns take longer to compile than most questions to answer

    return find_citations(text)


def _take_dossier(pattern: re.Pattern[str], text: str) -> tuple[str | None, str]:
    """Return the dossier that a question names, None for none, and the question without it."""
    found = pattern.search(text)
    if found is None:
        return None, text
    return dossier_name(f"{found['dossier']} {found['suffix'] or ''}"), _without(text, found)


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}"
