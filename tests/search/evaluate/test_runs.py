"""Runs kept in a file, and what became better and worse between two."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from search.errors import EvaluationError
from search.evaluate.quotes import Quote
from search.evaluate.runs import compare_runs, read_run
from search.evaluate.scores import Evaluation, Question, judge_results, summarise

if TYPE_CHECKING:
    from pathlib import Path

RIGHT = {"document": "nota", "text": "De export groeit.", "score": 1.0}
WRONG = {"document": "nota", "text": "Water is schaars.", "score": 1.0}
GOLD = (Quote("nota", "De export groeit."),)


def asked(*names: str) -> list[Question]:
    """Return questions with these ids that RIGHT answers."""
    return [Question(name, f"vraag {name}", "question", GOLD) for name in names]


def measured(**ranks: int) -> Evaluation:
    """Return a run in which each question's first relevant result has this rank, 0: none."""
    rows = [(name, [WRONG] * (rank - 1) + [RIGHT] if rank else []) for name, rank in ranks.items()]
    return summarise([judge_results(question, rows[place][1]) for place, question in enumerate(asked(*ranks))])


def test_gained_and_lost() -> None:
    """Largest change first; what stays is in neither."""
    found = compare_runs(measured(a=1, b=2, c=0, d=3), measured(a=2, b=1, c=1, d=3))
    assert [(change.question.id, change.before, change.after) for change in found.gained] == [("c", 0, 1), ("b", 2, 1)]
    assert [(change.question.id, change.before, change.after) for change in found.lost] == [("a", 1, 2)]
    assert found.difference == pytest.approx((1 + 0.5 - 0.5) / 4)
    assert found.interval[0] <= found.difference <= found.interval[1]


def test_the_same_run() -> None:
    """No difference, surely."""
    found = compare_runs(measured(a=1, b=0), measured(a=1, b=0))
    assert (found.gained, found.lost, found.difference, found.interval) == ((), (), 0.0, (0.0, 0.0))


def test_reading_a_run(tmp_path: Path) -> None:
    """Lines of other questions are passed over; a question without a line found nothing."""
    path = tmp_path / "run.jsonl"
    rows = [{"id": "a", "results": [WRONG, RIGHT]}, {"id": "z", "results": [RIGHT]}]
    path.write_text("\n\n".join(json.dumps(row) for row in rows))
    assert [outcome.rank for outcome in read_run(path, asked("a", "b")).outcomes] == [2, 0]


@pytest.mark.parametrize(("content", "line"), [('{"id": "a", "results": []}\n{', 2), ('{"id": "a"}', 1), ("[]", 1)])
def test_unusable_run(tmp_path: Path, content: str, line: int) -> None:
    """The error names the line."""
    path = tmp_path / "run.jsonl"
    path.write_text(content)
    with pytest.raises(EvaluationError) as caught:
        read_run(path, asked("a"))
    assert (path, line) == (caught.value.path, caught.value.line)


def test_missing_run(tmp_path: Path) -> None:
    """A file that is not there is an error of the same kind."""
    with pytest.raises(EvaluationError):
        read_run(tmp_path / "weg.jsonl", [])
