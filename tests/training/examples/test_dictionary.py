"""English questions out of Dutch ones."""

from __future__ import annotations

from training.examples.corpus import Pair
from training.examples.dictionary import dictionary, in_english, with_english
from training.examples.views import View

WORDS = {"de": "the", "kat": "cat", "slaapt": "sleeps"}


def test_a_word_becomes_the_one_it_stands_together_with_most() -> None:
    """Words seen together fewer than three times are not in it."""
    pairs = [
        Pair("the cat", "de kat", "x"),
        Pair("The cat sleeps", "De kat slaapt", "x"),
        Pair("a cat", "een kat", "x"),
        Pair("the dog", "de hond", "x"),
        Pair("the house", "de woning", "x"),
    ]
    assert dictionary(pairs) == {"de": "the", "kat": "cat"}


def test_unknown_words_stay_and_a_text_of_too_many_is_left_alone() -> None:
    """Three of four are known; then one of two."""
    assert in_english("De kat slaapt niet.", WORDS) == "the cat sleeps niet"
    assert in_english("kat niet", WORDS) is None
    assert in_english("...", WORDS) is None


def test_a_share_of_the_questions_is_put_into_english_by_the_seed() -> None:
    """Passages stay Dutch; all, none, or about half."""
    views = [View("de kat slaapt", "een passage", "laws", place) for place in range(200)]
    assert {view.query for view in with_english(views, WORDS, 1.0, 1)} == {"the cat sleeps"}
    assert with_english(views, WORDS, 0.0, 1) == views
    half = with_english(views, WORDS, 0.5, 1)
    assert half == with_english(views, WORDS, 0.5, 1)
    assert 70 < sum(view.query == "the cat sleeps" for view in half) < 130
    assert {view.passage for view in half} == {"een passage"}
