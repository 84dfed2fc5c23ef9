"""The confidence fitted to examples: the coefficients, and how well they separate what is answered from what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from search.models.calibration import Coefficients
from training.measuring.logistic import auc, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.ask.confidence import Evidence

FOLDS = 10
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
NEAR_SHARE = 0.95  # of what is answered that must not be called "not found"
DECIMALS = 2  # of a coefficient; another processor or another version of a library gives others beyond them


@dataclass
class Example:
    """One question asked of one knowledge base. ``origin``: how it was made; ``fold``: variants share one."""

    origin: str
    question: str
    answerable: bool
    evidence: Evidence
    fold: int

    @property
    def features(self) -> tuple[float, float, float]:
        """What the logistic function takes."""
        return self.evidence.similarity, self.evidence.coverage, self.evidence.missing


def weigh(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return weights by which each origin counts alike, and answerable ones together as much as the others."""
    kinds = [(item.answerable, item.origin) for item in examples]
    sizes = {kind: kinds.count(kind) for kind in kinds}
    origins = {answerable: sum(kind[0] == answerable for kind in sizes) for answerable in (True, False)}
    return np.array([len(kinds) / 2 / origins[kind[0]] / sizes[kind] for kind in kinds])


def lower_threshold(chances: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the highest hundredth that NEAR_SHARE of the answerable examples reach, 0-1.

    ``chances``: their confidence, each fitted without them; ``weights``: what each counts.
    """
    order = np.argsort(-chances, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    lowest = chances[order][np.searchsorted(reached, NEAR_SHARE - 1e-9)]
    return float(np.floor(lowest * 100) / 100)


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted. ``lines``: for people; ``figures``: for the calibration's file, by name.

    ``near``: the threshold below which nothing seems to answer; of the language with examples enough.
    """

    coefficients: Coefficients
    figures: dict[str, float]
    lines: tuple[str, ...]
    near: float = 0.0


def fit_dutch(examples: Sequence[Example], asked: Sequence[Example]) -> Fitted:
    """Fit the coefficients to examples. ``asked``: the development questions, never fitted to where nothing answers."""
    features = np.array([item.features for item in examples])
    labels = np.array([item.answerable for item in examples], dtype=np.float64)
    weights, folds = weigh(examples), np.array([item.fold for item in examples])
    held_out = np.zeros(len(examples))
    asked_features = np.array([item.features for item in asked])
    asked_folds = np.array([item.fold for item in asked])
    on_asked = np.zeros(len(asked))
    for number in range(FOLDS):
        inside = folds == number
        found = fit(features[~inside], labels[~inside], weights[~inside])
        held_out[inside] = found[0] + features[inside] @ found[1:]
        same = asked_folds == number
        on_asked[same] = found[0] + asked_features[same] @ found[1:]
    coefficients = Coefficients(*(fit(features, labels, weights).round(DECIMALS) + 0.0).tolist())  # no -0.0
    truth = np.array([item.answerable for item in asked])
    area = auc(held_out[labels == 1], held_out[labels == 0])
    on_development = auc(on_asked[truth], on_asked[~truth])
    lines = ["BIAS " + "  ".join(f"{value:.2f}" for value in msgspec.structs.astuple(coefficients))]
    lines.append(f"AUC, cross-validated {area:.3f}")
    chance = 1 / (1 + np.exp(-held_out))
    near = lower_threshold(chance[labels == 1], weights[labels == 1])
    lines.append(f"near: {near:.2f}")
    for threshold in THRESHOLDS:
        parts = []
        for kind in dict.fromkeys((item.answerable, item.origin) for item in examples):
            of_kind = np.array([(item.answerable, item.origin) == kind for item in examples])
            parts.append(f"{kind[1]} {(chance[of_kind] >= threshold).mean():.2f}")
        lines.append(f"answered at {threshold:.2f}: " + ", ".join(parts))
    lines.append(f"development: AUC {on_development:.3f}")
    on_chance = 1 / (1 + np.exp(-on_asked))
    for threshold in THRESHOLDS:
        by_type = {
            name: np.array([item.origin == name for item in asked]) for name in dict.fromkeys(i.origin for i in asked)
        }
        parts = [f"{name} {(on_chance[inside] >= threshold).mean():.2f}" for name, inside in by_type.items()]
        lines.append(f"answered at {threshold:.2f}: " + ", ".join(parts))
    figures = {
        "examples": len(examples),
        "auc_cross_validated": round(area, 3),
        "development_questions": len(asked),
        "auc_development": round(on_development, 3),
    }
    return Fitted(coefficients, figures, tuple(lines), near)


def fit_english(examples: Sequence[Example], missing: float) -> Fitted:
    """Fit the coefficients for English questions; the figures are of those fitted to.

    ``missing``: the coefficient of the other questions, since too few of these name what is missing.
    """
    features = np.array([item.features[:2] for item in examples])
    labels = np.array([item.answerable for item in examples], dtype=np.float64)
    bias, similarity, coverage = fit(features, labels, np.ones(len(labels))).round(DECIMALS).tolist()
    score = bias + features @ np.array([similarity, coverage])
    yes, no = score[labels == 1], score[labels == 0]
    area = auc(yes, no)
    lines = (
        f"ENGLISH_BIAS {bias:.2f}  {similarity:.2f}  {coverage:.2f}",
        f"answered: {(yes >= 0).mean():.2f} of {len(yes)}, without an answer {(no >= 0).mean():.2f} of {len(no)}",
        f"AUC {area:.3f}",
    )
    figures = {"english_examples": len(examples), "english_auc": round(area, 3)}
    return Fitted(Coefficients(bias, similarity, coverage, missing), figures, lines)
