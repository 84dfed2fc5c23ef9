"""Rewrites a model of whole numbers as one that computes in floats: ``python -m training.convert OLD NEW``.

Until version 0.1 `training.onnx_graph` rounded what goes into each product to whole numbers, which is why a text's
vector depended on the processor. The weights stay as they are: the same whole numbers, with the same scales. The model
that ships was made so, because the weights from before they were rounded are gone.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto

STEPS = np.float32(127.0)  # of a value; the old model divided the scales of its weights by it


def in_floats(old: ModelProto) -> ModelProto:
    """Return ``old`` with each product of whole numbers replaced by one of floats, and what only fed it left out."""
    new = type(old)()
    new.CopyFrom(old)
    graph = new.graph
    constants = {tensor.name: tensor for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    users: dict[str, list[NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    nodes: list[NodeProto] = []
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            nodes.append(node)
            continue
        value = _value(makers, node.input[0])
        cast = users[node.output[0]][0]
        by_output = users[cast.output[0]][0]
        by_token = users[by_output.output[0]][0]
        scales = constants[by_output.input[1]]
        exact = (numpy_helper.to_array(scales) * STEPS).astype(np.float16).astype(np.float32)
        scales.CopyFrom(numpy_helper.from_array(exact, scales.name))
        whole, real = f"{node.name}_whole", f"{node.name}_real"
        nodes += [
            helper.make_node("Cast", [node.input[1]], [whole], name=whole, to=TensorProto.FLOAT),
            helper.make_node("Mul", [whole, scales.name], [real], name=real),
            helper.make_node("MatMul", [value, real], [by_token.output[0]], name=f"{node.name}_product"),
        ]
        by_token.output[0] += "_unused"
    _keep(graph, nodes)
    return new


def _value(makers: dict[str, NodeProto], rounded: str) -> str:
    """Return the value that was rounded to whole numbers under the name ``rounded``. Raises ValueError."""
    name = rounded
    for kind in ("Cast", "Add", "Round", "Mul"):
        node = makers[name]
        if node.op_type != kind:
            raise ValueError(f"{name} is made by {node.op_type}, expected {kind}")
        name = node.input[0]
    return name


def _keep(graph: onnx.GraphProto, nodes: list[NodeProto]) -> None:
    """Leave in the graph those of ``nodes``, and those constants, that its outputs follow from."""
    needed = {output.name for output in graph.output}
    kept = []
    for node in reversed(nodes):
        if needed.intersection(node.output):
            needed.update(node.input)
            kept.append(node)
    constants = [tensor for tensor in graph.initializer if tensor.name in needed]
    del graph.node[:]
    del graph.initializer[:]
    graph.node.extend(reversed(kept))
    graph.initializer.extend(constants)


def main() -> None:
    """Convert as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.convert", description=__doc__)
    parser.add_argument("old", type=Path, help="model.onnx that multiplies whole numbers")
    parser.add_argument("new", type=Path, help="file to write")
    given = parser.parse_args()
    new = in_floats(onnx.load(given.old))
    onnx.checker.check_model(new, full_check=True)
    onnx.save(new, str(given.new))


if __name__ == "__main__":
    main()
