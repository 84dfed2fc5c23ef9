"""What training pushes towards: the right passage nearest among many, and the teacher's vector."""

from __future__ import annotations

import torch

SCALE = 20.0  # of cosines before the softmax, the usual temperature of 0.05
IGNORED = -1e4  # in place of a score that must not count; finite, so that bfloat16 and float32 agree


def contrastive(queries: torch.Tensor, passages: torch.Tensor, places: torch.Tensor) -> torch.Tensor:
    """Return the loss of finding each query's own passage, and each passage's query, in the batch.

    ``queries``, ``passages``: (rows, dimensions), of length 1; row i belongs to row i. ``places``: (rows,), where each
    passage comes from; passages at the same or a neighbouring place say nearly the same and are not wrong answers.
    """
    scores = SCALE * queries @ passages.T
    near = (places.unsqueeze(1) - places.unsqueeze(0)).abs() <= 1
    near.fill_diagonal_(False)  # noqa: FBT003 - torch's signature
    scores = scores.masked_fill(near, IGNORED)
    target = torch.arange(len(queries))
    backwards = torch.nn.functional.cross_entropy(scores.T, target)
    return 0.5 * (torch.nn.functional.cross_entropy(scores, target) + backwards)


def cosine_distance(vectors: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Return the mean of one minus the cosine between rows of length 1."""
    return (1.0 - (vectors * wanted).sum(-1)).mean()
