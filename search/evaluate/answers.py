"""What became of the answers: right, beside the question, refused, or given where nothing answers.

An answer is **right** when any of its sentences states what a quote states (``Quote.stated_by``). That judges what is
shown and nothing else: a question that is refused is not right, however near its sentences would have come.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from search.evaluate.reliability import calibration_error, reliability, separation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.evaluate.reliability import Bin
    from search.evaluate.scores import Outcome

PARAPHRASE = "paraphrase"  # the type whose questions share no words with the text; all others are ordinary


class Verdict(Enum):
    """What became of one question, by whether the documents answer it and whether an answer was shown."""

    RIGHT = "right"
    BESIDE = "beside"  # an answer was shown, and no sentence of it states what a quote states
    REFUSED = "refused"
    WRONGLY_ANSWERED = "wrongly_answered"  # the documents do not answer it
    RIGHTLY_REFUSED = "rightly_refused"


def verdict_on(outcome: Outcome) -> Verdict:
    """Return what became of a question. Passages shown without an answer are a refusal."""
    if not outcome.question.gold:
        return Verdict.WRONGLY_ANSWERED if outcome.found else Verdict.RIGHTLY_REFUSED
    if not outcome.found:
        return Verdict.REFUSED
    return Verdict.RIGHT if outcome.answer_rank else Verdict.BESIDE


@dataclass(frozen=True, slots=True)
class AnswerScores:
    """What became of some questions: a count of each verdict, and what the confidence was worth.

    ``with_passage``: those of the refused that have a passage that answers among the first ten. ``separation``: chance
    that one of these questions that have an answer got a higher confidence than one, of all questions, that has none.
    ``calibration_error``: how far the confidence of the answers that were shown lies from the share that is right. Both
    0-1, None where there is nothing to measure.
    """

    right: int
    beside: int
    refused: int
    with_passage: int
    wrongly_answered: int
    rightly_refused: int
    separation: float | None
    calibration_error: float | None

    @property
    def count(self) -> int:
        """How many questions."""
        return self.answerable + self.wrongly_answered + self.rightly_refused

    @property
    def answerable(self) -> int:
        """How many of them the documents answer."""
        return self.right + self.beside + self.refused

    @property
    def shown(self) -> int:
        """How many answers were shown."""
        return self.right + self.beside + self.wrongly_answered

    @property
    def precision(self) -> float | None:
        """Which share of the answers shown is right; None where none was shown."""
        return self.right / self.shown if self.shown else None

    @property
    def coverage(self) -> float | None:
        """Which share of the questions that have an answer got one, right or not; None where there are none."""
        return (self.right + self.beside) / self.answerable if self.answerable else None

    @property
    def right_share(self) -> float | None:
        """Which share of the questions that have an answer got a right one; None where there are none."""
        return self.right / self.answerable if self.answerable else None


@dataclass(frozen=True, slots=True)
class AnswerReport:
    """``ordinary``: questions that have an answer, of all types but PARAPHRASE.

    ``by_type``: in the order of the file. ``by_document``: in the order of their names; a question counts for each
    document that it is about. ``reliability``: of all answers that were shown.
    """

    overall: AnswerScores
    ordinary: AnswerScores
    by_type: dict[str, AnswerScores]
    by_document: dict[str, AnswerScores]
    reliability: tuple[Bin, ...]


def report_answers(outcomes: Sequence[Outcome]) -> AnswerReport:
    """Return what became of the answers to judged questions."""
    unanswerable = [outcome.confidence for outcome in outcomes if not outcome.question.gold]
    types = dict.fromkeys(outcome.question.type for outcome in outcomes)
    documents = sorted({name for outcome in outcomes for name in outcome.question.documents})
    of_type = {name: [each for each in outcomes if each.question.type == name] for name in types}
    of_document = {name: [each for each in outcomes if name in each.question.documents] for name in documents}
    ordinary = [each for each in outcomes if each.question.gold and each.question.type != PARAPHRASE]
    return AnswerReport(
        overall=_score(outcomes, unanswerable),
        ordinary=_score(ordinary, unanswerable),
        by_type={name: _score(chosen, unanswerable) for name, chosen in of_type.items()},
        by_document={name: _score(chosen, unanswerable) for name, chosen in of_document.items()},
        reliability=_reliability(outcomes),
    )


def _score(outcomes: Sequence[Outcome], unanswerable: Sequence[float]) -> AnswerScores:
    verdicts = Counter(verdict_on(outcome) for outcome in outcomes)
    return AnswerScores(
        right=verdicts[Verdict.RIGHT],
        beside=verdicts[Verdict.BESIDE],
        refused=verdicts[Verdict.REFUSED],
        with_passage=sum(outcome.rank > 0 for outcome in outcomes if verdict_on(outcome) is Verdict.REFUSED),
        wrongly_answered=verdicts[Verdict.WRONGLY_ANSWERED],
        rightly_refused=verdicts[Verdict.RIGHTLY_REFUSED],
        separation=separation([each.confidence for each in outcomes if each.question.gold], unanswerable),
        calibration_error=calibration_error(_reliability(outcomes)),
    )


def _reliability(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    shown = [outcome for outcome in outcomes if outcome.found]
    return reliability([(outcome.confidence, verdict_on(outcome) is Verdict.RIGHT) for outcome in shown])
