"""Reads the weights of an encoder back out of the graph that it ships as (training.onnx_graph).

They come back as they ship, with eight bits each, so that what is trained towards them is trained towards what users
have. The table of tokens does not: it was cut to some of its rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

_DENSE = ("attention.output.dense", "intermediate.dense", "output.dense")  # of a layer, behind query, key and value
_NORMS = ("attention.output.LayerNorm", "output.LayerNorm")


def read_layers(path: Path, head_size: int) -> tuple[dict[str, torch.Tensor], torch.Tensor]:
    """Return the weights of all layers, by their names in BertModel, and the center, (dimensions,).

    ``path``: of a graph that ``token_graph`` made; ``head_size``: dimensions of a head. Raises ValueError for others.
    """
    model = onnx.load(str(path))
    constants = {each.name: numpy_helper.to_array(each) for each in model.graph.initializer}
    made = {output: node for node in model.graph.node for output in node.output}
    biases = {node.input[0]: constants[node.input[1]] for node in model.graph.node if _adds(node, constants)}
    dense, norms, center = [], [], None
    for node in model.graph.node:
        if node.op_type == "MatMul" and (scaled := made.get(node.input[1])) is not None and scaled.op_type == "Mul":
            numbers = constants[made[scaled.input[0]].input[0]].astype(np.float32)
            dense.append(((numbers * constants[scaled.input[1]]).T, biases[node.output[0]]))
        elif node.op_type == "LayerNormalization":
            norms.append((constants[node.input[1]], constants[node.input[2]]))
        elif list(node.output) == ["tokens"]:
            center = torch.from_numpy(constants[node.input[1]].copy())
    if center is None or len(dense) % 4 or len(norms) != 1 + len(dense) // 2:
        raise ValueError(f"{path}: not the graph of an encoder that ships")
    return {name: torch.from_numpy(value.copy()) for name, value in _named(dense, norms[1:], head_size)}, center


def _adds(node: onnx.NodeProto, constants: dict[str, NDArray[np.generic]]) -> bool:
    return node.op_type == "Add" and node.input[1] in constants


def _named(
    dense: list[tuple[NDArray[np.float32], NDArray[np.float32]]],
    norms: list[tuple[NDArray[np.float32], NDArray[np.float32]]],
    head_size: int,
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    for number in range(len(dense) // 4):
        start = f"encoder.layer.{number}."
        (weight, bias), *others = dense[4 * number : 4 * number + 4]
        for part, own_weight, own_bias in zip(
            ("query", "key", "value"), np.split(weight, 3), np.split(bias, 3), strict=True
        ):
            factor = np.float32(head_size**0.5 if part == "query" else 1.0)  # the graph's query is divided by it
            yield f"{start}attention.self.{part}.weight", own_weight * factor
            yield f"{start}attention.self.{part}.bias", own_bias * factor
        pairs = [*zip(_DENSE, others, strict=True), *zip(_NORMS, norms[2 * number : 2 * number + 2], strict=True)]
        for name, (own_weight, own_bias) in pairs:
            yield f"{start}{name}.weight", own_weight
            yield f"{start}{name}.bias", own_bias
