"""Vectors as a store gives them, without one; and vectors that lie in clusters, as those of texts do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from search.backend.comparing import POSITION_BITS
from search.backend.faiss.source import Documents

if TYPE_CHECKING:
    from numpy.typing import NDArray


def clustered(count: int, dimensions: int = 64, seed: int = 7) -> NDArray[np.float16]:
    """Return vectors of length 1 around one middle for every twenty, the same ones every time."""
    random = np.random.default_rng(seed)
    middles = np.random.default_rng(1).normal(size=(max(count // 20, 1), dimensions))
    vectors = middles[random.integers(len(middles), size=count)] + random.normal(size=(count, dimensions)) * 0.7
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float16)


@dataclass
class StoredVectors:
    """See search.backend.faiss.source.Source. A document for each array that was added; each passage has one sentence."""

    dimensions: int = 64
    store: str = "a"
    fingerprint: str = "1"
    generation: int = 0
    _next: int = 1
    _documents: dict[int, tuple[int, int, NDArray[np.float16]]] = field(default_factory=dict)

    def add(self, vectors: NDArray[np.float16]) -> int:
        """Add a document; returns its key."""
        self.generation += 1
        self._documents[self.generation] = (self.generation, self._next, vectors)
        self._next += len(vectors)
        return self.generation

    def remove(self, document: int) -> None:
        """Take a document out."""
        self.generation += 1
        del self._documents[document]

    def all(self) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return (keys, vectors) of all passages."""
        return self.passages(0, self._next)

    def document_keys(self) -> NDArray[np.int64]:
        """Return the keys of all documents."""
        return np.array(sorted(self._documents), dtype=np.int64)

    def documents(self, keys: NDArray[np.int64] | None = None) -> Documents:
        """Return all documents, or those with these keys."""
        chosen = self.document_keys() if keys is None else keys
        rows = [(key, tag, first, first + len(own) - 1) for key in chosen for tag, first, own in [self._documents[key]]]
        return Documents(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)

    def passages(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return those from one key to another."""
        parts = [(np.arange(start, start + len(own)), own) for _, start, own in self._documents.values()]
        keys = np.concatenate([np.zeros(0, dtype=np.int64), *(each for each, _ in parts)])
        empty = np.zeros((0, self.dimensions), dtype=np.float16)
        vectors = np.concatenate([empty, *(each for _, each in parts)])
        inside = (keys >= first) & (keys <= last)
        return keys[inside], vectors[inside]

    def sentences(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the same as sentences."""
        keys, vectors = self.passages(first, last)
        return keys << POSITION_BITS, vectors

    def of_passages(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return those with these keys."""
        known, vectors = self.all()
        inside = np.isin(known, keys)
        return known[inside], vectors[inside]

    def of_sentences(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the same as sentences."""
        known, vectors = self.of_passages(keys)
        return known << POSITION_BITS, vectors
