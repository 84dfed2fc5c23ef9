"""Static models: one vector per word piece, averaged. Fast on any computer, without torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import folder_fingerprint
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_MARKS = (("modules.json", "StaticEmbedding"), ("config.json", "model2vec"))


@dataclass(frozen=True)
class StaticEncoder:
    """A static model in the format of model2vec or of sentence-transformers."""

    name: str
    dimensions: int
    fingerprint: str
    _model: _WordPieces | _Model2Vec

    @classmethod
    def load(cls, folder: Path, name: str | None = None) -> StaticEncoder:
        """Load the model in ``folder``. Raises EncoderLoadError when there is none or it is damaged."""
        called = name or str(folder)
        if not folder.is_dir():
            raise EncoderLoadError(called, ModelProblem.NO_FOLDER, str(folder))
        try:
            model = _static_model(folder)
        except Exception as error:  # whatever is wrong with the files surfaces here, in many types
            raise EncoderLoadError(called, ModelProblem.DAMAGED, str(error)) from error
        return cls(called, model.dim, folder_fingerprint(folder), model)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(list(texts))
        return normalised(vectors, name=self.name, shape=(len(texts), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, made the same way as those of questions."""
        return self._encode(texts)


def is_static(folder: Path) -> bool:
    """Return whether a folder holds a static model, in the format of sentence-transformers or of model2vec itself."""
    for name, mark in _MARKS:
        if (folder / name).is_file():
            return mark in (folder / name).read_text(encoding="utf-8", errors="replace")
    return False


class _WordPieces:
    """A static model as sentence-transformers stores it, with a tokenizer that has a mark for what it does not know.

    Gives the very vectors that model2vec gives (tests/search/models/test_static.py), which takes 0.25 s longer: it
    imports joblib, sorts the vocabulary and copies the tokenizer. That is an eighth of a search from the command line.
    """

    def __init__(self, vectors: NDArray[Any], tokenizer: Any) -> None:  # noqa: ANN401 - tokenizers has no types
        if len(vectors) != tokenizer.get_vocab_size():
            raise ValueError(f"{len(vectors)} vectors for {tokenizer.get_vocab_size()} word pieces")
        self.dim = vectors.shape[1]
        self._vectors = vectors
        self._unknown = tokenizer.token_to_id(tokenizer.model.unk_token)
        self._tokenizer = tokenizer
        tokenizer.no_padding()
        tokenizer.no_truncation()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts."""
        out = np.zeros((len(texts), self.dim), dtype=np.float32)
        for place, encoding in enumerate(self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
            known = [piece for piece in encoding.ids if piece != self._unknown]
            if known:
                out[place] = self._vectors[known].astype(np.float32).mean(axis=0)
        made: NDArray[np.float32] = out / (np.linalg.norm(out, axis=1, keepdims=True) + np.float32(1e-32))
        return made


class _Model2Vec:
    """Any other static model, as model2vec reads it."""

    def __init__(self, model: Any) -> None:  # noqa: ANN401 - model2vec has no types
        self.dim = int(model.dim)
        self._model = model

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts, made in this process."""
        vectors: NDArray[np.float32] = self._model.encode(list(texts), use_multiprocessing=False)
        return vectors


def _static_model(folder: Path) -> _WordPieces | _Model2Vec:
    """Read a static model. model2vec's own way also imports a client for the hub and reads everything twice."""
    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    if not ((folder / "modules.json").is_file() and weights.is_file() and tokenizer.is_file()):
        from model2vec import StaticModel

        return _Model2Vec(StaticModel.from_pretrained(folder, normalize=True, max_length=None, quantize_to="float32"))
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    vectors, pieces = load_file(weights)["embedding.weight"], Tokenizer.from_file(str(tokenizer))
    if getattr(pieces.model, "unk_token", None):
        return _WordPieces(vectors, pieces)
    from model2vec import StaticModel

    return _Model2Vec(StaticModel(vectors.astype(np.float32), pieces, normalize=True, max_length=None))
