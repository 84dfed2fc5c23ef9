"""Training the reader, in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import write_model

from training.examples.labelled import Example
from training.examples.near import Asked
from training.examples.questions import Kind, Question
from training.examples.windows import Window
from training.learning.reader_trainer import Lessons, ReaderTrainer
from training.learning.recipes import ReaderRecipe
from training.network.e5 import load_e5
from training.network.reading import Reader, ReadRow, RowMaker

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = ReaderRecipe(steps=8, questions=3, passages=3, public_share=0.34, cut_share=0.0, untitled_share=0.0,
                      rate=1e-2, warmup=1, dropped=0.0, without_share=0.0)  # fmt: skip
SENTENCES = (("de kat", "hond"), ("hond de", "kat"), ("de de", "kat kat"))


def make_trainer(folder: Path, recipe: ReaderRecipe = RECIPE) -> ReaderTrainer:
    """A trainer of a small reader: three windows with a question each, one of which nothing answers."""
    torch.manual_seed(0)
    made = load_e5(write_model(folder / "model.bin"))
    windows = [Window(place, "d", (), sentences, (), ()) for place, sentences in enumerate(SENTENCES)]
    asked = [
        Asked(Question(Kind.QUESTION, "kat", (0,)), 0, (1, 2)),
        Asked(Question(Kind.QUESTION, "hond", (0,)), 1, (0, 2)),
        Asked(Question(Kind.NEAR_MISS, "de", ()), 2, (0, 1)),
    ]
    public = [Example("de", (), ("kat", "de"), frozenset({1})), Example("kat", (), ("de",), frozenset())]
    lessons = Lessons(windows, asked, public)
    return ReaderTrainer(Reader(made.model, 1), RowMaker(made.tokenizer), lessons, recipe)


@pytest.fixture
def trainer(tmp_path: Path) -> ReaderTrainer:
    """One that has taken no step."""
    return make_trainer(tmp_path)


def weights(trainer: ReaderTrainer) -> torch.Tensor:
    """All that is trained, in one row."""
    return torch.cat([value.detach().flatten() for value in trainer.trained.values()])


def test_a_question_is_read_with_what_answers_it_and_what_does_not(trainer: ReaderTrainer) -> None:
    """One that nothing answers with fewer; public ones as they are, each by itself."""
    lengths = []
    for step in range(3):
        rows, groups = trainer.batch(step)
        for group in sorted(set(groups)):
            own = [row for row, number in zip(rows, groups, strict=True) if number == group]
            lengths.append(len(own))
            if len(own) == RECIPE.passages:
                assert [bool(row.answers) for row in own] == [True, False, False]
            elif len(own) > 1:
                assert len(own) == RECIPE.passages // 2 + 1
                assert not any(row.answers for row in own)
    assert set(lengths) == {1, 2, 3}


def test_training_tells_what_answers_from_what_does_not(trainer: ReaderTrainer, tmp_path: Path) -> None:
    """All parts of the loss together fall."""
    rows, groups = trainer.batch(0)
    before = float(trainer.loss(rows, groups)[0].detach())
    trainer.train(tmp_path, 60)
    assert trainer.steps == RECIPE.steps
    assert float(trainer.loss(rows, groups)[0].detach()) < before


def test_the_loss_is_what_the_logits_say(trainer: ReaderTrainer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Worked out by hand for two rows of one question, the first of which answers by its second sentence."""
    rows = [ReadRow([0, 2], [0, 1], 2, (1,)), ReadRow([0, 2], [0, -1], 1, ())]
    logits = torch.tensor([1.0, -1.0]), torch.tensor([0.5, 2.0, -0.5])
    monkeypatch.setattr(trainer.reader, "forward", lambda *_: logits)
    _, parts = trainer.loss(rows, [0, 0])
    minus_log = torch.nn.functional.softplus
    passages = (2 * minus_log(torch.tensor(-1.0)) + minus_log(torch.tensor(-1.0))) / 2
    first = (minus_log(torch.tensor(0.5)) + 2 * minus_log(torch.tensor(-2.0))) / 2
    torch.testing.assert_close(parts["passages"], passages)
    torch.testing.assert_close(parts["sentences"], (first + minus_log(torch.tensor(-0.5))) / 2)
    torch.testing.assert_close(parts["choice"], minus_log(torch.tensor(-1.5)))
    torch.testing.assert_close(parts["order"], minus_log(torch.tensor(-2.0)))


def test_what_a_step_takes_follows_from_its_number(trainer: ReaderTrainer, tmp_path: Path) -> None:
    """So a run can go on from a checkpoint (training.learning.steps)."""
    other = make_trainer(tmp_path)
    other.step()
    assert other.batch(3) == trainer.batch(3)


def test_only_some_sentences_are_read_but_always_those_that_answer(tmp_path: Path) -> None:
    """With a share of 1 every passage is cut."""
    made = make_trainer(tmp_path, ReaderRecipe(**{**RECIPE.__dict__, "cut_share": 1.0}))
    for step in range(6):
        rows, _ = made.batch(step)
        assert all(row.count >= 1 and all(answer < row.count for answer in row.answers) for row in rows)
        assert any(row.answers for row in rows)
