"""Structured pruning by least squares."""

from __future__ import annotations

import pytest
import torch

from training.network.elimination import Moments, eliminate, solved

NEURONS, DIMENSIONS, TOKENS = 6, 3, 400
RIDGE = 1e-9


@pytest.fixture
def activations() -> torch.Tensor:
    """Those of six neurons: the last two are the first two, with the opposite sign and another mean."""
    torch.manual_seed(0)
    own = torch.randn(TOKENS, NEURONS - 2)
    return torch.cat([own, 2.0 - own[:, :2]], dim=1)


def moments_of(activations: torch.Tensor, targets: torch.Tensor, spread: torch.Tensor | None = None) -> Moments:
    """The moments of all tokens, added in two parts."""
    spread = torch.ones(len(activations)) if spread is None else spread
    moments = Moments.none(activations.shape[1], targets.shape[1], activations.device)
    for part in (slice(0, 150), slice(150, None)):
        moments = moments.add(activations[part], targets[part], spread[part])
    return moments


def loss(activations: torch.Tensor, targets: torch.Tensor, kept: list[int]) -> float:
    """The least mean squared distance that the neurons kept and a bias can reach."""
    rows = torch.cat([activations[:, kept], torch.ones(len(activations), 1)], dim=1).double()
    left = targets.double() - rows @ torch.linalg.lstsq(rows, targets.double()).solution
    return float(left.square().sum(1).mean())


def test_a_neuron_that_depends_on_others_is_removed_first_at_no_loss(activations: torch.Tensor) -> None:
    """The output weights of the others, with the bias, give the same output."""
    targets = activations @ torch.randn(NEURONS, DIMENSIONS) + 3.0
    found = eliminate(moments_of(activations, targets), torch.ones(DIMENSIONS), 4, 1e-7)
    assert {frozenset({neuron % 4 for neuron in found.order})} == {frozenset({0, 1})}
    assert max(found.losses) < 1e-3
    kept = [neuron for neuron in range(NEURONS) if neuron not in found.order]
    weights, bias = solved(moments_of(activations[:, kept], targets), RIDGE)
    torch.testing.assert_close(activations[:, kept] @ weights + bias, targets, atol=1e-3, rtol=1e-3)


def test_each_loss_is_the_least_of_all_choices_with_the_others_solved_again(activations: torch.Tensor) -> None:
    """The inverse is kept up to date, not made again: as exact as a solution from the beginning."""
    own = activations[:, :4]
    targets = torch.randn(TOKENS, DIMENSIONS) + own @ torch.randn(4, DIMENSIONS)
    found = eliminate(moments_of(own, targets), torch.ones(DIMENSIONS), 1, RIDGE)
    kept = [0, 1, 2, 3]
    before = loss(own, targets, kept)
    for neuron, lost in zip(found.order, found.losses, strict=True):
        without = {each: loss(own, targets, [other for other in kept if other != each]) for each in kept}
        assert neuron == min(without, key=lambda each: without[each])
        assert lost == pytest.approx(without[neuron] - before, rel=1e-4)
        kept, before = [other for other in kept if other != neuron], without[neuron]


def test_a_dimension_counts_by_its_scale_and_a_token_by_its_spread(activations: torch.Tensor) -> None:
    """What is scaled away is not missed, nor what only far-spread tokens need."""
    targets = torch.zeros(TOKENS, 2)
    targets[:, 0], targets[:, 1] = activations[:, 0], 2 * activations[:, 1]
    moments = moments_of(activations[:, :2], targets)
    assert eliminate(moments, torch.tensor([1.0, 1.0]), 1, RIDGE).order == [0]
    assert eliminate(moments, torch.tensor([1.0, 0.1]), 1, RIDGE).order == [1]
    many = torch.zeros(TOKENS, 2)
    many[:100, 0], many[100:200, 1] = 1.0, 2.0  # each neuron is active on a quarter of the tokens
    many += 0.01 * torch.randn(TOKENS, 2)
    spread = torch.ones(TOKENS)
    assert eliminate(moments_of(many, many, spread), torch.ones(2), 1, RIDGE).order == [0]
    spread[100:200] = 10.0
    assert eliminate(moments_of(many, many, spread), torch.ones(2), 1, RIDGE).order == [1]
