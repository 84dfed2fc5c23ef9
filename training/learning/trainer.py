"""The training loop: batches of pairs towards the teacher, batches of views towards each other.

One step is a batch of pairs and, in stage 2, a batch of views. Everything random is drawn from the recipe's seed.
"""

from __future__ import annotations

import logging
import random
import time
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.examples.batches import forever
from training.learning.losses import contrastive, cosine_distance
from training.network.student import Student
from training.network.teacher import teacher_vectors

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from transformers import BertModel

    from training.examples.corpus import Pair
    from training.examples.views import View
    from training.learning.recipes import TransformerRecipe

_LOG = logging.getLogger("training")
AVERAGE_EVERY = 4  # steps between two updates of the running average of the weights
LOG_EVERY = 20  # steps
LARGEST_VIEW_BATCH = 128


@dataclass
class PairSet:
    """Tokenised pairs and the teacher's vectors of their English sides."""

    dutch: list[list[int]]
    english: list[list[int]]
    wanted: NDArray[np.float16]


@dataclass
class ViewSet:
    """Tokenised views."""

    queries: list[list[int]]
    passages: list[list[int]]
    groups: list[str]
    places: list[int]


def tokenise_pairs(student: Student, pairs: list[Pair], cache: Path | None) -> PairSet:
    """Return pairs as the student reads them, sides of at most 64 tokens."""
    wanted = teacher_vectors([pair.english for pair in pairs], cache)
    dutch = student.tokens([pair.dutch for pair in pairs], 64)
    return PairSet(dutch, student.tokens([pair.english for pair in pairs], 64), wanted)


def tokenise_views(student: Student, views: list[View]) -> ViewSet:
    """Return views as the student reads them."""
    queries = student.tokens([view.query for view in views], 192)
    passages = student.tokens([view.passage for view in views], 192)
    return ViewSet(queries, passages, [view.group for view in views], [view.place for view in views])


