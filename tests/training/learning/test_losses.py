"""Losses, worked out by hand."""

from __future__ import annotations

import math

import pytest
import torch

from training.learning.losses import SCALE, contrastive, cosine_distance

AXES = torch.eye(3)


def test_perfect_matches_cost_what_the_wrong_answers_leave() -> None:
    """Each right answer has cosine 1 and the two wrong ones 0."""
    expected = math.log(1 + 2 * math.exp(-SCALE))
    assert contrastive(AXES, AXES, torch.tensor([0, 10, 20])).item() == pytest.approx(expected, abs=1e-6)


def test_the_wrong_passage_nearest_costs_the_difference() -> None:
    """Swapped passages: the right one has cosine 0, another 1."""
    swapped = AXES[[1, 0, 2]]
    wrong = math.log(math.exp(SCALE) + 2)
    right = math.log(math.exp(SCALE) + 2) - SCALE
    assert contrastive(AXES, swapped, torch.tensor([0, 10, 20])).item() == pytest.approx(
        (2 * wrong + right) / 3, rel=1e-5
    )


def test_neighbouring_places_are_no_wrong_answers() -> None:
    """Passages 0 and 1 stand beside each other, so each has only passage 2 against it."""
    same = AXES[[0, 0, 2]]
    loss = contrastive(same, same, torch.tensor([0, 1, 20])).item()
    two = math.log(1 + math.exp(-SCALE))
    three = math.log(1 + 2 * math.exp(-SCALE))
    assert loss == pytest.approx((2 * two + three) / 3, abs=1e-6)


def test_away_is_one_minus_the_mean_cosine() -> None:
    """One row alike, one at a right angle, one opposite."""
    assert cosine_distance(AXES, torch.stack([AXES[0], AXES[0], -AXES[2]])).item() == pytest.approx(1.0)
