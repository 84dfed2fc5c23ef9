"""Models of the package sentence-transformers, from a folder or by their name on a hub. They need torch."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import Prompts, folder_fingerprint
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


@dataclass(frozen=True)
class SentenceTransformerEncoder:
    """Any sentence-transformers model, with the texts it expects before questions and passages."""

    name: str
    dimensions: int
    fingerprint: str
    prompts: Prompts
    _model: Any

    @classmethod
    def load(cls, name: str, prompts: Prompts | None = None) -> SentenceTransformerEncoder:
        """Load the model by folder or name; prompts not given are those known of its name, else the model's own.

        Raises EncoderLoadError when it cannot be loaded or the package is not installed.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderLoadError(name, ModelProblem.NO_PACKAGE, "sentence-transformers") from error
        folder = Path(name)
        try:
            model = SentenceTransformer(name).float()  # half precision is slow on a CPU
        except Exception as error:  # network, files, configuration: many types
            problem = ModelProblem.DAMAGED if folder.is_dir() else ModelProblem.NOT_FOUND
            raise EncoderLoadError(name, problem, str(error)) from error
        found = prompts or Prompts.known(name) or Prompts.of(getattr(model, "prompts", None) or {})
        weights = folder_fingerprint(folder) if folder.is_dir() else name
        size = int(cast("int", model.get_embedding_dimension()))
        return cls(name, size, found.fingerprint(weights), found, model)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(
            [prompt + text for text in texts], prompt="", convert_to_numpy=True, show_progress_bar=False
        )
        return normalised(vectors, name=self.name, shape=(len(texts), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions, the query prompt before each."""
        return self._encode(texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, the passage prompt before each."""
        return self._encode(texts, self.prompts.passage)
