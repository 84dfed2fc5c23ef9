"""The command, from data to exported model, with a tiny teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from training_factories import DUTCH, ENGLISH, make_student, make_tokenizer, write_data

from search.models.onnx import OnnxEncoder
from training import transformer
from training.examples.corpus import draw_pairs, read_pairs
from training.learning.recipes import TransformerRecipe
from training.learning.trainer import Trainer, tokenise_pairs
from training.network import teacher
from training.network.student import Student
from training.network.teacher import teacher_vectors

if TYPE_CHECKING:
    from pathlib import Path

SMALL = ("--pairs", "8", "--views", "40", "--steps", "4", "--first-steps", "4", "--warmup", "1")


@pytest.fixture(autouse=True)
def tiny_teacher(monkeypatch: pytest.MonkeyPatch) -> Student:
    """Put a tiny English model in the place of the real one."""
    tiny = make_student(make_tokenizer(ENGLISH), seed=7)
    monkeypatch.setattr(teacher, "load_teacher", lambda: tiny)
    monkeypatch.setattr(transformer, "load_teacher", lambda: tiny)
    return tiny


def test_one_command_makes_a_model_that_both_kinds_of_encoder_load(tmp_path: Path) -> None:
    """All three stages; the card states that they were run and with what."""
    make_tokenizer().save(str(tmp_path / "words.json"))
    words = ["--data", str(write_data(tmp_path / "data")), "--out", str(tmp_path / "out")]
    transformer.main([*words, "--tokenizer", str(tmp_path / "words.json"), *SMALL])
    trained, exported = Student.load(tmp_path / "out"), OnnxEncoder.load(tmp_path / "out" / "onnx")
    assert ((trained.encode(DUTCH) * exported.encode_passages(DUTCH)).sum(axis=1) > 0.99).all()
    card = (tmp_path / "out" / "onnx" / "README.md").read_text(encoding="utf-8")
    assert "1. 4 steps on sentence pairs" in card
    assert "2. 4 steps." in card
    assert '"seed": 1' in card


def test_a_run_that_was_stopped_in_stage_2_goes_on_from_stage_1(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """As long as nothing that stage 1 goes by has changed; the model is that of a run without a stop."""
    caplog.set_level("INFO", logger="training")
    make_tokenizer().save(str(tmp_path / "words.json"))
    words = ["--data", str(write_data(tmp_path / "data")), "--tokenizer", str(tmp_path / "words.json")]
    words += ["--out", str(tmp_path / "out"), "--threads", "1", *SMALL]
    transformer.main(words)
    before = Student.load(tmp_path / "out").encode(DUTCH)
    assert "stages 0 and 1 were done before" not in caplog.text
    transformer.main(words)
    np.testing.assert_array_equal(Student.load(tmp_path / "out").encode(DUTCH), before)
    assert "stages 0 and 1 were done before" in caplog.text
    caplog.clear()
    transformer.main([*words, "--start-share", "0.9"])
    assert "stages 0 and 1 were done before" in caplog.text
    caplog.clear()
    transformer.main([*words, "--seed", "2"])
    assert "stages 0 and 1 were done before" not in caplog.text


def test_the_same_seed_gives_the_same_model_and_another_seed_another(tmp_path: Path) -> None:
    """From a given start, which skips stages 0 and 1; the card states it."""
    start = tmp_path / "begin"
    make_student().save(start)
    data = write_data(tmp_path / "data")
    vectors = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        out = tmp_path / name
        words = ["--data", str(data), "--out", str(out), "--start", str(start), "--seed", str(seed), *SMALL]
        transformer.main([*words, "--threads", "1"])
        vectors.append(Student.load(out).encode(DUTCH))
    np.testing.assert_array_equal(vectors[0], vectors[1])
    assert not np.allclose(vectors[0], vectors[2])
    assert "not run for this model: it goes on from `begin`" in (tmp_path / "a" / "README.md").read_text(
        encoding="utf-8"
    )


def test_training_brings_the_dutch_side_nearer_to_the_teacher(tmp_path: Path) -> None:
    """Which is what stage 1 is for."""
    pairs = read_pairs(write_data(tmp_path))
    student = make_student()
    recipe = TransformerRecipe(steps=30, warmup=1, layer_rate=5e-3, embedding_rate=5e-3)
    trainer = Trainer(student, tokenise_pairs(student, pairs, None), None, recipe)
    first = trainer.step()[0]
    for _ in range(29):
        last = trainer.step()[0]
    assert last < 0.5 * first


def test_the_teachers_vectors_are_kept_and_belong_to_their_texts(tmp_path: Path, tiny_teacher: Student) -> None:
    """Read back without the teacher; other texts are computed anew."""
    made = teacher_vectors(ENGLISH, tmp_path)
    np.testing.assert_allclose((made.astype(np.float32) * tiny_teacher.encode(ENGLISH)).sum(axis=1), 1.0, atol=5e-3)
    (kept,) = tmp_path.glob("*.npy")
    np.save(kept, np.zeros((4, 16), dtype=np.float16))
    assert not teacher_vectors(ENGLISH, tmp_path).any()
    assert teacher_vectors(ENGLISH[:2], tmp_path).any()


def test_pairs_are_drawn_without_repeats_by_the_seed(tmp_path: Path) -> None:
    """Fewer than there are, in the order of the file."""
    pairs = read_pairs(write_data(tmp_path))
    drawn = draw_pairs(pairs, 5, seed=1)
    assert drawn == [pair for pair in pairs if pair in drawn]
    assert len(drawn) == 5
    assert drawn == draw_pairs(pairs, 5, seed=1)
    assert draw_pairs(pairs, 99, seed=1) == pairs


def test_the_learning_rate_rises_and_falls_to_its_final_share(tmp_path: Path) -> None:
    """Two steps of warm-up, then straight down over the other eight."""
    student = make_student()
    pairs = tokenise_pairs(student, read_pairs(write_data(tmp_path)), None)
    trainer = Trainer(student, pairs, None, TransformerRecipe(steps=10, warmup=2, final_share=0.1))
    rates = []
    for step in range(11):
        trainer.steps = step
        rates.append(trainer.rate(step))
    assert rates == pytest.approx([0.5, 1.0, 0.82, 0.73, 0.64, 0.55, 0.46, 0.37, 0.28, 0.19, 0.1])


def test_the_result_lies_between_the_start_and_what_was_trained(tmp_path: Path) -> None:
    """A quarter of the way from the start; training itself goes on from its own weights."""
    student = make_student()
    pairs = tokenise_pairs(student, read_pairs(write_data(tmp_path)), None)
    trainer = Trainer(student, pairs, None, TransformerRecipe(steps=8, warmup=1, start_share=0.75))
    for _ in range(8):
        trainer.step()
    trainer.take_average()
    name = "encoder.layer.0.output.dense.weight"
    begin, average, mixed = trainer.begin[name], trainer.average[name], trainer.mixed().model.state_dict()[name]
    assert not np.allclose(begin, average)
    np.testing.assert_allclose(mixed, 0.75 * begin + 0.25 * average, atol=1e-7)
