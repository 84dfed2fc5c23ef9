"""What was found of words, kept for the next question: questions share many, parts of compounds most of all.

Several threads may keep in one dictionary, and may start it anew at any moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

_Value = TypeVar("_Value")

_MOST = 200_000  # words of which something is kept


def remembered(known: dict[str, _Value], word: str, find: Callable[[str], _Value]) -> _Value:
    """Return what is known of a word, else what ``find`` finds of it."""
    found = known.get(word)
    if found is None:
        found = find(word)
        _keep(known, {word: found})
    return found


def remembered_counts(
    known: dict[str, int], words: Collection[str], read: Callable[[list[str]], Iterable[tuple[str, int]]]
) -> dict[str, int]:
    """Return word -> count of those of these that count at all; ``read`` gives those that are not known."""
    counts = {word: known.get(word) for word in words}
    missing = [word for word, count in counts.items() if count is None]
    if missing:
        found = dict.fromkeys(missing, 0) | dict(read(missing))
        _keep(known, found)
        counts |= found
    return {word: count for word, count in counts.items() if count}


def _keep(known: dict[str, _Value], found: dict[str, _Value]) -> None:
    if len(known) > _MOST:
        known.clear()
    known.update(found)
