"""The reader in an ONNX file, with a graph that knows the worth of each word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from search.errors import EncoderLoadError, ModelProblem
from search.models.protocols import Excerpt, Reader
from search.models.reader import MOST_TOKENS, OnnxReader, rows_of

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("<s>", "</s>", "ja", "nee", "wat", "titel")
#: For each word: what it adds where it stands first, and what it says of its sentence.
NUMBERS = np.array([[1.0, 0], [0, 0], [0, 4.0], [0, -4.0], [0, 0], [0, 9.0]], dtype=np.float32)


def write_reader(folder: Path, numbers: np.ndarray = NUMBERS) -> Path:
    """Write a reader that looks the numbers of each word up; returns its folder."""
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(WORDS)}, unk_token="wat"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    given = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["texts", "tokens", numbers.shape[1]])
    nodes = [helper.make_node("Gather", ["numbers", "input_ids"], ["logits"])]
    graph = helper.make_graph(nodes, "small", given, [output], [numpy_helper.from_array(numbers, "numbers")])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)
    onnx.save(made, str(folder / "model.onnx"))
    return folder


def test_a_passage_and_each_of_its_sentences_are_judged(tmp_path: Path) -> None:
    """By the mark before the question, and by the mean over a sentence; titles are no sentence."""
    reader = OnnxReader.load(write_reader(tmp_path))
    assert isinstance(reader, Reader)
    first, second = reader.read("wat", [Excerpt(("titel",), ("ja ja", "nee", "ja nee")), Excerpt((), ("nee",))])
    assert first.answers == second.answers == pytest.approx(1 / (1 + np.exp(-1)))
    np.testing.assert_allclose(first.sentences, 1 / (1 + np.exp([-4, 4, 0])), rtol=1e-5)
    np.testing.assert_allclose(second.sentences, [1 / (1 + np.exp(4))], rtol=1e-5)


def test_no_passages_are_not_read(tmp_path: Path) -> None:
    """Nothing was found."""
    assert OnnxReader.load(write_reader(tmp_path)).read("wat", []) == []


def test_what_does_not_fit_is_not_read(tmp_path: Path) -> None:
    """A sentence is read whole or not at all, and one that is not does not answer."""
    reader = OnnxReader.load(write_reader(tmp_path))
    long = Excerpt((), tuple("ja " * 100 for _ in range(5)))
    [row] = rows_of(Tokenizer.from_file(str(tmp_path / "tokenizer.json")), "wat", [long])
    assert len(row.tokens) == len(row.owners) <= MOST_TOKENS
    assert max(row.owners) == 2
    [reading] = reader.read("wat", [long])
    assert [value > 0 for value in reading.sentences] == [True, True, True, False, False]


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    """An encoder gives more numbers for each token."""
    with pytest.raises(EncoderLoadError) as caught:
        OnnxReader.load(write_reader(tmp_path, np.ones((6, 3), dtype=np.float32)))
    assert caught.value.problem is ModelProblem.UNSUPPORTED


@pytest.mark.parametrize(("content", "problem"), [(None, ModelProblem.NO_FOLDER), (b"no model", ModelProblem.DAMAGED)])
def test_a_missing_or_damaged_model_is_reported(tmp_path: Path, content: bytes | None, problem: ModelProblem) -> None:
    """By what is wrong with it."""
    if content is not None:
        (write_reader(tmp_path) / "model.onnx").write_bytes(content)
    with pytest.raises(EncoderLoadError) as caught:
        OnnxReader.load(tmp_path)
    assert caught.value.problem is problem
