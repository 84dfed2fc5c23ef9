"""Trains an encoder of few layers towards one of many, out of which it was cut, in steps that can be stopped.

The short one is to read passages; questions are short, and go on being read by the long one. A step takes passages with
questions on them, as the long one was trained (training.learning.chunk_trainer), plain passages, and sentences. The
short one is to give every token, passage and sentence the vector that the long one gives it, and what it reads is to be
as near to each question as what the long one reads; beside that it learns from what is labelled. What the long one
gives is kept in memory (``Remembered``), since texts come again.

Which layers are kept is found out: from the long one, again and again that layer is taken out without which the
vectors of some passages change least.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch.nn.utils.rnn import pad_sequence

from training.learning.chunk_trainer import ChunkTrainer, divergence
from training.learning.losses import SCALE, cosine_distance
from training.learning.steps import in_rounds
from training.network.chunked import means, own_means
from training.network.layers import token_vectors
from training.network.student import back, by_length, pad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.examples.windows import Window
    from training.learning.recipes import ShortRecipe
    from training.network.chunked import ChunkStudent, Row


@dataclass(frozen=True, slots=True)
class Material:
    """What is learnt from: passages with questions, passages without, and sentences."""

    windows: Sequence[Window]
    plain: Sequence[Row]
    texts: Sequence[Row]


@dataclass(frozen=True, slots=True)
class _Read:
    """Vectors of length 1 that one encoder gives: (rows, dimensions), and of the sentences of all rows."""

    rows: torch.Tensor
    sentences: torch.Tensor


class Remembered:
    """The token vectors that an encoder gives, each row read once. Takes 768 bytes a token of E5-small."""

    def __init__(self, student: ChunkStudent) -> None:
        self._student = student
        self._kept: dict[tuple[int, ...], torch.Tensor] = {}

    @torch.no_grad()
    def padded(self, rows: Sequence[Row]) -> torch.Tensor:
        """Return the vectors of tokens, (rows, tokens, dimensions), float32, 0 behind the end of a row."""
        keys = [tuple(row.tokens) for row in rows]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        if new:
            ids, mask = pad(new)
            vectors = token_vectors(self._student.model, ids, mask).half()
            for key, row in zip(new, vectors, strict=True):
                self._kept[key] = row[: len(key)].clone()
        return pad_sequence([self._kept[key] for key in keys], batch_first=True).float()


@torch.no_grad()
def kept_layers(long: ChunkStudent, rows: Sequence[Row], count: int) -> list[int]:
    """Return which ``count`` layers are kept, by their numbers from below. ``rows``: passages that are read."""
    layers = long.model.encoder.layer
    kept = list(range(len(layers)))

    def vectors(chosen: Sequence[int]) -> torch.Tensor:
        long.model.encoder.layer = torch.nn.ModuleList(layers[number] for number in chosen)
        passages, sentences = long.passage_means(rows)
        return long.unit(torch.cat([passages, *sentences]))

    whole = vectors(kept)
    while len(kept) > count:
        without = [[other for other in kept if other != number] for number in kept]
        far = [float(cosine_distance(vectors(chosen), whole)) for chosen in without]
        kept = without[far.index(min(far))]
    long.model.encoder.layer = layers
    return kept


class ShortTrainer(ChunkTrainer):
    """Trains ``student`` in place towards ``long``."""

    recipe: ShortRecipe

    def __init__(self, student: ChunkStudent, long: ChunkStudent, material: Material, recipe: ShortRecipe) -> None:
        super().__init__(student, material.windows, None, recipe)
        self.long = long
        self._remembered = Remembered(long)
        self._plain = material.plain
        self._texts = material.texts
        self._spread = self._measured(self._plain[: recipe.passages])

    def step_loss(self) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of the step that comes, and its parts."""
        recipe, batch = self.recipe, self.batch(self.steps)
        asked = [self.windows[batch.windows[place]].answered[number].question for place, number in batch.asked]
        own = [self.rows[window] for window in batch.windows]
        others = [
            rows[number]
            for rows, count in ((self._plain, recipe.plain), (self._texts, recipe.texts))
            for number in in_rounds(len(rows), count, self.steps, recipe.seed)
        ]
        found, wanted, off = self._both([*own, *others])
        questions = self._asked([self.student.query_row(each) for each in asked])
        some = sum(row.count for row in own)  # the sentences of the passages with questions come first
        near, near_of_long = (SCALE * questions @ read.rows[: len(own)].T for read in (found, wanted))
        within, within_of_long = (SCALE * questions @ read.sentences[:some].T for read in (found, wanted))
        parts = {
            "tokens": off,
            "vectors": cosine_distance(found.rows, wanted.rows) + cosine_distance(found.sentences, wanted.sentences),
            "ranked": divergence(near_of_long, near) + divergence(within_of_long, within),
            "labelled": self.labelled(batch, near, within),
        }
        weights = (recipe.token_weight, recipe.vector_weight, recipe.ranked_weight, recipe.labelled_weight)
        loss = torch.stack([weight * part for weight, part in zip(weights, parts.values(), strict=True)]).sum()
        return loss, parts

    def _asked(self, rows: Sequence[Row]) -> torch.Tensor:
        """Return the vectors that the long one gives to questions, (questions, dimensions)."""
        _, mask = pad([row.tokens for row in rows])
        return self.long.unit(means(self._remembered.padded(rows), mask))

    def _both(self, rows: Sequence[Row]) -> tuple[_Read, _Read, torch.Tensor]:
        """Return what the student and the long one give, and how far its tokens are off, 1 for their spread."""
        made: list[list[torch.Tensor]] = [[], [], [], []]
        order: list[int] = []
        off, tokens = torch.zeros((), device=self.device), 0
        for places in by_length([row.tokens for row in rows], self.tokens_at_once):
            some = [rows[place] for place in places]
            ids, mask = pad([row.tokens for row in some])
            hidden = token_vectors(self.student.model, ids, mask, self.student.frozen)
            wanted = self._remembered.padded(some)
            shown = mask.to(hidden.device).bool()
            off = off + (hidden - wanted)[shown].square().sum() / self._spread
            tokens += int(mask.sum())
            owners, counts = [row.owners for row in some], [row.count for row in some]
            for kind, vectors in enumerate((hidden, wanted)):
                made[2 * kind].append(means(vectors, mask))
                made[2 * kind + 1] += torch.split(own_means(vectors, owners, counts), counts)
            order += places
        there = back(order)
        read = []
        for passages, sentences in (made[:2], made[2:]):
            whole, parts = torch.cat(passages)[there], torch.cat([sentences[place] for place in there.tolist()])
            read.append(_Read(self.student.unit(whole), self.student.unit(parts)))
        return read[0], read[1], off / tokens

    def _measured(self, rows: Sequence[Row]) -> float:
        """Return the mean squared distance of the long one's token vectors from their center."""
        _, mask = pad([row.tokens for row in rows])
        vectors = self._remembered.padded(rows)[mask.bool().to(self.device)]
        return float((vectors - vectors.mean(0)).square().sum(1).mean())
