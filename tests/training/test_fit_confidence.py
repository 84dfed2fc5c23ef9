"""Fitting the confidence: how examples are made and weighed, and the command from end to end."""

from __future__ import annotations

import json
import re
import sys
from math import log
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import WordEncoder

from search.ask.confidence import Evidence
from search.evaluate.quotes import Quote
from search.evaluate.scores import Question
from search.knowledge_base import KnowledgeBase
from search.models.calibration import Coefficients, read_calibration
from search.models.registry import DEFAULT_MODEL, load_calibration
from training import fit_confidence
from training.fit_confidence import Examples, answers_document, gather, vary
from training.measuring.confidence import FOLDS, THRESHOLDS, Example, fit_dutch, lower_threshold, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

#: What the two documents say, and the questions that they answer.
SUBJECTS = {
    "bhos-2022": ("klimaat", "water", "onderwijs", "vrede", "landbouw", "Mali"),
    "bho-2024": ("handel", "hulp", "export", "veiligheid", "migratie", "Kenia"),
}
ELSEWHERE = ("treinen", "ziekenhuizen", "musea", "fietsen", "gevangenissen", "zwembaden")


def example(origin: str, *, answerable: bool, similarity: float = 0.0, number: int = 0) -> Example:
    """An example of which only the similarity counts."""
    return Example(origin, "vraag", answerable, Evidence(similarity, 0.0, 0.0), number)


def sentence(subject: str) -> str:
    """A sentence of a document on a subject."""
    return f"Het kabinet trekt in 2023 extra geld uit voor {subject}."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with two documents, twelve questions that they answer, three that they do not, and six on other things."""
    (tmp_path / "seeds").mkdir()
    rows = []
    for document, subjects in SUBJECTS.items():
        paragraphs = "\n\n".join(sentence(subject) for subject in subjects)
        (tmp_path / "seeds" / f"{document}.txt").write_text(f"Nota\n\n1. Beleid\n\n{paragraphs}\n", encoding="utf-8")
        rows += [
            {
                "id": f"{document}-{subject}",
                "query": f"hoeveel extra geld voor {subject}",
                "type": "keyword",
                "gold": [{"doc": document, "quote": sentence(subject)}],
            }
            for subject in subjects
        ]
    rows += [
        {"id": f"no-{name}", "query": f"wat kost {name}", "type": "unanswerable"} for name in ("goud", "zout", "ijs")
    ]
    rows.append({"id": "en-1", "query": "money for water", "type": "english", "gold": []})
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (tmp_path / "queries.dev.jsonl").write_text(lines, encoding="utf-8")
    answers = [
        {"id": f"gov-{name}", "question": f"waar zijn {name}", "answer": f"Informatie over {name} staat online."}
        for name in ELSEWHERE
    ]
    (tmp_path / "gov_qa.dev.jsonl").write_text("".join(json.dumps(row) + "\n" for row in answers), encoding="utf-8")
    return tmp_path


def test_every_origin_counts_alike() -> None:
    """Three of one origin weigh as much as one of another, and those with an answer as much as those without."""
    examples = [
        *(example("many", answerable=True) for _ in range(3)),
        example("few", answerable=True),
        *(example("none", answerable=False) for _ in range(2)),
    ]
    assert weigh(examples).tolist() == [0.5, 0.5, 0.5, 1.5, 1.5, 1.5]


def test_answers_are_passages_of_one_document() -> None:
    """Each with its sentences; white space within an answer is made single."""
    document = answers_document([{"answer": "Een  zin.\nNog een."}, {"answer": "Kort."}])
    assert [passage.text for passage in document.passages] == ["Een zin. Nog een.", "Kort."]
    assert [document.text[passage.start : passage.end] for passage in document.passages] == [
        passage.text for passage in document.passages
    ]
    sentences = [[document.text[a:b] for a, b in passage.sentences] for passage in document.passages]
    assert sentences == [["Een zin.", "Nog een."], ["Kort."]]


def test_the_report_names_the_coefficients_that_the_examples_have() -> None:
    """A quarter answered at similarity 0, three quarters at 10, so large a step that the ridge has next to no say."""
    made: list[Example] = []
    for similarity, answered in ((0.0, 20), (10.0, 60)):
        made += [
            example("made", answerable=place < answered, similarity=similarity, number=place % 10)
            for place in range(80)
        ]
    asked = [
        example("keyword", answerable=True, similarity=10.0, number=1),
        example("unanswerable", answerable=False, similarity=0.0, number=2),
    ]
    fitted = fit_dutch(made, asked)
    lines = fitted.lines
    assert lines[0] == f"BIAS {-log(3):.2f}  {2 * log(3) / 10:.2f}  0.00  0.00"
    assert fitted.coefficients == Coefficients(round(-log(3), 2), round(2 * log(3) / 10, 2), 0.0, 0.0)
    assert fitted.figures == {
        "examples": 160,
        "auc_cross_validated": 0.75,
        "development_questions": 2,
        "auc_development": 1.0,
    }
    assert lines[1] == "AUC, cross-validated 0.750"  # (9 pairs right + 6 ties / 2) of 16
    assert "answered at 0.30: made 0.75, made 0.25" in lines
    assert "development: AUC 1.000" in lines
    assert lines[-1] == "answered at 0.60: keyword 1.00, unanswerable 0.00"


def test_a_question_is_varied_by_what_its_quotes_name_and_what_they_do_not(data: Path) -> None:
    """Two countries and a year that the quote lacks, the country and the year that it has; the same each time."""
    question = Question("q", "hoeveel geld voor Mali", "keyword", (Quote("bhos-2022", sentence("Mali")),))
    asked = []
    for name in ("a", "b"):
        examples = Examples()
        with KnowledgeBase.open(data / name, WordEncoder()) as kb:
            kb.add(data / "seeds" / "bhos-2022.txt")
            vary(examples, kb, question, ["Mali", "Kenia", "Peru"])
        asked.append([(item.origin, item.question, item.answerable) for item in examples.asked])
    assert asked[0] == asked[1]
    origins = [(origin, answerable) for origin, _, answerable in asked[0]]
    assert origins == [
        ("other country", False),
        ("other country", False),
        ("own country", True),
        ("other year", False),
        ("own year", True),
    ]
    texts = [text for _, text, _ in asked[0]]
    assert all(text.rpartition(" ")[2] in {"Kenia", "Peru"} for text in texts[:2])
    assert texts[2] == "hoeveel geld voor Mali in Mali"
    assert not texts[3].endswith("in 2023")


@pytest.mark.parametrize(
    ("chances", "weights", "expected"),
    [
        ([0.9, 0.8, 0.2], [1.0, 1.0, 1.0], 0.2),  # each counts for a third: all must be reached
        ([0.9, 0.8, 0.2], [10.0, 10.0, 1.0], 0.8),  # the last counts for less than a twentieth
        ([0.2, 0.637, 0.9], [1.0, 10.0, 10.0], 0.63),
    ],
)
def test_lower_threshold(chances: list[float], weights: list[float], expected: float) -> None:
    """What nineteen in twenty of the answered questions reach, rounded down to a hundredth."""
    assert lower_threshold(np.array(chances), np.array(weights)) == expected


def test_examples_are_gathered_from_every_origin(data: Path) -> None:
    """Of the questions without an answer none is fitted to, and English ones have coefficients of their own."""
    examples, development = gather(WordEncoder(), data, data / "seeds")
    counts: dict[tuple[str, bool], int] = {}
    for item in examples.asked:
        counts[item.origin, item.answerable] = counts.get((item.origin, item.answerable), 0) + 1
    assert counts == {
        ("government", True): 6,
        ("off domain", False): 6 + 12,
        ("seeds", True): 12,
        ("own document", True): 12,
        ("other document", False): 12,
        ("other country", False): 24,
        ("own country", True): 2,  # Mali and Kenia
        ("other year", False): 12,
        ("own year", True): 12,
    }
    assert [item.origin for item in development.asked] == ["keyword"] * 12 + ["unanswerable"] * 3
    assert {item.fold for item in examples.asked} <= set(range(FOLDS))
    variants = [item.fold for item in examples.asked if item.question.startswith("hoeveel extra geld voor klimaat")]
    assert len(variants) > 5
    assert len(set(variants)) == 1


def test_the_command_prints_what_it_fitted(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From files to coefficients: nearness and shared words speak for an answer, a missing name or year against it."""
    axes = tuple(name.lower() for names in SUBJECTS.values() for name in names)
    monkeypatch.setattr(fit_confidence, "load_encoder", lambda _: WordEncoder(axes))
    words: Sequence[str] = ("fit_confidence", "--gold", str(data), "--seeds", str(data / "seeds"))
    monkeypatch.setattr(sys, "argv", list(words))
    fit_confidence.main()
    lines = capsys.readouterr().out.splitlines()
    found = re.fullmatch(r"BIAS (-?[\d.]+)  (-?[\d.]+)  (-?[\d.]+)  (-?[\d.]+)", lines[0])
    assert found is not None
    _, similarity, coverage, missing = map(float, found.groups())
    assert similarity > 0
    assert coverage > 0
    assert missing < 0
    area = re.fullmatch(r"AUC, cross-validated ([\d.]+)", lines[1])
    assert area is not None
    assert float(area[1]) > 0.9
    assert re.fullmatch(r"near: [\d.]+", lines[2])
    assert sum(line.startswith("answered at ") for line in lines) == 2 * len(THRESHOLDS)
    english = next(place for place, line in enumerate(lines) if line.startswith("ENGLISH_BIAS "))
    assert re.fullmatch(r"answered: [\d.]+ of \d+, without an answer [\d.]+ of \d+", lines[english + 1])
    assert re.fullmatch(r"AUC [\d.]+", lines[-1])


