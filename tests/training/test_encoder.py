"""What ships of a trained encoder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch
from e5_factories import INNER, WIDTH, load_student, write_model
from model_factories import write_onnx

from search.models.onnx import MODEL, QUERIES, OnnxEncoder
from search.models.protocols import Chunk
from training.card import EncoderRun, NarrowRun, read_encoder_card, write_encoder_card
from training.encoder import export_encoder, load_long, run_of_long, save_long
from training.export import TABLE
from training.learning.narrowing import take
from training.learning.recipes import EncoderRecipe, NarrowRecipe
from training.network.shipped import read_layers

if TYPE_CHECKING:
    from pathlib import Path

    from training.network.chunked import ChunkStudent

LONG_RUN = EncoderRun(EncoderRecipe(), passages=7, questions=20, seconds=120.0, device="two cores")


def whole_and_narrow(start: Path) -> tuple[ChunkStudent, ChunkStudent]:
    """An encoder, and one that lacks half of the neurons of its first layer."""
    whole, narrow = (load_student(start, far=1.0) for _ in range(2))
    take(narrow.model.encoder.layer[0], range(0, INNER, 2))
    return whole, narrow


def test_the_files_that_ship_give_the_vectors_of_the_student(tmp_path: Path) -> None:
    """Of questions, passages and their sentences, apart from rounding; around the same center."""
    student = load_student(write_model(tmp_path / "model.bin"), far=1.0)
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


def test_two_encoders_that_ship_share_the_vectors_of_tokens(tmp_path: Path) -> None:
    """One reads passages, the other questions; each as it does alone, around the center of the first."""
    whole, narrow = whole_and_narrow(write_model(tmp_path / "model.bin", layers=2))
    texts = ["de kat", "kat de kat"]
    for name, students in (("both", (narrow, whole)), ("narrow", (narrow,)), ("whole", (whole,))):
        export_encoder(students[0], texts, tmp_path / name, *students[1:])
    both, alone, asked = (OnnxEncoder.load(tmp_path / name) for name in ("both", "narrow", "whole"))
    np.testing.assert_array_equal(both.encode_passages(texts), alone.encode_passages(texts))
    np.testing.assert_array_equal(both.encode_queries(texts), asked.encode_queries(texts))
    assert not np.allclose(both.encode_queries(texts), alone.encode_queries(texts), atol=1e-3)
    table = tmp_path / "both" / TABLE
    assert (tmp_path / "both" / MODEL).stat().st_size <= (
        tmp_path / "narrow" / MODEL
    ).stat().st_size - table.stat().st_size + 200


def test_encoders_with_other_vectors_of_tokens_do_not_ship_together(tmp_path: Path) -> None:
    """A text would have other tokens for the one than for the other."""
    students = [load_student(write_model(tmp_path / "model.bin")) for _ in range(2)]
    with torch.no_grad():
        students[1].model.embeddings.word_embeddings.weight.add_(torch.linspace(0, 1, WIDTH))
    with pytest.raises(ValueError, match="tables of their own"):
        export_encoder(students[0], ["de kat", "kat de kat"], tmp_path / "both", students[1])


def test_the_long_encoder_is_read_as_it_was_written(tmp_path: Path) -> None:
    """What training changed and the center; nothing of it is trained any further."""
    start = write_model(tmp_path / "model.bin")
    student = load_student(start, far=1.0)
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


def test_an_encoder_that_ships_is_read_back(tmp_path: Path) -> None:
    """With the weights it ships with, and what its card tells of its training; its vectors are those of its graph."""
    start = write_model(tmp_path / "model.bin", layers=2)
    student = load_student(start, far=1.0)
    export_encoder(student, ["de kat", "kat de kat"], tmp_path)
    write_encoder_card(tmp_path, 99, LONG_RUN)
    read = load_long(tmp_path, start, "cpu")
    texts = ["de kat", "hond de kat"]
    wanted = OnnxEncoder.load(tmp_path).encode_queries(texts)
    with torch.no_grad():
        found = read.unit(read.query_means(texts)).numpy()
    assert ((found * wanted).sum(axis=1) > 0.9995).all()  # bfloat16 where the processor has it
    for name, value in student.model.named_parameters():
        if name.startswith("encoder"):
            torch.testing.assert_close(dict(read.model.named_parameters())[name], value, atol=0.02, rtol=0)
    assert run_of_long(tmp_path) == LONG_RUN


def test_of_two_graphs_that_ship_the_whole_one_is_read_back(tmp_path: Path) -> None:
    """It reads the questions; a narrow one alone is refused, and so is one of fewer layers."""
    start = write_model(tmp_path / "model.bin", layers=2)
    whole, narrow = whole_and_narrow(start)
    with torch.no_grad():
        whole.model.encoder.layer[1].output.dense.weight.add_(0.3)
    export_encoder(narrow, ["de kat"] * 2, tmp_path, whole)
    read = load_long(tmp_path, start, "cpu")
    weight = "encoder.layer.1.output.dense.weight"
    named, wanted = dict(read.model.named_parameters()), dict(whole.model.named_parameters())
    torch.testing.assert_close(named[weight], wanted[weight], atol=0.02, rtol=0)
    (tmp_path / QUERIES).unlink()
    with pytest.raises(ValueError, match="not whole"):
        load_long(tmp_path, start, "cpu")
    whole.model.encoder.layer = whole.model.encoder.layer[:1]
    whole.model.config.num_hidden_layers = 1
    export_encoder(whole, ["de kat"] * 2, tmp_path)
    with pytest.raises(ValueError, match="not whole"):
        load_long(tmp_path, start, "cpu")


def test_another_graph_is_no_encoder_that_ships(tmp_path: Path) -> None:
    """Nor is another card."""
    with pytest.raises(ValueError, match="not the graph"):
        read_layers(write_onnx(tmp_path) / MODEL, 32)
    (tmp_path / "README.md").write_text("# Model", "utf-8")
    with pytest.raises(ValueError, match="not the card"):
        read_encoder_card(tmp_path)


def test_the_card_tells_what_was_trained_and_what_was_narrowed(tmp_path: Path) -> None:
    """Each with its recipe; that of a whole encoder tells of no other, and that of a narrow one is read back."""
    alone = write_encoder_card(tmp_path, 99, LONG_RUN).read_text(encoding="utf-8")
    assert "narrow" not in alone.lower()
    run = NarrowRun(NarrowRecipe(neurons=48, passages=5), widths=[64, 32], rows=9, seconds=60.0, device="one core")
    both = write_encoder_card(tmp_path, 99, LONG_RUN, run).read_text(encoding="utf-8")
    for words in ("the layers keep 64, 32", "20 questions on 7 passages; 2 minutes", "1 minutes on one core",
                  '"frozen": 4', '"neurons": 48', "Narrowed on 5 plain passages and 4 sentences"):  # fmt: skip
        assert words in both
    assert read_encoder_card(tmp_path) == LONG_RUN
