"""Coefficients and thresholds out of examples."""

from __future__ import annotations

from dataclasses import replace
from math import log

import numpy as np
import pytest

from search.ask.confidence import Evidence
from search.models.calibration import Coefficients
from training.examples.questions import Kind
from training.measuring.confidence import (
    FOLDS,
    HIGHEST,
    SHARES,
    Asked,
    Example,
    even,
    fit_answerable,
    fit_asked,
    fit_confidence,
    fit_scale,
    fit_subject,
    lower_threshold,
    precise_from,
    reliability,
    scaled,
    weigh,
)

ONES = np.ones(4)


def example(kind: Kind = Kind.QUESTION, *, right: bool = True, similarity: float = 0.0, number: int = 0) -> Example:
    """An example of which only the similarity counts."""
    return Example(kind, right, Evidence(similarity, 0.0, 0.0), number)


def asked_of(similarity: float) -> Asked:
    """A development question that is answered right when it is near enough."""
    return Asked(Evidence(similarity, 0.5, 0.0), similarity > 0.4, similarity > 0.4)


def test_kinds_of_questions_count_as_often_as_they_are_asked() -> None:
    """However many there are of each; what is not there has no share."""
    elsewhere = replace(example(right=False), elsewhere=True)
    examples = [example()] * 3 + [example(Kind.PARAPHRASE), elsewhere] + [example(Kind.NEAR_MISS, right=False)] * 4
    weights = weigh(examples)
    assert weights.mean() == pytest.approx(1)
    counted = weights[:3].sum(), weights[3], weights[4], weights[5:].sum()
    parts = ("ordinary", "paraphrase", "elsewhere", "unanswered")
    assert counted == pytest.approx(tuple(len(examples) * SHARES[part] for part in parts))
    ordinary, unanswered = SHARES["ordinary"], SHARES["unanswered"]
    both = weigh([example(Kind.KEYWORDS), example(Kind.FAR_MISS)])
    assert both == pytest.approx([2 * ordinary / (ordinary + unanswered), 2 * unanswered / (ordinary + unanswered)])


def test_answers_are_shown_from_where_nine_in_ten_are_right() -> None:
    """Wrong ones below do not count; where none are precise enough the threshold is as high as can be."""
    right = np.array([True, True, False, False])
    assert precise_from(np.array([0.9, 0.637, 0.63, 0.1]), right, ONES) == 0.64
    assert precise_from(np.array([0.9, 0.8, 0.7, 0.7]), right, np.array([20.0, 20.0, 1.0, 1.0])) == 0.0
    assert precise_from(np.array([0.5, 0.5, 0.9, 0.9]), right, ONES) == HIGHEST


@pytest.mark.parametrize(
    ("chances", "weights", "expected"),
    [
        ([0.9, 0.8, 0.2], [1.0, 1.0, 1.0], 0.2),  # each counts for a third: all must be reached
        ([0.9, 0.8, 0.2], [10.0, 10.0, 1.0], 0.8),  # the last counts for less than a tenth
        ([0.2, 0.637, 0.9], [1.0, 10.0, 10.0], 0.63),
    ],
)
def test_lower_threshold(chances: list[float], weights: list[float], expected: float) -> None:
    """What nine in ten of the answered questions reach, rounded down to a hundredth."""
    assert lower_threshold(np.array(chances), np.array(weights)) == expected


def test_the_coefficients_are_those_that_the_examples_have() -> None:
    """A quarter right at similarity 0, three quarters at 10, so large a step that the ridge has next to no say."""
    made: list[Example] = []
    for similarity, right in ((0.0, 20), (10.0, 60)):
        made += [example(right=place < right, similarity=similarity, number=place % FOLDS) for place in range(80)]
    fitted = fit_confidence(made)
    assert fitted.coefficients.bias == round(-log(3), 2)
    assert fitted.coefficients.factors == (round(2 * log(3) / 10, 2), *[0.0] * 8)
    assert fitted.figures["examples"] == 160
    assert fitted.figures["auc_right"] == 0.75  # (9 pairs right + 6 ties / 2) of 16
    assert fitted.threshold == HIGHEST
    assert (fitted.figures["shown_right"], fitted.figures["ordinary_answered_right"]) == (0.0, 0.0)


def test_the_figures_say_what_users_see() -> None:
    """Ten documents alike: two questions answered right, a paraphrase not, one question that nothing answers."""
    made: list[Example] = []
    for number in range(FOLDS):
        made += [
            example(similarity=8.0, number=number),
            example(similarity=8.0, number=number),
            example(Kind.PARAPHRASE, right=False, similarity=7.0, number=number),
            example(Kind.NEAR_MISS, right=False, similarity=0.0, number=number),
        ]
    figures = fit_confidence(made).figures
    assert (figures["auc_right"], figures["auc_ordinary_unanswered"]) == (1.0, 1.0)
    assert (figures["shown_right"], figures["ordinary_answered_right"]) == (1.0, 1.0)
    assert (figures["unanswered_shown"], figures["unanswered_not_found"]) == (0.0, 1.0)


def test_documents_are_judged_without_their_own_questions() -> None:
    """One document says the opposite of the nine others, and so is judged wrong."""
    made = [
        example(right=(similarity > 0) != (number == 0), similarity=similarity, number=number)
        for number in range(FOLDS)
        for similarity in (-5.0, 5.0)
    ]
    assert fit_confidence(made).figures["auc_right"] == 0.81  # each surer than the nine others that it is wrong about


