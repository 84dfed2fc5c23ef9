"""What `vindplaats evaluate` does: read the questions, ask them, and print how well they were answered."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from search.evaluate.records import outcome_to_json, to_json
from search.evaluate.runs import compare_runs, read_run
from search.evaluate.scores import evaluate, read_questions
from ui.cli import evaluation_report
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


def measure(
    base: KnowledgeBase, questions: list[Question], before: Evaluation | None, form: str, *, details: bool
) -> str:
    """Ask the questions and return what is to be printed, as text or JSON. ``details``: question by question too."""
    measured = evaluate(base, questions)
    if form == "json":
        rows = {"questions": [outcome_to_json(outcome) for outcome in measured.outcomes]} if details else {}
        return json.dumps(to_json(measured) | rows, ensure_ascii=False, indent=2)
    parts = [evaluation_report.evaluation(measured)]
    if details:
        parts.append(evaluation_report.details(measured))
    if before is not None:
        parts.append(evaluation_report.comparison(compare_runs(before, measured)))
    return "\n\n".join(parts)
