"""The exported model and the encoder that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto
from training_factories import DUTCH, make_student

from search.errors import EncoderLoadError
from search.models.onnx import OnnxEncoder
from search.models.protocols import Encoder
from training.export import export
from training.onnx_graph import by_row

if TYPE_CHECKING:
    from pathlib import Path


def test_a_table_by_row_loses_at_most_half_a_step_of_each_row() -> None:
    """A row of small numbers keeps its precision beside a row of large ones."""
    table = np.array([[1.0, -0.5, 0.25], [0.001, 0.0005, -0.001], [0.0, 0.0, 0.0]], dtype=np.float32)
    numbers, scales = by_row(table)
    again = numbers.astype(np.float32) * scales.astype(np.float32)
    assert np.all(np.abs(again - table) <= np.abs(table).max(axis=1, keepdims=True) / 127)
    assert (numbers.dtype, scales.shape) == (np.int8, (3, 1))


def test_the_exported_model_gives_nearly_the_vectors_of_the_trained_one(tmp_path: Path) -> None:
    """Its weights stored as a byte a number; alone and in a batch with longer texts."""
    student = make_student()
    export(student, tmp_path)
    encoder = OnnxEncoder.load(tmp_path)
    vectors = encoder.encode_passages(DUTCH)
    assert isinstance(encoder, Encoder)
    assert (vectors.shape, vectors.dtype, encoder.dimensions) == ((4, 16), np.float32, 16)
    assert ((vectors * student.encode(DUTCH)).sum(axis=1) > 0.99).all()
    alone = np.concatenate([encoder.encode_queries([text]) for text in DUTCH])
    np.testing.assert_allclose(vectors, alone, atol=1e-6)


def test_the_exported_model_computes_in_floats(tmp_path: Path) -> None:
    """Whole numbers stand in its constants only, so no processor clips a sum of theirs."""
    model = onnx.load(export(make_student(), tmp_path))
    stored = {tensor.name for tensor in model.graph.initializer}
    casts = [node for node in model.graph.node if node.op_type == "Cast"]
    to_whole = {name for node in casts if node.attribute[0].i != TensorProto.FLOAT for name in node.input}
    assert to_whole <= stored
    assert {node.op_type for node in model.graph.node}.isdisjoint({"MatMulInteger", "QuantizeLinear", "Round"})


def test_a_text_given_twice_has_its_vector_twice(tmp_path: Path) -> None:
    """In the places where it stands."""
    export(make_student(), tmp_path)
    encoder = OnnxEncoder.load(tmp_path)
    one, two = encoder.encode_passages(["de kat", "de hond"])
    np.testing.assert_allclose([two, one, two], encoder.encode_passages(["de hond", "de kat", "de hond"]), atol=1e-6)


def test_no_texts_give_no_vectors(tmp_path: Path) -> None:
    """An empty document is not an error."""
    export(make_student(), tmp_path)
    assert OnnxEncoder.load(tmp_path).encode_passages([]).shape == (0, 16)


def test_a_text_of_more_tokens_than_the_model_takes_is_cut(tmp_path: Path) -> None:
    """What stands after the end does not count."""
    export(make_student(), tmp_path)
    encoder = OnnxEncoder.load(tmp_path)
    long, longer = encoder.encode_passages(["kat " * 300, "kat " * 300 + "hond " * 300])
    np.testing.assert_allclose(long, longer, atol=1e-6)


def test_the_fingerprint_follows_the_weights(tmp_path: Path) -> None:
    """The same model exported twice is the same encoder; other weights are another."""
    export(make_student(seed=0), tmp_path / "a")
    export(make_student(seed=0), tmp_path / "b")
    export(make_student(seed=1), tmp_path / "c")
    prints = [OnnxEncoder.load(tmp_path / name).fingerprint for name in "abc"]
    assert prints[0] == prints[1] != prints[2]


@pytest.mark.parametrize("content", [None, b"no model"])
def test_a_missing_or_damaged_model_is_reported(tmp_path: Path, content: bytes | None) -> None:
    """Not in onnxruntime's own words only."""
    if content is not None:
        (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(EncoderLoadError):
        OnnxEncoder.load(tmp_path)
