"""Gives tokens that the sentence pairs hardly know a vector, borrowed from tokens that mean about the same.

More than half of the Dutch vocabulary is rare or absent in the pairs, which are of software and daily life where the
vocabulary is of laws and policy: training on pairs leaves those vectors as random as they began, and one random vector
spoils the mean of a whole sentence. The static model does know them, from Dutch documents alone. So each gets the
weighted mean of the vectors of the tokens nearest to it in the static model, among those that the pairs have taught.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load_file

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

LEAST_SEEN = 5  # times in the pairs; a token seen less often borrows
WELL_SEEN = 20  # times in the pairs; a token seen as often lends
NEIGHBOURS = 8
POWER = 4  # of the cosine, so that the nearest lead
AT_ONCE = 2000  # tokens


def static_directions(folder: Path) -> NDArray[np.float32]:
    """Return the token vectors of the static model in ``folder``, (tokens, dimensions), of length 1."""
    table = load_file(folder / "model.safetensors")["embedding.weight"].astype(np.float32)
    directions: NDArray[np.float32] = table / np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    return directions


def borrowed(
    table: NDArray[np.float32], seen: NDArray[np.int64], directions: NDArray[np.float32]
) -> tuple[NDArray[np.float32], int]:
    """Return ``table`` with the vectors of seldom seen tokens borrowed, and how many those are.

    ``table``: token vectors, (tokens, dimensions). ``seen``: (tokens,), how often the pairs have each. ``directions``:
    of the static model for the same vocabulary; tokens beyond its rows (the marks of begin and end) stay as they are.
    A borrowed vector is as long as those it is made of are on average.
    """
    out = table.copy()
    known = len(directions)
    lenders = np.flatnonzero(seen[:known] >= WELL_SEEN)
    borrowers = np.flatnonzero(seen[:known] < LEAST_SEEN)
    if len(lenders) < NEIGHBOURS:
        return out, 0
    lengths = np.linalg.norm(table, axis=1)
    for start in range(0, len(borrowers), AT_ONCE):
        part = borrowers[start : start + AT_ONCE]
        near = directions[part] @ directions[lenders].T
        chosen = np.argpartition(-near, NEIGHBOURS - 1, axis=1)[:, :NEIGHBOURS]
        weights = np.maximum(np.take_along_axis(near, chosen, axis=1), 1e-3) ** POWER
        weights /= weights.sum(axis=1, keepdims=True)
        mean = np.einsum("tn,tnd->td", weights, table[lenders[chosen]])
        length = (weights * lengths[lenders[chosen]]).sum(axis=1, keepdims=True)
        out[part] = mean * length / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-6)
    return out, len(borrowers)
