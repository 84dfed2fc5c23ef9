"""What `vindplaats evaluate` prints: scores by type of question, and what changed since an earlier run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from search.evaluate.runs import compare_runs, read_run
from search.evaluate.scores import evaluate, read_questions, to_json
from ui.cli import terminal
from ui.cli.inputs import read_text

if TYPE_CHECKING:
    from search import KnowledgeBase
    from search.evaluate.scores import Evaluation, Question


def read(file: str, run: str | None) -> tuple[list[Question], Evaluation | None]:
    """Read the questions, and the earlier run if one is given, before anything slow begins."""
    for path in (file, run):
        if path is not None:
            read_text(path)  # says in Dutch what is wrong with the file as a whole
    questions = read_questions(file)
    return questions, None if run is None else read_run(run, questions)


def measure(base: KnowledgeBase, questions: list[Question], before: Evaluation | None, form: str) -> str:
    """Ask the questions and return what is to be printed, as text or JSON."""
    measured = evaluate(base, questions)
    if form == "json":
        return json.dumps(to_json(measured), ensure_ascii=False, indent=2)
    table = terminal.evaluation(measured)
    return table if before is None else f"{table}\n\n{terminal.comparison(compare_runs(before, measured))}"
