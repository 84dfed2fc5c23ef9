"""Writes a BERT as an ONNX graph: token ids and mask in; a vector, or some numbers, per token out.

Built by hand rather than traced: the graph is the same on every computer and with every version of torch, and holds
nothing that is not needed. Token vectors and weights are stored as one byte a number, with a scale per token or output,
which costs a quarter of the space and next to nothing in quality.

What is computed is computed in floating point. Products of whole numbers would be quicker on some processors, but older
ones clip their sums, so that a text would get another vector there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onnx import ModelProto, NodeProto

OPSET = 20  # the first with Gelu
Weights: TypeAlias = Mapping[str, NDArray[np.float32]]
_WORDS = "embeddings.word_embeddings.weight"
MASKED = -1e4  # added to the attention scores of padding


def by_row(table: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float16]]:
    """Return a table (rows, dimensions) as whole numbers of one byte and a scale per row, shape (rows, 1)."""
    scales = np.maximum(np.abs(table).max(axis=1, keepdims=True) / 127.0, 1e-7).astype(np.float16)
    return np.clip(np.rint(table / scales.astype(np.float32)), -127, 127).astype(np.int8), scales


class Graph:
    """Collects nodes and constants; every method returns the name of the value it makes."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._count = 0

    def constant(self, value: NDArray[np.generic]) -> str:
        """Add a constant."""
        name = self.name()
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def name(self) -> str:
        """Return a name that was not used yet."""
        self._count += 1
        return f"v{self._count}"

    def add(self, kind: str, *inputs: str, more: Sequence[str] = (), **settings: Any) -> str:  # noqa: ANN401 - onnx's
        """Add a node; ``more``: names of its outputs after the first."""
        name = self.name()
        self.nodes.append(helper.make_node(kind, list(inputs), [name, *more], name=f"{kind}_{name}", **settings))
        return name

    def integers(self, *values: int) -> str:
        """Add a constant list of whole numbers."""
        return self.constant(np.array(values, dtype=np.int64))


def _dense(graph: Graph, value: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
    """Add ``value`` x weight + bias, the weight as torch keeps it: (out, in).

    Weights are stored as whole numbers of one byte with a scale per output. A runtime turns them into floats once, when
    it loads the model, because they depend on no input. Not written as DequantizeLinear: onnxruntime fuses that with
    the product into one that rounds values to whole numbers too.
    """
    numbers, scales = by_row(weight)
    whole = graph.add("Cast", graph.constant(numbers.T), to=TensorProto.FLOAT)
    real = graph.add("Mul", whole, graph.constant(scales.astype(np.float32).reshape(-1)))
    return graph.add("Add", graph.add("MatMul", value, real), graph.constant(bias))


def _norm(graph: Graph, value: str, weights: Weights, name: str, epsilon: float) -> str:
    scale, shift = graph.constant(weights[f"{name}.weight"]), graph.constant(weights[f"{name}.bias"])
    return graph.add("LayerNormalization", value, scale, shift, axis=-1, epsilon=epsilon)


def _embeddings(graph: Graph, weights: Weights, epsilon: float) -> str:
    table, scales = by_row(weights[_WORDS])
    rows = graph.add("Cast", graph.add("Gather", graph.constant(table), "input_ids"), to=TensorProto.FLOAT)
    sizes = graph.add("Cast", graph.add("Gather", graph.constant(scales), "input_ids"), to=TensorProto.FLOAT)
    # All texts are of type 0, so that type's vector is part of the position's.
    positions = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][:1]
    )
    length = graph.add("Gather", graph.add("Shape", "input_ids"), graph.integers(1), axis=0)
    placed = graph.add("Slice", graph.constant(positions), graph.integers(0), length, graph.integers(0))
    total = graph.add("Add", graph.add("Mul", rows, sizes), placed)
    return _norm(graph, total, weights, "embeddings.LayerNorm", epsilon)