def test_what_is_written_is_what_is_printed(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The coefficients and the figures; what is not fitted stays as it was."""
    axes = tuple(name.lower() for names in SUBJECTS.values() for name in names)
    monkeypatch.setattr(fit_confidence, "load_encoder", lambda _: WordEncoder(axes))
    words = ["fit_confidence", "--gold", str(data), "--seeds", str(data / "seeds"), "--write", str(data)]
    monkeypatch.setattr(sys, "argv", words)
    fit_confidence.main()
    lines = capsys.readouterr().out.splitlines()
    written, before = read_calibration(data), load_calibration(DEFAULT_MODEL)
    assert written is not None
    own, english = written.confidence.dutch, written.confidence.english
    assert f"BIAS {own.bias:.2f}  {own.similarity:.2f}  {own.coverage:.2f}  {own.missing:.2f}" in lines
    assert f"ENGLISH_BIAS {english.bias:.2f}  {english.similarity:.2f}  {english.coverage:.2f}" in lines
    assert english.missing == own.missing
    assert f"AUC, cross-validated {written.fitted_on['auc_cross_validated']:.3f}" in lines
    assert written.fitted_on["english_examples"] == 60
    assert (written.passages, written.sentences) == (before.passages, before.sentences)
    assert written.confidence.threshold == before.confidence.threshold
    near = next(float(line.removeprefix("near: ")) for line in lines if line.startswith("near: "))
    assert written.confidence.near == min(near, before.confidence.threshold)
