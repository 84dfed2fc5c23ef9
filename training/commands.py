"""The command line of what is trained in steps: its folders, its device, and every number of its recipe."""

from __future__ import annotations

import argparse
import logging
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import torch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from training.learning.recipes import EncoderRecipe, NarrowRecipe, ReaderRecipe
    from training.learning.steps import SteppedTrainer

    Recipe = TypeVar("Recipe", EncoderRecipe, NarrowRecipe, ReaderRecipe)

_LOG = logging.getLogger("training")


def training_parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what all such commands take beside their recipe. ``name``: of the module."""
    parser = argparse.ArgumentParser(prog=f"python -m {name}", description=description)
    parser.add_argument("--data", type=Path, required=True, help="folder with mono.jsonl.xz, en_nl.tsv.xz and qa")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; made when it is not there")
    parser.add_argument("--start", type=Path, help="file with the weights of E5; that of the package by default")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument("--threads", type=int, default=2)
    return parser


def stepped_parser(name: str, description: str | None) -> argparse.ArgumentParser:
    """Return a parser of what commands take that train in steps, beside their recipe. ``name``: of the module."""
    parser = training_parser(name, description)
    parser.add_argument("--checkpoint-minutes", type=float, default=5.0)
    return parser


def go_on(trainer: SteppedTrainer, given: argparse.Namespace) -> None:
    """Take the steps that are left, after those of the checkpoint where there is one."""
    if trainer.resume(given.out):
        _LOG.info("going on after step %d", trainer.steps)
    trainer.train(given.out, given.checkpoint_minutes)
    _LOG.info("%d steps in %.0f s", trainer.steps, trainer.seconds)


def train_as_asked(
    parser: argparse.ArgumentParser,
    words: Sequence[str] | None,
    recipe: Recipe,
    run: Callable[[argparse.Namespace, Recipe], object],
) -> None:
    """Run a training. ``recipe``: its numbers where ``words``, None for those of the program, give no others."""
    for name, value in asdict(recipe).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = parser.parse_args(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    run(given, type(recipe)(**{name: getattr(given, name) for name in asdict(recipe)}))
