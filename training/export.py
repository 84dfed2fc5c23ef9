"""Turns a trained model into files that run without torch: model.onnx (training.onnx_graph) and tokenizer.json."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx

from search.models.onnx import MODEL, TOKENIZER
from training.network.student import Student
from training.network.vocabulary import cut, used
from training.onnx_graph import Shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from numpy.typing import NDArray
    from onnx import ModelProto
    from transformers import BertModel

    from training.onnx_graph import Weights


def export(
    student: Student, texts: Iterable[str], graph: Callable[[Weights, Shape], ModelProto], out: Path, most: int = 0
) -> None:
    """Write ``student`` to the folder ``out``, made when it is not there.

    ``texts``: those whose pieces the vocabulary keeps. ``graph``: makes the graph. ``most``: tokens of a text, of which
    more are cut; 0 for no limit.
    """
    whole = Student(student.model.cpu(), student.tokenizer)
    small = cut(whole, used(whole, texts))
    made = graph(*weights_of(small.model))
    onnx.checker.check_model(made)
    out.mkdir(parents=True, exist_ok=True)
    onnx.save(made, str(out / MODEL))
    if most:
        small.tokenizer.enable_truncation(most)
    small.tokenizer.save(str(out / TOKENIZER), pretty=False)


def weights_of(model: BertModel) -> tuple[dict[str, NDArray[np.float32]], Shape]:
    """Return the weights of a BERT by name, and what it is made of."""
    config = model.config
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    return weights, Shape(config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps)
