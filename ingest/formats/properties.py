"""What files state about themselves, normalised: dates as ISO 8601, titles only where they can be trusted."""

from __future__ import annotations

import re

_MONTHS = (
    "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "january february march april may june july august september october november december".split(),
)
_DUTCH = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[\s\u00a0]+(?P<month>[a-z]{3,9})\.?[\s\u00a0]+(?P<year>\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_AND_YEAR = re.compile(
    r"(?<![\w-])(?P<month>[a-z]{3,9})\.?[\s\u00a0]+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?:-?(?P<month>[01]\d)(?:-?(?P<day>[0-3]\d))?)?(?![\d])")
_NUMERIC = re.compile(r"(?<!\d)(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>(?:19|20)\d\d)(?!\d)")
_MOST_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# Titles that a program left behind: names of files and of its own new documents.
_LEFT_BEHIND = re.compile(
    r"^(?:microsoft (?:word|powerpoint|excel)\b.*|(?:document|presentatie|presentation|brief|map)\s?\d*|untitled"
    r"|naamloos|(?:word|opmaak)?sjabloon\b.*|template|titel|title|.*\.(?:docx?|pdf|indd|odt|rtf|pptx?|xlsx?|html?|dotx?|ai|qxd))$",
    re.IGNORECASE,
)
# Headings of parts that any document may begin with.
_FIRST_PART = re.compile(
    r"(?:(?:hoofdstuk|chapter)?\s*(?:\d+|[ivx]+)[.:)]?\s+)?(?:algemene\s+)?"
    r"(?:inleiding(?: (?:en|&) \w+)?|introductie|voorwoord|ten geleide|woord vooraf|leeswijzer|inhoud(?:sopgave)?|"
    r"aanleiding|achtergrond|(?:(?:management|bestuurlijke|publieks)\s?)?samenvatting|colofon|introduction|"
    r"(?:executive )?summary|"
    r"(?:table of )?contents|preface|foreword)[.:]?",
    re.IGNORECASE,
)
_TRUSTED = 0.7  # part of a title's words that must stand in the text


def iso_date(text: str | None) -> str | None:
    """The first date in ``text`` as "2024-05-16", "2024-05" or "2024"; None where there is none.

    Understands "16 mei 2024", "mei 2024", "16-05-2024", "2024-05-16T10:00" and the dates of PDF ("D:20240516100000").

    >>> iso_date("Den Haag, 16 mei 2024")
    '2024-05-16'
    """
    if not text:
        return None
    if (found := _DUTCH.search(text)) and (month := _month(found["month"])):
        return _checked(found["year"], month, found["day"])
    written = _MONTH_AND_YEAR.search(text)
    if written and written["month"].lower() in {name for names in _MONTHS for name in names}:
        return _checked(written["year"], _month(written["month"]), None)
    if found := _NUMERIC.search(text):
        return _checked(found["year"], found["month"], found["day"])
    if found := _ISO.search(re.sub(r"^D:(\d{4})(\d\d)?(\d\d)?\d*", r"\1-\2-\3", text).replace("--", "")):
        return _checked(found["year"], found["month"], found["day"])
    return None


def _month(name: str) -> str | None:
    """The number of a month, given by its name or the first letters of it."""
    for months in _MONTHS:
        for number, month in enumerate(months, 1):
            if month.startswith(name.lower()[:3]):
                return str(number)
    return None


def _checked(year: str, month: str | None, day: str | None) -> str:
    if month is None or not 1 <= int(month) <= len(_MOST_DAYS):
        return year
    if day is None or not 1 <= int(day) <= _MOST_DAYS[int(month) - 1]:
        return f"{year}-{int(month):02d}"
    return f"{year}-{int(month):02d}-{int(day):02d}"


def believed_title(title: str | None, text: str) -> str | None:
    """A title from a file's properties, where it can be that of a document with this text; None where not.

    Letters are written over older letters, whose titles stay behind in the properties, so most of the title's words
    must stand in the text. ``text``: the beginning of the document is enough.
    """
    words = " ".join((title or "").split())
    if not words or _LEFT_BEHIND.match(words):
        return None
    known = set(re.findall(r"\w+", text.lower()))
    parts = re.findall(r"\w+", words.lower())
    return words if parts and sum(part in known for part in parts) >= _TRUSTED * len(parts) else None


def titling(heading: str | None) -> str | None:
    """A document's first heading, where it can be its title; None for one that only names its first part.

    >>> titling("1. Inleiding"), titling("Inleiding in de rechtsstaat")
    (None, 'Inleiding in de rechtsstaat')
    """
    words = " ".join((heading or "").split())
    return None if not words or _FIRST_PART.fullmatch(words) else words
