"""What is the same for all that is trained in steps: checkpoints, the running average, the learning rate."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import torch

from training.learning.recipes import EncoderRecipe
from training.learning.steps import SteppedTrainer

if TYPE_CHECKING:
    from pathlib import Path

RECIPE = EncoderRecipe(steps=6, rate=1e-2, warmup=1)


class LineTrainer(SteppedTrainer):
    """Fits a line through points that follow from the number of the step."""

    def step_loss(self) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """The distance to the point of this step."""
        loss = (self.trained["slope"] * (self.steps + 1) + self.trained["start"] - 3.0).square().sum()
        return loss, {"distance": loss}


def make_trainer(recipe: EncoderRecipe = RECIPE) -> LineTrainer:
    """One that has taken no step."""
    return LineTrainer({name: torch.nn.Parameter(torch.ones(2)) for name in ("slope", "start")}, recipe)


def weights(trainer: LineTrainer) -> torch.Tensor:
    """All that is trained, in one row."""
    return torch.cat([value.detach().clone() for value in trainer.trained.values()])


def test_a_run_that_was_stopped_gives_what_an_unbroken_one_gives(tmp_path: Path) -> None:
    """From its checkpoint on; weights, running average and the state of the optimizer."""
    whole, first, second = (make_trainer() for _ in range(3))
    whole.train(tmp_path / "whole", 60)
    for _ in range(3):
        first.step()
    first.save(tmp_path / "broken")
    assert second.resume(tmp_path / "broken")
    assert second.steps == 3
    second.train(tmp_path / "broken", 60)
    torch.testing.assert_close(weights(second), weights(whole))
    for name, value in whole.average.items():
        torch.testing.assert_close(second.average[name], value)
    assert make_trainer().resume(tmp_path / "broken")


def test_a_checkpoint_of_another_recipe_is_not_taken(tmp_path: Path) -> None:
    """Nor is one that is not there."""
    trainer = make_trainer()
    assert not trainer.resume(tmp_path)
    trainer.save(tmp_path)
    assert not make_trainer(replace(RECIPE, warmup=2)).resume(tmp_path)


def test_a_run_may_end_sooner(tmp_path: Path) -> None:
    """The rate falls faster from there; what it was begun for is known, also when it is stopped once more."""
    trainer = make_trainer(replace(RECIPE, steps=60))
    for _ in range(3):
        trainer.step()
    trainer.save(tmp_path)
    for _ in range(2):
        shorter = make_trainer()
        assert shorter.resume(tmp_path)
        assert (shorter.steps, shorter.begun_for, shorter.recipe.steps) == (3, 60, 6)
        shorter.save(tmp_path)
    shorter.step()
    assert shorter.optimizer.param_groups[0]["lr"] == pytest.approx(RECIPE.rate * 0.5)


def test_the_mixture_lies_between_start_and_average(tmp_path: Path) -> None:
    """With a share of 1 it is the start again."""
    trainer = make_trainer()
    start = weights(trainer)
    trainer.train(tmp_path, 60)
    trainer.mix(0.0)
    average = weights(trainer)
    trainer.mix(0.25)
    torch.testing.assert_close(weights(trainer), 0.25 * start + 0.75 * average)
    trainer.mix(1.0)
    torch.testing.assert_close(weights(trainer), start)


def test_the_learning_rate_rises_and_falls_to_its_final_share() -> None:
    """Two steps of warm-up, then straight down over the other eight."""
    trainer = make_trainer(EncoderRecipe(steps=10, warmup=2, final_share=0.1, rate=1.0))
    rates = []
    for step in range(11):
        trainer.steps = step
        trainer.step()
        rates.append(trainer.optimizer.param_groups[0]["lr"])
    assert rates == pytest.approx([0.5, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1])
