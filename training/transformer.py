"""Trains the Dutch transformer: ``python -m training.transformer --data DIR --out DIR``.

Three stages. 0: the layers of an English model get a Dutch vocabulary (training.transplant). 1: sentence pairs only,
towards the English teacher's vectors. 2: pairs and Dutch texts in turn (training.trainer). ``--start`` takes a model
that has stages 0 and 1 behind it and goes straight to stage 2. The same seed, steps, data, number of threads and kind
of processor give the same model; ``--minutes`` stops by the clock instead, for a computer that is shared.

Writes the model in the format of sentence-transformers (``out``), the same as files that need no torch (``out/onnx``),
and a model card with the recipe, the data and, where ``--gold`` is given, the scores.
"""

from __future__ import annotations

import argparse
import logging
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from training.card import Made, write_card
from training.corpus import read_documents, read_pairs
from training.dictionary import dictionary, with_english
from training.evaluate import STATIC, table
from training.export import TOKENIZER, export
from training.student import Student
from training.teacher import load_teacher
from training.trainer import Recipe, Trainer, draw_pairs, tokenise_pairs, tokenise_views, train
from training.transplant import marked_tokenizer, transplant
from training.views import make_views, paragraphs_by_group

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOG = logging.getLogger("training")
DICTIONARY_PAIRS = 120_000


def first_student(data: Path, tokenizer: Path, recipe: Recipe) -> Student:
    """Stage 0: return the teacher with the Dutch vocabulary of the file ``tokenizer``."""
    student, counts = transplant(load_teacher(), marked_tokenizer(tokenizer), read_pairs(data), recipe.seed)
    _LOG.info("vocabulary: %s", counts)
    return student


def run(given: argparse.Namespace, recipe: Recipe) -> Made:
    """Train and write the model, as asked on the command line. Returns what was done."""
    data, out, start, checkpoints = given.data, given.out, given.start, given.checkpoint_minutes
    seconds = 0.0
    student = Student.load(start) if start is not None else first_student(data, given.tokenizer, recipe)
    known = read_pairs(data)
    pairs = draw_pairs(known, recipe.pairs, recipe.seed)
    pair_set = tokenise_pairs(student, pairs, given.cache)
    _LOG.info("%d pairs", len(pairs))
    if start is None:
        first = Trainer(student, pair_set, None, replace(recipe, steps=recipe.first_steps, minutes=0.0))
        seconds += train(first, out / "stage1", checkpoints)
        student = first.averaged()
        student.save(out / "stage1")
    views = make_views(
        paragraphs_by_group(read_documents(data), recipe.seed), recipe.views, recipe.seed, recipe.unshare
    )
    words = dictionary(draw_pairs(known, DICTIONARY_PAIRS, recipe.seed))
    views = with_english(views, words, recipe.english_views, recipe.seed)
    _LOG.info("%d views, %d words of English", len(views), len(words))
    second = Trainer(student, pair_set, tokenise_views(student, views), recipe)
    seconds += train(second, out, checkpoints)
    made = second.mixed()
    made.save(out)
    export(made, out / "onnx")
    return Made(recipe, start, second.steps, seconds, len(pairs), len(views))


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what was asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.transformer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with en_nl.tsv.xz and mono.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; made when it is not there")
    parser.add_argument("--start", type=Path, help="model to go on from; without it stages 0 and 1 come first")
    parser.add_argument(
        "--tokenizer", type=Path, default=STATIC / TOKENIZER, help="file with the vocabulary of stage 0"
    )
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors; without it they are not kept")
    parser.add_argument("--gold", type=Path, help="folder with the development gold, to measure at the end")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder with the documents of the gold")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--checkpoint-minutes", type=float, default=5.0)
    for name, value in asdict(Recipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    given = arguments(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    recipe = Recipe(**{name: getattr(given, name) for name in asdict(Recipe())})
    made = run(given, recipe)
    scores = "" if given.gold is None else "\n".join(table(given.out / "onnx", given.gold, given.seeds))
    for folder in (given.out, given.out / "onnx"):
        write_card(folder, made, scores)
    _LOG.info("done in %.0f s\n%s", made.seconds, scores)


if __name__ == "__main__":
    main()
