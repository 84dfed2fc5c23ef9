"""Turns a trained model into files that run without torch: ``python -m training.export MODEL OUT``.

Writes model.onnx (quantised, see training.onnx_graph), tokenizer.json and a copy of the model card.
"""

from __future__ import annotations

import argparse
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnx

from training.network.student import MOST_TOKENS, Student
from training.onnx_graph import Shape, bert_graph

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from transformers import BertModel

_LOG = logging.getLogger("training")
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
CARD = "README.md"


def weights_of(model: BertModel) -> tuple[dict[str, NDArray[np.float32]], Shape]:
    """Return the weights of a BERT by name, and what it is made of."""
    config = model.config
    weights = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}
    return weights, Shape(config.num_hidden_layers, config.num_attention_heads, config.layer_norm_eps)


def export(student: Student, out: Path) -> Path:
    """Write ``student`` to the folder ``out``, quantised; returns the path of the model."""
    out.mkdir(parents=True, exist_ok=True)
    model = bert_graph(*weights_of(student.model))
    onnx.checker.check_model(model)
    onnx.save(model, str(out / MODEL))
    tokenizer = type(student.tokenizer).from_str(student.tokenizer.to_str())
    tokenizer.enable_truncation(MOST_TOKENS)
    tokenizer.save(str(out / TOKENIZER), pretty=False)
    return out / MODEL


def main() -> None:
    """Export as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    parser.add_argument("model", type=Path, help="folder of a trained model")
    parser.add_argument("out", type=Path, help="folder for the files that ship")
    given = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    path = export(Student.load(given.model), given.out)
    if (given.model / CARD).is_file():
        shutil.copyfile(given.model / CARD, given.out / CARD)
    _LOG.info("%s %.1f MB", path, path.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
