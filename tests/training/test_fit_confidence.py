"""Fitting the confidence: how examples are made, and the command from end to end."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from search_factories import WordEncoder

from ingest.pipeline import read_document
from search.evaluate.quotes import Quote
from search.evaluate.scores import Question as DevelopmentQuestion
from search.models.calibration import read_calibration
from search.models.registry import load_calibration
from training import fit_confidence
from training.evaluate import SEEDS
from training.examples.questions import Kind, Question, QuestionedPassage
from training.fit_confidence import ask_development, ask_elsewhere, gather, open_with, varied, write_documents

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


def test_an_answer_is_right_when_its_own_passage_gives_it(tmp_path: Path) -> None:
    """Not when another one says the same."""
    encoder = WordEncoder(SUBJECTS)
    kept = [passage(subject) for subject in SUBJECTS[:4]]
    examples = gather(encoder, kept, [passage(subject) for subject in SUBJECTS[4:]], tmp_path / "some")
    asked = [item for item in examples if item.kind is Kind.QUESTION]
    assert [item.right for item in asked] == [True] * 4
    assert not any(item.right for item in examples if item.kind is Kind.NEAR_MISS)
    assert asked[0].evidence.held > 0.5
    other = replace(kept[0], group="anders", sentences=("Over klimaat is niets bekend.", "Niets."))
    wrong = gather(encoder, [other], [passage("klimaat")], tmp_path / "other")
    assert not any(item.right for item in wrong)


def test_nothing_elsewhere_is_right(tmp_path: Path) -> None:
    """Not even where the same is said."""
    kept = [passage("klimaat")]
    with open_with(WordEncoder(SUBJECTS), tmp_path / "kb", write_documents(kept, tmp_path, "seeds")) as kb:
        found = list(ask_elsewhere(kb, kept))
    assert [(item.right, item.part) for item in found] == [(False, "elsewhere")] * len(found)
    assert len(found) >= len(kept[0].questions)


def test_what_is_there_already_is_not_read_again(tmp_path: Path) -> None:
    """The folder is used as it is; what lacks is added."""
    paths = write_documents([passage("klimaat"), passage("water")], tmp_path, "kept")
    with open_with(WordEncoder(SUBJECTS), tmp_path / "kb", paths[:1]):
        paths[0].unlink()
    with open_with(WordEncoder(SUBJECTS), tmp_path / "kb", paths) as kb:
        assert [document.id for document in kb.documents()] == ["kept-klimaat", "kept-water"]


def test_the_command_writes_what_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Coefficients, set to the scale of development questions, and figures; what is not fitted stays as it was."""
    kept = []
    for number, subject in enumerate(SUBJECTS):
        made = passage(subject)
        answered = Question(Kind.ENGLISH, f"how much is the extra money for {subject}", (number % 2,))
        missed = Question(Kind.NEAR_MISS, f"who is the man of the {subject}", ())
        kept.append(replace(made, questions=(*made.questions, answered, missed)))
    monkeypatch.setattr(fit_confidence, "load_encoder", lambda _: WordEncoder(SUBJECTS))
    monkeypatch.setattr(fit_confidence, "read_kept", lambda: kept)
    monkeypatch.setattr(fit_confidence, "read_written", list)
    for name, subjects in zip(SEEDS, (SUBJECTS[1:], ("vliegen",)), strict=True):
        said = " ".join(passage(subject).sentences[0] for subject in subjects)
        (tmp_path / name).write_text(f"Nota\n\n1. Middelen\n\n{said}\n", encoding="utf-8")
    document = SEEDS[0].removesuffix(".txt")
    rows = [
        {"id": subject, "query": f"geld voor {subject}", "type": "keyword",
         "gold": [{"doc": document, "quote": passage(subject).sentences[0]}] if number % 2 else []}
        for number, subject in enumerate(SUBJECTS)
    ]  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    words = ["fit_confidence", "--gold", str(gold), "--seeds", str(tmp_path), "--write", str(tmp_path)]
    monkeypatch.setattr(sys, "argv", words)
    fit_confidence.main()
    printed = capsys.readouterr().out.splitlines()
    written, before = read_calibration(tmp_path), load_calibration(WordEncoder().name)
    assert written is not None
    dutch, other = written.confidence.dutch, written.confidence.english
    assert any(line.startswith(f"dutch bias {dutch.bias:.2f}  similarity {dutch.similarity:.2f}") for line in printed)
    assert any(line.startswith(f"english bias {other.bias:.2f}") for line in printed)
    assert written.confidence.answerable is not None
    likely = written.confidence.answerable.dutch
    assert any(line.startswith(f"answerable dutch bias {likely.bias:.2f}") for line in printed)
    assert written.confidence.subject is not None
    about = written.confidence.subject.dutch
    assert any(line.startswith(f"subject dutch bias {about.bias:.2f}") for line in printed)
    assert "nothing found, questions in English: 0 of 0 answered, 0 of 0 not answered," in "\n".join(printed)
    assert f"examples {written.fitted_on['dutch_examples']}" in printed
    assert (written.passages, written.sentences) == (before.passages, before.sentences)
    kept_thresholds = (before.confidence.threshold, before.confidence.near)
    assert (written.confidence.threshold, written.confidence.near) == kept_thresholds


def test_development_questions_are_judged_by_their_quotes(tmp_path: Path) -> None:
    """The first sentence is right when it states one; what the ledger answers is left out."""
    for name, subject in zip(SEEDS, ("water", "vrede"), strict=True):
        (tmp_path / name).write_text(f"Nota\n\n1. Middelen\n\n{passage(subject).sentences[0]}\n", encoding="utf-8")
    document = SEEDS[0].removesuffix(".txt")
    quote = Quote(document, passage("water").sentences[0])
    questions = [
        DevelopmentQuestion("a", "extra geld voor water", "keyword", (quote,)),
        DevelopmentQuestion("b", "extra geld voor water", "unanswerable", ()),
        DevelopmentQuestion("c", "kamerstuk 36000 nr. 12", "citation", ()),
    ]
    with open_with(WordEncoder(SUBJECTS), tmp_path / "kb", [tmp_path / name for name in SEEDS]) as seeds:
        found = ask_development(seeds, questions, "seeds")
    assert [(item.right, item.answered) for item in found] == [(True, True), (False, False)]
