"""What ships of a trained encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from e5_factories import WIDTH, write_model

from search.models.onnx import OnnxEncoder
from search.models.protocols import Chunk
from training.card import EncoderRun, ShortRun, write_encoder_card
from training.encoder import export_encoder, load_long, run_of_long, save_long
from training.learning.recipes import EncoderRecipe, ShortRecipe
from training.network.chunked import ChunkStudent
from training.network.e5 import load_e5

if TYPE_CHECKING:
    from pathlib import Path

LONG_RUN = EncoderRun(EncoderRecipe(), passages=7, questions=20, seconds=120.0, device="two cores")


def test_the_files_that_ship_give_the_vectors_of_the_student(tmp_path: Path) -> None:
    """Of questions, passages and their sentences, apart from rounding; around the same center."""
    made = load_e5(write_model(tmp_path / "model.bin"))
    student = ChunkStudent(made.model, made.tokenizer, torch.linspace(-1, 1, WIDTH), 0)
    export_encoder(student, ["de kat", "kat de kat"], tmp_path / "onnx")
    encoder = OnnxEncoder.load(tmp_path / "onnx")
    row = student.passage_row((), ("de kat", "kat de kat"))
    passages, sentences = student.passage_means([row])
    found = encoder.encode_chunks([Chunk("de kat kat de kat", ((0, 6), (7, 17)))])
    for shipped, means in (
        (encoder.encode_queries(["de kat"]), student.query_means(["de kat"])),
        (found.chunks, passages),
        (found.sentences, sentences[0]),
    ):
        wanted = student.unit(means).detach().numpy()
        assert ((shipped * wanted).sum(axis=1) > 0.99).all()
        np.testing.assert_allclose(np.linalg.norm(shipped, axis=1), 1, atol=1e-6)


def test_the_long_encoder_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What training changed and the center; nothing of it is trained any further."""
    start = write_model(tmp_path / "model.bin")
    made = load_e5(start)
    student = ChunkStudent(made.model, made.tokenizer, torch.linspace(-1, 1, WIDTH), 0)
    with torch.no_grad():
        for value in student.trained().values():
            value.add_(0.1)
    save_long(student, LONG_RUN, tmp_path)
    read = load_long(tmp_path, start, "cpu")
    with torch.no_grad():
        wanted, found = (each.unit(each.query_means(["de kat", "hond"])) for each in (student, read))
    assert torch.equal(wanted, found)
    assert not read.trained()
    assert run_of_long(tmp_path) == LONG_RUN


def test_the_card_tells_both_trainings(tmp_path: Path) -> None:
    """Of the long encoder, and of the short one where layers were cut; each with its recipe."""
    long = write_encoder_card(tmp_path, 99, LONG_RUN).read_text(encoding="utf-8")
    assert "(12 layers, 384" in long
    assert "shorter" not in long
    short_run = ShortRun(ShortRecipe(layers=2), kept=[0, 11], plain=5, texts=6, seconds=60.0, device="one core")
    short = write_encoder_card(tmp_path, 99, LONG_RUN, short_run).read_text(encoding="utf-8")
    for words in ("(2 of its 12 layers, 384", "Layers 1, 12 are kept", "20 questions on 7 passages; 2 minutes",
                  "1 minutes of training on one core", '"frozen": 4', '"layers": 2', "Tatoeba"):  # fmt: skip
        assert words in short
