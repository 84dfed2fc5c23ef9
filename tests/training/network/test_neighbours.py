"""What tokens without a vector of their own get."""

from __future__ import annotations

import numpy as np
import pytest

from training.network import neighbours
from training.network.neighbours import borrowed


@pytest.fixture(autouse=True)
def two_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary of five has no eight neighbours."""
    monkeypatch.setattr(neighbours, "NEIGHBOURS", 2)


TABLE = np.array([[4, 0], [0, 2], [-3, -3], [9, 9], [5, 5], [7, 7]], dtype=np.float32)
DIRECTIONS = np.array([[1, 0], [0, 1], [-1, 0], [0.8, 0.6], [0.6, 0.8]], dtype=np.float32)


def test_a_token_not_seen_takes_the_weighted_mean_of_its_neighbours_with_their_length() -> None:
    """Cosines 0.8 and 0.6 to the fourth power; lengths 4 and 2; the token that points away is not a neighbour."""
    made, count = borrowed(TABLE, np.array([20, 99, 20, 0, 5, 0]), DIRECTIONS)
    first, second = 0.8**4 / (0.8**4 + 0.6**4), 0.6**4 / (0.8**4 + 0.6**4)
    mean = np.array([4 * first, 2 * second])
    np.testing.assert_allclose(made[3], mean / np.linalg.norm(mean) * (4 * first + 2 * second), rtol=1e-5)
    assert count == 1


def test_tokens_that_the_pairs_taught_and_marks_beyond_the_static_model_stay() -> None:
    """Seen five times is enough not to borrow; the sixth row is not a token of the static model."""
    made, _ = borrowed(TABLE, np.array([20, 99, 20, 0, 5, 0]), DIRECTIONS)
    np.testing.assert_array_equal(made[[0, 1, 2, 4, 5]], TABLE[[0, 1, 2, 4, 5]])


def test_without_enough_lenders_nothing_is_borrowed() -> None:
    """A trial on a handful of pairs teaches too few tokens."""
    made, count = borrowed(TABLE, np.array([20, 0, 0, 0, 0, 0]), DIRECTIONS)
    np.testing.assert_array_equal(made, TABLE)
    assert count == 0
