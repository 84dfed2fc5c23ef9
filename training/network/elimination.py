"""Structured pruning of a layer's neurons, with the weights of the remaining ones solved by least squares.

A layer's feed-forward part is a weighted sum of its neurons' activations. Many activations are nearly linear
combinations of others: when such a neuron is removed and the output weights of all others are solved again, the output
hardly changes. Neurons are removed one by one, always the one with the smallest loss (Hassibi and Stork, Optimal Brain
Surgeon, 1993; for whole neurons: Kurtic, Frantar and Alistarh, ZipLM, 2023). Two matrices of sums over tokens are all
that this needs (``Moments``).

The loss is the squared error of the layer's output after its normalisation: a token's errors are divided by the
standard deviation of its vector, those of a dimension are multiplied by the scale of the normalisation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Moments:
    """Second moments over tokens, float64.

    ``within``: of the activations, (neurons + 1, neurons + 1), of which the last is always 1, for the bias;
    ``across``: of activations and targets, (neurons + 1, dimensions); ``tokens``: their number.
    """

    within: torch.Tensor
    across: torch.Tensor
    tokens: int

    @classmethod
    def none(cls, neurons: int, dimensions: int, device: torch.device) -> Moments:
        """Return the moments of no tokens."""
        within = torch.zeros(neurons + 1, neurons + 1, dtype=torch.float64, device=device)
        return cls(within, within.new_zeros(neurons + 1, dimensions), 0)

    def add(self, activations: torch.Tensor, targets: torch.Tensor, spread: torch.Tensor) -> Moments:
        """Return the moments with more tokens.

        ``activations``: (tokens, neurons); ``targets``: (tokens, dimensions); ``spread``: (tokens,), divides both.
        """
        share = 1.0 / spread.unsqueeze(1)
        rows = torch.cat([activations, torch.ones_like(share)], dim=1) * share
        within = self.within + (rows.T @ rows).double()
        across = self.across + (rows.T @ (targets * share)).double()
        return Moments(within, across, self.tokens + len(activations))

    def steadied(self, ridge: float) -> torch.Tensor:
        """Return ``within`` with a share of its mean diagonal added to the diagonal."""
        added = ridge * self.within.diagonal().mean()
        return self.within + added * torch.eye(len(self.within), dtype=torch.float64, device=self.within.device)


@dataclass(frozen=True, slots=True)
class Elimination:
    """Neurons in the order of their removal, and the loss per token that each adds to that of those before it."""

    order: list[int]
    losses: list[float]


def eliminate(moments: Moments, scale: torch.Tensor, least: int, ridge: float) -> Elimination:
    """Remove neurons until ``least`` are left. ``scale``: (dimensions,), of the layer's normalisation."""
    count = len(moments.within) - 1
    inverse = torch.linalg.inv(moments.steadied(ridge))
    weights = inverse @ (moments.across * scale.double())
    gone = torch.zeros(count + 1, dtype=torch.bool, device=weights.device)
    gone[count] = True  # the bias stays
    order: list[int] = []
    losses: list[float] = []
    while len(order) < count - least:
        found = (weights.square().sum(1) / inverse.diagonal()).masked_fill(gone, math.inf)
        neuron = int(found.argmin())
        order.append(neuron)
        losses.append(float(found[neuron]) / moments.tokens)
        # One step of Gauss and Jordan leaves the inverse, and the solution, of the matrix without that row and column.
        column, corner = inverse[:, neuron].clone(), float(inverse[neuron, neuron])
        weights.addr_(column, weights[neuron].clone(), alpha=-1.0 / corner)
        inverse.addr_(column, column, alpha=-1.0 / corner)
        inverse[neuron, neuron] = 1.0
        gone[neuron] = True
    return Elimination(order, losses)


def solved(moments: Moments, ridge: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the output weights of the neurons, (neurons, dimensions), and the bias, (dimensions,), float32."""
    found = torch.linalg.solve(moments.steadied(ridge), moments.across).float()
    return found[:-1], found[-1]
