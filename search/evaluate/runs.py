"""Runs: the results of a batch of questions, kept in a file, judged and compared with another run.

A run is what ``vindplaats search --batch`` prints: a line for each question with its id, results and answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from search.evaluate.scores import bootstrap, judge_results, read_rows, summarise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from search.evaluate.scores import Evaluation, Outcome, Question


@dataclass(frozen=True, slots=True)
class RankChange:
    """A question whose first relevant result stands elsewhere than before; rank 0: not in the first ten."""

    question: Question
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """What became better and worse, largest change first; the mean change of MRR@10 and its 95% interval."""

    gained: tuple[RankChange, ...]
    lost: tuple[RankChange, ...]
    difference: float
    interval: tuple[float, float]


def read_run(path: str | Path, questions: Sequence[Question]) -> Evaluation:
    """Judge the run in a file; a question that it lacks counts as one without results.

    Raises EvaluationError with the line that cannot be used.
    """
    asked = {question.id: question for question in questions}
    outcomes: dict[str, Outcome] = {}

    def add_outcome(row: Any) -> None:  # noqa: ANN401 - whatever the line holds
        question = asked.get(str(row["id"]))
        if question is not None:
            outcomes[question.id] = judge_results(question, row["results"], row.get("answer"))

    read_rows(path, add_outcome)
    return summarise([outcomes.get(question.id) or judge_results(question, []) for question in questions])


def compare_runs(before: Evaluation, after: Evaluation) -> Comparison:
    """Compare two judged runs of the same questions, those that have an answer."""
    earlier = {outcome.question.id: outcome for outcome in before.outcomes}
    pairs = [(earlier[item.question.id], item) for item in after.outcomes if item.question.gold]
    pairs.sort(key=lambda pair: -abs(pair[1].reciprocal - pair[0].reciprocal))
    steps = [now.reciprocal - then.reciprocal for then, now in pairs]
    changes = [RankChange(now.question, then.rank, now.rank) for then, now in pairs]
    return Comparison(
        gained=tuple(change for change, step in zip(changes, steps, strict=True) if step > 0),
        lost=tuple(change for change, step in zip(changes, steps, strict=True) if step < 0),
        difference=sum(steps) / len(steps) if steps else 0.0,
        interval=bootstrap(steps) if steps else (0.0, 0.0),
    )
