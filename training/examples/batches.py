"""Puts tokenised examples into batches of about equal length and cost, in an order that depends on the seed only."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def bucketed(lengths: Sequence[int], groups: Sequence[str], budget: int, seed: int, most: int = 256) -> list[list[int]]:
    """Return batches of places, each of one group, such that count x longest is at most ``budget``.

    ``lengths``: tokens of each example, both sides together. Examples are shuffled, cut into chunks and sorted inside
    a chunk only, so that batches differ from pass to pass. A batch of one has nothing to compare with and is dropped.
    """
    draw = random.Random(seed)  # noqa: S311 - no secrets here
    batches: list[list[int]] = []
    by_group: dict[str, list[int]] = {}
    for place in draw.sample(range(len(lengths)), len(lengths)):
        by_group.setdefault(groups[place], []).append(place)
    chunk = most * 16
    for places in by_group.values():
        for start in range(0, len(places), chunk):
            inside = sorted(places[start : start + chunk], key=lambda place: (-lengths[place], place))
            while inside:
                count = min(most, max(1, budget // max(1, lengths[inside[0]])))
                if len(inside[:count]) > 1:
                    batches.append(inside[:count])
                inside = inside[count:]
    draw.shuffle(batches)
    return batches


def forever(
    lengths: Sequence[int], groups: Sequence[str], budget: int, seed: int, most: int = 256
) -> Iterator[list[int]]:
    """Yield batches pass after pass, each pass with another order. Nothing to yield raises ValueError."""
    if len(lengths) < 2:  # noqa: PLR2004 - no batch can be made of one
        raise ValueError("at least two examples are needed")
    turn = 0
    while True:
        yield from bucketed(lengths, groups, budget, seed + turn, most)
        turn += 1
