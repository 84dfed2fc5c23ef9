"""Trains a reader on questions, each with a passage that answers it and others that seem to.

A step takes some of our own questions with several passages each, and some public ones with one. Learnt is for each
passage whether it answers, for each sentence whether it does, which of the passages of a question does and which of
its sentences. A question is read with its own passage and with near ones, and a passage with questions it answers and
with some it does not, so neither alone tells.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax

from training.learning.losses import IGNORED
from training.learning.steps import SteppedTrainer, in_rounds
from training.network.reading import ReadRow, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.examples.labelled import Example
    from training.examples.near import Asked
    from training.examples.windows import Window
    from training.learning.recipes import ReaderRecipe
    from training.network.reading import Reader, RowMaker

POSITIVE_WEIGHT = 2.0  # of what answers, beside what does not, which is more
NEAREST = 6  # of the windows near a question, from which most are drawn
LEAST_SENTENCES = 3  # that are left of a passage without its answer, for it to be read


@dataclass(frozen=True, slots=True)
class Lessons:
    """What a reader learns from. ``asked``: our own questions on ``windows``; ``public``: read as they are."""

    windows: Sequence[Window]
    asked: Sequence[Asked]
    public: Sequence[Example]


class ReaderTrainer(SteppedTrainer):
    """Trains ``reader`` in place."""

    recipe: ReaderRecipe

    def __init__(self, reader: Reader, rows: RowMaker, lessons: Lessons, recipe: ReaderRecipe) -> None:
        super().__init__(reader.trained(), recipe)
        self.reader = reader
        self._rows = rows
        self._asked = lessons.asked
        self._texts = [rows.text(window.titles, window.sentences) for window in lessons.windows]
        self._words = [[len(sentence.split()) for sentence in window.sentences] for window in lessons.windows]
        self._questions = [rows.question(each.question.question) for each in lessons.asked]
        self._public = [
            rows.row(rows.question(each.question), rows.text(each.titles, each.sentences), sorted(each.answers))
            for each in lessons.public
        ]

    def step_loss(self) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of the step that comes, and its parts."""
        self.reader.train()
        return self.loss(*self.batch(self.steps))

    def batch(self, step: int) -> tuple[list[ReadRow], list[int]]:
        """Return the rows of a step, and for each the number of its question there."""
        recipe = self.recipe
        count = max(1, round(recipe.questions * (1.0 - recipe.public_share))) if self._public else recipe.questions
        draw = random.Random(f"{recipe.seed} {step}")  # noqa: S311 - no secrets here
        rows: list[ReadRow] = []
        groups: list[int] = []
        for number, place in enumerate(in_rounds(len(self._asked), count, step, recipe.seed)):
            own = self._group(place, draw)
            rows += own
            groups += [number] * len(own)
        for number, place in enumerate(
            in_rounds(len(self._public), (recipe.questions - count) * recipe.passages, step, recipe.seed)
        ):
            rows.append(self._public[place])
            groups.append(count + number)
        return rows, groups

    def _group(self, place: int, draw: random.Random) -> list[ReadRow]:
        """Return the rows of one question: its own window, some near ones, its own without what answers."""
        asked, recipe = self._asked[place], self.recipe
        others = recipe.passages - 1 if asked.question.answers else recipe.passages // 2
        own = self._row(place, asked.window, asked.question.answers, draw)
        if asked.question.answers and not own.answers:
            return []  # what answers did not fit
        rows = [own]
        left = [
            sentence
            for number, sentence in enumerate(self._texts[asked.window].sentences)
            if number not in asked.question.answers
        ]
        if asked.question.answers and len(left) >= LEAST_SENTENCES and draw.random() < recipe.without_share:
            text = Text(self._titles(asked.window, draw), left)
            rows.append(self._rows.row(self._questions[place], text, ()))
        nearest, further = [*asked.near[:NEAREST]], [*asked.near[NEAREST:]]
        draw.shuffle(nearest)
        draw.shuffle(further)
        room = others + 1 - len(rows)
        few = min(len(further), room // 3)
        rows += [self._row(place, window, (), draw) for window in (*nearest[: room - few], *further[:few])]
        return rows

    def _titles(self, window: int, draw: random.Random) -> list[int]:
        return [] if draw.random() < self.recipe.untitled_share else self._texts[window].titles

    def _row(self, place: int, window: int, answers: Sequence[int], draw: random.Random) -> ReadRow:
        """Return a row of a question and a window, sometimes only some sentences of it, those that answer included."""
        sentences = self._texts[window].sentences
        first, last = 0, len(sentences)
        if draw.random() < self.recipe.cut_share:
            first, last = _cut(self._words[window], answers, draw)
        text = Text(self._titles(window, draw), sentences[first:last])
        return self._rows.row(self._questions[place], text, [each - first for each in answers if first <= each < last])

    def loss(self, rows: Sequence[ReadRow], groups: Sequence[int]) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        """Return the loss of reading rows, and its parts. ``groups``: the number of the question of each, from 0 on."""
        passages, sentences = self.reader(rows, self.tokens_at_once)
        place = passages.device
        counts = np.array([row.count for row in rows])
        of_row = np.repeat(np.arange(len(rows)), counts)
        numbers = np.arange(len(of_row)) - np.repeat(np.cumsum(counts) - counts, counts)
        right = np.zeros((len(rows), counts.max()), dtype=bool)
        for line, row in enumerate(rows):
            right[line, list(row.answers)] = True
        answered = torch.from_numpy(right.any(1)).to(place)
        weight = torch.tensor(POSITIVE_WEIGHT, device=place)
        whole = binary_cross_entropy_with_logits(passages, answered.float(), pos_weight=weight)
        is_right = torch.from_numpy(right[of_row, numbers]).to(place)
        shares = torch.from_numpy(1.0 / counts[of_row] / len(rows)).to(place, torch.float32)
        each = binary_cross_entropy_with_logits(sentences, is_right.float(), pos_weight=weight, reduction="none")
        table = passages.new_full(right.shape, IGNORED)
        table[torch.from_numpy(of_row).to(place), torch.from_numpy(numbers).to(place)] = sentences
        parts = {
            "passages": whole,
            "sentences": (each * shares).sum(),
            "choice": _found(table, torch.from_numpy(right).to(place)),
            "order": self._order(passages, answered, groups),
        }
        loss = sum((self._weight(name) * part for name, part in parts.items()), torch.zeros((), device=place))
        return loss, parts

    def _weight(self, name: str) -> float:
        return {"choice": self.recipe.choice_weight, "order": self.recipe.order_weight}.get(name, 1.0)

    def _order(self, passages: torch.Tensor, answered: torch.Tensor, groups: Sequence[int]) -> torch.Tensor:
        lines = np.array(groups)
        columns = np.zeros_like(lines)
        for line in range(1, len(lines)):
            columns[line] = columns[line - 1] + 1 if lines[line] == lines[line - 1] else 0
        shape = int(lines.max()) + 1, int(columns.max()) + 1
        where = torch.from_numpy(lines).to(passages.device), torch.from_numpy(columns).to(passages.device)
        table = passages.new_full(shape, IGNORED)
        table[where] = passages
        right = torch.zeros(shape, dtype=torch.bool, device=passages.device)
        right[where] = answered
        return _found(table, right)


def _found(table: torch.Tensor, right: torch.Tensor) -> torch.Tensor:
    """Return the loss of finding what is right in each line that has something right; one of them is enough."""
    lines = right.any(1)
    shares = log_softmax(table[lines], dim=1).masked_fill(~right[lines], IGNORED)
    return -torch.logsumexp(shares, dim=1).sum() / lines.sum().clamp(min=1)


def _cut(words: Sequence[int], answers: Sequence[int], draw: random.Random) -> tuple[int, int]:
    """Return the first and the end of some sentences in a row, 40 to 120 words, around those that answer if any do."""
    room = draw.randint(40, 120)
    first = min(answers) if answers else draw.randrange(len(words))
    last = max(answers) + 1 if answers else first + 1
    total = sum(words[first:last])
    while first > 0 or last < len(words):
        before = first > 0 and (last == len(words) or draw.random() < 0.5)  # noqa: PLR2004 - either side alike
        more = words[first - 1] if before else words[last]
        if total + more > room:
            break
        total += more
        first, last = (first - 1, last) if before else (first, last + 1)
    return first, last
