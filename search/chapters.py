"""Chapters are asked for by a part of their title: which titles hold which."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def titles_holding(parts: Iterable[str], titles: Sequence[str]) -> dict[str, list[int]]:
    """Return part -> the places of the titles that hold it, ascending; case and accents make no difference.

    The titles are looked through as one text: there may be a hundred thousand.

    >>> titles_holding(["water", "Één"], ["Water", "Een nieuw Waterplan", "Slot"])
    {'water': [0, 1], 'Één': [1]}
    """
    folded = [fold(title) for title in titles]  # without line breaks: fold makes spaces of them
    every, ends = "\n".join(folded), [*accumulate(len(title) + 1 for title in folded)]
    return {part: _places(fold(part), every, ends) for part in parts}


def _places(part: str, every: str, ends: Sequence[int]) -> list[int]:
    found: list[int] = []
    at = every.find(part)
    while 0 <= at < (ends[-1] if ends else 0):
        found.append(bisect_right(ends, at))
        at = every.find(part, ends[found[-1]])
    return found
