"""How well the confidence tells right answers from others on questions that it was not fitted to.

Left out is a whole set of questions, or all questions on a document at a time: what is fitted to the questions on other
documents is then asked of one that it saw none on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import numpy as np

from search.models.calibration import Answerable
from training.measuring.confidence import fit_answerable, fit_asked, fit_subject
from training.measuring.logistic import auc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from search.models.calibration import ConfidenceWeights
    from training.measuring.confidence import Asked, Example

    Sets = Mapping[str, Sequence[Asked]]

HEADINGS = ("questions", "right", "shown", "wrongly shown", "ordinary right", "AUC ordinary", "AUC all")


def judged_as_fitted(sets: Sets, written: Sequence[Example], known: ConfidenceWeights) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table, headings first: each set judged by a confidence fitted to all, itself included.

    ``sets``: name -> questions in one language, of which some are answered and some not. ``written``: as for
    ``fit_answerable``. ``known``: has the thresholds; what is fitted takes the place of its coefficients. "wrongly
    shown": of the questions that nothing answers.
    """
    fitted = _fitted(_all(sets), written, known)
    yield ("set", *HEADINGS)
    for name, own in sets.items():
        yield _row(name, own, _confidence(own, fitted), known.threshold)


def judged_without_set(sets: Sets, written: Sequence[Example], known: ConfidenceWeights) -> Iterator[tuple[str, ...]]:
    """Yield rows as ``judged_as_fitted`` does: each set judged by a confidence fitted to the others."""
    yield ("set", *HEADINGS)
    for name, own in sets.items():
        others = _all({other: items for other, items in sets.items() if other != name})
        yield _row(name, own, _confidence(own, _fitted(others, written, known)), known.threshold)


def judged_without_document(
    sets: Sets, written: Sequence[Example], known: ConfidenceWeights
) -> Iterator[tuple[str, ...]]:
    """Yield rows as ``judged_as_fitted`` does: each question judged by a confidence fitted to others, of any set.

    Those are the questions that are on none of its documents; where there are none, it is left out. Of questions on no
    document in particular each set's are judged without one another.
    """
    yield ("set", *HEADINGS)
    everything = _all(sets)
    fits: dict[frozenset[str], ConfidenceWeights] = {}  # by documents: sets are on the same ones
    for name, own in sets.items():
        fits.pop(frozenset(), None)  # that of questions on no document is each set's own
        subjects = [frozenset(item.documents) for item in own]
        judged: list[Asked] = []
        sure: list[float] = []
        for subject in dict.fromkeys(subjects):
            others = [item for item in everything if not subject.intersection(item.documents)]
            if not subject:
                others = [item for item in others if item.documents or item not in own]
            if others:
                if subject not in fits:
                    fits[subject] = _fitted(others, written, known)
                here = [item for item, each in zip(own, subjects, strict=True) if each == subject]
                judged += here
                sure += _confidence(here, fits[subject]).tolist()
        if judged:
            yield _row(name, judged, np.array(sure), known.threshold)


def _all(sets: Sets) -> list[Asked]:
    return [item for items in sets.values() for item in items]


def _fitted(asked: Sequence[Asked], written: Sequence[Example], known: ConfidenceWeights) -> ConfidenceWeights:
    quoted = fit_asked(asked, [item for item in written if not item.elsewhere])
    likely = fit_answerable(asked, written)
    subject = known.subject and msgspec.structs.replace(known.subject, dutch=fit_subject(asked, written))
    return msgspec.structs.replace(known, dutch=quoted, answerable=Answerable(likely, likely), subject=subject)


def _confidence(asked: Sequence[Asked], weights: ConfidenceWeights) -> NDArray[np.float64]:
    return np.array([item.evidence.confidence(weights) for item in asked])


def _row(name: str, own: Sequence[Asked], sure: NDArray[np.float64], threshold: float) -> tuple[str, ...]:
    right, answered, ordinary = (
        np.array(flags) for flags in zip(*((item.right, item.answered, item.ordinary) for item in own), strict=True)
    )
    shown = sure >= threshold
    asked = answered & ordinary
    return (
        name,
        str(len(own)),
        str((shown & right).sum()),
        str(shown.sum()),
        f"{(shown & ~answered).sum()} of {(~answered).sum()}",
        f"{(shown & right & asked).sum() / max(1, asked.sum()):.3f}",
        *(f"{auc(sure[some], sure[~answered]):.3f}" for some in (asked, answered)),
    )
