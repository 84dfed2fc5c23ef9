"""Narrows the encoder: ``python -m training.narrow --data DIR --out DIR``.

Many of the neurons of its feed-forward parts are removed and the weights of the others are solved again
(training.learning.narrowing), so that it reads passages in three quarters of the time. Nothing is trained: it takes
some passages and sentences, no questions. Questions are short, so the whole encoder goes on reading them. A run that is
stopped goes on from the last layer that was done, unless it is given another encoder.

Writes ``out/onnx``: both encoders in the form in which they ship, with the vocabulary cut to what Dutch and English
text uses.
"""

from __future__ import annotations

import hashlib
import logging
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch

from search.models.registry import MODELS, shipped_parts
from training.card import NarrowRun, write_encoder_card
from training.commands import train_as_asked, training_parser
from training.encoder import ONNX, computed_on, export_encoder, load_long, pieces_of, questioned_windows, run_of_long
from training.examples.corpus import read_documents
from training.examples.paragraphs import draw_plain
from training.examples.vocabulary_texts import vocabulary_texts
from training.learning.narrowing import eliminated, layer_widths, narrowed
from training.learning.recipes import NarrowRecipe
from training.learning.steps import read_checkpoint, write_checkpoint
from training.network.elimination import Elimination

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from training.examples.corpus import TrainingDocument
    from training.network.chunked import ChunkStudent, Row

_LOG = logging.getLogger("training")
WHOLE = MODELS / shipped_parts()[0].model


def rows_read(whole: ChunkStudent, documents: Sequence[TrainingDocument], recipe: NarrowRecipe) -> list[Row]:
    """Return what is read: passages, and sentences of others, every other one without the titles above it."""
    draw = random.Random(recipe.seed)  # noqa: S311 - no secrets here
    plain = draw_plain(documents, recipe.passages + recipe.sentences, recipe.seed)
    rows = [whole.passage_row(each.titles, each.sentences) for each in plain[: recipe.passages]]
    for number, each in enumerate(plain[recipe.passages :]):
        rows.append(whole.passage_row(each.titles if number % 2 else (), [draw.choice(each.sentences)]))
    draw.shuffle(rows)
    return rows


def fingerprint(student: ChunkStudent) -> str:
    """Return a hash of all weights of an encoder and of its center."""
    found = hashlib.sha256()
    for value in (*student.model.state_dict().values(), student.center):
        found.update(value.cpu().numpy().tobytes())
    return found.hexdigest()


def run(given: argparse.Namespace, recipe: NarrowRecipe) -> ChunkStudent:
    """Write the narrow encoder, and the whole one beside it, as asked on the command line."""
    begun = time.monotonic()
    whole = load_long(given.whole, given.start, given.device)
    rows = rows_read(whole, list(read_documents(given.data)), recipe)
    if not rows:
        raise ValueError(f"{given.data}: holds no passages to read")
    state: dict[str, Any] = {"done": [], "seconds": 0.0, "whole": fingerprint(whole)}
    before = read_checkpoint(given.out, recipe, torch.device("cpu"))
    if before and before.get("whole") == state["whole"]:
        state = before
    done = [Elimination(order, losses) for order, losses in state["done"]]
    _LOG.info("%d passages and sentences; layers done: %d", len(rows), len(done))

    def keep(found: Sequence[Elimination]) -> None:
        seconds = state["seconds"] + time.monotonic() - begun
        orders = [(each.order, each.losses) for each in found]
        write_checkpoint(given.out, recipe, {**state, "done": orders, "seconds": seconds})

    narrow = narrowed(whole, rows, eliminated(whole, rows, recipe, done, keep), recipe)
    seconds = state["seconds"] + time.monotonic() - begun
    out = given.out / ONNX
    parts = questioned_windows(given.data)
    export_encoder(narrow, vocabulary_texts(given.data, parts, recipe.seed), out, whole)
    made = NarrowRun(recipe, layer_widths(narrow), len(rows), seconds, computed_on(given.device))
    write_encoder_card(out, pieces_of(out), run_of_long(given.whole), made)
    return narrow


def main(words: Sequence[str] | None = None) -> None:
    """Narrow as asked on the command line."""
    parser = training_parser("training.narrow", __doc__)
    parser.add_argument("--whole", type=Path, default=WHOLE, help="folder of the encoder; by default that which ships")
    train_as_asked(parser, words, NarrowRecipe(), run)


if __name__ == "__main__":
    main()
