"""Trains an encoder on questions and the passages and sentences that answer them, in steps that can be stopped.

A step takes some passages with some of their questions. Each question is to find its own passage among those of the
step, and a sentence that answers it among all their sentences; and what a teacher finds near is to stay near, since the
teacher knows what no label states. What is drawn in a step follows from its number, so a run that goes on from a
checkpoint gives what an unbroken one gives.
"""

from __future__ import annotations

import logging
import random
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import torch

from training.learning.losses import SCALE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from training.examples.windows import Window
    from training.learning.recipes import EncoderRecipe
    from training.network.chunked import ChunkStudent

_LOG = logging.getLogger("training")
LOG_EVERY = 20  # steps
CHECKPOINT = "checkpoint.pt"


@dataclass(frozen=True, slots=True)
class Taught:
    """The teacher's vectors, rows of length 1: of all answered questions, of all windows and of all their sentences."""

    questions: NDArray[np.float32]
    windows: NDArray[np.float32]
    sentences: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a step takes. ``asked``: for each question the place of its window in the step, and its own number there."""

    windows: list[int]
    asked: list[tuple[int, int]]


class ChunkTrainer:
    """Trains ``student`` in place on windows that each answer a question."""

    def __init__(self, student: ChunkStudent, windows: Sequence[Window], taught: Taught, recipe: EncoderRecipe) -> None:
        self.student = student
        self.recipe = recipe
        self.steps = 0
        self.seconds = 0.0
        self._windows = [window for window in windows if window.answered]
        self._taught = taught
        self._rows = [student.passage_row(window.titles, window.sentences) for window in self._windows]
        self._first_question = _starts([len(window.answered) for window in self._windows])
        self._first_sentence = _starts([len(window.sentences) for window in self._windows])
        self.optimizer = torch.optim.AdamW([*student.trained().values()], lr=recipe.rate, weight_decay=0.01, fused=True)
        self.begin = {name: value.detach().clone() for name, value in student.trained().items()}
        self.average = {name: value.detach().clone() for name, value in student.trained().items()}

    def batch(self, step: int) -> _Batch:
        """Return what the step of that number takes: every window once before any comes again."""
        size = min(self.recipe.passages, len(self._windows))
        rounds, place = divmod(step, max(1, len(self._windows) // size))
        order = list(range(len(self._windows)))
        random.Random(f"{self.recipe.seed} {rounds}").shuffle(order)  # noqa: S311 - no secrets here
        chosen = order[place * size : (place + 1) * size]
        draw = random.Random(f"{self.recipe.seed} {rounds} {place}")  # noqa: S311
        asked = [
            (position, number)
            for position, window in enumerate(chosen)
            for number in _some(len(self._windows[window].answered), self.recipe.questions, draw)
        ]
        return _Batch(chosen, asked)

    def loss(self, batch: _Batch) -> tuple[torch.Tensor, tuple[float, float]]:
        """Return the loss of a step, and its two parts: what is labelled, what is taught."""
        rows = [self._rows[window] for window in batch.windows]
        passages, parts = self.student.passage_means(rows)
        questions = [self._windows[batch.windows[place]].answered[number] for place, number in batch.asked]
        asked = self.student.unit(self.student.query_means([question.question for question in questions]))
        near = SCALE * asked @ self.student.unit(passages).T
        within = SCALE * asked @ self.student.unit(torch.cat(parts)).T
        own = torch.tensor([place for place, _ in batch.asked])
        found = torch.nn.functional.cross_entropy(near, own)
        firsts = _starts([row.count for row in rows])
        shares = torch.log_softmax(within, dim=1)
        answers = [
            shares[line, [firsts[place] + number for number in question.answers if number < rows[place].count]]
            for line, (question, (place, _)) in enumerate(zip(questions, batch.asked, strict=True))
        ]
        inside = -torch.stack([torch.logsumexp(share, 0) for share in answers if len(share)]).mean()
        taught = self._taught_loss(batch, near, within, [row.count for row in rows])
        labelled = 0.5 * (found + inside)
        return labelled + self.recipe.teacher_weight * taught, (float(labelled.detach()), float(taught.detach()))

    def _taught_loss(
        self, batch: _Batch, near: torch.Tensor, within: torch.Tensor, counts: Sequence[int]
    ) -> torch.Tensor:
        """Return how far what is near to each question is from what the teacher finds near."""
        numbers = [self._first_question[batch.windows[place]] + number for place, number in batch.asked]
        asked = torch.from_numpy(self._taught.questions[numbers])
        passages = torch.from_numpy(self._taught.windows[batch.windows])
        places = [
            self._first_sentence[window] + number
            for window, count in zip(batch.windows, counts, strict=True)
            for number in range(count)
        ]
        sentences = torch.from_numpy(self._taught.sentences[places])
        return _divergence(SCALE * asked @ passages.T, near) + _divergence(SCALE * asked @ sentences.T, within)

    def step(self) -> tuple[float, float]:
        """Take one step; returns the two parts of its loss."""
        for group in self.optimizer.param_groups:
            group["lr"] = self.recipe.rate * self._pace()
        self.optimizer.zero_grad(set_to_none=True)
        loss, parts = self.loss(self.batch(self.steps))
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_([*self.student.trained().values()], 1.0)
        self.optimizer.step()
        self.steps += 1
        kept = min(self.recipe.decay, 1.0 - 1.0 / (self.steps + 1))
        with torch.no_grad():
            for name, value in self.student.trained().items():
                self.average[name].lerp_(value, 1.0 - kept)
        return parts

    def _pace(self) -> float:
        recipe = self.recipe
        down = max(recipe.final_share, 1.0 - self.steps / recipe.steps)
        return min(1.0, (self.steps + 1) / recipe.warmup) * down

    def mix(self, start_share: float) -> None:
        """Give the student the averaged weights, with so much of those that it began with."""
        with torch.no_grad():
            for name, value in self.student.trained().items():
                value.copy_(start_share * self.begin[name] + (1.0 - start_share) * self.average[name])

    def save(self, folder: Path) -> None:
        """Write a checkpoint, whole or not at all."""
        folder.mkdir(parents=True, exist_ok=True)
        state = {
            "recipe": asdict(self.recipe), "steps": self.steps, "seconds": self.seconds, "average": self.average,
            "weights": self.student.trained(), "optimizer": self.optimizer.state_dict(),
        }  # fmt: skip
        torch.save(state, folder / f"{CHECKPOINT}.new")
        (folder / f"{CHECKPOINT}.new").replace(folder / CHECKPOINT)

    def resume(self, folder: Path) -> bool:
        """Go on from the checkpoint of a run with the same recipe; returns whether there was one."""
        path = folder / CHECKPOINT
        if not path.is_file():
            return False
        state = torch.load(path, weights_only=True)
        if state["recipe"] != asdict(self.recipe):
            return False
        with torch.no_grad():
            for name, value in self.student.trained().items():
                value.copy_(state["weights"][name])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.steps, self.seconds = state["steps"], state["seconds"]
        return True

    def train(self, folder: Path, minutes_between: float) -> None:
        """Take all steps that are left, with a checkpoint every so many minutes and at the end."""
        last = time.monotonic()
        sums = [0.0, 0.0]
        while self.steps < self.recipe.steps:
            begun = time.monotonic()
            sums = [total + part for total, part in zip(sums, self.step(), strict=True)]
            self.seconds += time.monotonic() - begun
            if self.steps % LOG_EVERY == 0:
                labelled, taught = (total / LOG_EVERY for total in sums)
                sums = [0.0, 0.0]
                pace = self.seconds / self.steps
                _LOG.info("step %d labelled %.3f taught %.3f %.1f s/step", self.steps, labelled, taught, pace)
            if time.monotonic() - last > 60 * minutes_between or self.steps == self.recipe.steps:
                last = time.monotonic()
                self.save(folder)


def _divergence(wanted: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
    """Return the mean cross-entropy of two distributions over the same things, given as scores before the softmax."""
    return -(torch.softmax(wanted, dim=1) * torch.log_softmax(scores, dim=1)).sum(1).mean()


def _starts(counts: Sequence[int]) -> list[int]:
    """Return where the things of each begin, when those of all stand behind each other."""
    found, total = [], 0
    for count in counts:
        found.append(total)
        total += count
    return found


def _some(count: int, most: int, draw: random.Random) -> list[int]:
    return sorted(draw.sample(range(count), min(count, most)))
