"""References to papers by number: one Kamerstuk or a chain of them, gazettes, proceedings, ids and addresses.

A reference is read from the place an anchor found, forwards only. The parts of a chain keep disjoint spans: the first
runs from the label to its own number, each further one covers its own words ("nr. 7"). Only the numbers of a printed
range ("nrs. 3-5") share one span, because their words cannot be told apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ingest import patterns
from ingest.identifiers import house_of, split_address, split_id
from ingest.model import CitationKind
from ingest.verdicts import near_series, tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST_RANGE = 50  # "nrs. 1-9999" is no list of papers: beyond this only the two printed numbers count


@dataclass(frozen=True, slots=True)
class Draft:
    """A citation before it is judged; spans are in the even text. ``id``: only where not that of a Kamerstuk."""

    start: int
    end: int
    kind: CitationKind
    id: str | None = None
    likely_id: str | None = None
    dossier: str | None = None
    suffix: str | None = None
    number: str | None = None
    chamber: str | None = None
    session_year: str | None = None
    title: str | None = None
    submitters: tuple[str, ...] = ()
    cosigned: bool = False


def session_year(printed: str | None) -> str | None:
    """2021/22 from 2021/22, 2021-2022 or 2021-22; the halves stay as printed, also if they cannot be."""
    if printed is None:
        return None
    first, second = re.split(r"\s?[/-]\s?", printed)
    return f"{first}/{second[-2:]}"


def chamber(printed: str | None) -> str | None:
    """"II" for every way to name the Tweede Kamer, "I" for the Eerste Kamer."""
    if printed is None:
        return None
    return {"T": "II", "E": "I"}.get(printed[0], printed)


def _second_year(session: str) -> int:
    """2000 for "1999/00"."""
    first, second = int(session[:4]), int(session[5:])
    return first - first % 100 + second + (100 if second < first % 100 else 0)


def read_papers(text: str, start: int, at: int, *, labelled: bool, house: str | None = None) -> list[Draft]:
    """Read the Kamerstukken of a reference that begins at ``start``; what follows the label begins at ``at``.

    ``labelled``: "Kamerstuk" or a chamber stands before, so a number without "nr." and a dossier without number will
    do. ``house``: the chamber the label names. Returns the chain in order, empty where no paper follows.
    """
    prefix = patterns.PREFIX.match(text, at) if labelled else None
    session = None
    if prefix:
        at = prefix.end()
        house = chamber(prefix["chamber"]) or house
        session = session_year(prefix["session"])
    first = _read_paper(text, start, at, labelled=labelled, empty=Draft(start, at, CitationKind.KAMERSTUK))
    if first is None:
        return []
    draft, plural = first
    drafts = [replace(draft, chamber=draft.chamber or house, session_year=session)]
    if draft.number is None:
        return drafts
    return _read_chain(text, drafts, plural=plural, labelled=labelled)


def _read_paper(text: str, start: int, at: int, *, labelled: bool, empty: Draft) -> tuple[Draft, bool] | None:
    """Dossier, suffix and number at ``at``; also whether "nrs." announced several numbers."""
    found = patterns.DOSSIER.match(text, at)
    if found is None:
        return None
    dossier = re.sub(r"[\s.]", "", found["dossier"])
    at = found.end()
    draft = replace(empty, start=start, end=at, dossier=dossier)
    suffix = patterns.SUFFIX.match(text, at)
    if suffix and _is_suffix(text, dossier, suffix, labelled=labelled):
        at = suffix.end()
        draft = replace(draft, suffix=suffix["suffix"], end=at)
    if kingdom := patterns.KINGDOM.match(text, at):
        at = kingdom.end()
    numbered = patterns.NUMBERED.match(text, at)
    house = None if numbered else patterns.HOUSE_NUMBER.match(text, at)
    number = numbered or house
    if number is None and labelled:
        number = _bare_number(text, at) or patterns.HYPHEN_NUMBER.match(text, at)
    if number is not None:
        plural = numbered is not None and patterns.PLURAL.search(numbered["nr"]) is not None
        printed = chamber(house["house"]) if house else None
        return replace(draft, number=number["number"], end=number.end(), chamber=printed), plural
    # Four digits are a dossier only with a number: else they are a year.
    return (draft, False) if labelled and len(dossier) > 4 else None  # noqa: PLR2004


def _bare_number(text: str, at: int) -> re.Match[str] | None:
    """", D" or ", 36". Two letters count only before punctuation: "35925, EU-middelen" has none."""
    found = patterns.BARE_NUMBER.match(text, at)
    if found and found["number"].isalpha() and not re.match(r"\s{0,6}+(?:[,.;:)\]]|$)", text[found.end() : found.end() + 8]):
        return None
    return found


def _is_suffix(text: str, dossier: str, suffix: re.Match[str], *, labelled: bool) -> bool:
    """Whether the token directly behind a dossier is its suffix: known, or a number follows it."""
    token = suffix["suffix"]
    if "\n" in suffix["join"] and "-" not in suffix["join"] and not token.isdigit() and len(token) == 1:
        return False  # a letter on the next line begins a sentence
    numbered = patterns.NUMBERED.match(text, suffix.end())
    follows = numbered or patterns.HYPHEN_NUMBER.match(text, suffix.end())
    if token.isdigit():
        # "35925-36" is paper 36 of dossier 35925; "21501-02" and "21501 20" are dossiers.
        return near_series(dossier) or ("-" in suffix["join"] and numbered is not None)
    if labelled and not suffix["join"]:
        return False
    return bool(follows) or (labelled and token in tables().chapters) or bool(labelled and _bare_number(text, suffix.end()))


def _read_chain(text: str, drafts: list[Draft], *, plural: bool, labelled: bool) -> list[Draft]:
    """What follows the first number: more numbers of the same dossier, which they inherit, and more dossiers."""
    while True:
        last = drafts[-1]
        page = patterns.PAGE.match(text, last.end)
        at = page.end() if page else last.end
        if (found := patterns.NEXT_NUMBERED.match(text, at)) is not None:
            start = found.start("nr")
            drafts.append(replace(last, start=start, end=found.end(), number=found["number"]))
            plural = patterns.PLURAL.search(found["nr"]) is not None
        elif (found := patterns.NEXT_LISTED.match(text, at)) is not None and _is_listed(text, found, last, plural=plural):
            drafts = _list_number(drafts, found)
        elif labelled and (another := _next_dossier(text, at, last)) is not None:
            drafts.append(another[0])
            plural = another[1]
        else:
            return drafts


def _is_listed(text: str, found: re.Match[str], last: Draft, *, plural: bool) -> bool:
    number, before = found["number"], last.number or ""
    if found["join"] in {"-", "t/m"} or found["join"].startswith("tot"):
        return number.isdigit() and before.isdigit() and int(before) < int(number)
    same_kind = number.isdigit() == before.isdigit()
    return same_kind and (plural or (found["join"] == "en" and patterns.PHRASE_ENDS.match(text, found.end()) is not None))


def _list_number(drafts: list[Draft], found: re.Match[str]) -> list[Draft]:
    """Add one number, or all of a range; the numbers of a range share the span of the whole range."""
    last, number = drafts[-1], found["number"]
    is_range = found["join"] in {"-", "t/m"} or found["join"].startswith("tot")
    if not is_range:
        return [*drafts, replace(last, start=found.start("number"), end=found.end(), number=number)]
    first = int(last.number or 0)
    numbers = range(first, int(number) + 1)
    if len(numbers) > _WIDEST_RANGE:
        numbers = range(first, int(number) + 1, int(number) - first)
    return [*drafts[:-1], *(replace(last, end=found.end(), number=str(each)) for each in numbers)]


def _next_dossier(text: str, at: int, last: Draft) -> tuple[Draft, bool] | None:
    """"; 35570, nr. 22": another dossier under the same label. Its parliamentary year only if printed again."""
    joined = patterns.NEXT_DOSSIER.match(text, at)
    if joined is None:
        return None
    prefix = patterns.PREFIX.match(text, joined.end())
    start = joined.end()
    at = prefix.end() if prefix else start
    printed = session_year(prefix["session"]) if prefix else None
    found = _read_paper(text, start, at, labelled=True, empty=replace(last, suffix=None, number=None, session_year=printed))
    if found is None or found[0].number is None:
        return None
    return replace(found[0], chamber=found[0].chamber or last.chamber), found[1]


def read_other(text: str, anchor: re.Match[str]) -> Draft | None:
    """A reference that is an id, an address, or to a gazette, the proceedings or their supplement."""
    start, kind = anchor.start(), anchor.lastgroup
    if kind == "address":
        parts = split_address(anchor[0])
        return parts and Draft(start, _trim(anchor), parts.kind, parts.id, None, parts.dossier, parts.suffix, parts.number,
                               parts.chamber, parts.session_year)
    if kind in {"identifier", "ecli", "jci", "bwb", "tk"}:
        end = _trim(anchor)
        parts = split_id(text[start:end])
        return parts and Draft(start, end, parts.kind, parts.id, None, parts.dossier, parts.suffix, parts.number,
                               parts.chamber, parts.session_year)
    if kind == "gazette":
        return _read_gazette(text, anchor)
    return read_proceedings(text, start, anchor.end(), supplement=kind == "aanhangsel")


def _trim(anchor: re.Match[str]) -> int:
    """Where an id or address ends without the punctuation of the sentence it stands in."""
    return anchor.start() + len(anchor[0].rstrip(".,;:-"))


def _read_gazette(text: str, anchor: re.Match[str]) -> Draft | None:
    found = patterns.GAZETTE.match(text, anchor.end())
    if found is None:
        return None
    series, kind = {
        "Staatsc": ("stcrt", CitationKind.STAATSCOURANT),
        "Stcrt": ("stcrt", CitationKind.STAATSCOURANT),
        "Staatsb": ("stb", CitationKind.STAATSBLAD),
        "Stb": ("stb", CitationKind.STAATSBLAD),
        "Tractat": ("trb", CitationKind.TRACTATENBLAD),
        "Trb": ("trb", CitationKind.TRACTATENBLAD),
    }[anchor[0][:7]]
    return Draft(anchor.start(), found.end(), kind, f"{series}-{found['year']}-{found['number']}", number=found["number"])


def read_proceedings(
    text: str, start: int, at: int, *, supplement: bool, house: str | None = None, session: str | None = None,
) -> Draft | None:
    """Handelingen or, as ``supplement``, the Aanhangsel with answered questions. Needs a parliamentary year.

    Without it the word is a common noun ("gedelegeerde handelingen").
    """
    found = patterns.PROCEEDINGS.match(text, at)
    if found is None:
        return None
    session = session_year(found["session"]) or session
    if session is None:
        return None
    named = chamber(found["chamber"]) or house
    number, item = found["number"], found["item"]
    years = session[:4] + str(_second_year(session))
    kind = CitationKind.KAMERVRAAG if supplement else CitationKind.HANDELINGEN
    draft = Draft(start, found.end(), kind, number=number, chamber=named, session_year=session)
    if supplement:
        identifier = number and f"ah-{house_of(named) or 'tk'}-{years}-{number}"
    else:
        identifier = number and item and f"h-{house_of(named) or 'tk'}-{years}-{number}-{item}"
        draft = replace(draft, number=f"{number}-{item}" if item else number)
    # Only the Tweede Kamer is cited so often that its name is left out.
    return replace(draft, id=identifier) if named else replace(draft, likely_id=identifier)


def drafts_of(text: str) -> Iterator[tuple[re.Match[str], list[Draft]]]:
    """Every anchor in the even text with the papers read there; for a motie, letter or promise an empty list."""
    covered = 0
    for anchor in patterns.ANCHOR.finditer(text):
        if anchor.start() < covered:
            continue
        drafts = _read(text, anchor)
        if drafts:
            covered = max(draft.end for draft in drafts)
        if drafts or anchor.lastgroup in {"head", "plural", "brieven"}:
            yield anchor, drafts


def _read(text: str, anchor: re.Match[str]) -> list[Draft]:
    start, end, kind = anchor.start(), anchor.end(), anchor.lastgroup
    if kind in {"head", "plural", "brieven"}:
        return []
    if kind == "label":
        return read_papers(text, start, end, labelled=True)
    if kind == "dossier":
        return read_papers(text, start, start, labelled=False)
    if kind == "house":
        house = chamber(anchor[0])
        papers = [draft for draft in read_papers(text, start, end, labelled=True, house=house) if draft.number]
        if papers and "(" in text[end : papers[0].end].partition(papers[0].dossier or "")[0][:8]:
            return []  # "brief aan de Tweede Kamer (35 925, nr. 36)": the chamber is no label here
        return papers or _read_house_supplement(text, start, end, house)
    draft = read_other(text, anchor)
    return [draft] if draft else []


_SUPPLEMENT = re.compile(patterns.SESSION_PART + rf"{patterns.SP},?{patterns.SP}Aanhangsel(?!\w)")


def _read_house_supplement(text: str, start: int, at: int, house: str | None) -> list[Draft]:
    """"Tweede Kamer, vergaderjaar 2019-2020, Aanhangsel van de Handelingen, nr. 12"."""
    found = _SUPPLEMENT.match(text, at)
    if found is None:
        return []
    session = session_year(found["session"])
    draft = read_proceedings(text, start, found.end(), supplement=True, house=house, session=session)
    return [draft] if draft and draft.number else []
