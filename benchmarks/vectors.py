"""What indexes of many vectors cost and find: recall beside an exact search, time, memory, time to make.

    python benchmarks/vectors.py [--text FILE ...] [--keep FILE.npz] [--count 100000] [--only NAME ...]

The passages of the files (default the seeds) are encoded, which takes a second for thirty; with --keep they are kept in
a file for the next run. So many vectors are drawn around them that their neighbours are as near as those of the real
ones: the vector of a passage, and of a little more than half its length the difference of two others. Questions are those
of the gold and a thousand drawn in the same way. Every index gives a thousand candidates, as search asks for, which are
put in order by their float16 vectors; recall@10 is that of the first ten.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.pipeline import read_document
from search import load_encoder
from search.backend.faiss.source import Documents
from search.intake.embedding import chunk
from search.models.chunks import encode_chunks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
QUESTIONS = [
    json.loads(line)["query"]
    for name in ("queries.dev.jsonl", "queries-new.dev.jsonl")
    for line in (ROOT / "tests/gold" / name).read_text("utf-8").splitlines()
]
DRAWN = 1000  # questions
CANDIDATES = 1000
FOUND = 10
NOISE = 0.55  # of the length of a difference
SEED = 14
SHARES = (0.5, 0.1, 0.01, 0.001)  # of the passages that pass a filter


class Stored:
    """Vectors in memory as a store gives them, a hundred passages to a document."""

    def __init__(self, vectors: NDArray[np.float16]) -> None:
        self.generation, self.store, self.fingerprint = 1, "benchmark", "benchmark"
        self.dimensions = vectors.shape[1]
        self._vectors = vectors

    def document_keys(self) -> NDArray[np.int64]:
        """Return the keys of all documents."""
        return np.arange(1, -(-len(self._vectors) // 100) + 1)

    def documents(self, keys: NDArray[np.int64] | None = None) -> Documents:
        """Return all documents; the first passage has the key 1."""
        own = self.document_keys() if keys is None else keys
        return Documents(own, own * 0, own * 100 - 99, np.minimum(own * 100, len(self._vectors)))

    def passages(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the vectors from one key to another."""
        return np.arange(first, last + 1), self._vectors[first - 1 : last]

    def of_passages(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.float16]]:
        """Return the vectors with these keys."""
        return np.sort(keys), self._vectors[np.sort(keys) - 1]


def normalised(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return vectors of length 1."""
    scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scaled


def drawn(real: NDArray[np.float32], count: int, random: np.random.Generator) -> Iterator[NDArray[np.float32]]:
    """Yield ``count`` vectors drawn around real ones, some at a time."""
    for start in range(0, count, 20_000):
        size = min(20_000, count - start)
        base, one, other = (real[random.integers(len(real), size=size)] for _ in range(3))
        yield normalised(base + np.float32(NOISE) * (one - other))


def real_vectors(files: list[Path], kept: Path | None) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the vectors of the passages of these files, and of the questions."""
    encoder = load_encoder()
    questions = encoder.encode_queries(QUESTIONS)
    if kept is not None and kept.exists():
        return np.load(kept)["p"].astype(np.float32), questions
    documents = [read_document(file) for file in files]
    chunks = [chunk(document, passage) for document in documents for passage in document.passages]
    passages = encode_chunks(encoder, chunks).chunks.astype(np.float16)
    if kept is not None:
        np.savez(kept, p=passages)
    return passages.astype(np.float32), questions


def exact(vectors: NDArray[np.float16], queries: NDArray[np.float32], inside: NDArray[np.bool_] | None = None) -> Any:
    """Return the places of the ten nearest of each query, and the milliseconds of one."""
    heap_scores = np.full((len(queries), FOUND), -9, np.float32)
    heap_places = np.zeros((len(queries), FOUND), np.int64)
    for start in range(0, len(vectors), 20_000):
        part = queries @ vectors[start : start + 20_000].astype(np.float32).T
        if inside is not None:
            part[:, ~inside[start : start + 20_000]] = -9
        own = np.argpartition(-part, FOUND, axis=1)[:, :FOUND]
        scores = np.concatenate((heap_scores, np.take_along_axis(part, own, 1)), axis=1)
        places = np.concatenate((heap_places, own + start), axis=1)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :FOUND]
        heap_scores, heap_places = np.take_along_axis(scores, best, 1), np.take_along_axis(places, best, 1)
    return heap_places


def recall(found: list[NDArray[np.int64]], expected: NDArray[np.int64]) -> float:
    """Return the share of the expected places that were found."""
    return float(np.mean([len(np.intersect1d(one, own)) / len(own) for one, own in zip(found, expected, strict=True)]))