def _attention(graph: Graph, value: str, mask: str, weights: Weights, heads: int) -> str:
    """Add self-attention up to the mixed values; ``weights`` are those of one layer."""
    names = [f"attention.self.{part}" for part in ("query", "key", "value")]
    size = len(weights["attention.self.query.bias"])
    root = np.float32((size / heads) ** -0.5)
    scaled = [root, np.float32(1.0), np.float32(1.0)]  # the query carries the division by the root of the head's size
    weight = np.concatenate([weights[f"{name}.weight"] * factor for name, factor in zip(names, scaled, strict=True)])
    bias = np.concatenate([weights[f"{name}.bias"] * factor for name, factor in zip(names, scaled, strict=True)])
    both = graph.add("Reshape", _dense(graph, value, weight, bias), graph.integers(0, 0, 3, heads, size // heads))
    parts = [graph.add("Gather", both, graph.constant(np.array(place)), axis=2) for place in range(3)]
    query, content = (graph.add("Transpose", parts[place], perm=[0, 2, 1, 3]) for place in (0, 2))
    key = graph.add("Transpose", parts[1], perm=[0, 2, 3, 1])
    shares = graph.add("Softmax", graph.add("Add", graph.add("MatMul", query, key), mask), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", shares, content), perm=[0, 2, 1, 3])
    return graph.add("Reshape", mixed, graph.integers(0, 0, size))


@dataclass(frozen=True, slots=True)
class Shape:
    """What a BERT is made of, beside its weights."""

    layers: int
    heads: int
    epsilon: float


def token_graph(weights: Weights, shape: Shape, center: NDArray[np.float32]) -> ModelProto:
    """Return the model that gives a vector for each token, so that a text's parts can be pooled from one pass.

    ``center``: taken off every vector, (dimensions,): where the vectors of all texts lie on one side, as those of E5,
    what they share tells nothing. ``weights``: by their name in BertModel, float32. Inputs ``input_ids`` and
    ``attention_mask``, int64 (texts, tokens); output ``tokens``, float32 (texts, tokens, dimensions).
    """
    graph = Graph()
    value = _bert(graph, weights, shape)
    graph.nodes.append(helper.make_node("Sub", [value, graph.constant(center)], ["tokens"], name="centred"))
    return _model(graph, "tokens", ["texts", "tokens", weights[_WORDS].shape[1]])


def head_graph(weights: Weights, shape: Shape, head: tuple[NDArray[np.float32], NDArray[np.float32]]) -> ModelProto:
    """Return the model that gives some numbers for each token, as search.models.reader takes them.

    ``head``: weight (numbers, dimensions) and bias (numbers,). Output ``logits``, float32 (texts, tokens, numbers);
    inputs as in ``token_graph``. The numbers are few, so their weights are stored as they are.
    """
    graph = Graph()
    value = _bert(graph, weights, shape)
    weight, bias = head
    product = graph.add("MatMul", value, graph.constant(weight.T))
    graph.nodes.append(helper.make_node("Add", [product, graph.constant(bias)], ["logits"], name="headed"))
    return _model(graph, "logits", ["texts", "tokens", len(bias)])


def _bert(graph: Graph, weights: Weights, shape: Shape) -> str:
    """Add the layers; returns the vectors of the tokens."""
    present = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", graph.constant(np.float32(1.0).reshape(1)), present)
    mask = graph.add("Mul", absent, graph.constant(np.float32(MASKED).reshape(1)))
    mask = graph.add("Unsqueeze", mask, graph.integers(1, 2))
    value = _embeddings(graph, weights, shape.epsilon)
    for number in range(shape.layers):
        start = f"encoder.layer.{number}."
        own = {name.removeprefix(start): array for name, array in weights.items() if name.startswith(start)}
        mixed = _attention(graph, value, mask, own, shape.heads)
        out = _dense(graph, mixed, own["attention.output.dense.weight"], own["attention.output.dense.bias"])
        value = _norm(graph, graph.add("Add", value, out), own, "attention.output.LayerNorm", shape.epsilon)
        inner = graph.add(
            "Gelu", _dense(graph, value, own["intermediate.dense.weight"], own["intermediate.dense.bias"])
        )
        out = _dense(graph, inner, own["output.dense.weight"], own["output.dense.bias"])
        value = _norm(graph, graph.add("Add", value, out), own, "output.LayerNorm", shape.epsilon)
    return value


def _model(graph: Graph, output: str, axes: Sequence[str | int]) -> ModelProto:
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, list(axes))]
    made = helper.make_graph(graph.nodes, "bert", inputs, outputs, graph.constants)
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=10)
