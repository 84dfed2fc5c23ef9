"""Which neurons of a layer can go, and what the others have to give instead: by least squares, without training.

A layer's feed-forward part gives each token a sum of vectors, one per neuron, by what the neuron says of the token.
Neurons say much that others say too: when one is taken out and the vectors of all others are solved anew, little is
lost. Neurons are taken out one by one, always that of which the loss is least (Hassibi and Stork, Optimal Brain
Surgeon, 1993; for whole neurons: Kurtic, Frantar and Alistarh, ZipLM, 2023). All that is needed of the tokens are two
matrices, ``Moments``.

The loss is what the layer's output is off, after its normalisation: a token's errors count by one over the spread of
its vector, those of a dimension by the scale of the normalisation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over tokens, float64, of what neurons say and of what is to be given for it.

    ``within``: (neurons + 1, neurons + 1), the last one says 1 of every token, for the bias; ``across``:
    (neurons + 1, dimensions); ``tokens``: how many there were.
    """

    within: torch.Tensor
    across: torch.Tensor
    tokens: int

    @classmethod
    def none(cls, neurons: int, dimensions: int, device: torch.device) -> Moments:
        """Return those of no tokens."""
        within = torch.zeros(neurons + 1, neurons + 1, dtype=torch.float64, device=device)
        return cls(within, within.new_zeros(neurons + 1, dimensions), 0)

    def add(self, said: torch.Tensor, wanted: torch.Tensor, spread: torch.Tensor) -> Moments:
        """Return those of more tokens.

        ``said``: (tokens, neurons), ``wanted``: (tokens, dimensions), ``spread``: (tokens,), by which both are divided.
        """
        share = 1.0 / spread.unsqueeze(1)
        rows = torch.cat([said, torch.ones_like(share)], dim=1) * share
        within = self.within + (rows.T @ rows).double()
        across = self.across + (rows.T @ (wanted * share)).double()
        return Moments(within, across, self.tokens + len(said))

    def steadied(self, ridge: float) -> torch.Tensor:
        """Return ``within`` with a share of its mean diagonal added to the diagonal."""
        added = ridge * self.within.diagonal().mean()
        return self.within + added * torch.eye(len(self.within), dtype=torch.float64, device=self.within.device)


@dataclass(frozen=True, slots=True)
class Elimination:
    """Neurons in the order in which they go, and the loss of each per token, when those before it are gone."""

    order: list[int]
    losses: list[float]


def eliminate(moments: Moments, scale: torch.Tensor, least: int, ridge: float) -> Elimination:
    """Take out neurons until ``least`` are left. ``scale``: (dimensions,), of the layer's normalisation."""
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
    """Return the vectors of the neurons, (neurons, dimensions), and the bias, (dimensions,), float32."""
    found = torch.linalg.solve(moments.steadied(ridge), moments.across).float()
    return found[:-1], found[-1]
