"""The masthead of official publications: Kamerstukken, the Aanhangsel, Staatsblad and Staatscourant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.imprint.opening import Opening

CHAMBERS = {"tweede": "Tweede Kamer der Staten-Generaal", "eerste": "Eerste Kamer der Staten-Generaal"}
# The id that the printer puts at the foot of the first page.
_ID = re.compile(
    r"(?<![\w-])(?:kst-\d{4,6}(?:-\(?R\d+\)?)?(?:-[IVXLC]+)?-(?:\d+|[A-Z]{1,3})|ah-tk-\d{8}-\d+|stb-\d{4}-\d+|"
    r"stcrt-\d{4}-\d+|"
    r"trb-\d{4}-\d+|h-[te]k-\d{8}-\d+(?:-\d+)?)(?![\w-])"
)
_DOSSIER = r"(?P<dossier>\d{2}\s?\d{3})(?:\s?(?P<rijkswet>\(R\d{3,4}\)))?(?:[\s-](?P<chapter>[IVXLC]{1,6}))?"
# "Tweede Kamer, vergaderjaar 2023-2024, 36 410 XIX, nr. 9", at the foot of every page.
_FOOT = re.compile(
    rf"(?P<chamber>Tweede|Eerste) Kamer, vergaderjaar (?P<from>\d{{4}})\s?[-–]\s?(?P<to>\d{{4}}), "
    r"(?:Aanhangsel(?: van de Handelingen)?(?:, nr\.)?\s+(?P<annex>\d{1,5})|"
    rf"{_DOSSIER}, (?:nr\. )?(?P<number>\d+|[A-Z]{{1,3}}))(?:\s+\d+)?"
)
_DOSSIER_LINE = re.compile(rf"{_DOSSIER}\s+(?P<title>[A-Z].{{8,300}})")
_DOSSIER_ALONE = re.compile(_DOSSIER)
_NUMBER_LINE = re.compile(
    r"(?:Nr\.\s*(?P<number>\d+)|(?P<letter>[A-Z]{1,2}))\s+(?P<title>[A-Z][A-Z’'., -]{5,}.{0,300})"
)
_NUMBER_ALONE = re.compile(r"Nr\.\s*(?P<number>\d+)")
# As the House heads them on its own site: "AH 1244".
_ANNEX = re.compile(r"AH\s?-?\s?(?P<number>\d{1,4})")
_SESSION = re.compile(r"Vergaderjaar (?P<from>\d{4})\s?[-–]\s?(?P<to>\d{4})", re.IGNORECASE)
_CHAMBER = re.compile(r"(?P<chamber>Tweede|Eerste) Kamer der Staten-Generaal(?:\s+[12])?")
# "Wet van 3 mei 2023, houdende regels over ...", "Besluit van de Minister van ... van 3 mei 2023, nr. ..., tot ..."
_ENACTED = re.compile(
    r"(?:Rijkswet|Wet|Besluit|Regeling|Ministeriële regeling|Beleidsregels?|Verordening|Beschikking) "
    r"van .{0,200}?(?P<date>\d{1,2} [a-z]+ \d{4})\b.{0,400}",
    re.DOTALL,
)
_JOURNAL = re.compile(r"(?:Staatsblad|Staatscourant|Tractatenblad)(?:\s.*)?", re.IGNORECASE)
_DATED = re.compile(
    r"(?:(?:Nr\.\s*\S+|Vastgesteld|Ontvangen|Uitgegeven|Jaargang \d{4})\s+)?(?:de )?(?P<date>\d{1,2} [a-z]+ \d{4})",
    re.IGNORECASE,
)
_HEAD_LINES = 40
_BESIDE = 6  # lines in which the title or heading is looked for below its number
_MOST_WORDS = 90


@dataclass(frozen=True, slots=True)
class Masthead:
    """What the masthead states; "" where it does not. ``heading``: of the paper ("BRIEF VAN DE MINISTER ...")."""

    title: str = ""
    heading: str = ""
    number: str = ""
    date: str = ""
    publisher: str = ""
    number_in_margin: bool = False


def masthead_of(opening: Opening, stated: str = "") -> Masthead:
    """Return what the masthead of an official publication states; nothing for other papers.

    ``stated``: its number as its metadata give it, "" where they do not.
    """
    lines = [line for line in opening.lines[:_HEAD_LINES] if len(line.split()) <= _MOST_WORDS]
    everywhere = (*opening.margins, *lines)
    printed = next((match[0] for line in everywhere if (match := _ID.search(line))), stated)
    foot = next((match for line in everywhere if (match := _FOOT.fullmatch(line))), None)
    enacted = next((match for line in lines if (match := _ENACTED.fullmatch(line))), None)
    in_house = any(_CHAMBER.fullmatch(line) for line in everywhere)
    paper = _paper(lines) if in_house or foot or printed.startswith("kst-") else Masthead()
    journal = any(_JOURNAL.fullmatch(line) for line in everywhere)
    number = printed or (_of_foot(foot) if foot else "") or paper.number or _of_annex(lines)
    head = next((match["chamber"].lower() for line in everywhere if (match := _CHAMBER.fullmatch(line))), "")
    chamber = CHAMBERS.get(foot["chamber"].lower() if foot else head, "")
    official = bool(number or journal or in_house)
    dated = next((match["date"] for line in lines if official and (match := _DATED.fullmatch(line))), None)
    title = paper.title or (" ".join(enacted[0].split()).rstrip(".") if enacted and (journal or not in_house) else "")
    return Masthead(
        title=title,
        heading=paper.heading,
        number=number,
        date=iso_date(dated) or (iso_date(enacted["date"]) if enacted and title else None) or "",
        publisher=chamber if number.startswith(("kst-", "ah-")) or in_house else "",
        number_in_margin=bool(number) and not paper.number and bool(opening.margins),
    )


def _of_foot(foot: re.Match[str]) -> str:
    if foot["annex"]:
        return f"ah-tk-{foot['from']}{foot['to']}-{foot['annex']}"
    return _id(foot, foot["number"])


def _of_annex(lines: Sequence[str]) -> str:
    """The id of answers to Kamervragen whose number and parliamentary year stand in lines of their own."""
    number = next((match["number"] for line in lines if (match := _ANNEX.fullmatch(line))), None)
    session = next((match for line in lines if (match := _SESSION.fullmatch(line))), None)
    return f"ah-tk-{session['from']}{session['to']}-{number}" if number and session else ""


def _id(dossier: re.Match[str], number: str) -> str:
    parts = [re.sub(r"\s", "", dossier["dossier"]), dossier["rijkswet"], dossier["chapter"], number]
    return f"kst-{'-'.join(part for part in parts if part)}"


def _paper(lines: Sequence[str]) -> Masthead:
    """Dossier, number and heading of a Kamerstuk; its title is what its XML gives: both, with the number behind."""
    dossier: re.Match[str] | None = None
    about = heading = number = ""
    for at, line in enumerate(lines):
        if dossier is None and (match := _DOSSIER_LINE.fullmatch(line)):
            dossier, about = match, match["title"]
        elif dossier is None and (match := _DOSSIER_ALONE.fullmatch(line)):
            dossier, about = match, _title_below(lines[at + 1 :])
        elif dossier is not None and not number and (match := _NUMBER_LINE.fullmatch(line)):
            number, heading = match["number"] or match["letter"], match["title"]
        elif dossier is not None and not number and (match := _NUMBER_ALONE.fullmatch(line)):
            number, heading = match["number"], _heading_below(lines[at + 1 :])
    if dossier is None or not number:
        return Masthead()
    texts = [part.rstrip(".") for part in (about, heading) if part]
    of = " ".join(part for part in (dossier["dossier"], dossier["rijkswet"], dossier["chapter"]) if part)
    title = f"{'. '.join(texts)} ({of}, nr. {number})" if texts else ""
    return Masthead(title, heading, _id(dossier, number))


def _title_below(lines: Sequence[str]) -> str:
    """What the dossier is called: the first line that can be a title; numbers set in a column beside it go before."""
    for line in lines[:_BESIDE]:
        if _NUMBER_LINE.fullmatch(line):
            return ""
        if line[:1].isupper() and not (is_masthead(line) or _ID.search(line)):
            return line
    return ""


def _heading_below(lines: Sequence[str]) -> str:
    """The heading of the paper, which begins in capitals; the title of its dossier may stand between."""
    return next((line for line in lines[:_BESIDE] if line[:5].isupper() and not _ID.search(line)), "")


def is_masthead(line: str) -> bool:
    """Whether a line belongs to the masthead of an official publication and is the title of none."""
    return any(
        pattern.fullmatch(line)
        for pattern in (_CHAMBER, _JOURNAL, _FOOT, _DATED, _DOSSIER_ALONE, _NUMBER_ALONE, *_HEAD_WORDS)
    )


_HEAD_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"Aanhangsel (?:van|tot) de Handelingen.*",
        r"Handelingen|Vergaderjaar \d{4}.*|Jaargang \d{4}.*|Nr\. ?\d+",
        r"van het Koninkrijk der Nederlanden|Officiële uitgave van het Koninkrijk.*",
        r"(?:Tweede|Eerste) Kamer|Staten-Generaal|Vragen gesteld door de leden der Kamer.*",
        r"Rijksoverheid|Postbus \d+.*|\d{4} ?[A-Z]{2}\b.*|(?:www\.|https?://)\S+",
        r"(?:versie|concept|definitief|vertrouwelijk|publicatie)(?: v?[\d.]+)?(?:[ ,].{0,20})?",
    )
)
