"""Trains an encoder on questions and the passages and sentences that answer them, in steps that can be stopped.

A step takes some passages with some of their questions. Each question is to find its own passage among those of the
step, and a sentence that answers it among all their sentences. In every other round the passages of a document come in
the same step, since what is hard to tell apart is on the same subject. Where there is a teacher, what it finds near is
to stay near, since it knows what no label states. What is drawn in a step follows from its number, so a run that goes
on from a checkpoint gives what an unbroken one gives.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch

from training.learning.losses import IGNORED, SCALE
from training.learning.steps import Recipe, SteppedTrainer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.examples.windows import Window
    from training.network.chunked import ChunkStudent


class BatchRecipe(Recipe, Protocol):
    """What decides which passages and questions a step takes."""

    @property
    def seed(self) -> int: ...  # noqa: D102 - as the recipes say (training.learning.recipes)
    @property
    def passages(self) -> int: ...  # noqa: D102
    @property
    def questions(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Taught:
    """The teacher's vectors, rows of length 1: of all answered questions, of all windows and of all their sentences.

    ``weight``: of what it finds near, beside what is labelled.
    """

    questions: NDArray[np.float32]
    windows: NDArray[np.float32]
    sentences: NDArray[np.float32]
    weight: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What a step takes. ``asked``: for each question the place of its window in the step, and its own number there."""

    windows: list[int]
    asked: list[tuple[int, int]]


class ChunkTrainer(SteppedTrainer):
    """Trains ``student`` in place on windows that each answer a question."""

    recipe: BatchRecipe

    def __init__(
        self, student: ChunkStudent, windows: Sequence[Window], taught: Taught | None, recipe: BatchRecipe
    ) -> None:
        super().__init__(student.trained(), recipe)
        self.student = student
        self.windows = [window for window in windows if window.answered]
        self._taught = taught
        self.rows = [student.passage_row(window.titles, window.sentences) for window in self.windows]
        self._first_question = _starts([len(window.answered) for window in self.windows])
        self._first_sentence = _starts([len(window.sentences) for window in self.windows])

    def step_loss(self) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of the step that comes, and its parts: what is labelled, what is taught."""
        return self.loss(self.batch(self.steps))

    def batch(self, step: int) -> Batch:
        """Return what the step of that number takes: every window once before any comes again."""
        size = min(self.recipe.passages, len(self.windows))
        rounds, place = divmod(step, max(1, len(self.windows) // size))
        order = self._order(rounds)
        chosen = order[place * size : (place + 1) * size]
        draw = random.Random(f"{self.recipe.seed} {rounds} {place}")  # noqa: S311
        asked = [
            (position, number)
            for position, window in enumerate(chosen)
            for number in _some(len(self.windows[window].answered), self.recipe.questions, draw)
        ]
        return Batch(chosen, asked)

    def _order(self, rounds: int) -> list[int]:
        """Return the windows in the order in which a round takes them: drawn one by one, or document by document."""
        draw = random.Random(f"{self.recipe.seed} {rounds}")  # noqa: S311 - no secrets here
        order = list(range(len(self.windows)))
        draw.shuffle(order)
        if rounds % 2:
            groups = sorted({window.group for window in self.windows})
            draw.shuffle(groups)
            rank = {group: place for place, group in enumerate(groups)}
            order.sort(key=lambda window: rank[self.windows[window].group])
        return order

    def loss(self, batch: Batch) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of a step, and its two parts: what is labelled, what is taught."""
        rows = [self.rows[window] for window in batch.windows]
        passages, parts = self.student.passage_means(rows, self.tokens_at_once)
        questions = [self.windows[batch.windows[place]].answered[number] for place, number in batch.asked]
        means = self.student.query_means([question.question for question in questions], self.tokens_at_once)
        asked = self.student.unit(means)
        near = SCALE * asked @ self.student.unit(passages).T
        within = SCALE * asked @ self.student.unit(torch.cat(parts)).T
        labelled = self.labelled(batch, near, within)
        if self._taught is None:
            return labelled, {"labelled": labelled}
        taught = self._taught_loss(self._taught, batch, near, within)
        return labelled + self._taught.weight * taught, {"labelled": labelled, "taught": taught}

    def labelled(self, batch: Batch, near: torch.Tensor, within: torch.Tensor) -> torch.Tensor:
        """Return the loss of finding the passage and the sentence of each question.

        ``near``: (questions, passages), ``within``: (questions, sentences of all passages), similarities by SCALE.
        """
        own = torch.tensor([place for place, _ in batch.asked], device=near.device)
        return 0.5 * (torch.nn.functional.cross_entropy(near, own) + self._inside(batch, within))

    def _inside(self, batch: Batch, within: torch.Tensor) -> torch.Tensor:
        """Return the loss of finding a sentence that answers among those of all passages; one of them is enough."""
        counts = [self.rows[window].count for window in batch.windows]
        firsts = _starts(counts)
        right = np.zeros(within.shape, dtype=bool)
        for line, (place, number) in enumerate(batch.asked):
            answers = self.windows[batch.windows[place]].answered[number].answers
            right[line, [firsts[place] + answer for answer in answers if answer < counts[place]]] = True
        shares = torch.log_softmax(within, dim=1).masked_fill(~torch.from_numpy(right).to(within.device), IGNORED)
        read = torch.from_numpy(right.any(1)).to(within.device)  # an answer may stand in what did not fit
        return -torch.logsumexp(shares[read], dim=1).mean()

    def _taught_loss(self, taught: Taught, batch: Batch, near: torch.Tensor, within: torch.Tensor) -> torch.Tensor:
        """Return how far what is near to each question is from what the teacher finds near."""
        numbers = [self._first_question[batch.windows[place]] + number for place, number in batch.asked]
        places = [
            self._first_sentence[window] + number
            for window in batch.windows
            for number in range(self.rows[window].count)
        ]
        asked, passages, sentences = (
            torch.from_numpy(vectors).to(near.device)
            for vectors in (taught.questions[numbers], taught.windows[batch.windows], taught.sentences[places])
        )
        return divergence(SCALE * asked @ passages.T, near) + divergence(SCALE * asked @ sentences.T, within)


def divergence(wanted: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
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
