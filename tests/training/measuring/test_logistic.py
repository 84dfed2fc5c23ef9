"""Coefficients and separation, against arithmetic by hand."""

from __future__ import annotations

from math import log

import numpy as np
import pytest

from training.measuring.logistic import RIDGE, auc, fit


def outcomes(*groups: tuple[float, int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Features and labels of groups that share a feature: (its value, how many have an answer, how many have not)."""
    features = [value for value, yes, no in groups for _ in range(yes + no)]
    labels = [label for _, yes, no in groups for label in (1.0,) * yes + (0.0,) * no]
    return np.array(features)[:, None], np.array(labels)


def test_the_coefficients_are_the_log_odds() -> None:
    """A quarter at 0 and three quarters at 1: -ln 3 and twice ln 3, where so many examples leave the ridge no say."""
    features, labels = outcomes((0.0, 1, 3), (1.0, 3, 1))
    found = fit(features, labels, np.full(8, 1e9))
    np.testing.assert_allclose(found, [-log(3), 2 * log(3)], atol=1e-6)


def test_the_ridge_pulls_the_coefficient_only() -> None:
    """At the optimum the examples pull the coefficient up by as much as the ridge pulls it down; the bias is free."""
    features, labels = outcomes((0.0, 1, 3), (1.0, 3, 1))
    bias, coefficient = fit(features, labels, np.ones(8))
    chance = 1 / (1 + np.exp(-(bias + coefficient * features[:, 0])))
    assert (labels - chance).sum() == pytest.approx(0.0, abs=1e-9)
    assert ((labels - chance) * features[:, 0]).sum() == pytest.approx(RIDGE * coefficient, abs=1e-9)
    assert 0 < coefficient < 2 * log(3)


def test_a_weight_of_two_is_as_good_as_two_examples() -> None:
    """So that origins can be made to count alike."""
    features, labels = outcomes((0.0, 1, 2), (1.0, 2, 1))
    weights = np.array([1.0, 2, 1, 1, 1, 2])
    copied = np.repeat(np.arange(6), weights.astype(int))
    np.testing.assert_allclose(
        fit(features, labels, weights), fit(features[copied], labels[copied], np.ones(8)), atol=1e-9
    )


def test_labels_of_one_kind_are_refused() -> None:
    """Nothing can be fitted to questions that all have an answer."""
    with pytest.raises(ValueError, match="class"):
        fit(np.zeros((3, 1)), np.ones(3), np.ones(3))


def test_auc_counts_the_pairs_in_the_right_order() -> None:
    """Of 2, 1 against 1, 0: three pairs are right and one is a tie."""
    assert auc(np.array([2.0, 1.0]), np.array([1.0, 0.0])) == 3.5 / 4
    assert auc(np.array([0.0]), np.array([1.0])) == 0.0
