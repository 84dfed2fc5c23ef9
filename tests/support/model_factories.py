"""Small models in folders, and stand-ins for models that see a question and passages together."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers
from tokenizers.processors import TemplateProcessing

from search.models.protocols import Reading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Excerpt

VOCABULARY = ("[PAD]", "[UNK]", "[CLS]", "klimaat", "water", "handel", "vraag", ":")
#: The vector of each token, by its place in the vocabulary.
VECTORS = np.array(
    [[9, 9, 9], [0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 2, 2], [0, 0, 0]], dtype=np.float32
)


def make_tokenizer(*, mark: bool = False) -> Tokenizer:
    """Return a tokenizer that knows the words of VOCABULARY; ``mark``: puts [CLS] before every text."""
    tokenizer = Tokenizer(models.WordLevel({word: place for place, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))  # noqa: S106 - no password
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    if mark:
        tokenizer.post_processor = TemplateProcessing(single="[CLS] $A", special_tokens=[("[CLS]", 2)])
    return tokenizer


def make_graph(
    output: str = "last_hidden_state",
    inputs: Sequence[str] = (),
    kind: int = TensorProto.INT64,
    vectors: NDArray[np.float32] = VECTORS,
) -> onnx.ModelProto:
    """Return a graph that looks each token up in ``vectors``, (tokens, dimensions).

    ``output``: "last_hidden_state" gives a vector per token, "sentence_embedding" their sum under the mask. ``inputs``:
    of the graph beside input_ids and attention_mask; they are not used. ``kind``: of number that the inputs take.
    """
    nodes = [helper.make_node("Gather", ["vectors", "input_ids"], ["last_hidden_state"])]
    shape = ["texts", "tokens", vectors.shape[1]]
    constants = [numpy_helper.from_array(vectors, "vectors")]
    if output == "sentence_embedding":
        nodes += [
            helper.make_node("Unsqueeze", ["attention_mask", "last"], ["wide"]),
            helper.make_node("Cast", ["wide"], ["present"], to=TensorProto.FLOAT),
            helper.make_node("Mul", ["last_hidden_state", "present"], ["counted"]),
            helper.make_node("ReduceSum", ["counted", "middle"], ["sentence_embedding"], keepdims=0),
        ]
        shape = ["texts", vectors.shape[1]]
        constants += [
            numpy_helper.from_array(np.array([place], dtype=np.int64), name)
            for name, place in (("last", 2), ("middle", 1))
        ]
    given = [
        helper.make_tensor_value_info(name, kind, ["texts", "tokens"])
        for name in ("input_ids", "attention_mask", *inputs)
    ]
    made = helper.make_graph(
        nodes, "small", given, [helper.make_tensor_value_info(output, TensorProto.FLOAT, shape)], constants
    )
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 20)], ir_version=10)


def write_onnx(
    folder: Path,
    graph: onnx.ModelProto | None = None,
    files: Mapping[str, object] | None = None,
    *,
    mark: bool = False,
    place: str = "model.onnx",
) -> Path:
    """Write a model with its tokenizer into ``folder``; returns it. ``files``: others, by name, written as JSON."""
    (folder / place).parent.mkdir(parents=True, exist_ok=True)
    onnx.save(graph or make_graph(), str(folder / place))
    make_tokenizer(mark=mark).save(str(folder / "tokenizer.json"))
    for name, content in (files or {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(json.dumps(content), "utf-8")
    return folder


@dataclass
class StandInReranker:
    """Gives a passage the score of the first of ``scores`` that stands in it, else 0. ``seen``: what was asked."""

    scores: Mapping[str, float]
    name: str = "stand-in"
    seen: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Look the scores up."""
        self.seen.append((question, tuple(passages)))
        found = [next((score for text, score in self.scores.items() if text in passage), 0.0) for passage in passages]
        return np.array(found, dtype=np.float32)


@dataclass
class StandInReader:
    """Gives a sentence the probability of the first of ``phrases`` that stands in it, else 0; every passage the same."""

    phrases: Mapping[str, float]
    answers: float = 0.9
    name: str = "stand-in"

    def read(self, question: str, passages: Sequence[Excerpt]) -> list[Reading]:  # noqa: ARG002 - the protocol's
        """Look the phrases up."""
        return [Reading(self.answers, tuple(map(self._share, passage.sentences))) for passage in passages]

    def _share(self, sentence: str) -> float:
        return next((share for phrase, share in self.phrases.items() if phrase in sentence), 0.0)
