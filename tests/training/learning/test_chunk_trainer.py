"""Training on passages with questions, in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from e5_factories import load_student, write_model
from training_factories import WINDOW_SENTENCES, make_questioned_window

from training.learning.chunk_trainer import ChunkTrainer, Taught
from training.learning.recipes import EncoderRecipe

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = EncoderRecipe(steps=6, passages=3, questions=2, rate=1e-2, warmup=1, frozen=0)


@pytest.fixture
def trainer(tmp_path: Path) -> ChunkTrainer:
    """One that has taken no step."""
    return make_trainer(tmp_path)


def make_trainer(folder: Path, recipe: EncoderRecipe = RECIPE) -> ChunkTrainer:
    """A trainer of a small student, with a teacher that finds all things alike."""
    torch.manual_seed(0)
    windows = [make_questioned_window(number) for number in range(len(WINDOW_SENTENCES))]
    counts = (8, 4, sum(map(len, WINDOW_SENTENCES)))
    taught = Taught(*(np.full((count, 4), 0.5, dtype=np.float32) for count in counts), 0.5)
    return ChunkTrainer(load_student(write_model(folder / "model.bin")), windows, taught, recipe)


def weights(trainer: ChunkTrainer) -> torch.Tensor:
    """All that is trained, in one row."""
    return torch.cat([value.detach().flatten() for value in trainer.student.trained().values()])


def test_training_finds_the_labelled_passages_and_sentences(trainer: ChunkTrainer, tmp_path: Path) -> None:
    """The loss of what is labelled falls."""
    batch = trainer.batch(0)
    before = trainer.loss(batch)[1]["labelled"]
    trainer.train(tmp_path, 60)
    assert trainer.steps == RECIPE.steps
    assert trainer.loss(batch)[1]["labelled"] < before


def test_every_window_comes_once_before_any_comes_again(tmp_path: Path) -> None:
    """In an order that follows from the seed."""
    trainer = make_trainer(tmp_path, EncoderRecipe(passages=2, seed=3))
    chosen = [trainer.batch(step).windows for step in range(4)]
    assert sorted(chosen[0] + chosen[1]) == sorted(chosen[2] + chosen[3]) == [0, 1, 2, 3]
    assert [trainer.batch(step).windows for step in range(4)] == chosen


def test_what_a_step_takes_follows_from_its_number(trainer: ChunkTrainer, tmp_path: Path) -> None:
    """So a run can go on from a checkpoint (training.learning.steps)."""
    other = make_trainer(tmp_path)
    other.step()
    assert other.batch(3) == trainer.batch(3)


def test_documents_come_together_in_every_other_round(tmp_path: Path) -> None:
    """In the rounds between, windows are drawn one by one."""
    trainer = make_trainer(tmp_path, EncoderRecipe(passages=2, seed=1))
    pairs = [set(trainer.batch(step).windows) for step in range(40)]
    together = [step // 2 for step, pair in enumerate(pairs) if pair not in ({0, 1}, {2, 3})]
    assert together
    assert all(rounds % 2 == 0 for rounds in together)
