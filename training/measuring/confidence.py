"""The confidence fitted to examples: coefficients, thresholds, and how well they tell right answers from others.

What is counted is what users see: of the answers that are shown so many are right, and of the questions that nothing
answers so many get one. Each document's questions are judged by coefficients that were fitted without them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.models.calibration import Coefficients
from training.examples.questions import Kind
from training.measuring.logistic import auc, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.ask.confidence import Evidence

FOLDS = 10
PRECISION = 0.9  # of the answers that are shown
NEAR_SHARE = 0.9  # of what is answered that must not be called "not found"
DECIMALS = 2  # of a coefficient; another processor or another version of a library gives others beyond them
ASKED_RIDGE = 1.0  # there are some hundred of these examples, of a few sets of documents
WRITTEN_SHARE = 1.0  # with it what is fitted to some documents tells right from wrong best on another one
OPEN_SHARE = 0.3  # as WRITTEN_SHARE, for whether the documents answer at all
LEAST_ASKED = 100  # of English questions there are some ten: then the written ones count as beside so many
HIGHEST = 0.99  # threshold, where no lower one is precise enough
#: What tells whether the documents answer at all. The rest of the evidence is on one sentence; with it, what is fitted
#: to some documents is less often right about another one.
ANSWERABLE_BY = frozenset(("similarity", "missing", "quotable", "lacking", "nearer"))
SUBJECT_BY = frozenset(("similarity", "lacking"))  # tells questions on another subject as well as all of it does
AGAINST = frozenset(("missing", "lacking", "nearer"))  # what makes an answer less likely; the rest makes it more so
UNANSWERED = (Kind.NEAR_MISS, Kind.FAR_MISS)
#: How often kinds of questions are asked, about as in the development questions: more are answered than not.
SHARES = {"ordinary": 0.45, "paraphrase": 0.2, "unanswered": 0.2, "elsewhere": 0.15}


@dataclass(frozen=True, slots=True)
class Example:
    """One question asked of a knowledge base. ``right``: whether the sentence that comes first answers it.

    ``fold``: the questions on a document share one. ``elsewhere``: whether the knowledge base holds nothing on its
    subject.
    """

    kind: Kind
    right: bool
    evidence: Evidence
    fold: int
    elsewhere: bool = False

    @property
    def part(self) -> str:
        """Which of SHARES it counts for."""
        if self.elsewhere:
            return "elsewhere"
        if self.kind in UNANSWERED:
            return "unanswered"
        return "paraphrase" if self.kind is Kind.PARAPHRASE else "ordinary"

    @property
    def answered(self) -> bool:
        """Whether the knowledge base answers it."""
        return self.part not in {"unanswered", "elsewhere"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A development question asked. ``right``: as of Example; ``answered``: whether the documents answer it.

    ``ordinary``: whether it is asked in the words of the text, no paraphrase. ``documents``: those that it is about.
    ``collection``: the name of the knowledge base that it was asked of.
    """

    evidence: Evidence
    right: bool
    answered: bool
    ordinary: bool = True
    documents: tuple[str, ...] = ()
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was fitted. ``figures``: for the calibration's file, by name; ``lines``: for people."""

    coefficients: Coefficients
    threshold: float
    near: float
    figures: dict[str, float]
    lines: tuple[str, ...]


def weigh(examples: Sequence[Example]) -> NDArray[np.float64]:
    """Return what each example counts, so that the parts have their shares; one on average."""
    parts = [item.part for item in examples]
    present = sum(share for part, share in SHARES.items() if part in parts)
    return np.array([len(parts) * SHARES[part] / present / parts.count(part) for part in parts])


def even(asked: Sequence[Asked]) -> NDArray[np.float64]:
    """Return what each question counts, so that every collection counts alike; one on average.

    Of one there are three times as many questions as of the other, and people ask of documents that are like neither.
    """
    counts = Counter(item.collection for item in asked)
    return np.array([len(asked) / len(counts) / counts[item.collection] for item in asked])


def precise_from(chances: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]) -> float:
    """Return the lowest hundredth from which on PRECISION of what is shown is right, at most HIGHEST."""
    for hundredth in range(round(100 * HIGHEST)):
        shown = chances >= hundredth / 100
        total = weights[shown].sum()
        if total and weights[shown & right].sum() >= PRECISION * total:
            return hundredth / 100
    return HIGHEST


