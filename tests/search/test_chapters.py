"""Which titles hold which: as a search through each of them would say."""

from __future__ import annotations

from search.chapters import titles_holding
from search.dutch.terms import fold

TITLES = ["Water", "water en Energie", "Energie", "Coördinatie", "a", "", "aa a", "Slot: water"]


def test_it_is_what_each_title_holds() -> None:
    """Also more than once in one title, at the end of the last, nothing, and what would span two titles."""
    parts = [*TITLES, "WATER", "coordinatie", "gie\nCo", "energie coordinatie", "weg"]
    expected = {part: [at for at, each in enumerate(TITLES) if fold(part) in fold(each)] for part in parts}
    assert titles_holding(parts, TITLES) == expected
    assert expected["WATER"] == [0, 1, 7]
    assert titles_holding(["a", ""], []) == {"a": [], "": []}
    assert titles_holding(["water"], ["een", "water"]) == {"water": [1]}
