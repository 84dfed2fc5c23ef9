"""The head of answers to Kamervragen: who asked what, who answers, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date
from ingest.imprint.organisations import ministry_in

if TYPE_CHECKING:
    from collections.abc import Iterable

# Such as: Vragen van de leden De Wit en Jansen (D66) aan de Minister van ... over ... (ingezonden 3 juni 2024).
_ASKED = re.compile(
    r"(?P<title>(?:(?:Schriftelijke )?vragen|Kamervragen|"
    r"(?:Be)?antwoord(?:en|ing)\b.{0,160}?\b(?:kamer|schriftelijke )?vragen) "
    r"(?:van|gesteld door) (?:het lid|de leden|de Kamerleden|het Kamerlid) (?P<askers>.+?)"
    r"(?:,? aan (?P<asked>(?:de )?(?:minister|staatssecretaris).+?))?,? "
    r"(?:over|inzake|naar aanleiding van|betreffende) .+?)"
    r"(?:\s*\((?:ingezonden|ontvangen|binnengekomen) (?:op )?(?P<sent>[^)]{6,30})\)?.*)?\.?",
    re.IGNORECASE | re.DOTALL,
)
# Such as: Antwoord van Minister Jansma (Volksgezondheid, Welzijn en Sport) (ontvangen 1 juli 2024).
_ANSWERED = re.compile(
    r"(?:Mededeling|Antwoord(?:en)?) van (?:de )?(?P<minister>(?:Minister|Staatssecretaris).+?)"
    r"(?:,? (?:mede namens|op (?:de )?(?:kamer|schriftelijke |mondelinge )?vragen)\b.*?)?"
    r"(?:\s*\((?:ontvangen|ingezonden|binnengekomen) (?:op )?(?P<date>[^)]{6,30})\).*)?\.?",
    re.IGNORECASE | re.DOTALL,
)
_NAMED_IN_BRACKETS = re.compile(r"\((?P<ministry>[^)]{5,90})\)")
_MOST_WORDS = 120  # in the line that says who asked what


@dataclass(frozen=True, slots=True)
class Questions:
    """``title``: who asked whom what, as printed. ``askers``: their names with party. ``date``: of the answers, ISO."""

    title: str
    askers: str
    minister: str = ""
    ministry: str = ""
    date: str = ""


def questions_of(lines: Iterable[str]) -> Questions | None:
    """Return what the head of a paper says of the questions it answers; None where it holds none."""
    asked: re.Match[str] | None = None
    answered: re.Match[str] | None = None
    for line in lines:
        if len(line.split()) > _MOST_WORDS:
            continue
        if asked is None:
            asked = _ASKED.fullmatch(line)
        if answered is None:
            answered = _ANSWERED.fullmatch(line)
    if asked is None:
        return None
    minister = (answered["minister"] if answered else asked["asked"] or "").strip(" .,")
    dates = (answered["date"] if answered else None, asked["sent"])
    return Questions(
        title=" ".join(asked["title"].split()).rstrip("."),
        askers=" ".join(asked["askers"].split()),
        minister=re.sub(r"^de ", "", minister),
        ministry=_ministry(minister) or ministry_in(asked["title"]),
        date=next((date for each in dates if (date := iso_date(each))), ""),
    )


def _ministry(minister: str) -> str:
    """The ministry of a minister: "Minister van Financiën", "Minister Jansma (Financiën)"."""
    bracketed = _NAMED_IN_BRACKETS.search(minister)
    return ministry_in(minister) or (ministry_in(f"minister van {bracketed['ministry']}") if bracketed else "")