def lower_threshold(chances: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """Return the highest hundredth that NEAR_SHARE of the examples reach, 0-1; ``weights``: what each counts."""
    order = np.argsort(-chances, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    lowest = chances[order][np.searchsorted(reached, NEAR_SHARE - 1e-9)]
    return float(np.floor(lowest * 100) / 100)


def fit_confidence(examples: Sequence[Example]) -> Fitted:
    """Fit coefficients and thresholds. Both right answers and others must be among the examples, else ValueError."""
    features = _features([item.evidence for item in examples])
    right = np.array([item.right for item in examples])
    weights, folds = weigh(examples), np.array([item.fold for item in examples])
    held_out = np.zeros(len(examples))
    for number in sorted(set(folds.tolist())):
        inside = folds == number
        found = fit(features[~inside], right[~inside].astype(np.float64), weights[~inside])
        held_out[inside] = found[0] + features[inside] @ found[1:]
    coefficients = _coefficients(fit(features, right.astype(np.float64), weights))
    chances = 1 / (1 + np.exp(-held_out))
    parts = np.array([item.part for item in examples])
    unanswered, ordinary, elsewhere = (parts == name for name in ("unanswered", "ordinary", "elsewhere"))
    threshold = precise_from(chances, right, weights)
    answered = ~(unanswered | elsewhere)
    near = min(threshold, lower_threshold(chances[answered], weights[answered]))
    shown = chances >= threshold
    figures = {
        "examples": len(examples),
        "auc_right": _separation(chances[right], chances[~right]),
        "auc_ordinary_unanswered": _separation(chances[ordinary], chances[unanswered]),
        "shown_right": _share(right, shown, weights),
        "ordinary_answered_right": _share(shown & right, ordinary, weights),
        "unanswered_shown": _share(shown, unanswered, weights),
        "unanswered_not_found": _share(chances < near, unanswered, weights),
        "elsewhere_not_found": _share(chances < near, elsewhere, weights),
    }
    lines = [f"{name} {value:g}" for name, value in figures.items()]
    lines.append(f"threshold {threshold:.2f}, near {near:.2f}")
    lines += reliability(chances, right, weights)
    return Fitted(coefficients, threshold, near, figures, tuple(lines))


def fit_asked(asked: Sequence[Asked], written: Sequence[Example]) -> Coefficients:
    """Return the coefficients fitted to questions as people ask them, and to others.

    ``written``: questions written for training, of which all together count WRITTEN_SHARE as much. Those that were
    asked count as ``even`` says; on them the confidence is then as often right as it says.
    """
    items: list[Asked | Example] = [*asked, *written]
    features = _features([item.evidence for item in items])
    right = np.array([item.right for item in items], dtype=np.float64)
    others = weigh(written) * (WRITTEN_SHARE * len(asked) / len(written)) if written else np.zeros(0)
    found = fit(features, right, np.concatenate([even(asked), others]), ASKED_RIDGE)
    coefficients = Coefficients(*found.tolist())
    return scaled(coefficients, *fit_scale(coefficients, asked))


def fit_answerable(asked: Sequence[Asked], written: Sequence[Example]) -> Coefficients:
    """Return the coefficients of how likely it is that the documents answer at all: those of ANSWERABLE_BY.

    Of the questions written for training, those asked of their own documents count OPEN_SHARE as much as what was
    asked, and so do those asked elsewhere. What would count the wrong way is left out: that a question without an
    answer shares more words with the text than one in everyday words follows from how these were written.
    """
    own, elsewhere = ([item for item in written if item.elsewhere is there] for there in (False, True))
    count = max(len(asked), LEAST_ASKED)
    parts = [np.full(len(some), OPEN_SHARE * count / max(1, len(some))) for some in (own, elsewhere)]
    items: list[Asked | Example] = [*asked, *own, *elsewhere]
    answered = [item.answered for item in items]
    return _fit_signs(items, answered, np.concatenate([np.ones(len(asked)), *parts]), ANSWERABLE_BY)


def fit_subject(asked: Sequence[Asked], written: Sequence[Example]) -> Coefficients:
    """Return the coefficients of how likely it is that the documents are on the subject: those of SUBJECT_BY.

    What they answer is on it, what was asked elsewhere is not, and counts as much. Of the questions written for
    training, those that their own documents answer count OPEN_SHARE as much as what was asked.
    """
    answered = [item for item in asked if item.answered]
    own, elsewhere = [item for item in written if item.answered], [item for item in written if item.elsewhere]
    count = max(len(answered), LEAST_ASKED)
    items: list[Asked | Example] = [*answered, *own, *elsewhere]
    on_it = [True] * (len(answered) + len(own)) + [False] * len(elsewhere)
    weights = [np.ones(len(answered)), np.full(len(own), OPEN_SHARE * count / max(1, len(own)))]
    total = float(sum(some.sum() for some in weights))
    weights.append(np.full(len(elsewhere), total / max(1, len(elsewhere))))
    return _fit_signs(items, on_it, np.concatenate(weights), SUBJECT_BY)


def _fit_signs(
    items: Sequence[Asked | Example], labels: Sequence[bool], weights: NDArray[np.float64], by: frozenset[str]
) -> Coefficients:
    """Return the coefficients of ``by``, those left out that would count the wrong way."""
    features = np.array([item.evidence.features for item in items])
    names = Coefficients.__struct_fields__[1:]
    signs = np.array([-1.0 if name in AGAINST else 1.0 for name in names])
    kept = np.array([name in by for name in names])
    while True:
        found = fit(features[:, kept], np.array(labels, dtype=np.float64), weights, ASKED_RIDGE)
        wrong = found[1:] * signs[kept] < 0
        if not wrong.any():
            break
        kept[np.flatnonzero(kept)[wrong]] = False
    values = np.zeros(len(names))
    values[kept] = found[1:]
    return _coefficients(np.array([found[0], *values]))


def _features(evidence: Sequence[Evidence]) -> NDArray[np.float64]:
    """Return what the confidence of a sentence follows from, (examples, features): all but ``nearer``, the last.

    Below the threshold it tells answered questions from others; above it, it lets more through that is beside them.
    """
    return np.array([each.features for each in evidence])[:, :-1]


def _coefficients(found: NDArray[np.float64]) -> Coefficients:
    return Coefficients(*(found.round(DECIMALS) + 0.0).tolist())


def fit_scale(coefficients: Coefficients, examples: Sequence[Asked]) -> tuple[float, float]:
    """Return (bias, scale) by which the confidence is as often right as it says on examples, counted as by ``even``.

    What is surer than something else stays so. The questions that coefficients are fitted to were written to be hard;
    people ask easier ones, of which more are answered right.
    """
    logits = np.array([[coefficients.logit(item.evidence.features)] for item in examples])
    right = np.array([float(item.right) for item in examples])
    bias, scale = fit(logits, right, even(examples)).tolist()
    return bias, scale


def scaled(coefficients: Coefficients, bias: float, scale: float) -> Coefficients:
    """Return coefficients whose logit is bias + scale x that of ``coefficients``."""
    return _coefficients(np.array([bias + scale * coefficients.bias, *(scale * each for each in coefficients.factors)]))


def reliability(chances: NDArray[np.float64], right: NDArray[np.bool_], weights: NDArray[np.float64]) -> list[str]:
    """Return for each tenth of the confidence how many there are, their mean, and what part is right."""
    lines = []
    for tenth in range(10):
        inside = (chances >= tenth / 10) & (chances < (tenth + 1) / 10)
        if inside.any():
            mean = np.average(chances[inside], weights=weights[inside])
            share = np.average(right[inside], weights=weights[inside])
            lines.append(f"from {tenth / 10:.1f}  {inside.sum():4}  mean {mean:.2f}  right {share:.2f}")
    return lines


def _separation(yes: NDArray[np.float64], no: NDArray[np.float64]) -> float:
    return round(auc(yes, no), 3) if len(yes) and len(no) else 0.5


def _share(what: NDArray[np.bool_], among: NDArray[np.bool_], weights: NDArray[np.float64]) -> float:
    total = weights[among].sum()
    return round(float(weights[what & among].sum() / total), 3) if total else 0.0
