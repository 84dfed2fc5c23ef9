"""The head of a letter: its subject, date and number, each behind a label or below it.

Ministries set the labels in a column of their own, in one line with their values, in a row above them, or in the head
of the page; with a colon or without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from ingest.formats.properties import iso_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ingest.imprint.opening import Opening

_NAMES = {
    "date": r"Datum|Dagtekening",
    "subject": r"Onderwerp|Betreft|Betreffende|Inzake",
    "reference": r"Ons kenmerk|Onze referentie|Kenmerk|Ons nummer|Zaaknummer",
    "other": (
        r"Uw kenmerk|Uw referentie|Uw brief(?: van)?|Bijlage\(n\)|Bijlagen?|Contactpersoon|Behandeld door|Telefoon|"
        r"Doorkiesnummer|E-?mail|Projectnaam|Retouradres|Kopie aan|Cc|Pagina(?: \d+ van \d+)?|Aantal bijlagen|Steller"
    ),
}
_LABEL = re.compile(
    "|".join(rf"(?P<{name}>{labels})" for name, labels in _NAMES.items()).join(("(?:", r")(?![\w-])\s*[:.]?")),
    re.IGNORECASE,
)
# Labels that may stand behind the value of another in one line: in running text these words do not stand so.
_WITHIN = re.compile(
    r"(?<=\s)(?:Ons kenmerk|Onze referentie|Uw kenmerk|Uw referentie|Uw brief van|Bijlage\(n\)|Contactpersoon|"
    r"Datum(?=:?\s+(?:\d|Ons|Uw))|Kenmerk(?=:)|(?:Betreft|Onderwerp)(?=:|\s+[A-Z]))"
)
_SALUTATION = re.compile(r"(?:Zeer )?(?:Geachte|Hooggeachte|Beste|Excellentie|Edelhoogachtbaar)\b")
_MOST_WORDS = 70  # in a line of the head
_MOST_SUBJECT = 400  # characters
# A subject of one word is a long noun ("Onderwerp Draagmoederschap"); in a table it is the next column's name.
_ONE_WORD = re.compile(r"(?!(?:Toelichting|Omschrijving|Beschrijving|Opmerking|Betekenis)(?:en)?$)[A-Z][\w’'-]{7,}")
_MOST_REFERENCE = 60  # characters
_PLACE_AND_DATE = re.compile(r"['’‘]?[A-Za-z][\w'’ -]{1,30},\s+(?:d\.?d\.?\s+)?(?P<date>\d{1,2}\s+[a-z]+\s+\d{4})\.?")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the head of a letter states; "" where it does not. ``date``: ISO 8601. ``in_margin``: fields read there."""

    subject: str = ""
    date: str = ""
    reference: str = ""
    is_letter: bool = False
    in_margin: frozenset[str] = frozenset()


def letterhead_of(opening: Opening) -> Letterhead:
    """Return what the letterhead states; nothing for what is not a letter."""
    lines = opening.lines
    end = next((at for at, line in enumerate(lines) if _SALUTATION.match(line)), None)
    own = _fields([line for line in lines if not _SALUTATION.match(line)])
    margin = _fields(opening.margins, anywhere=True)
    labels = {name for name, _ in own} | {name for name, _ in margin}
    is_letter = end is not None or len(labels & {"date", "subject", "reference"}) > 1
    colon = any(re.match(r"(?:Onderwerp|Betreft)\s*:", line) for line in lines)
    found = {"subject": _first(own, "subject") if is_letter or colon else ""}
    found["subject"] = found["subject"] or (_first(margin, "subject") if is_letter else "")
    read_in_margin = set()
    for name in ("date", "reference"):
        found[name] = _first(own, name)
        if not found[name] and (value := _first(margin, name)):
            found[name] = value
            read_in_margin.add(name)
    if not found["date"]:
        signed = (
            match for line in lines[: None if end is None else end + 1] if (match := _PLACE_AND_DATE.fullmatch(line))
        )
        found["date"] = next((iso_date(match["date"]) or "" for match in signed), "")
    return Letterhead(found["subject"], found["date"], found["reference"], is_letter, frozenset(read_in_margin))


def is_label(line: str) -> bool:
    """Whether a line holds nothing but labels ("Datum Ons kenmerk").

    >>> is_label("Datum Ons kenmerk"), is_label("Datum 3 mei")
    (True, False)
    """
    return bool(line) and not re.sub(r"[\s:.]", "", _LABEL.sub("", line))


def _first(fields: Sequence[tuple[str, str]], name: str) -> str:
    """The first value of a field that can be one."""
    for found, value in fields:
        if found == name and (kept := _kept(name, value)):
            return kept
    return ""


def _kept(name: str, value: str) -> str:
    """The value as it is kept; "" for what cannot be one."""
    value = value.strip(" :;,")
    if name == "date":
        date = iso_date(value) or ""
        return date if "-" in date else ""
    if name == "reference":
        return value if len(value) <= _MOST_REFERENCE and re.search(r"\d", value) else ""
    words = value.split()
    fits = (len(words) > 1 or _ONE_WORD.fullmatch(value)) and len(value) <= _MOST_SUBJECT
    return value if fits and not re.match(r"(?:het|de|dit|dat|deze)\b[^.]*\.$", value) else ""


def _fields(lines: Sequence[str], *, anywhere: bool = False) -> list[tuple[str, str]]:
    """The labels with their values, in order. ``anywhere``: labels need not begin their line."""
    found: list[tuple[str, str]] = []
    waiting: list[str] = []  # labels whose values stand in the next line
    for line in lines:
        parts = list(_parts(line, anywhere=anywhere)) if len(line.split()) <= _MOST_WORDS else []
        if not parts:
            found += _below(waiting, line)
            waiting = []
            continue
        waiting = [name for name, value in parts if not value] if all(not value for _, value in parts) else []
        found += [(name, value) for name, value in parts if value]
        last, value = parts[-1]
        if not value and not waiting:
            waiting = [last]
    return found


def _parts(line: str, *, anywhere: bool) -> Iterator[tuple[str, str]]:
    """Each label of a line with what follows it, up to the next label."""
    starts = [0] if _starts(line) else []
    starts += [match.start() for match in _WITHIN.finditer(line) if starts or anywhere]
    for start, end in pairwise([*starts, None]):
        piece = line[start:end]
        match = _LABEL.match(piece)
        if match is not None and match.lastgroup is not None:
            yield match.lastgroup, piece[match.end() :].strip()


def _starts(line: str) -> bool:
    # In a memo the labels may be small letters, each in a cell of its own.
    return _LABEL.match(line) is not None and (line[:1].isupper() or is_label(line))


def _below(waiting: Sequence[str], line: str) -> Iterator[tuple[str, str]]:
    """What a line holds of the fields whose labels stand above it."""
    if len(waiting) == 1:
        yield waiting[0], line
        return
    rest = line
    if "date" in waiting and (date := _WRITTEN_DATE.search(line)):
        yield "date", date[0]
        rest = f"{line[: date.start()]} {line[date.end() :]}"
    others = [name for name in waiting if name != "date"]
    if others and others[0] != "subject" and rest.split():
        yield others[0], rest.strip() if len(others) == 1 else rest.split()[0]


_WRITTEN_DATE = re.compile(r"\d{1,2}\s+[a-z]+\.?\s+\d{4}|\d{1,2}-\d{1,2}-\d{4}", re.IGNORECASE)
