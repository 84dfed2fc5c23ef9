"""Places that contradict each other on a paper: one number under two titles, or one title under two numbers.

One of the two was printed wrong, and only a reader can say which; so both are kept and shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from search.dutch.terms import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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


@dataclass(frozen=True)  # without slots: what is compared is made once, also where a ledger follows from another
class Named:
    """What a row of the ledger is called by those who cite it."""

    titles: tuple[str, ...]
    submitters: tuple[str, ...]

    @cached_property
    def words(self) -> tuple[tuple[str, ...], ...]:
        """The words of each title, without case and accents."""
        return tuple(map(_words, self.titles))

    @cached_property
    def names(self) -> frozenset[str]:
        """The submitters, without case and accents."""
        return frozenset(map(fold, self.submitters))


def find_conflicts(papers: Mapping[str, Named]) -> dict[str, tuple[Conflict, ...]]:
    """Return the conflicts of each paper that has any.

    ``papers``: key of a row of the ledger -> how it is called; only of those that have a number. Case, accents and
    punctuation make no other title, and neither does leaving out its end. A title under two numbers is a conflict only
    where a submitter is the same or not named: two members may well give their moties one title.
    """
    found: dict[str, list[Conflict]] = defaultdict(list)
    sharing: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, named in papers.items():
        if _differ(named.words):
            found[key].append(Conflict(ConflictKind.TITLES, named.titles))
        for words in dict.fromkeys(named.words):
            sharing[words].append(key)
    numbers: dict[str, list[str]] = defaultdict(list)
    for keys in sharing.values():
        for key in keys if len(keys) > 1 else ():
            numbers[key] += [other for other in keys if other != key and _one_hand(papers[key], papers[other])]
    for key, others in numbers.items():
        if others:
            found[key].append(Conflict(ConflictKind.NUMBERS, (key, *dict.fromkeys(others))))
    return {key: tuple(conflicts) for key, conflicts in found.items()}


def _words(title: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(title)))


def _differ(titles: Sequence[tuple[str, ...]]) -> bool:
    """Whether two titles, in words, differ by more than an end left out."""
    longest = max(titles, key=len, default=())
    return any(longest[: len(each)] != each for each in titles)


def _one_hand(one: Named, other: Named) -> bool:
    return not one.names or not other.names or bool(one.names & other.names)
