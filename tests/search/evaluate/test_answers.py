"""What became of the answers: equal to the reference count, and right on cases worked out by hand."""

from __future__ import annotations

import ast
import json
import random
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from evaluation_factories import QUOTE, make_outcome, make_question
from seed_gold import GOLD

from search.evaluate.answers import AnswerScores, Verdict, report_answers, verdict_on
from search.evaluate.quotes import Quote
from search.evaluate.reliability import Bin
from search.evaluate.runs import read_run
from search.evaluate.scores import Question, read_questions

if TYPE_CHECKING:
    from pathlib import Path

UNANSWERABLE = make_question(type_="unanswerable", near="geen bedrag")


@pytest.mark.parametrize(
    ("question", "found", "right", "expected"),
    [
        (make_question(QUOTE), True, True, Verdict.RIGHT),
        (make_question(QUOTE), True, False, Verdict.BESIDE),
        (make_question(QUOTE), False, True, Verdict.REFUSED),
        (UNANSWERABLE, True, False, Verdict.WRONGLY_ANSWERED),
        (UNANSWERABLE, False, False, Verdict.RIGHTLY_REFUSED),
    ],
)
def test_verdicts(question: Question, found: bool, right: bool, expected: Verdict) -> None:  # noqa: FBT001 - a table
    """By whether there is an answer, whether one is shown, and whether that states it."""
    assert expected is verdict_on(make_outcome(question, found=found, right=right))


def test_counts_and_shares() -> None:
    """Two right, one beside, two refused (one with its passage), one wrongly answered, one rightly refused."""
    scores = report_answers(
        [
            make_outcome(confidence=0.9),
            make_outcome(confidence=0.9),
            make_outcome(right=False, confidence=0.9),
            make_outcome(found=False, rank=3, confidence=0.2),
            make_outcome(found=False, rank=0, confidence=0.2),
            make_outcome(UNANSWERABLE, confidence=0.9),
            make_outcome(UNANSWERABLE, found=False, confidence=0.1),
        ]
    ).overall
    assert scores == AnswerScores(
        right=2,
        beside=1,
        refused=2,
        with_passage=1,
        wrongly_answered=1,
        rightly_refused=1,
        separation=(3 * 1.5 + 2 * 1.0) / 10,
        calibration_error=pytest.approx(0.9 - 2 / 4),
    )
    assert (scores.count, scores.answerable, scores.shown) == (7, 5, 4)
    assert (scores.precision, scores.coverage, scores.right_share) == (2 / 4, 3 / 5, 2 / 5)


def test_nothing_to_count() -> None:
    """Shares of nothing are unknown."""
    scores = report_answers([]).overall
    assert scores == AnswerScores(0, 0, 0, 0, 0, 0, None, None)
    assert (scores.precision, scores.coverage, scores.right_share) == (None, None, None)


def test_ordinary_questions_are_those_that_share_words_with_the_text() -> None:
    """All that have an answer but the paraphrases, against the same questions without one."""
    outcomes = [
        make_outcome(make_question(QUOTE, type_="number"), confidence=0.9),
        make_outcome(make_question(QUOTE, type_="paraphrase"), found=False, confidence=0.1),
        make_outcome(UNANSWERABLE, confidence=0.6),
    ]
    report = report_answers(outcomes)
    assert (report.ordinary.right, report.ordinary.count, report.ordinary.separation) == (1, 1, 1.0)
    assert (report.overall.count, report.overall.separation) == (3, 0.5)
    assert {name: (each.count, each.separation) for name, each in report.by_type.items()} == {
        "number": (1, 1.0),
        "paraphrase": (1, 0.0),
        "unanswerable": (1, None),
    }


def test_a_question_counts_for_each_document_that_it_is_about() -> None:
    """Those with a quote, once each, and the one that comes near an answer."""
    both = Question("q", "vraag", "question", (Quote("nota", QUOTE), Quote("brief", QUOTE), Quote("nota", "water")))
    report = report_answers([make_outcome(both), make_outcome(UNANSWERABLE), make_outcome(make_question())])
    assert {name: (each.right, each.wrongly_answered) for name, each in report.by_document.items()} == {
        "brief": (1, 0),
        "nota": (1, 1),
    }
    assert (report.overall.right, report.overall.wrongly_answered) == (1, 2)


def test_reliability_is_that_of_the_answers_shown() -> None:
    """What is refused says nothing; an answer to a question without one is not right."""
    outcomes = [
        make_outcome(confidence=0.75),
        make_outcome(UNANSWERABLE, confidence=0.75),
        make_outcome(found=False, confidence=0.3),
    ]
    assert report_answers(outcomes).reliability == (Bin(0.7, 0.8, 2, 0.75, 0.5),)


@pytest.mark.parametrize("name", ["queries.dev.jsonl", "queries-new.dev.jsonl"])
def test_equal_to_the_reference_count(name: str, tmp_path: Path) -> None:
    """On answers of cut, joined and foreign sentences every count, by type, is that of answers.py, and so is the AUC."""
    questions = read_questions(GOLD / name)
    run = tmp_path / "run.jsonl"
    run.write_text("".join(json.dumps(row) + "\n" for row in make_run(questions)), "utf-8")
    command = [sys.executable, str(GOLD / "answers.py"), str(GOLD / name), str(run)]
    printed = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    lines = printed.partition("\nAUC ")[2].splitlines()
    overall, by_type = ast.literal_eval(lines[1]), [line.split(None, 1) for line in lines[2:-1]]
    measured = read_run(run, questions)
    report = report_answers(measured.outcomes)
    assert {"right", "beside", "refused", "neg-answered", "neg-refused"} == set(overall)  # the run has some of each
    assert overall == counts(report.overall)
    assert {name: ast.literal_eval(given) for name, given in by_type} == {
        name: counts(each) for name, each in report.by_type.items()
    }
    precision, shown = lines[-1].removeprefix("precision of a shown answer ").split(" shown ")
    assert (float(precision), int(shown)) == (round(report.overall.precision or 0, 3), report.overall.shown)
    assert float(lines[0]) == round(report.overall.separation or 0, 3)
    assert report.overall.separation == measured.abstention_auc


def counts(scores: AnswerScores) -> dict[str, int]:
    """Return the counts as answers.py prints them: those that are not zero, by its names."""
    named = {
        "right": scores.right,
        "beside": scores.beside,
        "refused": scores.refused,
        "neg-answered": scores.wrongly_answered,
        "neg-refused": scores.rightly_refused,
    }
    return {name: count for name, count in named.items() if count}


def make_run(questions: list[Question]) -> list[dict[str, Any]]:
    """Return an answer to each question: parts of its own quotes, short and long, alone or in a sentence, and others."""
    chance = random.Random(5)  # noqa: S311 - no secret
    quotes = [quote for question in questions for quote in question.gold]

    def sentence(quote: Quote) -> dict[str, str]:
        words = quote.text.split()
        start, end = sorted(chance.sample(range(len(words) + 1), 2))
        part = " ".join(words[start:end])
        return {"document": quote.document, "text": chance.choice([part, f"Zo staat het er: {part.upper()}, aldus."])}

    rows = []
    for question in questions:
        pool = chance.choice([question.gold or quotes, quotes])
        sentences = [sentence(chance.choice(pool)) for _ in range(chance.randint(1, 3))]
        answer = {
            "found": chance.random() < 0.7,
            "confidence": round(chance.random(), 1),  # so that some are equal
            "sentences": sentences,
        }
        rows.append({"id": question.id, "answer": answer, "results": []})
    return rows
