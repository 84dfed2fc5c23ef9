"""Trains the reader: ``python -m training.reader --data DIR --out DIR``.

It starts as the lower layers of multilingual-e5-small (training.network.e5), since an answer has to be read in a third
of a second. It learns from questions that people of the project wrote (training.examples.questions) and from public
ones (training.examples.labelled). A run can be stopped and goes on from its last checkpoint; on a GPU
(``--device cuda``) it takes some minutes.

Writes ``out/onnx``: the files that ship, with the vocabulary cut to what Dutch and English text uses.
"""

from __future__ import annotations

import logging
import random
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from search.models.registry import DEFAULT_MODEL, load_encoder
from training.commands import go_on, stepped_parser, train_as_asked
from training.encoder import ONNX, load_long
from training.examples.labelled import read_labelled
from training.examples.near import ask
from training.examples.questions import read_questioned, read_written
from training.examples.vocabulary_texts import vocabulary_texts
from training.examples.windows import windows
from training.export import export
from training.learning.reader_trainer import Lessons, ReaderTrainer
from training.learning.recipes import ReaderRecipe
from training.network.e5 import load_e5
from training.network.reading import Reader, RowMaker
from training.network.student import Student
from training.onnx_graph import head_graph

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from tokenizers import Tokenizer

_LOG = logging.getLogger("training")


def export_reader(reader: Reader, tokenizer: Tokenizer, texts: Iterable[str], out: Path) -> None:
    """Write what ships into the folder ``out``. ``texts``: those whose pieces the vocabulary keeps."""
    reader.cpu()
    head = reader.head.weight.detach().numpy(), reader.head.bias.detach().numpy()
    export([Student(reader.model, tokenizer)], texts, lambda weights, shape: head_graph(weights, shape, head), out)


def run(given: argparse.Namespace, recipe: ReaderRecipe) -> ReaderTrainer:
    """Train and write the reader, as asked on the command line."""
    torch.manual_seed(recipe.seed)
    written = read_written()
    parts = windows([*written, *read_questioned(given.data)])
    asked = ask(parts, len(written), load_encoder(given.near), given.out / "cache")
    public = read_labelled(given.data / "qa", random.Random(recipe.seed))  # noqa: S311 - no secrets here
    _LOG.info("%d questions on %d passages, %d public ones", len(asked), len(parts), len(public))
    lessons = Lessons(parts, asked, public)
    start = load_e5(given.start) if given.encoder is None else load_long(given.encoder, given.start, "cpu")
    rows = RowMaker(start.tokenizer)
    reader = Reader(start.model, recipe.layers, recipe.frozen, recipe.dropped).to(given.device)
    trainer = ReaderTrainer(reader, rows, lessons, recipe)
    go_on(trainer, given)
    trainer.mix(0.0)
    export_reader(reader, start.tokenizer, vocabulary_texts(given.data, parts, recipe.seed), given.out / ONNX)
    return trainer


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    parser = stepped_parser("training.reader", __doc__)
    parser.add_argument(
        "--encoder", type=Path, help="folder that training.encoder wrote to, to begin with; E5 if not given"
    )
    parser.add_argument("--near", default=DEFAULT_MODEL, help="name or folder of the encoder that finds what is near")
    train_as_asked(parser, words, ReaderRecipe(), run)


if __name__ == "__main__":
    main()
