"""Training in steps that can be stopped: what is the same for all that is trained so."""

from __future__ import annotations

import logging
import random
import time
from abc import ABC, abstractmethod
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import torch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LOG = logging.getLogger("training")
LOG_EVERY = 20  # steps
CHECKPOINT = "checkpoint.pt"
TOKENS_AT_ONCE = {"cpu": 2560, "cuda": 65_536}  # padding counted; a processor wants them in its cache


class Recipe(Protocol):
    """What decides how the steps are taken. The rate rises for ``warmup`` steps, then falls to ``final_share``."""

    @property
    def steps(self) -> int: ...  # noqa: D102 - as the recipes say (training.learning.recipes)
    @property
    def rate(self) -> float: ...  # noqa: D102
    @property
    def warmup(self) -> int: ...  # noqa: D102
    @property
    def final_share(self) -> float: ...  # noqa: D102
    @property
    def decay(self) -> float: ...  # noqa: D102


class SteppedTrainer(ABC):
    """Trains ``trained`` (name -> parameter) in place, and keeps a running average of it beside.

    What a step takes must follow from its number (``steps``), so that a run that goes on from a checkpoint gives what
    an unbroken one gives.
    """

    def __init__(self, trained: Mapping[str, torch.nn.Parameter], recipe: Recipe) -> None:
        self.trained = trained
        self.recipe = recipe
        self.steps = 0
        self.begun_for = recipe.steps
        self.seconds = 0.0
        self.device = next(iter(trained.values())).device
        self.tokens_at_once = TOKENS_AT_ONCE[self.device.type]
        self.optimizer = torch.optim.AdamW([*trained.values()], lr=recipe.rate, weight_decay=0.01, fused=True)
        self.begin = {name: value.detach().clone() for name, value in trained.items()}
        self.average = {name: value.detach().clone() for name, value in trained.items()}

    @abstractmethod
    def step_loss(self) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of step number ``steps``, and its parts by name."""

    def step(self) -> dict[str, torch.Tensor]:
        """Take one step; returns the parts of its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._pace()
        self.optimizer.zero_grad(set_to_none=True)
        loss, parts = self.step_loss()
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_([*self.trained.values()], 1.0)
        self.optimizer.step()
        self.steps += 1
        kept = min(self.recipe.decay, 1.0 - 1.0 / (self.steps + 1))
        with torch.no_grad():
            for name, value in self.trained.items():
                self.average[name].lerp_(value, 1.0 - kept)
        return {name: part.detach() for name, part in parts.items()}

    def mix(self, start_share: float) -> None:
        """Take the averaged weights, with so much of those that were there at the beginning."""
        with torch.no_grad():
            for name, value in self.trained.items():
                value.copy_(start_share * self.begin[name] + (1.0 - start_share) * self.average[name])

    def save(self, folder: Path) -> None:
        """Write a checkpoint."""
        state = {
            "begun_for": self.begun_for, "steps": self.steps, "seconds": self.seconds, "average": self.average,
            "weights": dict(self.trained), "optimizer": self.optimizer.state_dict(),
        }  # fmt: skip
        write_checkpoint(folder, self.recipe, state)

    def resume(self, folder: Path) -> bool:
        """Go on from the checkpoint of a run with the same recipe; returns whether there was one.

        It may have been begun for another number of steps (``begun_for``): then the rate falls from here on so as to
        end with these.
        """
        state = read_checkpoint(folder, self.recipe, self.device)
        if state is None:
            return False
        with torch.no_grad():
            for name, value in self.trained.items():
                value.copy_(state["weights"][name])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps, self.seconds, self.begun_for = state["steps"], state["seconds"], state["begun_for"]
        return True

    def train(self, folder: Path, minutes_between: float) -> None:
        """Take all steps that are left, with a checkpoint every so many minutes and at the end."""
        last = time.monotonic()
        begun = last - self.seconds
        logged = self.steps
        sums: dict[str, torch.Tensor] = {}
        while self.steps < self.recipe.steps:
            for name, part in self.step().items():
                sums[name] = sums.get(name, torch.zeros((), device=part.device)) + part
            if self.steps % LOG_EVERY == 0:
                means = " ".join(f"{name} {float(total) / (self.steps - logged):.3f}" for name, total in sums.items())
                sums, logged = {}, self.steps
                self.seconds = time.monotonic() - begun
                _LOG.info("step %d %s %.2f s/step", self.steps, means, self.seconds / self.steps)
            if time.monotonic() - last > 60 * minutes_between or self.steps == self.recipe.steps:
                last = time.monotonic()
                self.seconds = last - begun
                self.save(folder)

    def _pace(self) -> float:
        recipe = self.recipe
        down = max(recipe.final_share, 1.0 - self.steps / recipe.steps)
        return min(1.0, (self.steps + 1) / recipe.warmup) * down


def write_checkpoint(folder: Path, recipe: Any, state: Mapping[str, object]) -> None:  # noqa: ANN401 - a dataclass
    """Write a checkpoint of a run with a recipe, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    torch.save({**state, "recipe": asdict(recipe)}, folder / f"{CHECKPOINT}.new")
    (folder / f"{CHECKPOINT}.new").replace(folder / CHECKPOINT)


def read_checkpoint(folder: Path, recipe: Any, device: torch.device) -> dict[str, Any] | None:  # noqa: ANN401
    """Return the checkpoint of a run with the same recipe, but for its steps; None where there is none."""
    path = folder / CHECKPOINT
    if not path.is_file():
        return None
    state: dict[str, Any] = torch.load(path, weights_only=True, map_location=device)
    return state if {**state["recipe"], "steps": 0} == {**asdict(recipe), "steps": 0} else None


def in_rounds(total: int, count: int, step: int, seed: int) -> list[int]:
    """Return which of ``total`` things a step takes: every one comes once before any comes again."""
    if not total or not count:
        return []
    rounds, place = divmod(step, max(1, total // count))
    order = list(range(total))
    random.Random(f"{seed} {rounds}").shuffle(order)  # noqa: S311 - no secrets here
    return order[place * count : (place + 1) * count]
