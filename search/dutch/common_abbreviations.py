"""Abbreviations that everybody in the field knows, so that no text says what they stand for.

They are written down in data/abbreviations-nl.toml. What a corpus defines itself (search.dutch.abbreviations) goes
before these.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from search.dutch.terms import fold, stem, words

if TYPE_CHECKING:
    from collections.abc import Sequence

Forms = tuple[str, ...]


@cache
def _long_forms() -> dict[str, tuple[Forms, ...]]:
    data = tomllib.loads(files("search").joinpath("data/abbreviations-nl.toml").read_text("utf-8"))
    return {
        fold(short): tuple(tuple(word.form for word in words(long) if not word.joined) for long in each)
        for group in data.values()
        for short, each in group.items()
    }


@cache
def _short_forms() -> dict[Forms, list[str]]:
    found: defaultdict[Forms, list[str]] = defaultdict(list)
    for short, each in _long_forms().items():
        for long in each:
            found[tuple(map(stem, long))].append(short)
    return dict(found)


@cache
def longest() -> int:
    """Return of how many words, function words left out, the longest is."""
    return max(map(len, _short_forms()))


def long_forms(short: str) -> tuple[Forms, ...]:
    """Return what a folded abbreviation may stand for, each as its folded words without function words."""
    return _long_forms().get(short, ())


def short_forms(forms: Sequence[str]) -> list[str]:
    """Return the folded abbreviations that stand for these folded words, in this order."""
    return _short_forms().get(tuple(map(stem, forms)), [])
