"""Who submitted a motie: names with particles, "c.s.", and what the particle "van" means."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ingest.citations.grammar import patterns

_PARTY_DIGITS = re.compile(r"D66|50PLUS|BIJ1|JA21")
_MOST_NAMES = 12  # no motie names more; keeps the work at one place bounded


@dataclass(frozen=True, slots=True)
class Submitters:
    """Names as printed, a leading particle with a capital; ``end``: where they and "c.s." end, in the text given.

    ``certain``: introduced by "lid" or "leden", glued on ("motie-Kröger") or followed by "c.s.": surely a member.
    """

    names: tuple[str, ...]
    cosigned: bool
    end: int
    certain: bool


@cache
def _known_names() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Surnames that begin with "van", those that begin with "van de", and parties."""
    data = tomllib.loads(files("ingest").joinpath("data/names.toml").read_text("utf-8"))
    return frozenset(data["van"] + data["van_unchecked"]), frozenset(data["van_de"]), frozenset(data["parties"])


def read_submitters(text: str, start: int) -> Submitters:
    """Read the submitters that follow "motie" or "amendement" ending at ``start`` of the even ``text``.

    No names gives an empty result that ends at ``start``.
    """
    introduced = patterns.INTRODUCED.match(text, start)
    if introduced is None:
        return Submitters((), cosigned=False, end=start, certain=False)
    at = introduced.end()
    if introduced["van"] and _van_is_in_name(text, at):
        at = introduced.start("van")
    return _read_list(text, start, at, certain=bool(introduced["member"]) or text[start] == "-")


def read_listed(text: str, at: int, *, certain: bool) -> Submitters:
    """Read the names that begin at ``at``, behind "moties Kuzu (...) en"; ``certain``: "het lid" stands before."""
    return _read_list(text, at, at, certain=certain)


def read_addressees(text: str, start: int) -> Submitters:
    """Read "aan de leden Thijssen en Bisschop" after "toezegging"; empty where that does not follow."""
    addressed = patterns.ADDRESSEE.match(text, start)
    if addressed is None:
        return Submitters((), cosigned=False, end=start, certain=False)
    return _read_list(text, start, addressed.end(), certain=True)


def _read_list(text: str, start: int, at: int, *, certain: bool) -> Submitters:
    """The names from ``at``. A list of commas counts only if "en" or "c.s." closes it: else a sentence goes on."""
    found: list[tuple[str, int]] = []  # name, where it and the party behind it end
    first_comma: int | None = None  # how many names before the first comma
    closed = False
    name = patterns.NAME.match(text, at)
    while name is not None and len(found) < _MOST_NAMES:
        found.append((_as_printed(name), _past_party(text, name.end())))
        join = patterns.NAME_JOIN.match(text, found[-1][1])
        if join is None or closed:
            break
        name = patterns.NAME.match(text, join.end())
        if name is not None:
            closed = join["join"].endswith(("en", "&"))
            if join["join"] == "," and first_comma is None:
                first_comma = len(found)
    if not found:
        return Submitters((), cosigned=False, end=start, certain=False)
    if not certain and _is_body(text, at, found[0]):
        rest = patterns.REST_OF_WORD.match(text, found[0][1])  # "SP-fractie"
        return Submitters((), cosigned=False, end=rest.end() if rest else found[0][1], certain=False)
    cosigned = patterns.COSIGNED.match(text, found[-1][1])
    if first_comma is not None and not closed and cosigned is None:
        found = found[:first_comma]
    end = _past_party(text, cosigned.end() if cosigned else found[-1][1])
    parties = _known_names()[2]
    names = tuple(given for given, _ in found if given not in parties)
    return Submitters(names, cosigned is not None, end, certain or cosigned is not None)


def _past_party(text: str, end: int) -> int:
    """Where a party in brackets behind a name ends; ``end`` itself where there is none."""
    party = patterns.PARTY.match(text, end)
    if party is None or any(mark.isdigit() for mark in _PARTY_DIGITS.sub("", party[0])):
        return end  # "(26485, W)" is a paper
    return party.end()


def _is_body(text: str, at: int, first: tuple[str, int]) -> bool:
    """Whether "van de" stands before a party, committee or the like, rather than in the name of a member."""
    name, end = first
    article = patterns.VAN_DE.match(text, at)
    if article is None or patterns.COSIGNED.match(text, end):
        return False
    known = name.split()[2].split("-")[0] in _known_names()[1]
    return not known and name not in text[max(0, at - 5000) : at + 5000]


def _as_printed(name: re.Match[str]) -> str:
    words = " ".join(name[0].split())
    return words[0].upper() + words[1:] if words[0] != "'" else words


def _van_is_in_name(text: str, after: int) -> bool:
    """Whether "van" before the name at ``after`` belongs to it: a known surname, or "Van X" printed nearby."""
    name = patterns.NAME.match(text, after)
    if name is None:
        return False
    surname = name[0].split()[0]
    if surname.split("-")[0] in _known_names()[0]:
        return True
    # Nearby only: a search through the whole text at every motie would not be linear.
    return f"Van {surname}" in text[max(0, after - 5000) : after + 5000]
