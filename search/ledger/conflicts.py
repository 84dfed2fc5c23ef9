"""Places that contradict each other on a paper: one number under two titles, or one title under two numbers.

One of the two was printed wrong, and only a reader can say which; so both are kept and shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_WORD = re.compile(r"\w+")


class ConflictKind(StrEnum):
    """What the places disagree on."""

    TITLES = "titles"  # one number, several titles
    NUMBERS = "numbers"  # one title, several numbers


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction. ``values``: the titles as printed, or the keys of all rows with one title, its own first."""

    kind: ConflictKind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """What a row of the ledger is called by those who cite it."""

    titles: tuple[str, ...]
    submitters: tuple[str, ...]


def find_conflicts(papers: Mapping[str, Named]) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts of each paper that has any.

    ``papers``: key of a row of the ledger -> how it is called; only of those that have a number. Case, accents and
    punctuation make no other title, and neither does leaving out its end. A title under two numbers is a conflict only
    where a submitter is the same or not named: two members may well give their moties one title.
    """
    found: dict[str, list[Conflict]] = defaultdict(list)
    sharing: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, named in papers.items():
        if titles := _different(named.titles):
            found[key].append(Conflict(ConflictKind.TITLES, titles))
        for words in dict.fromkeys(map(_words, named.titles)):
            sharing[words].append(key)
    numbers: dict[str, list[str]] = defaultdict(list)
    for keys in sharing.values():
        for key in keys:
            numbers[key] += [other for other in keys if other != key and _one_hand(papers[key], papers[other])]
    for key, others in numbers.items():
        if others:
            found[key].append(Conflict(ConflictKind.NUMBERS, (key, *dict.fromkeys(others))))
    return {key: tuple(conflicts) for key, conflicts in found.items()}


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(title)))


def _different(titles: Sequence[str]) -> tuple[str, ...]:
    """The titles, if two of them differ by more than an end left out; else nothing."""
    words = [_words(title) for title in titles]
    longest = max(words, key=len, default=())
    return tuple(titles) if any(longest[: len(each)] != each for each in words) else ()


def _one_hand(one: Named, other: Named) -> bool:
    return not one.submitters or not other.submitters or bool(_folded(one.submitters) & _folded(other.submitters))


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names}
