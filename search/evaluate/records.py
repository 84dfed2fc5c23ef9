"""What was measured, as plain values: to keep in a file, or for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from search.evaluate.answers import report_answers, verdict_on

if TYPE_CHECKING:
    from search.evaluate.answers import AnswerScores
    from search.evaluate.scores import Evaluation, Outcome, Scores


def to_json(measured: Evaluation) -> dict[str, Any]:
    """Return the scores of an evaluation, rounded to four decimals."""
    answers = report_answers(measured.outcomes)
    shares = {
        "auc": measured.abstention_auc,
        "answered": measured.found_answerable,
        "answered_without_answer": measured.found_unanswerable,
    }
    return {
        "scores": {"all": _ranks(measured.overall)} | {name: _ranks(one) for name, one in measured.by_type.items()},
        "abstention": _rounded(shares),
        "answers": {
            "all": _answers(answers.overall),
            "ordinary": _answers(answers.ordinary),
            "types": {name: _answers(scores) for name, scores in answers.by_type.items()},
            "documents": {name: _answers(scores) for name, scores in answers.by_document.items()},
        },
        "reliability": [_rounded(asdict(each)) for each in answers.reliability],
    }


def outcome_to_json(outcome: Outcome) -> dict[str, Any]:
    """Return what became of one question, with the sentences of its answer and what comes near to one."""
    question = outcome.question
    return {
        "id": question.id,
        "query": question.text,
        "type": question.type,
        "verdict": verdict_on(outcome).value,
        "confidence": outcome.confidence,
        "rank": outcome.rank,
        "sentences": [sentence.to_json() for sentence in outcome.sentences],
        "near": asdict(question.near) if question.near else None,
    }


def _ranks(scores: Scores) -> dict[str, Any]:
    values = asdict(scores)
    low, high = values.pop("interval")
    return _rounded(values | {"mrr10_low": low, "mrr10_high": high})


def _answers(scores: AnswerScores) -> dict[str, Any]:
    derived = {name: getattr(scores, name) for name in ("count", "precision", "coverage", "right_share")}
    values = asdict(scores) | derived
    values["auc"] = values.pop("separation")
    return _rounded(values)


def _rounded(values: dict[str, Any]) -> dict[str, Any]:
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}
