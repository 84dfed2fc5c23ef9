"""A model of whole numbers, converted."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper
from onnxruntime import InferenceSession

from training.convert import in_floats
from training.onnx_graph import OPSET, Graph, by_row

WEIGHT = np.random.default_rng(0).normal(size=(5, 7)).astype(np.float32)  # (out, in)
BIAS = np.arange(5, dtype=np.float32)


def old_model(rounding: str = "Round") -> ModelProto:
    """Return a model of one product as the exporter wrote it before: values rounded with a scale per token."""
    graph = Graph()
    numbers, scales = by_row(WEIGHT)
    largest = graph.add("ReduceMax", graph.add("Abs", "values"), graph.integers(-1), keepdims=1)
    steps = graph.add("Div", graph.constant(np.array(127.0, dtype=np.float32)), largest)
    rounded = graph.add(rounding, graph.add("Mul", "values", steps))
    moved = graph.add("Add", rounded, graph.constant(np.array(128, dtype=np.float32)))
    small = graph.add("Cast", moved, to=TensorProto.UINT8)
    zeros = graph.constant(np.array(128, dtype=np.uint8)), graph.constant(np.array(0, dtype=np.int8))
    product = graph.add("MatMulInteger", small, graph.constant(numbers.T), *zeros)
    by_output = graph.constant(scales.astype(np.float32).reshape(-1) / np.float32(127.0))
    real = graph.add("Mul", graph.add("Mul", graph.add("Cast", product, to=TensorProto.FLOAT), by_output), largest)
    graph.nodes.append(helper.make_node("Add", [real, graph.constant(BIAS)], ["out"], name="last"))
    inputs = [helper.make_tensor_value_info("values", TensorProto.FLOAT, ["texts", 7])]
    outputs = [helper.make_tensor_value_info("out", TensorProto.FLOAT, ["texts", 5])]
    made = helper.make_graph(graph.nodes, "old", inputs, outputs, graph.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)


def test_a_converted_product_is_that_of_the_stored_weights() -> None:
    """With the values as they are: nothing is rounded but the weights, which were before."""
    new = in_floats(old_model())
    onnx.checker.check_model(new, full_check=True)
    values = np.random.default_rng(1).normal(size=(3, 7)).astype(np.float32)
    session = InferenceSession(new.SerializeToString(), providers=["CPUExecutionProvider"])
    numbers, scales = by_row(WEIGHT)
    expected = values @ (numbers * scales.astype(np.float32)).T + BIAS
    np.testing.assert_allclose(session.run(None, {"values": values})[0], expected, atol=1e-6)


def test_only_what_is_needed_is_left() -> None:
    """The rounding and its constants are gone; the weights keep their one byte a number."""
    graph = in_floats(old_model()).graph
    assert [node.op_type for node in graph.node] == ["Cast", "Mul", "MatMul", "Add"]
    kinds = sorted(numpy_helper.to_array(tensor).dtype.name for tensor in graph.initializer)
    assert kinds == ["float32", "float32", "int8"]


def test_a_model_of_another_make_is_refused() -> None:
    """Rather than converted into something else."""
    with pytest.raises(ValueError, match="is made by Floor, expected Round"):
        in_floats(old_model(rounding="Floor"))