class Trainer:
    """Trains ``student`` in place. ``views``: None in stage 1, which knows pairs only."""

    def __init__(self, student: Student, pairs: PairSet, views: ViewSet | None, recipe: TransformerRecipe) -> None:
        self.student = student
        self.recipe = recipe
        self.pairs = pairs
        self.views = views
        self.steps = 0
        self._started = time.monotonic()
        torch.manual_seed(recipe.seed)
        self._draw = random.Random(recipe.seed)  # noqa: S311 - no secrets here
        longest = [2 * max(len(a), len(b)) for a, b in zip(pairs.dutch, pairs.english, strict=True)]
        self._pair_batches = forever(longest, ["pair"] * len(longest), recipe.pair_tokens, recipe.seed)
        if views is not None:
            both = [len(a) + len(b) for a, b in zip(views.queries, views.passages, strict=True)]
            self._view_batches = forever(both, views.groups, recipe.view_tokens, recipe.seed, LARGEST_VIEW_BATCH)
        self._memory: dict[str, deque[tuple[torch.Tensor, int]]] = {}
        embedding = student.model.embeddings.word_embeddings.weight
        rest = [parameter for parameter in student.model.parameters() if parameter is not embedding]
        groups = [
            {"params": rest, "lr": recipe.layer_rate, "weight_decay": 0.01},
            {"params": [embedding], "lr": recipe.embedding_rate, "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, fused=True)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self.rate)
        self.begin = {name: value.detach().clone() for name, value in student.model.state_dict().items()}
        self.average = {name: value.detach().clone() for name, value in student.model.state_dict().items()}

    @property
    def done(self) -> float:
        """Which part of the training is behind, by steps or, where minutes were given, by the clock; 0-1."""
        if self.recipe.minutes:
            return min(1.0, (time.monotonic() - self._started) / (60 * self.recipe.minutes))
        return min(1.0, self.steps / self.recipe.steps)

    def rate(self, step: int) -> float:
        """Return what the learning rates are multiplied by: up in the warm-up, then straight down."""
        recipe = self.recipe
        if step < recipe.warmup:
            return (step + 1) / recipe.warmup
        return recipe.final_share + (1.0 - recipe.final_share) * (1.0 - self.done)

    def pair_loss(self) -> torch.Tensor:
        """Return the loss of the next batch of pairs: towards the teacher's vectors, and nearest to one's own."""
        batch = next(self._pair_batches)
        wanted = torch.nn.functional.normalize(torch.from_numpy(self.pairs.wanted[batch]).float(), dim=-1)
        apart = torch.arange(len(batch)) * 2
        rows = [self.pairs.dutch[place] for place in batch]
        both = self._draw.random() < self.recipe.english_share
        if both:
            rows = rows + [self.pairs.english[place] for place in batch]
        vectors = self.student.forward(rows)
        dutch = vectors[: len(batch)]
        loss = contrastive(dutch, wanted, apart) + self.recipe.teacher_weight * cosine_distance(dutch, wanted)
        if both:
            english = vectors[len(batch) :]
            loss = loss + contrastive(english, dutch, apart)
            loss = loss + self.recipe.teacher_weight * cosine_distance(english, wanted)
            loss = 0.5 * loss
        return loss

    def view_loss(self, views: ViewSet) -> torch.Tensor:
        """Return the loss of the next batch of views, with passages of earlier batches of its group beside it."""
        batch = next(self._view_batches)
        rows = [views.queries[place] for place in batch] + [views.passages[place] for place in batch]
        vectors = self.student.forward(rows)
        queries, passages = vectors[: len(batch)], vectors[len(batch) :]
        places = torch.tensor([views.places[place] for place in batch])
        memory = self._memory.setdefault(views.groups[batch[0]], deque(maxlen=self.recipe.memory))
        others = torch.stack([vector for vector, _ in memory]) if memory else None
        other_places = torch.tensor([place for _, place in memory]) if memory else None
        loss = contrastive(queries, passages, places, others, other_places)
        memory.extend(zip(passages.detach(), places.tolist(), strict=True))
        return loss

    def step(self) -> tuple[float, float]:
        """Take one step; returns the losses of the pairs and of the views, 0 where there are none."""
        self.student.model.train()
        self.optimizer.zero_grad(set_to_none=True)
        pairs = self.pair_loss()
        torch.autograd.backward(pairs)
        views = torch.zeros(())
        if self.views is not None:
            views = self.view_loss(self.views)
            torch.autograd.backward(views)
        torch.nn.utils.clip_grad_norm_(self.student.model.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        self.schedule.step()
        return float(pairs.detach()), float(views.detach())

    @torch.no_grad()
    def take_average(self) -> None:
        """Move the running average of the weights towards the present ones."""
        for name, value in self.student.model.state_dict().items():
            if value.is_floating_point():
                self.average[name].lerp_(value, 1.0 - self.recipe.decay)

    def averaged(self) -> Student:
        """Return a student with the averaged weights, which score better than those of any single step."""
        return Student(self._with(self.average), self.student.tokenizer)

    def mixed(self) -> Student:
        """Return a student between the weights at the start and the averaged ones.

        Made-up questions teach meaning and unlearn some of what the teacher knew; half-way keeps most of both.
        """
        share = self.recipe.start_share
        weights = {
            name: share * self.begin[name] + (1.0 - share) * value if value.is_floating_point() else value
            for name, value in self.average.items()
        }
        return Student(self._with(weights), self.student.tokenizer)

    def _with(self, weights: dict[str, torch.Tensor]) -> BertModel:
        model = type(self.student.model)(self.student.model.config, add_pooling_layer=False)
        model.load_state_dict(weights)
        return model


def train(trainer: Trainer, out: Path, minutes_between: float) -> float:
    """Run all steps; writes ``out/checkpoint`` (averaged weights) every so many minutes. Returns the seconds taken."""
    start = last = time.monotonic()
    sums = np.zeros(2)
    while trainer.done < 1.0:
        sums += trainer.step()
        if trainer.steps % AVERAGE_EVERY == 0:
            trainer.take_average()
        if trainer.steps % LOG_EVERY == 0:
            pairs, views = sums / LOG_EVERY
            sums[:] = 0.0
            now = time.monotonic()
            pace = (now - start) / trainer.steps
            _LOG.info("step %d pairs %.3f views %.3f %.2f s/step", trainer.steps, pairs, views, pace)
            if now - last > 60 * minutes_between:
                last = now
                trainer.averaged().save(out / "checkpoint")
                _LOG.info("checkpoint at step %d", trainer.steps)
    return time.monotonic() - start
