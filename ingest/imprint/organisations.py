"""Who publishes a paper: ministries, other organisations of government and parties, by the names they print."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

# A name of two words at least, before the office of who bears it: "Piet Jansen Minister van ...".
_SIGNED = re.compile(
    r"(?!Geachte|Zeer|Beste|Aan |Vragen)[A-ZÀ-Þ][\w.'’-]*\s(?:[\w.'’-]+\s){1,4}?(?=(?:Minister|Staatssecretaris)\b)"
)
_MUNICIPALITY = re.compile(
    r"(?:Gemeente|Provincie|Waterschap|Hoogheemraadschap|Omgevingsdienst) [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?"
)
_ISSUED = re.compile(
    r"(?:uitgave|publicatie) van(?: de| het)?:?\s+(?P<who>\S.{3,120})|^Uitgever:?\s+(?P<named>\S.{3,120})",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?:Aan\b|t\.a\.v\.|> ?Retouradres)", re.IGNORECASE)
_MOST_WORDS = 16  # in a line of a letterhead or cover; a longer one is running text, which names others
_LEAST = 3  # times that a programme names its own party


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("ingest").joinpath("data/organisations.toml").read_text("utf-8"))


@cache
def _names() -> list[str]:
    """The names of parties, longer ones first."""
    short = tomllib.loads(files("ingest").joinpath("data/names.toml").read_text("utf-8"))["parties"]
    return sorted({*short, *_data()["parties"]}, key=lambda name: (-len(name), name))


@cache
def _parties() -> re.Pattern[str]:
    names = "|".join(re.escape(name).replace(r"\-", "[-–/]") for name in _names())
    return re.compile(rf"(?<![\w-])(?:{names})(?![\w-])")


def _listed(names: Iterable[str]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))


@cache
def _ministry() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)Ministerie van (?P<name>{_listed(_data()['ministries'])})(?!\w)", re.IGNORECASE)


@cache
def _minister() -> re.Pattern[str]:
    head = r"(?:minister|staatssecretaris)"
    return re.compile(
        rf"(?<!\w){head} (?:van (?P<name>{_listed(_data()['ministries'])})|"
        rf"voor (?P<without>{_listed(_data()['without'])}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _others() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_listed(_data()['others'])})(?![\w-])")


def _proper(name: str) -> str:
    """A ministry's name with the capitals of the list, whatever those in print."""
    known = {each.casefold(): each for each in _data()["ministries"]}
    found: str = known[" ".join(name.casefold().split())]
    return found


def ministry_named(lines: Iterable[str]) -> str:
    """Return the first ministry whose letterhead or cover these lines are, "" for none.

    >>> ministry_named(["Ministerie van Financiën", "Postbus 20201"])
    'Ministerie van Financiën'
    """
    for line in lines:
        match = _ministry().search(line) if len(line.split()) <= _MOST_WORDS else None
        if match is not None and not _ADDRESSED.match(line):
            return f"Ministerie van {_proper(match['name'])}"
    return ""


def ministry_of_minister(lines: Iterable[str]) -> str:
    """Return the ministry of the first minister or state secretary that these lines begin with, "" for none.

    Under a letter stands "De minister van Justitie en Veiligheid," or "Minister voor Rechtsbescherming", with the name
    of who signed before it where both stand in one line.
    """
    for line in lines:
        match = re.match(r"(?:\(?de |antwoord(?:en)? van (?:de )?|brief van (?:de )?)?", line, re.IGNORECASE)
        found = _minister().match(line, match.end() if match else 0)
        if found is None and (signed := _SIGNED.match(line)) is not None:
            found = _minister().match(line, signed.end())
        if found is not None:
            return of_minister(found)
    return ""


def ministry_in(text: str) -> str:
    """Return the ministry of the first minister that a text names, "" for none."""
    found = _minister().search(text)
    return of_minister(found) if found is not None else ""


def of_minister(found: re.Match[str]) -> str:
    """Return the ministry of a minister that was found."""
    if found["name"]:
        return f"Ministerie van {_proper(found['name'])}"
    known = {name.casefold(): ministry for name, ministry in _data()["without"].items()}
    return f"Ministerie van {known[' '.join(found['without'].casefold().split())]}"


def organisation_named(lines: Iterable[str]) -> str:
    """Return the first organisation that is no ministry, municipalities included, that a short line names."""
    for line in lines:
        if _ADDRESSED.match(line):
            continue
        found = _others().search(line) or _MUNICIPALITY.match(line)
        if found is not None:
            return " ".join(found[0].split())
    return ""


def issuer_named(lines: Iterable[str]) -> str:
    """Return whose publication these lines say it is ("Dit is een uitgave van ..."), "" where none does."""
    for line in lines:
        found = _ISSUED.search(line)
        if found is None:
            continue
        who = [found["who"] or found["named"]]
        if named := ministry_named(who) or organisation_named(who):
            return named
    return ""


def is_organisation(line: str) -> bool:
    """Whether a line is the name of a publisher and nothing more."""
    return any(pattern.fullmatch(line) for pattern in (_ministry(), _others(), _MUNICIPALITY, _parties()))


def parties_named(lines: Iterable[str]) -> list[str]:
    """Return the parties that these lines name, each once, as they are called in the Chamber."""
    return list(dict.fromkeys(_short(match[0]) for line in lines for match in _parties().finditer(line)))


def parties_of_name(stem: str) -> str:
    """Return the party, or the parties of a joint programme, that a file's name holds ("programma-gl-pvda").

    >>> parties_of_name("manifest-2023-gl-pvda")
    'GroenLinks-PvdA'
    """
    known = {name.casefold(): _short(name) for name in _names()}
    named = [known[part] for part in re.split(r"[\W_]+", stem.casefold()) if part in known]
    joint = "-".join(named)
    return joint if len(named) == 1 or joint.casefold() in known else ""


def own_party(lines: Iterable[str]) -> str:
    """Return the party that a programme names far more often than any other, "" for none."""
    counted = Counter(_short(match[0]) for line in lines for match in _parties().finditer(line))
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return ""
    return ranked[0][0]


def _short(name: str) -> str:
    found: str = _data()["parties"].get(name, name)
    return re.sub(r"[–/]", "-", found)
