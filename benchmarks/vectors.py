"""What indexes of many vectors cost and find: recall beside an exact search, time, memory, time to make.

    python benchmarks/vectors.py [--text FILE ...] [--keep FILE.npz] [--count 100000] [--drawn 1000] [--only NAME ...]

The passages of the files (default the seeds) are encoded, thirty a second; with --keep they are kept in a file for the
next run. Around them so many vectors are drawn: that of a passage, and .55 times the difference of two others, which
makes neighbours about as near as those of real passages. Questions are those of the gold, and some drawn in the same
way. Each index gives a thousand candidates, as search asks for, which are put in order by their float16 vectors;
recall@10 is that of the first ten. Milliseconds are of the processor, one thread: machines are shared.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import faiss
import numpy as np

from ingest.pipeline import read_document
from search import load_encoder
from search.backend.faiss.index import inner_products
from search.backend.faiss.making import make
from search.backend.faiss.source import Documents
from search.intake.embedding import chunk
from search.models.chunks import encode_chunks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
QUESTIONS = [
    json.loads(line)["query"]
    for name in ("queries.dev.jsonl", "queries-new.dev.jsonl")
    for line in (ROOT / "tests/gold" / name).read_text("utf-8").splitlines()
]
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


def exact(vectors: NDArray[np.float16], queries: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the places of the ten nearest of each query, shape (queries, 10)."""
    best = np.full((len(queries), FOUND), -9, np.float32)
    places = np.zeros((len(queries), FOUND), np.int64)
    for start in range(0, len(vectors), 20_000):
        part = queries @ vectors[start : start + 20_000].astype(np.float32).T
        own = np.argpartition(-part, FOUND, axis=1)[:, :FOUND]
        scores = np.concatenate((best, np.take_along_axis(part, own, 1)), axis=1)
        both = np.concatenate((places, own + start), axis=1)
        order = np.argsort(-scores, axis=1, kind="stable")[:, :FOUND]
        best, places = np.take_along_axis(scores, order, 1), np.take_along_axis(both, order, 1)
    return places


def recall(found: list[NDArray[np.int64]], expected: NDArray[np.int64]) -> float:
    """Return the share of the expected places that were found."""
    return float(np.mean([len(np.intersect1d(one, own)) / len(own) for one, own in zip(found, expected, strict=True)]))


class Ours:
    """The sketch: places of candidates, and what it holds in memory and in its file."""

    def __init__(self, vectors: NDArray[np.float16]) -> None:
        self._stored = Stored(vectors)
        self._sketch = make(self._stored, self._stored.documents())
        held = self._sketch
        self.megabytes = (held.signs.nbytes + held.codes.rows.nbytes + held.keys.nbytes) / 2**20

    def search(self, query: NDArray[np.float32], allowed: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """Return the places of a thousand candidates."""
        return self._sketch.search(query, CANDIDATES, self._stored, allowed) - 1


class Faiss:
    """An index of faiss. ``settings``: of its search, as faiss names them."""

    def __init__(self, vectors: NDArray[np.float16], description: str, settings: str = "") -> None:
        self._index = faiss.index_factory(vectors.shape[1], description, faiss.METRIC_INNER_PRODUCT)
        random = np.random.default_rng(SEED)
        some = vectors[np.sort(random.choice(len(vectors), min(len(vectors), 20_000), replace=False))]
        self._index.train(some.astype(np.float32))
        for start in range(0, len(vectors), 20_000):
            self._index.add(vectors[start : start + 20_000].astype(np.float32))
        if settings:
            faiss.ParameterSpace().set_index_parameters(self._index, settings)
        self.megabytes = len(faiss.serialize_index(self._index)) / 2**20

    def search(self, query: NDArray[np.float32]) -> NDArray[np.int64]:
        """Return the places of a thousand candidates."""
        found: NDArray[np.int64] = self._index.search(query[None], CANDIDATES)[1][0]
        return found[found >= 0]


INDEXES: dict[str, Callable[[NDArray[np.float16]], Ours | Faiss]] = {
    "signs and codes (ours)": Ours,
    "exact, float32": lambda vectors: Faiss(vectors, "Flat"),
    "RaBitQ": lambda vectors: Faiss(vectors, "RaBitQ"),
    "IVF 128, 8 bits, 13 lists": lambda vectors: Faiss(vectors, "IVF128,SQ8", "nprobe=13"),
    "IVF 128, 8 bits, 52 lists": lambda vectors: Faiss(vectors, "IVF128,SQ8", "nprobe=52"),
    "HNSW 32, 8 bits, ef 1000": lambda vectors: Faiss(vectors, "HNSW32_SQ8", "efSearch=1000"),
}


def main() -> None:
    """Print a table of indexes, and one of filters."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, nargs="+", default=SEEDS, help="files whose passages are encoded")
    parser.add_argument("--keep", type=Path, help="file that keeps their vectors")
    parser.add_argument("--count", type=int, default=100_000, help="vectors that are drawn")
    parser.add_argument("--drawn", type=int, default=1000, help="questions that are drawn")
    parser.add_argument("--only", nargs="+", choices=INDEXES, default=[*INDEXES], help="some of the indexes")
    options = parser.parse_args()
    faiss.omp_set_num_threads(1)
    real, questions = real_vectors(options.text, options.keep)
    random = np.random.default_rng(SEED)
    vectors = np.concatenate([part.astype(np.float16) for part in drawn(real, options.count, random)])
    sets = {"gold": questions, "drawn": np.concatenate(list(drawn(real, options.drawn, random)))}
    nearest = {name: exact(vectors, queries) for name, queries in sets.items()}
    print(f"{options.count:,} vectors of {vectors.shape[1]} around {len(real):,} real ones")
    print(f"{'':34s}{'make (s)':>10s}{'MB':>8s}{'ms':>8s}{'gold':>8s}{'drawn':>8s}")
    for name in options.only:
        start = time.process_time()
        index = INDEXES[name](vectors)
        made = time.process_time() - start
        rows = {of: searched(index.search, vectors, queries, nearest[of]) for of, queries in sets.items()}
        found = "".join(f"{share:8.4f}" for share, _ in rows.values())
        print(f"{name:34s}{made:10.1f}{index.megabytes:8.0f}{rows['gold'][1]:8.1f}{found}", flush=True)
    ours = Ours(vectors)
    for share in SHARES:
        allowed = np.flatnonzero(random.random(len(vectors)) < share)
        inside = allowed[exact(vectors[allowed], questions)]
        found, milliseconds = searched(lambda query, a=allowed: ours.search(query, a + 1), vectors, questions, inside)
        print(f"{f'ours, {len(allowed):,} pass a filter':52s}{milliseconds:8.1f}{found:8.4f}", flush=True)


def searched(
    search: Callable[[NDArray[np.float32]], NDArray[np.int64]],
    vectors: NDArray[np.float16],
    queries: NDArray[np.float32],
    nearest: NDArray[np.int64],
) -> tuple[float, float]:
    """Return (recall@10, milliseconds of a search)."""
    found, times = [], []
    for query in queries:
        start = time.thread_time()
        places = np.sort(search(query))
        times.append(1000 * (time.thread_time() - start))
        scores = inner_products(query, vectors[places])
        found.append(places[np.argsort(-scores, kind="stable")[:FOUND]])
    return recall(found, nearest), median(times)


if __name__ == "__main__":
    main()
