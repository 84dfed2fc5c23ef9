"""Texts -> vectors by a transformer that ships as an ONNX file, and by two encoders together.

The only module that imports onnxruntime and tokenizers, each when first needed; neither needs torch. A transformer
understands other words for the same thing; a static model knows the field and its rare words. Their vectors, each of
length 1 and scaled by the root of its weight, stand behind each other in one vector, so that an inner product is the
weighted mean of the two similarities and the index needs to know nothing of it.
"""

from __future__ import annotations

import hashlib
import math
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderLoadError
from search.models.encoder import DEFAULT_MODEL, StaticEncoder, folder_fingerprint, normalised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.encoder import Encoder

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
TRANSFORMER = "vindplaats-nl-t2"
STATIC = "vindplaats-nl-v1"
TRANSFORMER_WEIGHT = 0.7  # chosen on the development questions in steps of 0.1; 0.5 and 0.6 are nearly as good
TOKENS_PER_CORE = 256  # of a batch, padding counted: what is computed in between then stays in a core's own cache


@dataclass(frozen=True)
class OnnxEncoder:
    """A transformer in a folder with model.onnx and tokenizer.json."""

    name: str
    dimensions: int
    fingerprint: str
    _session: Any
    _tokenizer: Any
    _batch_tokens: int

    @classmethod
    def load(cls, folder: Path, name: str | None = None, threads: int = 0) -> OnnxEncoder:
        """Load the model in ``folder``. ``threads``: 0 takes one for each core.

        Raises EncoderLoadError when there is none, it is damaged, or onnxruntime is not installed.
        """
        called = name or str(folder)
        try:
            from onnxruntime import InferenceSession, SessionOptions  # type: ignore[import-untyped]
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EncoderLoadError(called, f"package {error.name} is not installed") from error
        options = SessionOptions()
        options.intra_op_num_threads = threads
        try:
            session = InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # whatever is wrong with the files surfaces here, in many types
            raise EncoderLoadError(called, str(error)) from error
        tokenizer.no_padding()
        dimensions = int(session.get_outputs()[0].shape[1])
        tokens = TOKENS_PER_CORE * (threads or os.cpu_count() or 1)
        return cls(called, dimensions, folder_fingerprint(folder), session, tokenizer, tokens)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        different = list(dict.fromkeys(texts))
        rows = [encoding.ids for encoding in self._tokenizer.encode_batch_fast(different)]
        order = sorted(range(len(rows)), key=lambda place: (-len(rows[place]), place))
        out = np.zeros((len(rows), self.dimensions), dtype=np.float32)
        while order:
            length = len(rows[order[0]])
            count = max(1, self._batch_tokens // length)
            batch, order = order[:count], order[count:]
            ids = np.zeros((len(batch), length), dtype=np.int64)
            mask = np.zeros_like(ids)
            for place, row in enumerate(batch):
                ids[place, : len(rows[row])] = rows[row]
                mask[place, : len(rows[row])] = 1
            out[batch] = self._session.run(None, {"input_ids": ids, "attention_mask": mask})[0]
        places = dict(zip(different, range(len(different)), strict=True))
        made = out[[places[text] for text in texts]]
        return normalised(made, name=self.name, shape=(len(texts), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, made the same way as those of questions."""
        return self._encode(texts)


@dataclass(frozen=True)
class CombinedEncoder:
    """Two encoders as one: an inner product is ``weight`` x the first's similarity + (1 - weight) x the second's.

    A text that one of them knows no word of has only the other's part, scaled to length 1 again.
    """

    name: str
    first: Encoder
    second: Encoder
    weight: float

    def __post_init__(self) -> None:
        if not 0.0 <= self.weight <= 1.0:
            raise ValueError(f"weight {self.weight} is not between 0 and 1")

    @property
    def dimensions(self) -> int:
        """Length of its vectors: both parts behind each other."""
        return self.first.dimensions + self.second.dimensions

    @property
    def fingerprint(self) -> str:
        """Changes when either part or the weight does."""
        return _fingerprint(self.first.fingerprint, self.second.fingerprint, self.weight)

    def _joined(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        parts = [first * math.sqrt(self.weight), second * math.sqrt(1.0 - self.weight)]
        both = np.concatenate(parts, axis=1)
        return normalised(both, name=self.name, shape=(len(both), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""
        return self._joined(self.first.encode_queries(texts), self.second.encode_queries(texts))

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages."""
        return self._joined(self.first.encode_passages(texts), self.second.encode_passages(texts))


def _fingerprint(first: str, second: str, weight: float) -> str:
    return hashlib.sha256(f"{first}\0{second}\0{weight!r}".encode()).hexdigest()[:16]


def shipped_fingerprint(models: Path) -> str:
    """Return the fingerprint of the encoder that ``load_shipped`` returns, without loading it."""
    return _fingerprint(
        folder_fingerprint(models / TRANSFORMER), folder_fingerprint(models / STATIC), TRANSFORMER_WEIGHT
    )


def load_shipped(models: Path, weight: float = TRANSFORMER_WEIGHT) -> CombinedEncoder:
    """Return the encoder that ships, its two models in the folder ``models``. Raises EncoderLoadError."""
    transformer = OnnxEncoder.load(models / TRANSFORMER, TRANSFORMER)
    return CombinedEncoder(DEFAULT_MODEL, transformer, StaticEncoder.load(models / STATIC, STATIC), weight)
