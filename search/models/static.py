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
    _model: Any

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
        return cls(called, int(model.dim), folder_fingerprint(folder), model)

    def _encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(list(texts), use_multiprocessing=False)
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


def _static_model(folder: Path) -> Any:  # noqa: ANN401 - model2vec has no types
    """Read a static model. model2vec's own way also imports a client for the hub and reads everything twice."""
    from model2vec import StaticModel

    weights, tokenizer = folder / "model.safetensors", folder / "tokenizer.json"
    if not ((folder / "modules.json").is_file() and weights.is_file() and tokenizer.is_file()):
        return StaticModel.from_pretrained(folder, normalize=True, max_length=None, quantize_to="float32")
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    vectors = load_file(weights)["embedding.weight"].astype(np.float32)
    return StaticModel(vectors, Tokenizer.from_file(str(tokenizer)), normalize=True, max_length=None)
