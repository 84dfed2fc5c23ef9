"""Trains the encoder: ``python -m training.encoder --data DIR --out DIR``.

It starts as multilingual-e5-small (training.network.e5) and learns from the passages with questions that were written
for training (training.examples.questions). Sentences take their vectors from the pass that reads their passage. A run
can be stopped and goes on from its last checkpoint; on a GPU (``--device cuda``) it takes a few minutes.

Writes ``out/long.pt``, of which training.narrow makes one that reads faster, and ``out/onnx``: the encoder without
PyTorch, with the vocabulary cut to what Dutch and English text uses.
"""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from tokenizers import Tokenizer

from search.models.folder import PROMPTS
from search.models.onnx import CHUNKING, MODEL, QUERIES, TOKENIZER
from search.models.registry import load_encoder
from training.card import EncoderRun, processor, read_encoder_card, write_encoder_card
from training.commands import go_on, stepped_parser, train_as_asked
from training.examples.questions import read_questioned, read_written
from training.examples.vocabulary_texts import vocabulary_texts
from training.examples.windows import windows
from training.export import export
from training.learning.chunk_trainer import ChunkTrainer, Taught
from training.learning.recipes import EncoderRecipe
from training.network.chunked import PASSAGE, QUERY, ChunkStudent
from training.network.e5 import load_e5
from training.network.shipped import read_layers
from training.network.student import Student
from training.onnx_graph import token_graph

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from search.models.protocols import Encoder
    from training.examples.windows import Window

_LOG = logging.getLogger("training")
MOST_TOKENS = 512  # longer texts are cut
LONG = "long.pt"
ONNX = "onnx"  # folder of what runs without PyTorch
CENTERED_ON = 512  # windows, and as many questions, whose mean is the center


def teach(encoder: Encoder, parts: Sequence[Window], cache: Path, weight: float) -> Taught:
    """Return the vectors of an encoder of questions, windows and sentences; kept in the folder ``cache``."""
    questions = [question.question for part in parts for question in part.answered]
    texts = [part.text for part in parts]
    sentences = [sentence for part in parts for sentence in part.sentences]
    lines = "\n".join([encoder.fingerprint, *questions, *texts, *sentences])
    path = cache / f"taught-{hashlib.sha256(lines.encode()).hexdigest()[:16]}.npz"
    if not path.is_file():
        cache.mkdir(parents=True, exist_ok=True)
        found = encoder.encode_queries(questions), encoder.encode_passages(texts), encoder.encode_passages(sentences)
        np.savez(path, *(vectors.astype(np.float16) for vectors in found))
    with np.load(path) as kept:
        questions, passages, sentences = (kept[name].astype(np.float32) for name in kept.files)
    return Taught(questions, passages, sentences, weight)


