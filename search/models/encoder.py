"""Texts -> vectors. The only module that imports model2vec and sentence_transformers, each when first needed.

An encoder turns questions and passages into vectors whose inner product is their cosine. The one that ships needs no
torch and no network; any sentence-transformers model, by name or folder, can take its place.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

import numpy as np

from search.errors import EncoderLoadError, EncoderOutputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MODELS = Path(__file__).parent
# A transformer, which understands other words for the same thing, and a static model, which knows the field, as one.
DEFAULT_MODEL = "vindplaats-nl"

# What a model expects before a question and before a passage; looked up by a part of its name, first match wins.
PROMPTS: tuple[tuple[str, str, str], ...] = (
    ("e5-large-instruct", "Instruct: Given a question, retrieve Dutch policy passages that answer it\nQuery: ", ""),
    ("e5-", "query: ", "passage: "),
    ("bge-m3", "", ""),
    ("qwen3-embedding", "Instruct: Given a question, retrieve Dutch policy passages that answer it\nQuery:", ""),
    ("nomic-embed", "search_query: ", "search_document: "),
    ("snowflake-arctic-embed", "query: ", ""),
    ("embeddinggemma", "task: search result | query: ", "title: none | text: "),
)


@runtime_checkable
class Encoder(Protocol):
    """What the knowledge base asks of an encoder.

    Both methods return float32 of shape (len(texts), dimensions), each row of length 1, or all zeros for a text without
    a known word.
    """

    @property
    def name(self) -> str:
        """How to load it again."""

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text may get another vector."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages."""


def normalised(vectors: NDArray[Any], *, name: str, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return ``vectors`` as contiguous float32 with rows of length 1 (zero rows stay zero).

    Raises EncoderOutputError when they have another shape or hold NaN or infinity.
    """
    out = np.ascontiguousarray(vectors, dtype=np.float32)
    if out.shape != shape:
        raise EncoderOutputError(name, f"shape {out.shape}, expected {shape}")
    if not np.isfinite(out).all():
        raise EncoderOutputError(name, "not all numbers are finite")
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(out, lengths, out=np.zeros_like(out), where=lengths > 0)
    return unit


def folder_fingerprint(folder: Path) -> str:
    """Return a short checksum over the names and bytes of all files in a model's folder, text about it left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix.lower() not in {".md", ".txt"} and not path.name.startswith("."):
            digest.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class StaticEncoder:
    """A static model: one vector per word piece, averaged. Fast on any computer, no torch."""

    name: str
    dimensions: int
    fingerprint: str
    _model: Any

    @classmethod
    def load(cls, folder: Path, name: str | None = None) -> StaticEncoder:
        """Load the model in ``folder`` (model2vec's or sentence-transformers' format).

        Raises EncoderLoadError when there is none or it is damaged.
        """
        if not folder.is_dir():
            raise EncoderLoadError(name or str(folder), "no such folder")
        try:
            model = _static_model(folder)
        except Exception as error:  # whatever is wrong with the files surfaces here, in many types
            raise EncoderLoadError(name or str(folder), str(error)) from error
        return cls(name or str(folder), int(model.dim), folder_fingerprint(folder), model)

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


@dataclass(frozen=True)
class SentenceTransformerEncoder:
    """Any sentence-transformers model, with the texts it expects before questions and passages."""

    name: str
    dimensions: int
    fingerprint: str
    query_prompt: str
    passage_prompt: str
    _model: Any

    @classmethod
    def load(
        cls, name: str, query_prompt: str | None = None, passage_prompt: str | None = None
    ) -> SentenceTransformerEncoder:
        """Load the model by folder or name; prompts not given come from PROMPTS, else from the model itself.

        Raises EncoderLoadError when it cannot be loaded or the package is not installed.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderLoadError(name, "package sentence-transformers is not installed") from error
        try:
            model = SentenceTransformer(name).float()  # half precision is slow on a CPU
        except Exception as error:  # network, files, configuration: many types
            raise EncoderLoadError(name, str(error)) from error
        preset = next(((q, p) for part, q, p in PROMPTS if part in name.lower()), None)
        own = dict(getattr(model, "prompts", {}) or {})
        found = preset or (own.get("query") or "", own.get("document") or own.get("passage") or "")
        query = str(found[0] if query_prompt is None else query_prompt)
        passage = str(found[1] if passage_prompt is None else passage_prompt)
        size = model.get_embedding_dimension()
        folder = Path(name)
        weights = folder_fingerprint(folder) if folder.is_dir() else name
        digest = hashlib.sha256(f"{weights}\0{query}\0{passage}".encode()).hexdigest()[:16]
        return cls(name, int(cast("int", size)), digest, query, passage, model)

    def _encode(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        vectors = self._model.encode(
            [prompt + text for text in texts], prompt="", convert_to_numpy=True, show_progress_bar=False
        )
        return normalised(vectors, name=self.name, shape=(len(texts), self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions, the query prompt before each."""
        return self._encode(texts, self.query_prompt)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages, the passage prompt before each."""
        return self._encode(texts, self.passage_prompt)


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


def _is_static(folder: Path) -> bool:
    """Tell whether a folder holds a static model, in the format of sentence-transformers or of model2vec itself."""
    for name, mark in (("modules.json", "StaticEmbedding"), ("config.json", "model2vec")):
        if (folder / name).is_file():
            return mark in (folder / name).read_text(encoding="utf-8")
    return False


def load_encoder(name_or_path: str | Path | None = None) -> Encoder:
    """Return the encoder of that name or folder; None: the one that ships.

    A name of a folder in search/models, a folder with a static or sentence-transformers model, or a name on a hub.
    Raises EncoderLoadError.
    """
    name = str(name_or_path) if name_or_path is not None else DEFAULT_MODEL
    if name == DEFAULT_MODEL:
        from search.models.onnx import load_shipped  # it builds on this module

        return load_shipped(MODELS)
    shipped = MODELS / name
    if "/" not in name and shipped.is_dir():
        return StaticEncoder.load(shipped, name)
    folder = Path(name)
    if folder.is_dir() and _is_static(folder):
        return StaticEncoder.load(folder, str(folder.resolve()))
    return SentenceTransformerEncoder.load(name)
