"""References to Kamerstukken by number: one paper or a chain of them.

A reference is read from the place an anchor found, forwards only. The parts of a chain keep disjoint spans: the first
runs from the label to its own number, each further one covers its own words ("nr. 7"). Only the numbers of a printed
range ("nrs. 3-5") share one span, because their words cannot be separated.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.citations.fragments import YEAR, session_year
from ingest.citations.grammar import patterns
from ingest.citations.grammar.draft import CitationDraft
from ingest.citations.grammar.replacing import find_replaced
from ingest.citations.registry.dossiers import near_series, tables
from ingest.model import CitationKind

_WIDEST_RANGE = 50  # "nrs. 1-9999" is not a list of papers: beyond this only the two printed numbers count


def chamber(printed: str | None) -> str | None:
    """The chamber as ids and labels count them: "II" for every way to name the Tweede Kamer, "I" for the Eerste.

    None where both are named ("I/II"). Scanned text has "ll" for "II".
    """
    if printed is None or _names_both(printed):
        return None
    return {"T": "II", "E": "I"}.get(printed[0], printed.replace("l", "I"))


def _names_both(printed: str) -> bool:
    return re.fullmatch(r"[Il]+\s?(?:/|en)\s?[Il]+", printed) is not None


def read_papers(text: str, start: int, at: int, *, labelled: bool, house: str | None = None) -> list[CitationDraft]:
    """Read the Kamerstukken of a reference that begins at ``start``; what follows the label begins at ``at``.

    ``labelled``: "Kamerstuk" or a chamber stands before, so a number without "nr." and a dossier without number will
    do. ``house``: the chamber the label names. Returns the chain in order, empty where no paper follows.
    """
    prefix = patterns.PREFIX.match(text, at) if labelled else None
    drafts = _read_all(text, start, at, prefix, house=house)
    if prefix and prefix["chamber"] and _names_both(prefix["chamber"]):  # each has its own kind of numbers
        drafts = [
            replace(draft, chamber="II" if draft.number.isdigit() else "I") if draft.number else draft
            for draft in drafts
        ]
    if drafts and (other := find_replaced(text, drafts[-1].end)) is not None:
        last = drafts[-1]
        drafts[-1] = replace(last, end=other.end, replaces=other.id_beside(last.dossier, last.suffix))
    return drafts


def read_hyphenated(text: str, start: int) -> list[CitationDraft]:
    """Read the paper whose whole number stands at ``start`` without a label, "36 471-64"; empty where none does."""
    return read_papers(text, start, start, labelled=True) if patterns.HYPHENATED.match(text, start) else []


def _read_all(
    text: str, start: int, at: int, prefix: re.Match[str] | None, *, house: str | None
) -> list[CitationDraft]:
    """The chain as printed. ``prefix``: what stands between label and dossier, None where there is no label."""
    labelled = prefix is not None
    session = None
    if prefix:
        at = prefix.end()
        house = chamber(prefix["chamber"]) or house
        session = session_year(prefix["session"])
    empty = CitationDraft(start, at, CitationKind.KAMERSTUK, chamber=house)
    first = _read_paper(text, start, at, labelled=labelled, empty=empty)
    if first is None:
        return []
    draft, plural = first
    end = draft.end
    if prefix and prefix[0].count("(") > prefix[0].count(")") and (closing := patterns.CLOSING.match(text, end)):
        end = closing.end()
    drafts = [replace(draft, end=end, chamber=draft.chamber or house, session_year=session)]
    if end != draft.end:
        return drafts
    if draft.number is None:  # several dossiers with one number: "31 865/31 031, nr. 5"
        another = _next_dossier(text, end, drafts[0]) if labelled else None
        if another is None:
            return drafts
        drafts.append(replace(another[0], session_year=another[0].session_year or session))
        plural = another[1]
    return _read_chain(text, drafts, plural=plural, labelled=labelled)


def _read_paper(
    text: str, start: int, at: int, *, labelled: bool, empty: CitationDraft
) -> tuple[CitationDraft, bool] | None:
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
        number = _bare_number(text, at, senate=empty.chamber == "I")
        number = number or patterns.HYPHEN_NUMBER.match(text, at) or patterns.SPACED_NUMBER.match(text, at)
    elif number is None and suffix and suffix["join"] == "-" and _has_chapters(dossier):
        number = patterns.HYPHEN_NUMBER.match(text, at)  # "35925-XVII-46": nothing else is written so
    if number is not None:
        plural = numbered is not None and patterns.PLURAL.search(numbered["nr"]) is not None
        printed = chamber(house["house"]) if house else draft.chamber
        return replace(draft, number=number["number"], end=number.end(), chamber=printed), plural
    # Four digits are a dossier only with a number: else they are a year.
    return (draft, False) if labelled and len(dossier) > 4 else None  # noqa: PLR2004


def _has_chapters(dossier: str) -> bool:
    return dossier in tables().budgets or dossier == tables().series


def _bare_number(text: str, at: int, *, senate: bool) -> re.Match[str] | None:
    """A number behind a comma: ", D" or ", 36". Two letters count only before punctuation, unlike ", EU middelen".

    ``senate``: the Eerste Kamer is named, whose papers have letters, so they count anywhere.
    """
    found = patterns.BARE_NUMBER.match(text, at)
    if (
        found
        and len(found["number"]) > 1
        and found["number"].isalpha()
        and not senate
        and not re.match(r"\s{0,6}+(?:[,.;:)\]]|$)", text[found.end() : found.end() + 8])
    ):
        return None
    return found


def _is_suffix(text: str, dossier: str, suffix: re.Match[str], *, labelled: bool) -> bool:
    """Whether the token directly behind a dossier is its suffix: known, or a number follows it."""
    token = suffix["suffix"]
    if "\n" in suffix["join"] and "-" not in suffix["join"] and not token.isdigit() and len(token) == 1:
        return False  # a letter on the next line begins a sentence
    numbered = patterns.NUMBERED.match(text, suffix.end())
    if suffix["join"].startswith(",") and suffix["join"].strip() == ",":
        # "35 925, XVII, nr. 36" and "35 925, XVII, A", but "35 925, VI" is a paper of the Eerste Kamer.
        behind = numbered or (patterns.BARE_NUMBER.match(text, suffix.end()) if labelled else None)
        return behind is not None and token in tables().chapters
    follows = numbered or patterns.HYPHEN_NUMBER.match(text, suffix.end())
    if token.isdigit():
        # "35925-36" is paper 36 of dossier 35925; "21501-02" and "21501 20" are dossiers.
        return near_series(dossier) or ("-" in suffix["join"] and numbered is not None)
    if token not in tables().chapters:
        # A chapter that does not exist, to be flagged: "36045-XVL, nr. 28".
        return numbered is not None and ("-" in suffix["join"] or set(token) <= set("IVXL"))
    return bool(follows) or labelled


def _read_chain(text: str, drafts: list[CitationDraft], *, plural: bool, labelled: bool) -> list[CitationDraft]:
    """What follows the first number: more numbers of the same dossier, which they inherit, and more dossiers."""
    while True:
        last = drafts[-1]
        page, at = _past_remarks(text, last.end)
        if (found := patterns.NEXT_NUMBERED.match(text, at)) is not None:
            start = found.start("nr")
            drafts.append(replace(last, start=start, end=found.end(), number=found["number"]))
            plural = patterns.PLURAL.search(found["nr"]) is not None or found["join"].strip() == ","
        elif (
            not page
            and (found := patterns.NEXT_LISTED.match(text, at)) is not None
            and _is_listed(text, found, last, plural=plural)
        ):
            drafts[-1:] = _list_number(drafts[-1], found)
        elif labelled and (another := _next_dossier(text, at, last)) is not None:
            drafts.append(another[0])
            plural = another[1]
        else:
            return drafts


def _past_remarks(text: str, at: int) -> tuple[bool, int]:
    """Whether pages of the paper before ``at`` follow it, and where they end, and a remark such as "(MvT)" too."""
    page = patterns.PAGES.match(text, at)
    at = page.end() if page else at
    remark = patterns.REMARK.match(text, at)
    return page is not None, remark.end() if remark else at


def _is_listed(text: str, found: re.Match[str], last: CitationDraft, *, plural: bool) -> bool:
    number, before = found["number"], last.number or ""
    if found["range"]:
        return _rank(before) < _rank(number) and number.isdigit() == before.isdigit()
    same_kind = number.isdigit() == before.isdigit()
    if found["join"] == "/":  # one of each chamber: "nr. 3 / A"
        return not same_kind and len(number) == 1
    if plural or not same_kind:
        return same_kind
    if number.isdigit() and re.fullmatch(YEAR, number):
        return False
    if found["join"] in {"en", "&"}:
        return patterns.PHRASE_ENDS.match(text, found.end()) is not None
    is_like = number.isdigit() or len(number) == len(before)  # "C, D en E", not "C, VVD en CDA"
    return is_like and patterns.LIST_ENDS.match(text, last.end) is not None


def _list_number(last: CitationDraft, found: re.Match[str]) -> list[CitationDraft]:
    """The last draft and one more number, or in its place all of a range, which share the span of the whole range."""
    number = found["number"]
    if not found["range"]:
        return [last, replace(last, start=found.start("number"), end=found.end(), number=number)]
    first, final = _rank(last.number or ""), _rank(number)
    numbers = range(first, final + 1)
    if len(numbers) > _WIDEST_RANGE:
        numbers = range(first, final + 1, final - first)
    spell = str if number.isdigit() else _letters
    return [replace(last, end=found.end(), number=spell(each)) for each in numbers]


def _rank(number: str) -> int:
    """Where a number stands in the order of its chamber: 12 for "12"; 1 for "A", 27 for "AA"."""
    if number.isdigit():
        return int(number)
    rank = 0
    for letter in number:
        rank = rank * 26 + ord(letter) - ord("A") + 1
    return rank


def _letters(rank: int) -> str:
    """The number of the Eerste Kamer with this rank: "A" for 1, "AA" for 27."""
    letters = ""
    while rank > 0:
        rank, letter = divmod(rank - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _next_dossier(text: str, at: int, last: CitationDraft) -> tuple[CitationDraft, bool] | None:
    """Another dossier under the same label: "; 35570, nr. 22". Its parliamentary year only if printed again."""
    joined = patterns.NEXT_DOSSIER.match(text, at)
    if joined is None:
        return None
    prefix = patterns.PREFIX.match(text, joined.end())
    start = joined.end()
    at = prefix.end() if prefix else start
    printed = session_year(prefix["session"]) if prefix else None
    found = _read_paper(
        text, start, at, labelled=True, empty=replace(last, suffix=None, number=None, session_year=printed)
    )
    if found is None or found[0].number is None:
        return None
    return replace(found[0], chamber=found[0].chamber or last.chamber), found[1]
