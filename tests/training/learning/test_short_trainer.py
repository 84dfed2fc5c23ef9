"""Training of a short encoder towards a long one, in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
from e5_factories import WIDTH, write_model
from training_factories import make_questioned_window

from training.learning.recipes import ShortRecipe
from training.learning.short_trainer import Material, Remembered, ShortTrainer, kept_layers
from training.network.chunked import ChunkStudent
from training.network.e5 import load_e5
from training.shorter import cut_out

if TYPE_CHECKING:
    from pathlib import Path

    from training.network.chunked import Row

RECIPE = ShortRecipe(layers=1, steps=30, passages=2, questions=2, plain=2, texts=1, rate=1e-2, warmup=1)
TEXTS = ("kat", "de hond de kat")


def make_long(folder: Path) -> ChunkStudent:
    """An encoder of two layers with weights of its own."""
    torch.manual_seed(0)
    made = load_e5(write_model(folder / "model.bin", layers=2))
    return ChunkStudent(made.model, made.tokenizer, torch.linspace(-0.1, 0.1, WIDTH), 0)


def plain_rows(long: ChunkStudent) -> list[Row]:
    """Three passages."""
    return [long.passage_row((), (text, "kat")) for text in ("de kat de hond", "hond de", "kat kat de")]


def make_material(long: ChunkStudent) -> Material:
    """Some of each kind."""
    return Material(
        [make_questioned_window(number) for number in range(4)],
        plain_rows(long),
        [long.passage_row((), (text,)) for text in TEXTS],
    )


def make_trainer(folder: Path, recipe: ShortRecipe = RECIPE) -> ShortTrainer:
    """One that has taken no step."""
    long = make_long(folder)
    return ShortTrainer(cut_out(long, [1]), long, make_material(long), recipe)


def test_the_short_encoder_comes_nearer_to_the_long_one(tmp_path: Path) -> None:
    """In the vectors of tokens and of texts; the long one stays as it was."""
    trainer = make_trainer(tmp_path)
    before = trainer.step_loss()[1]
    long = {name: value.clone() for name, value in make_long(tmp_path).model.named_parameters()}
    trainer.train(tmp_path, 60)
    after = trainer.step_loss()[1]
    assert after["tokens"] < before["tokens"]
    assert after["vectors"] < before["vectors"]
    assert all(torch.equal(value, long[name]) for name, value in trainer.long.model.named_parameters())


def test_what_the_long_encoder_gives_is_the_same_each_time(tmp_path: Path) -> None:
    """Read anew or kept, beside longer rows or not; nothing stands behind the end of a row."""
    long = make_long(tmp_path)
    rows = plain_rows(long)
    remembered = Remembered(long)
    together = remembered.padded(rows)
    assert together.shape == (3, max(len(row.tokens) for row in rows), WIDTH)
    for row, vectors in zip(rows, together, strict=True):
        size = len(row.tokens)
        again = Remembered(long).padded([row])[0]
        torch.testing.assert_close(vectors[:size], again, atol=1e-2, rtol=0)
        assert torch.equal(remembered.padded([row])[0], vectors[:size])
        assert not vectors[size:].any()


def test_an_encoder_is_no_distance_from_itself(tmp_path: Path) -> None:
    """With all its layers, and rows in any order of their lengths; where bfloat16 is emulated, batches round otherwise."""
    long = make_long(tmp_path)

    def distances(layers: list[int]) -> tuple[float, float]:
        parts = ShortTrainer(cut_out(long, layers), long, make_material(long), RECIPE).step_loss()[1]
        return float(parts["tokens"].detach()), float(parts["vectors"].detach())

    (tokens, vectors), (others, their_vectors) = distances([0, 1]), distances([0])
    assert abs(tokens) < min(1e-3, others / 20)
    assert abs(vectors) < min(1e-3, their_vectors / 20)


def test_the_layer_that_changes_least_is_left_out(tmp_path: Path) -> None:
    """Here one that adds nothing to what comes in."""
    long = make_long(tmp_path)
    idle = long.model.encoder.layer[0]
    with torch.no_grad():
        for part in (idle.attention.output.dense, idle.output.dense):
            part.weight.zero_()
            part.bias.zero_()
    assert kept_layers(long, plain_rows(long), 1) == [1]
    assert len(long.model.encoder.layer) == 2
