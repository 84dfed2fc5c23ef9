"""The yardstick."""

from __future__ import annotations

import math

import pytest

from training.measuring.plain_bm25 import PlainBM25, plain_hit1
from training.measuring.pools import Pool, smaller


def test_a_score_is_what_the_formula_says() -> None:
    """One word in one of two texts of equal length: idf x 2.2 / (1 + 1.2)."""
    scores = PlainBM25(["handel en hulp", "water en vrede"]).scores("Handel!")
    assert scores.tolist() == pytest.approx([math.log(1 + 1.5 / 1.5), 0.0])


def test_words_are_compared_by_their_stem_but_not_by_their_parts() -> None:
    """Plain: "landen" finds "land"; "klimaat" does not find "klimaatdoel"."""
    ranker = PlainBM25(["het land", "het klimaatdoel"])
    assert (ranker.scores("landen") > 0).tolist() == [True, False]
    assert not ranker.scores("klimaat").any()


def test_the_share_of_questions_whose_own_text_comes_first() -> None:
    """One of two."""
    pool = Pool(("handel en hulp", "water en vrede"), ("wat doet handel", "welke vrede is er in water"), (0, 0))
    assert plain_hit1(pool) == 0.5


def test_a_smaller_pool_keeps_what_is_asked_for() -> None:
    """And fills up with the others in their order; zero keeps all."""
    pool = Pool(("a", "b", "c", "d"), ("vraag",), (3,))
    assert smaller(pool, 2) == Pool(("a", "d"), ("vraag",), (1,))
    assert smaller(pool, 1) == Pool(("d",), ("vraag",), (0,))
    assert smaller(pool, 0) == pool
