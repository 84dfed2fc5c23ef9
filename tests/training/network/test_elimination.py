"""Which neurons can go, by least squares."""

from __future__ import annotations

import pytest
import torch

from training.network.elimination import Moments, eliminate, solved

NEURONS, DIMENSIONS, TOKENS = 6, 3, 400
RIDGE = 1e-9


@pytest.fixture
def said() -> torch.Tensor:
    """What neurons say of tokens: the last two repeat, turned round and moved, what the first two say."""
    torch.manual_seed(0)
    own = torch.randn(TOKENS, NEURONS - 2)
    return torch.cat([own, 2.0 - own[:, :2]], dim=1)


def moments_of(said: torch.Tensor, wanted: torch.Tensor, spread: torch.Tensor | None = None) -> Moments:
    """Those of all tokens, added in two parts."""
    spread = torch.ones(len(said)) if spread is None else spread
    moments = Moments.none(said.shape[1], wanted.shape[1], said.device)
    for part in (slice(0, 150), slice(150, None)):
        moments = moments.add(said[part], wanted[part], spread[part])
    return moments


def loss(said: torch.Tensor, wanted: torch.Tensor, kept: list[int]) -> float:
    """The least mean squared distance that the neurons kept and a bias can reach."""
    rows = torch.cat([said[:, kept], torch.ones(len(said), 1)], dim=1).double()
    left = wanted.double() - rows @ torch.linalg.lstsq(rows, wanted.double()).solution
    return float(left.square().sum(1).mean())


def test_what_others_say_goes_first_and_costs_nothing(said: torch.Tensor) -> None:
    """The others, with the bias, give the same."""
    wanted = said @ torch.randn(NEURONS, DIMENSIONS) + 3.0
    found = eliminate(moments_of(said, wanted), torch.ones(DIMENSIONS), 4, 1e-7)
    assert {frozenset({neuron % 4 for neuron in found.order})} == {frozenset({0, 1})}
    assert max(found.losses) < 1e-3
    kept = [neuron for neuron in range(NEURONS) if neuron not in found.order]
    weights, bias = solved(moments_of(said[:, kept], wanted), RIDGE)
    torch.testing.assert_close(said[:, kept] @ weights + bias, wanted, atol=1e-3, rtol=1e-3)


def test_each_loss_is_what_the_best_choice_loses_with_all_others_solved_anew(said: torch.Tensor) -> None:
    """The inverse is kept up to date, not made again: as exact as a solution from the beginning."""
    own = said[:, :4]
    wanted = torch.randn(TOKENS, DIMENSIONS) + own @ torch.randn(4, DIMENSIONS)
    found = eliminate(moments_of(own, wanted), torch.ones(DIMENSIONS), 1, RIDGE)
    kept = [0, 1, 2, 3]
    before = loss(own, wanted, kept)
    for neuron, lost in zip(found.order, found.losses, strict=True):
        without = {each: loss(own, wanted, [other for other in kept if other != each]) for each in kept}
        assert neuron == min(without, key=lambda each: without[each])
        assert lost == pytest.approx(without[neuron] - before, rel=1e-4)
        kept, before = [other for other in kept if other != neuron], without[neuron]


def test_a_dimension_counts_by_its_scale_and_a_token_by_its_spread(said: torch.Tensor) -> None:
    """What is scaled away is not missed, nor what only far-spread tokens need."""
    wanted = torch.zeros(TOKENS, 2)
    wanted[:, 0], wanted[:, 1] = said[:, 0], 2 * said[:, 1]
    moments = moments_of(said[:, :2], wanted)
    assert eliminate(moments, torch.tensor([1.0, 1.0]), 1, RIDGE).order == [0]
    assert eliminate(moments, torch.tensor([1.0, 0.1]), 1, RIDGE).order == [1]
    many = torch.zeros(TOKENS, 2)
    many[:100, 0], many[100:200, 1] = 1.0, 2.0  # each neuron speaks on a quarter of the tokens
    many += 0.01 * torch.randn(TOKENS, 2)
    spread = torch.ones(TOKENS)
    assert eliminate(moments_of(many, many, spread), torch.ones(2), 1, RIDGE).order == [0]
    spread[100:200] = 10.0
    assert eliminate(moments_of(many, many, spread), torch.ones(2), 1, RIDGE).order == [1]
