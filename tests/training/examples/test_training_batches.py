"""Batches."""

from __future__ import annotations

from itertools import islice

import pytest

from training.examples.batches import bucketed, forever

LENGTHS = [5, 40, 6, 41, 7, 42, 8, 43, 9, 44, 5, 40]
GROUPS = ["a", "b"] * 6


def test_every_example_is_in_one_batch_of_its_group_within_the_budget() -> None:
    """The longest times the count is what a step costs."""
    batches = bucketed(LENGTHS, GROUPS, 120, seed=1)
    assert sorted(place for batch in batches for place in batch) == list(range(12))
    assert all(len({GROUPS[place] for place in batch}) == 1 for batch in batches)
    assert all(len(batch) * max(LENGTHS[place] for place in batch) <= 120 for batch in batches)


def test_a_batch_of_one_is_dropped() -> None:
    """It has no wrong answer to learn from."""
    assert [sorted(batch) for batch in bucketed([10, 10, 10], ["a", "a", "b"], 100, seed=1)] == [[0, 1]]


def test_passes_differ_from_each_other_and_follow_the_seed() -> None:
    """The second pass is in another order; the same seed gives both again."""
    first = list(islice(forever(LENGTHS, GROUPS, 120, 1), 12))
    assert first == list(islice(forever(LENGTHS, GROUPS, 120, 1), 12))
    assert first != list(islice(forever(LENGTHS, GROUPS, 120, 2), 12))
    assert first[:6] != first[6:]


def test_one_example_makes_no_batch() -> None:
    """Instead of looking for one for ever."""
    with pytest.raises(ValueError, match="two examples"):
        next(forever([5], ["a"], 120, 1))
