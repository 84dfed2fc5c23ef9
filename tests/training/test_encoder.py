"""What ships of a trained encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import torch
from e5_factories import WIDTH, write_model

from search.models.onnx import OnnxEncoder
from search.models.protocols import Chunk
from training.encoder import export_encoder, load_long, save_long
from training.network.chunked import ChunkStudent
from training.network.e5 import load_e5

if TYPE_CHECKING:
    from pathlib import Path


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
    save_long(student, tmp_path)
    read = load_long(tmp_path, start, "cpu")
    with torch.no_grad():
        wanted, found = (each.unit(each.query_means(["de kat", "hond"])) for each in (student, read))
    assert torch.equal(wanted, found)
    assert not read.trained()
