"""What a confidence is worth: whether it tells questions apart, and whether it holds as often as it says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 10  # equal ones: 0.0-0.1, 0.1-0.2 ...


@dataclass(frozen=True, slots=True)
class Bin:
    """What was answered with a confidence from ``low`` up to ``high``, the last bin including 1.0.

    ``confidence``: the mean. ``right``: the share that is right, which should be the same.
    """

    low: float
    high: float
    count: int
    confidence: float
    right: float


def separation(higher: Sequence[float], lower: Sequence[float]) -> float | None:
    """Return the area under the ROC curve: the chance that a random one of ``higher`` exceeds one of ``lower``.

    Equal ones count half. None where either has none.
    """
    pairs = [(one, other) for one in higher for other in lower]
    return sum((a > b) + 0.5 * (a == b) for a, b in pairs) / len(pairs) if pairs else None


def reliability(answered: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the bins that hold any of ``answered``: the confidence of each answer (0-1), and whether it is right."""

    def place(answer: tuple[float, bool]) -> int:
        return min(int(answer[0] * BINS), BINS - 1)

    bins = []
    for number, group in groupby(sorted(answered, key=place), key=place):
        held = list(group)
        means = [sum(values) / len(held) for values in zip(*held, strict=True)]
        bins.append(Bin(number / BINS, (number + 1) / BINS, len(held), *means))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return how far confidence and share of right answers lie apart, on average over all answers; None without any."""
    answers = sum(each.count for each in bins)
    return sum(each.count * abs(each.confidence - each.right) for each in bins) / answers if answers else None
