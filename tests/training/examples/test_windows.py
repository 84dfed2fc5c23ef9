"""Passages with questions, cut to the length of what is searched."""

from __future__ import annotations

from training.examples.questions import Kind, Question, QuestionedPassage
from training.examples.windows import cuts, windows

PASSAGE = QuestionedPassage(
    "nota",
    ("Nota 2024", "Water"),
    ("De dijk is hoog en kost veel geld.", "Het water stijgt elk jaar.", "De boer oogst minder graan."),
    (
        Question(Kind.QUESTION, "wat kost de dijk", (0,)),
        Question(Kind.PARAPHRASE, "minder brood van het land", (2,)),
        Question(Kind.QUESTION, "wat gebeurt er", (1, 2)),
        Question(Kind.NEAR_MISS, "hoeveel graan oogst de boer", ()),
    ),
)


def test_questions_go_with_the_part_that_answers_them() -> None:
    """Their answers counted from its first sentence; an open one with the part it shares words with."""
    first, second = windows([PASSAGE], most=13, least=0)
    assert (first.sentences, second.sentences) == (PASSAGE.sentences[:2], PASSAGE.sentences[2:])
    assert [(each.question, each.answers) for each in first.answered] == [("wat kost de dijk", (0,))]
    assert [(each.question, each.answers) for each in second.answered] == [("minder brood van het land", (0,))]
    assert ([each.question for each in second.missed], first.missed) == (["hoeveel graan oogst de boer"], ())
    assert second.text == "Nota 2024. Water. De boer oogst minder graan."


def test_a_part_without_questions_is_left_out() -> None:
    """It teaches nothing."""
    passage = QuestionedPassage("nota", (), PASSAGE.sentences, PASSAGE.questions[:1])
    assert [window.sentences for window in windows([passage], most=13, least=0)] == [PASSAGE.sentences[:2]]


def test_a_short_last_part_stays_with_the_one_before() -> None:
    """Below forty words."""
    assert cuts([60, 60, 60, 30], most=120, least=40) == [(0, 2), (2, 4)]
    assert cuts([60, 60, 30], most=120, least=40) == [(0, 3)]
    assert cuts([200], most=120, least=40) == [(0, 1)]
