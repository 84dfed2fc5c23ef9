"""What is kept in a file, or read by a program."""

from __future__ import annotations

from evaluation_factories import BESIDE, SENTENCE, make_outcome, make_question

from search.evaluate.records import outcome_to_json, to_json
from search.evaluate.scores import summarise

ANSWERED = {
    "count": 1, "right": 1, "beside": 0, "refused": 0, "with_passage": 0, "wrongly_answered": 0, "rightly_refused": 0,
    "precision": 1.0, "coverage": 1.0, "right_share": 1.0, "auc": None, "calibration_error": 0.3333,
}  # fmt: skip


def test_scores_as_plain_values() -> None:
    """Rounded to four decimals."""
    assert to_json(summarise([make_outcome(rank=3, confidence=2 / 3)])) == {
        "scores": {
            name: {
                "count": 1, "hit1": 0.0, "hit3": 1.0, "hit10": 1.0, "mrr10": 0.3333, "ndcg10": 0.3333, "answer1": 1.0,
                "answer": 1.0, "mrr10_low": 0.3333, "mrr10_high": 0.3333,
            }
            for name in ("all", "question")
        },
        "abstention": {"auc": None, "answered": 1.0, "answered_without_answer": None},
        "answers": {
            "all": ANSWERED,
            "ordinary": ANSWERED,
            "types": {"question": ANSWERED},
            "documents": {"nota": ANSWERED},
        },
        "reliability": [{"low": 0.6, "high": 0.7, "count": 1, "confidence": 0.6667, "right": 1.0}],
    }  # fmt: skip


def test_one_question() -> None:
    """What became of it, with what was shown."""
    assert outcome_to_json(make_outcome()) == {
        "id": "q", "query": "vraag q", "type": "question", "verdict": "right", "confidence": 0.9, "rank": 1,
        "sentences": [SENTENCE.to_json()], "near": None,
    }  # fmt: skip


def test_a_question_without_an_answer() -> None:
    """What comes near one is given with the reason why it is none."""
    found = outcome_to_json(make_outcome(make_question(type_="unanswerable", near="geen bedrag"), rank=0))
    assert (found["verdict"], found["sentences"]) == ("wrongly_answered", [BESIDE.to_json()])
    assert found["near"] == {"document": "nota", "reason": "geen bedrag"}
