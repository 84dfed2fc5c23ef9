"""Trains the Dutch transformer: ``python -m training.transformer --data DIR --out DIR``.

Three stages. 0: the layers of an English model get a Dutch vocabulary (``network.transplant``). 1: sentence pairs only,
towards the English teacher's vectors; tokens that hardly occur in the pairs then borrow from their neighbours in the
static model (``network.neighbours``). 2: pairs and Dutch texts in turn (``learning.trainer``). ``--start`` takes a
model that has been through stages 0 and 1 and continues with stage 2. The same seed, steps, data, number of threads and
kind of processor give the same model, apart from rounding; ``--minutes`` stops by the clock instead, for use on a
shared computer.

Writes the model in the format of sentence-transformers (``out``), the same as files that need no torch (``out/onnx``),
and a model card with the recipe, the data and, where ``--gold`` is given, the scores.
"""

from __future__ import annotations

import argparse
import json
import logging
from dataclasses import asdict, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.card import TransformerRun, write_card
from training.evaluate import STATIC, table
from training.examples.corpus import draw_pairs, read_documents, read_pairs
from training.examples.dictionary import dictionary, with_english
from training.examples.views import make_views, paragraphs_by_group
from training.export import TOKENIZER, export
from training.learning.recipes import TransformerRecipe
from training.learning.trainer import Trainer, tokenise_pairs, tokenise_views, train
from training.network.neighbours import borrowed, static_directions
from training.network.student import Student
from training.network.teacher import load_teacher
from training.network.transplant import marked_tokenizer, transplant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.examples.corpus import Pair
    from training.learning.trainer import PairSet

_LOG = logging.getLogger("training")
DICTIONARY_PAIRS = 120_000
LATER = frozenset(  # what of a recipe decides nothing before stage 2
    ("steps", "minutes", "views", "view_tokens", "layer_rate", "embedding_rate", "final_share", "unshare",
     "english_views", "memory", "start_share")
)  # fmt: skip
STAGE1 = "stage1"  # folder for what stages 0 and 1 made


def first_recipe(recipe: TransformerRecipe) -> TransformerRecipe:
    """Return the recipe of stage 1 as the trainer reads it."""
    return replace(
        recipe,
        steps=recipe.first_steps,
        layer_rate=recipe.first_layer_rate,
        embedding_rate=recipe.first_embedding_rate,
        final_share=recipe.first_final_share,
        minutes=0.0,
    )


def borrow(student: Student, pairs: PairSet, static: Path) -> None:
    """Let tokens that the pairs hardly have borrow their vectors, after the static model in the folder ``static``."""
    weight = student.model.embeddings.word_embeddings.weight
    tokens = np.fromiter((token for row in chain(pairs.dutch, pairs.english) for token in row), dtype=np.int64)
    seen = np.bincount(tokens, minlength=len(weight))
    table, count = borrowed(weight.detach().numpy(), seen, static_directions(static))
    with torch.no_grad():
        weight.copy_(torch.from_numpy(table))
    _LOG.info("%d of %d tokens borrow their vectors", count, len(weight))


def first_stages(given: argparse.Namespace, recipe: TransformerRecipe, known: list[Pair], pairs: list[Pair]) -> float:
    """Run stages 0 and 1 and write ``out/stage1``; returns the seconds of training.

    What an earlier run with the same recipe left there is taken as it is, so that a run which was stopped in stage 2
    need not begin again.
    """
    folder, note = given.out / STAGE1, given.out / STAGE1 / "recipe.json"
    mine = {name: value for name, value in asdict(recipe).items() if name not in LATER}
    if note.is_file():
        before = json.loads(note.read_text(encoding="utf-8"))
        if before["recipe"] == mine:
            _LOG.info("stages 0 and 1 were done before: %s", folder)
            return float(before["seconds"])
    student, counts = transplant(load_teacher(), marked_tokenizer(given.tokenizer), known, recipe.seed)
    _LOG.info("vocabulary: %s", counts)
    trainer = Trainer(student, tokenise_pairs(student, pairs, given.cache), None, first_recipe(recipe))
    seconds = train(trainer, folder, given.checkpoint_minutes)
    trainer.averaged().save(folder)
    note.write_text(json.dumps({"recipe": mine, "seconds": seconds}, indent=1) + "\n", encoding="utf-8")
    return seconds


def run(given: argparse.Namespace, recipe: TransformerRecipe) -> TransformerRun:
    """Train and write the model, as asked on the command line. Returns what was done."""
    known = read_pairs(given.data)
    pairs = draw_pairs(known, recipe.pairs, recipe.seed)
    _LOG.info("%d pairs", len(pairs))
    seconds = first_stages(given, recipe, known, pairs) if given.start is None else 0.0
    student = Student.load(given.start or given.out / STAGE1)
    pair_set = tokenise_pairs(student, pairs, given.cache)
    if given.static is not None:
        borrow(student, pair_set, given.static)
    views = make_views(
        paragraphs_by_group(read_documents(given.data), recipe.seed), recipe.views, recipe.seed, recipe.unshare
    )
    words = dictionary(draw_pairs(known, DICTIONARY_PAIRS, recipe.seed))
    views = with_english(views, words, recipe.english_views, recipe.seed)
    _LOG.info("%d views, %d words of English", len(views), len(words))
    second = Trainer(student, pair_set, tokenise_views(student, views), recipe)
    seconds += train(second, given.out, given.checkpoint_minutes)
    made = second.mixed()
    made.save(given.out)
    export(made, given.out / "onnx")
    return TransformerRun(recipe, given.start, second.steps, seconds, len(pairs), len(views))


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what was asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.transformer", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with en_nl.tsv.xz and mono.jsonl.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model; made when it is not there")
    parser.add_argument("--start", type=Path, help="model to go on from; without it stages 0 and 1 come first")
    parser.add_argument(
        "--tokenizer", type=Path, default=STATIC / TOKENIZER, help="file with the vocabulary of stage 0"
    )
    parser.add_argument(
        "--static", type=Path, help="static model of the same vocabulary; without it rare tokens stay as they are"
    )
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors; without it they are not kept")
    parser.add_argument("--gold", type=Path, help="folder with the development gold, to measure at the end")
    parser.add_argument("--seeds", type=Path, default=Path("seeds"), help="folder with the documents of the gold")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--checkpoint-minutes", type=float, default=5.0)
    for name, value in asdict(TransformerRecipe()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    given = arguments(words)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    recipe = TransformerRecipe(**{name: getattr(given, name) for name in asdict(TransformerRecipe())})
    made = run(given, recipe)
    beside = given.static or STATIC
    scores = "" if given.gold is None else "\n".join(table(given.out / "onnx", given.gold, given.seeds, beside))
    for folder in (given.out, given.out / "onnx"):
        write_card(folder, made, scores)
    _LOG.info("done in %.0f s\n%s", made.seconds, scores)


if __name__ == "__main__":
    main()
