"""Trains an encoder of fewer layers: ``python -m training.shorter --data DIR --out DIR``.

It does not ship (docs/models.md). It is cut out of a long one and trained towards it (training.learning.short_trainer):
of twelve layers seven, which read passages 1.7 times as fast. Questions are short, so the long one goes on reading
them. A run can be stopped and goes on from its last checkpoint.

Writes ``out/onnx``: both encoders in the form in which one ships, with the vocabulary cut to what Dutch and English
text uses.
"""

from __future__ import annotations

import copy
import logging
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from search.models.registry import MODELS, shipped_parts
from training.card import ShortRun, write_encoder_card
from training.commands import go_on, stepped_parser, train_as_asked
from training.encoder import (
    ONNX,
    computed_on,
    export_encoder,
    load_long,
    pieces_of,
    questioned_windows,
    run_of_long,
)
from training.examples.corpus import draw_pairs, read_documents, read_pairs
from training.examples.paragraphs import draw_plain
from training.examples.vocabulary_texts import vocabulary_texts
from training.learning.recipes import ShortRecipe
from training.learning.short_trainer import Material, ShortTrainer, kept_layers
from training.network.chunked import ChunkStudent

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

_LOG = logging.getLogger("training")
LONG = MODELS / shipped_parts()[0].model
READ_TO_CHOOSE = 48  # passages that are read to find out which layers are kept


def cut_out(long: ChunkStudent, layers: Sequence[int]) -> ChunkStudent:
    """Return an encoder of some layers of ``long``, with weights of its own."""
    model = copy.deepcopy(long.model)
    model.encoder.layer = torch.nn.ModuleList(model.encoder.layer[number] for number in layers)
    model.config.num_hidden_layers = len(layers)
    model.encoder.requires_grad_(requires_grad=True)
    return ChunkStudent(model, long.tokenizer, long.center, 0)


def run(given: argparse.Namespace, recipe: ShortRecipe) -> ShortTrainer:
    """Train and write the short encoder, as asked on the command line."""
    torch.manual_seed(recipe.seed)
    parts = questioned_windows(given.data)
    long = load_long(given.long, given.start, given.device)
    plain = draw_plain(list(read_documents(given.data)), recipe.plain_passages, recipe.seed)
    rows = [long.passage_row(each.titles, each.sentences) for each in plain]
    pairs = draw_pairs(read_pairs(given.data), recipe.pairs, recipe.seed)
    texts = [long.passage_row((), (side,)) for pair in pairs for side in (pair.english, pair.dutch)]
    kept = kept_layers(long, rows[:READ_TO_CHOOSE], recipe.layers)
    _LOG.info("%d passages with questions, %d plain ones; layers kept: %s", len(parts), len(rows), kept)
    trainer = ShortTrainer(cut_out(long, kept), long, Material(parts, rows, texts), recipe)
    go_on(trainer, given)
    trainer.mix(0.0)
    out = given.out / ONNX
    export_encoder(trainer.student, vocabulary_texts(given.data, parts, recipe.seed), out, long)
    device = computed_on(given.device)
    made = ShortRun(recipe, trainer.begun_for, kept, len(rows), len(texts), trainer.seconds, device)
    write_encoder_card(out, pieces_of(out), run_of_long(given.long), made)
    return trainer


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    parser = stepped_parser("training.shorter", __doc__)
    parser.add_argument("--long", type=Path, default=LONG, help="folder of the long one; by default that which ships")
    train_as_asked(parser, words, ShortRecipe(), run)


if __name__ == "__main__":
    main()