def test_coefficients_of_questions_as_people_ask_them() -> None:
    """What is alike is right, what is not is not, and as often as is said; what never differs counts for nothing."""
    asked = [asked_of(similarity) for similarity in np.linspace(0, 0.8, 81).tolist()]
    found = fit_asked(asked, [])
    assert found.similarity > 10
    assert (found.held, found.missing, found.lacking) == (0.0, 0.0, 0.0)
    assert found.logit(Evidence(0.4, 0.5, 0.0).features) == pytest.approx(0.0, abs=0.5)


def test_written_questions_count_beside_those_that_are_asked() -> None:
    """They show what those do not: here that a word that lacks is a bad sign."""
    asked = [asked_of(similarity) for similarity in np.linspace(0, 0.8, 81).tolist()]
    written = [
        replace(made, evidence=replace(made.evidence, lacking=float(not made.right)))
        for made in (example(right=place % 2 == 0, similarity=0.4, number=place % FOLDS) for place in range(40))
    ]
    assert fit_asked(asked, written).lacking < 0


def test_collections_count_alike() -> None:
    """However many questions there are on each; with one collection every question counts for one."""
    asked = [replace(asked_of(0.5), collection=name) for name in ("seeds", "other", "seeds", "seeds")]
    assert even(asked) == pytest.approx([4 / 6, 2.0, 4 / 6, 4 / 6])
    assert even(asked[:1]) == pytest.approx([1.0])


def test_the_collection_of_few_questions_decides_as_much() -> None:
    """Of the many a word that lacks makes no difference, of the few it does."""
    asked = [Asked(Evidence(0.5, 0.5, 0.0, lacking=float(place % 2)), place % 4 < 2, answered=True)
             for place in range(200)]  # fmt: skip
    few = [Asked(Evidence(0.5, 0.5, 0.0, lacking=float(place % 2)), place % 2 == 0, answered=True, collection="other")
           for place in range(20)]  # fmt: skip
    alike = [replace(item, collection="") for item in few]
    assert fit_asked([*asked, *few], []).lacking < 2 * fit_asked([*asked, *alike], []).lacking < 0


def test_how_likely_it_is_that_the_documents_answer() -> None:
    """Learnt from what was answered, right or not; questions elsewhere show what nothing answers."""
    asked = [
        Asked(Evidence(0.4, 0.5, 0.0, nearer=float(place % 2)), right=False, answered=place % 2 == 0)
        for place in range(200)
    ]
    found = fit_answerable(asked, [])
    assert found.nearer < -1
    assert (found.similarity, found.held) == (0.0, 0.0)
    elsewhere = [replace(example(right=False, similarity=0.0), elsewhere=True) for _ in range(20)]
    assert fit_answerable(asked, elsewhere).similarity > 1


def test_what_would_count_the_wrong_way_is_left_out() -> None:
    """Here answered questions come less near to the text than others, as questions in everyday words do."""
    asked = [
        Asked(
            Evidence(0.4 * (place % 2), 0.5, 0.0, lacking=float(place % 3 == 0)),
            right=False,
            answered=place % 2 == 0 and place % 3 > 0,
        )
        for place in range(240)
    ]
    found = fit_answerable(asked, [])
    assert found.similarity == 0.0
    assert found.lacking < -0.5


def test_what_says_something_of_the_sentence_only_does_not_tell_whether_the_documents_answer() -> None:
    """However well it would here."""
    asked = [Asked(Evidence(0.4, answered, 0.0, answered, answered, answered), right=False, answered=answered > 0)
             for answered in [0.0, 1.0] * 50]  # fmt: skip
    found = fit_answerable(asked, [])
    assert found.factors == (0.0,) * 9


def test_whether_the_documents_are_on_the_subject() -> None:
    """What they answer is, what was asked elsewhere is not; what they do not answer may be either."""
    asked = [Asked(Evidence(0.4, 0.5, 0.0, lacking=0.2), right=False, answered=True) for _ in range(40)]
    unanswered = [Asked(Evidence(-0.9, 0.5, 0.0), right=False, answered=False) for _ in range(40)]
    written = [example(similarity=0.4), replace(example(right=False, similarity=0.1), elsewhere=True)]
    found = fit_subject([*asked, *unanswered], written)
    assert found == fit_subject(asked, written)
    assert found.similarity > 1
    assert found.lacking == 0.0  # it is less where they are not on the subject, which is a bad sign nowhere
    chance = [found.logit(Evidence(similarity, 0.0, 0.0).features) for similarity in (0.1, 0.4)]
    assert chance[0] < 0 < chance[1]


def test_the_scale_makes_the_confidence_as_often_right_as_it_says() -> None:
    """A quarter right where the logit is 0 and three quarters where it is 10, in so many examples that they decide."""
    own = Coefficients(0.0, 10.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    examples = [Asked(Evidence(float(similarity), 0.0, 0.0), place % 4 < 1 + 2 * similarity, answered=True)
                for similarity in (0, 1) for place in range(4000)]  # fmt: skip
    bias, scale = fit_scale(own, examples)
    assert (bias, 10 * scale) == pytest.approx((-log(3), 2 * log(3)), abs=0.02)
    found = scaled(own, -1.0, 0.5)
    assert (found.bias, found.factors) == (-1.0, (5.0, *[0.0] * 8))
    assert scaled(Coefficients(2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0), -1.0, 0.5).bias == 0.0


def test_reliability_compares_what_was_said_with_what_was_right() -> None:
    """Tenth by tenth; those without an example are left out."""
    lines = reliability(np.array([0.11, 0.13, 0.95, 0.97]), np.array([True, False, True, True]), ONES)
    assert lines == ["from 0.1     2  mean 0.12  right 0.50", "from 0.9     2  mean 0.96  right 1.00"]
