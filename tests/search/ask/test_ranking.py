"""The order of passages once they have their scores."""

from __future__ import annotations

import numpy as np

from search.ask.ranking import Ranked, Ranking, not_far_behind, rank
from search.ask.scoring import Scores, Selection


def make_scores(*meaning: float, wording: tuple[float, ...] = (), notes: tuple[int, ...] = ()) -> Scores:
    """Passages with these scores, in this order in the corpus, keys from 0 up; ``notes``: keys of the footnotes."""
    count = len(meaning)
    return Scores(
        np.arange(count),
        np.array(meaning, dtype=np.float64),
        np.array(wording or [0.0] * count, dtype=np.float64),
        np.zeros(count),
        np.full(count, -1),
        np.isin(np.arange(count), notes),
        ("nota",) * count,
    )


def shown(ranking: Ranking) -> list[tuple[int, float]]:
    """Key and score of each passage, best first."""
    return [(item.key, item.score) for item in ranking.best(10)]


def test_a_note_comes_after_text_that_fits_about_as_well() -> None:
    """But before text that fits much worse; equal scores keep the order of the documents."""
    everything = Selection(np.arange(4), 0.0)
    scores = make_scores(1.0, 0.9, 0.8, 0.3, notes=(0,))
    assert shown(rank(scores, everything, 0.8)) == [(1, 0.9), (0, 0.8), (2, 0.8), (3, 0.3)]
    assert shown(rank(scores, everything, 1.0)) == [(0, 1.0), (1, 0.9), (2, 0.8), (3, 0.3)]


def test_what_is_to_come_first_comes_before_what_fits_about_as_well() -> None:
    """And after what fits much better."""
    scores = make_scores(1.2, 0.9, 0.8, 0.6)
    assert rank(scores, Selection(np.arange(4), 0.0), 1.0, np.array([2, 3])).keys(4) == [2, 0, 3, 1]


def test_each_selection_trusts_words_by_its_own_best_coverage() -> None:
    """The same scores give another order where words are trusted less; what is not selected is left out."""
    scores = make_scores(0.5, 0.4, 0.3, 0.2, wording=(0.0, 0.2, 0.4, 0.8))
    assert rank(scores, Selection(np.arange(4), 1.0), 1.0).keys(3) == [3, 2, 1]
    assert rank(scores, Selection(np.array([0, 2]), 0.25), 1.0).keys(3) == [0, 2]


def test_what_fits_far_less_than_the_best_is_left_out() -> None:
    """The best need not come first; those that stay keep their order."""
    ranked = [Ranked(key, "nota", score, 0.0, None) for key, score in enumerate((0.5, 0.9, 0.44, 0.45))]
    assert [item.key for item in not_far_behind(ranked, 0.5)] == [0, 1, 3]
    assert not_far_behind([], 0.5) == []
