"""Names of places, peoples, persons and organisations, recognised by how the dictionary writes them.

A question typed in small letters hides which of its words are names, and names matter: a text on aid to Mali does not
answer a question on Myanmar, however alike the rest is. A word counts as a name when OpenTaal's Dutch word list knows
it with a capital only ("Myanmar", "Congolese", not "Bank") or when it is a country. ``data/names-nl.txt.gz`` holds
these words folded, sorted, one a line; ``python -m search.dutch.names`` makes it from the lists that reading uses.
"""

from __future__ import annotations

import gzip
import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path

from search.dutch.terms import fold, is_english

_SAME_START = 4  # letters that a country and its people share ("Congo", "Congolese")
_SHORTEST = 3
_CONTINENT = re.compile(r"(?:europa|azie|afrika|amerika|oceanie|australie|arctica|indie|oosten)$")
_PARTY_WORDS = frozenset(("denk", "volt"))


@cache
def _names() -> frozenset[str]:
    raw = gzip.decompress(files("search").joinpath("data/names-nl.txt.gz").read_bytes())
    return frozenset(raw.decode("ascii").split("\n"))


def is_name(word: str) -> bool:
    """Tell whether a folded word is a name and nothing else in Dutch."""
    return word in _names()


@cache
def _countries() -> frozenset[str]:
    text = files("ingest").joinpath("data/landen-nl.txt").read_text("utf-8")
    return frozenset(fold(line) for line in text.splitlines())


def names_in(question: str) -> frozenset[str]:
    """Return the folded words of a question that are names.

    In an English question a word that Dutch has as a name only ("will", "new", "key", "goes") may be any word: there
    only countries and their capitals count. How it is written does not matter, as nowhere in a question.
    """
    found = {form for form in re.findall(r"\w+", fold(question)) if is_name(form)}
    if is_english(question):
        found = {form for form in found if form in _countries() or form in _capitals()}
    return frozenset(found)


def is_large_area(name: str) -> bool:
    """Tell whether a folded name is that of a country or a part of the world, or an adjective of one ("nederlands")."""
    of_country = any(name.startswith(country) for country in _countries())
    return of_country or name.endswith(("isch", "ische")) or _CONTINENT.search(name) is not None


@cache
def _capitals() -> dict[str, str]:
    text = files("search").joinpath("data/capitals-nl.txt").read_text("ascii")
    return dict(line.split() for line in text.splitlines())


def country_of(capital: str) -> str | None:
    """Return the country whose government a folded capital may stand for ("moskou": "rusland"), None for others."""
    return _capitals().get(capital)


def same_name(left: str, right: str) -> bool:
    """Tell whether two folded names may mean the same place: they begin alike ("syrie", "syrische")."""
    if left == right:
        return True
    return len(left) >= _SAME_START and left[:_SAME_START] == right[:_SAME_START]


@cache
def _parties() -> frozenset[str]:
    data = tomllib.loads(files("ingest").joinpath("data/names.toml").read_text("utf-8"))
    return frozenset(fold(party) for party in data["parties"])


def is_party(word: str) -> bool:
    """Tell whether a folded word is a party of the Kamer."""
    return word in _parties()


def is_only_party(word: str) -> bool:
    """Tell whether a folded word is a party of the Kamer that is not called by a word, as Denk and Volt are."""
    return word in _parties() and word not in _PARTY_WORDS


def names_of(word_list: str, countries: str) -> list[str]:
    """Return the folded names of two lists, one a line: countries, and words that have a capital only.

    Abbreviations and compounds with a hyphen are left out.
    """
    lines = word_list.split("\n")
    small = {fold(word) for word in lines if word[:1].islower()}
    capital = {fold(word) for word in lines if word[:1].isupper() and not word[1:2].isupper()}
    capital = capital - small | {fold(name) for name in countries.split("\n")}
    return sorted(word for word in capital if word.isascii() and word.isalpha() and len(word) >= _SHORTEST)


if __name__ == "__main__":
    data = Path(__file__).parents[2] / "ingest" / "data"
    known = gzip.decompress((data / "woorden-nl.txt.gz").read_bytes()).decode("utf-8")
    found = "\n".join(names_of(known, (data / "landen-nl.txt").read_text("utf-8")))
    target = Path(__file__).parents[1] / "data" / "names-nl.txt.gz"
    target.write_bytes(gzip.compress(found.encode("ascii"), 9, mtime=0))
