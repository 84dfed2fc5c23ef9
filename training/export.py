"""Turns a trained model into files that run without torch: model.onnx (training.onnx_graph) and tokenizer.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto
from onnx.external_data_helper import set_external_data

from search.models.onnx import MODEL, QUERIES, TOKENIZER
from training.network.student import Student
from training.network.vocabulary import cut, used
from training.onnx_graph import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from onnx import ModelProto
    from transformers import BertModel

    from training.onnx_graph import Weights


TABLE = "tokens.bin"  # beside two graphs: the vectors of tokens, which both look up


def export(
    students: Sequence[Student],
    texts: Iterable[str],
    graph: Callable[[Weights, Shape], ModelProto],
    out: Path,
    most: int = 0,
) -> None:
    """Write a student to the folder ``out``, made when it is not there.

    ``students``: one, or one for passages and one for questions, with the same vocabulary and the same vectors of
    tokens. ``texts``: those whose pieces the vocabulary keeps. ``graph``: makes the graph. ``most``: tokens of a text,
    of which more are cut; 0 for no limit.
    """
    whole = [Student(student.model.cpu(), student.tokenizer) for student in students]
    pieces = used(whole[0], texts)
    small = [cut(student, pieces) for student in whole]
    made = dict(zip((MODEL, QUERIES), (graph(*weights_of(student.model)) for student in small), strict=False))
    out.mkdir(parents=True, exist_ok=True)
    for model in made.values():
        onnx.checker.check_model(model)
    if len(made) > 1:
        _share_table([*made.values()], small[0].tokenizer.get_vocab_size(), out / TABLE)
    for name, model in made.items():
        onnx.save(model, str(out / name))
    if most:
        small[0].tokenizer.enable_truncation(most)
    small[0].tokenizer.save(str(out / TOKENIZER), pretty=False)


def _share_table(models: Sequence[ModelProto], pieces: int, path: Path) -> None:
    """Have models keep their vectors of tokens, which have to be the same, in the file ``path`` beside them."""
    tables = [
        next(each for each in model.graph.initializer if each.data_type == TensorProto.INT8 and each.dims[0] == pieces)
        for model in models
    ]
    content = tables[0].raw_data
    if any(table.raw_data != content for table in tables):
        raise ValueError("models with tables of their own")
    path.write_bytes(content)
    for table in tables:
        set_external_data(table, location=path.name)
        table.ClearField("raw_data")


def weights_of(model: BertModel) -> tuple[dict[str, NDArray[np.float32]], Shape]:
    """Return the weights of a BERT by name, and what it is made of."""
    config = model.config
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    return weights, Shape(config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps)
