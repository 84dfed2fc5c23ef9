"""Logistic regression for the confidence: the coefficients, and how well a score separates answered from unanswered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

if TYPE_CHECKING:
    from numpy.typing import NDArray

RIDGE = 0.1  # pulls the coefficients (of features as they are, not the bias) to 0, by as much as so many examples


def fit(
    features: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64], ridge: float = RIDGE
) -> NDArray[np.float64]:
    """Return (bias, coefficients) of a logistic regression with a ridge, which pulls coefficients to 0, not the bias.

    ``features``: (examples, features). ``labels``: (examples,), 1 or 0; both must occur, else ValueError. ``weights``:
    (examples,), for how many examples each counts. ``ridge``: by how many examples it pulls.
    """
    model = LogisticRegression(C=1 / ridge, solver="newton-cholesky", tol=1e-12, max_iter=200)
    model.fit(features, labels, sample_weight=weights)
    return np.concatenate([model.intercept_, model.coef_[0]])


def auc(yes: NDArray[np.float64], no: NDArray[np.float64]) -> float:
    """Return the chance that one of ``yes`` is above one of ``no``; a tie counts half."""
    labels = np.concatenate([np.ones(len(yes)), np.zeros(len(no))])
    return float(roc_auc_score(labels, np.concatenate([yes, no])))
