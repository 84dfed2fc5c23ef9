"""Fitting the confidence: how examples are made, and the command from end to end."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from search_factories import WordEncoder

from ingest.pipeline import read_document
from search.models.calibration import read_calibration
from search.models.registry import DEFAULT_MODEL, load_calibration
from training import fit_confidence
from training.examples.questions import Kind, Question, QuestionedPassage
from training.fit_confidence import gather, varied, write_documents

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SUBJECTS = ("klimaat", "water", "onderwijs", "vrede", "landbouw", "handel", "hulp", "export", "veiligheid", "migratie")
ELSEWHERE = ("treinen", "musea", "fietsen")


def passage(subject: str, group: str = "") -> QuestionedPassage:
    """A passage on a subject with a question it answers by its first sentence, and one that it leaves open."""
    questions = (
        Question(Kind.QUESTION, f"hoeveel extra geld voor {subject}", (0,)),
        Question(Kind.NEAR_MISS, f"wie verdeelt het geld dat in {ELSEWHERE[len(subject) % 3]} zit", ()),
    )
    sentences = (f"Het kabinet trekt 20 miljoen euro extra geld uit voor {subject}.", "De Kamer is hierover ingelicht.")
    return QuestionedPassage(group or subject, (f"Nota {subject}", "Middelen"), sentences, questions)


def test_passages_of_a_group_are_the_sections_of_a_document(tmp_path: Path) -> None:
    """Under its title."""
    [path] = write_documents([passage("water", "A1"), passage("handel", "A1")], tmp_path, "kept")
    document = read_document(path)
    assert (document.id, document.title) == ("kept-a1", "Nota water")
    assert [(part.section, part.text[-8:]) for part in document.passages] == [
        ("Middelen", "gelicht."), ("Middelen", "gelicht.")
    ]  # fmt: skip


def test_some_questions_are_asked_about_what_is_not_said() -> None:
    """A country or a year, the same each time; paraphrases never."""
    said = passage("water")
    questions = [Question(Kind.QUESTION, f"hoeveel geld in 2023 voor water {place}", (0,)) for place in range(40)]
    made = [list(varied(question, said, ["Kenia", "Water"])) for question in questions]
    assert made == [list(varied(question, said, ["Kenia", "Water"])) for question in questions]
    texts = [text for each in made for text in each]
    assert 4 < len(texts) < 20
    countries = [text for text in texts if text.endswith("in Kenia")]
    assert 0 < len(countries) < len(texts)
    assert all("2023" not in text for text in texts if text not in countries)
    assert not [text for each in questions for text in varied(replace_kind(each), said, ["Kenia"])]


def replace_kind(question: Question) -> Question:
    """The question as a paraphrase."""
    return Question(Kind.PARAPHRASE, question.question, question.answers)


def test_an_answer_is_right_when_its_own_passage_gives_it() -> None:
    """Not when another one says the same."""
    encoder = WordEncoder(SUBJECTS)
    kept = [passage(subject) for subject in SUBJECTS[:4]]
    examples = gather(encoder, kept, [passage(subject) for subject in SUBJECTS[4:]])
    asked = [item for item in examples if item.kind is Kind.QUESTION]
    assert [item.right for item in asked] == [True] * 4
    assert not any(item.right for item in examples if item.kind is Kind.NEAR_MISS)
    assert asked[0].evidence.held > 0.5
    other = replace(kept[0], group="anders", sentences=("Over klimaat is niets bekend.", "Niets."))
    wrong = gather(encoder, [other], [passage("klimaat")])
    assert not any(item.right for item in wrong)


def test_the_command_writes_what_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Coefficients, thresholds and figures; what is not fitted stays as it was."""
    english = Question(Kind.ENGLISH, "how much is the extra money for the water", (0,))
    kept = [passage(subject) for subject in SUBJECTS]
    kept.append(replace(kept[1], group="english", questions=(english, Question(Kind.NEAR_MISS, "who is the man", ()))))
    monkeypatch.setattr(fit_confidence, "load_encoder", lambda _: WordEncoder(SUBJECTS))
    monkeypatch.setattr(fit_confidence, "read_kept", lambda: kept)
    monkeypatch.setattr(fit_confidence, "read_written", list)
    monkeypatch.setattr(sys, "argv", ["fit_confidence", "--write", str(tmp_path)])
    fit_confidence.main()
    printed = capsys.readouterr().out.splitlines()
    written, before = read_calibration(tmp_path), load_calibration(DEFAULT_MODEL)
    assert written is not None
    dutch = written.confidence.dutch
    assert printed[0].startswith(f"Dutch: bias {dutch.bias:.2f}  similarity {dutch.similarity:.2f}")
    assert any(line.startswith("English: bias ") for line in printed)
    assert f"  examples {written.fitted_on['examples']}" in printed
    assert f"  threshold {written.confidence.threshold:.2f}, near {written.confidence.near:.2f}" in printed
    assert written.confidence.near <= written.confidence.threshold
    assert (written.passages, written.sentences) == (before.passages, before.sentences)
