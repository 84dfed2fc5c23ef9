"""How well the confidence tells right answers from others on questions that it was not fitted to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.models.calibration import Answerable, ConfidenceWeights
from training.measuring.confidence import fit_answerable, fit_asked
from training.measuring.logistic import auc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from training.measuring.confidence import Asked, Example

HEADINGS = ("questions", "right", "shown", "wrongly shown", "ordinary right", "AUC ordinary", "AUC all")


def judged_without(
    sets: Mapping[str, Sequence[Asked]], written: Sequence[Example], threshold: float
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of a table, headings first: each set judged by a confidence fitted to the others.

    ``sets``: name -> questions in one language, of which some are answered and some not. ``written``: as for
    ``fit_answerable``. ``threshold``: from which an answer is shown. "wrongly shown": of the questions that nothing
    answers.
    """
    yield ("set", *HEADINGS)
    for name, own in sets.items():
        others = [item for other, items in sets.items() if other != name for item in items]
        quoted = fit_asked(others, [item for item in written if not item.elsewhere])
        likely = fit_answerable(others, written)
        weights = ConfidenceWeights(quoted, quoted, threshold, 0.0, Answerable(likely, likely))
        sure = np.array([item.evidence.confidence(weights) for item in own])
        right, answered, ordinary = (
            np.array(flags) for flags in zip(*((item.right, item.answered, item.ordinary) for item in own), strict=True)
        )
        shown = sure >= threshold
        asked = answered & ordinary
        yield (
            name,
            str(len(own)),
            str((shown & right).sum()),
            str(shown.sum()),
            f"{(shown & ~answered).sum()} of {(~answered).sum()}",
            f"{(shown & right & asked).sum() / max(1, asked.sum()):.2f}",
            *(f"{auc(sure[some], sure[~answered]):.2f}" for some in (asked, answered)),
        )