@torch.no_grad()
def center_of(student: ChunkStudent, parts: Sequence[Window]) -> torch.Tensor:
    """Return the mean of what questions and passages give, (dimensions,): where a vector says nothing."""
    step = max(1, len(parts) // CENTERED_ON)
    some = parts[::step]
    passages, _ = student.passage_means([student.passage_row(part.titles, part.sentences) for part in some])
    asked = student.query_means([question.question for part in some for question in part.answered[:1]])
    return 0.5 * (passages.mean(0) + asked.mean(0))


def export_encoder(student: ChunkStudent, texts: Iterable[str], out: Path, asked: ChunkStudent | None = None) -> None:
    """Write what ships into the folder ``out``.

    ``texts``: those whose pieces the vocabulary keeps. ``asked``: what reads questions, around the same center.
    """
    center = student.center.cpu().numpy().astype(np.float32)
    whole = [Student(each.model, each.tokenizer) for each in (student, asked) if each is not None]
    export(whole, texts, lambda weights, shape: token_graph(weights, shape, center), out, MOST_TOKENS)
    for name, content in (
        (CHUNKING, {"pooled_sentences": True}),
        (PROMPTS, {"prompts": {"query": QUERY, "document": PASSAGE}}),
    ):
        (out / name).write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def questioned_windows(data: Path) -> list[Window]:
    """Return the passages with questions that they answer. ``data``: folder with mono.jsonl.xz."""
    return [part for part in windows([*read_written(), *read_questioned(data)]) if part.answered]


def _started(start: Path | None, device: Any, frozen: int) -> ChunkStudent:  # noqa: ANN401 - what torch takes
    begun = load_e5(start)
    zeros = torch.zeros(begun.dimensions, device=device)
    return ChunkStudent(begun.model.to(device), begun.tokenizer, zeros, frozen)


def save_long(student: ChunkStudent, made: EncoderRun, folder: Path) -> None:
    """Write what training changed, for ``load_long``, and what was done, for ``run_of_long``."""
    torch.save({"weights": student.trained(), "center": student.center, "run": asdict(made)}, folder / LONG)


@torch.no_grad()
def load_long(folder: Path, start: Path | None, device: str) -> ChunkStudent:
    """Return the encoder that ``save_long`` wrote, with all its layers frozen. ``start``: as in ``load_e5``.

    Also that of a folder as it ships, of which ``start`` has the table of tokens; where another graph reads questions,
    that one. Raises ValueError for one that lacks layers or neurons.
    """
    student = _started(start, device, 0)
    config, named = student.model.config, dict(student.model.named_parameters())
    if (folder / LONG).is_file():
        kept = torch.load(folder / LONG, map_location=device)
        weights, center = kept["weights"], kept["center"]
    else:
        path = folder / QUERIES if (folder / QUERIES).is_file() else folder / MODEL
        weights, center = read_layers(path, config.hidden_size // config.num_attention_heads)
        shapes = {name: value.shape for name, value in named.items() if name.startswith("encoder.")}
        if {name: value.shape for name, value in weights.items()} != shapes:
            raise ValueError(f"{path}: not whole, layers or neurons are missing")
    for name, value in weights.items():
        named[name].copy_(value)
    student.center = center.to(device)
    student.model.requires_grad_(requires_grad=False)
    return student


def run_of_long(folder: Path) -> EncoderRun:
    """Return what was done for the encoder that ``load_long`` loads."""
    if not (folder / LONG).is_file():
        return read_encoder_card(folder)
    made = torch.load(folder / LONG, map_location="cpu")["run"]
    return EncoderRun(**{**made, "recipe": EncoderRecipe(**made["recipe"])})


def run(given: argparse.Namespace, recipe: EncoderRecipe) -> ChunkTrainer:
    """Train and write the encoder, as asked on the command line."""
    torch.manual_seed(recipe.seed)
    parts = questioned_windows(given.data)
    _LOG.info("%d passages, %d questions", len(parts), sum(len(part.answered) for part in parts))
    taught = (
        teach(load_encoder(given.teacher), parts, given.out / "cache", recipe.teacher_weight) if given.teacher else None
    )
    student = _started(given.start, given.device, recipe.frozen)
    student.center = center_of(student, parts)
    trainer = ChunkTrainer(student, parts, taught, recipe)
    go_on(trainer, given)
    trainer.mix(recipe.start_share)
    questions = sum(len(part.answered) for part in parts)
    made = EncoderRun(recipe, len(parts), questions, trainer.seconds, computed_on(given.device))
    save_long(student, made, given.out)
    export_encoder(student, vocabulary_texts(given.data, parts, recipe.seed), given.out / ONNX)
    write_encoder_card(given.out / ONNX, pieces_of(given.out / ONNX), made)
    return trainer


def pieces_of(folder: Path) -> int:
    """Return the size of the vocabulary that ``export_encoder`` wrote."""
    count: int = Tokenizer.from_file(str(folder / TOKENIZER)).get_vocab_size()
    return count


def computed_on(device: str) -> str:
    """Return what a training ran on, for a model card. ``device``: cpu or cuda."""
    return processor() if device == "cpu" else torch.cuda.get_device_name()


def main(words: Sequence[str] | None = None) -> None:
    """Train as asked on the command line."""
    parser = stepped_parser("training.encoder", __doc__)
    parser.add_argument("--teacher", help="name or folder of an encoder to stay near to; none by default")
    train_as_asked(parser, words, EncoderRecipe(), run)


if __name__ == "__main__":
    main()
