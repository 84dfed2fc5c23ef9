"""Measures models on the development gold: ``python -m training.evaluate --gold DIR --seeds DIR MODEL``.

Prints MRR@10 by type of question for the transformer alone, the static model alone, both together at some weights, and
the whole system; hit@1 on questions of the government with all answers pooled; and Spearman's correlation on STS pairs.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ingest.pipeline import read_document
from search.evaluate.scores import evaluate, judge_results, read_questions, summarise
from search.intake.embedding import chunk
from search.knowledge_base import KnowledgeBase
from search.models.chunks import encode_chunks
from search.models.combined import CombinedEncoder
from search.models.onnx import OnnxEncoder
from search.models.registry import MODELS, shipped_parts
from search.models.static import StaticEncoder
from training.measuring.plain_bm25 import plain_hit1
from training.measuring.pools import GOVERNMENT, Wordless, dense_hit1, government_pool, laws_pool, smaller, system_hit1

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ingest.model import Document
    from search.evaluate.scores import Evaluation, Question
    from search.models.protocols import Chunk, ChunkVectors, Encoder

QUESTIONS = "queries.dev.jsonl"
SEEDS = ("bhos-2022.txt", "bho-2024.txt")
STATIC = MODELS / "vindplaats-nl-v1"
WEIGHTS = (0.5, 0.6, 0.7, 0.8)


@dataclass
class Remembering:
    """An encoder that keeps every vector it made, so that many ways of using them cost one pass."""

    inner: Encoder
    kept: dict[tuple[str, bool], NDArray[np.float32]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name, self.dimensions = self.inner.name, self.inner.dimensions
        self.fingerprint = self.inner.fingerprint

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of texts."""
        return self._vectors(texts, asked=False)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions, which an encoder may read otherwise than texts."""
        return self._vectors(texts, asked=True)

    def encode_chunks(self, chunks: Sequence[Chunk]) -> ChunkVectors:
        """Return the vectors of texts and their sentences as the encoder makes them of both together; none is kept."""
        return encode_chunks(self.inner, chunks)

    def _vectors(self, texts: Sequence[str], *, asked: bool) -> NDArray[np.float32]:
        encode = self.inner.encode_queries if asked else self.inner.encode_passages
        new = [text for text in dict.fromkeys(texts) if (text, asked) not in self.kept]
        if new:
            self.kept.update(zip([(text, asked) for text in new], encode(new), strict=True))
        empty = np.zeros((0, self.dimensions), dtype=np.float32)
        return np.stack([self.kept[text, asked] for text in texts]) if texts else empty


def both(transformer: Encoder, static: Encoder, weight: float) -> CombinedEncoder:
    """Return both as one; ``weight``: of the transformer, 0-1."""
    return CombinedEncoder("both", ((transformer, weight), (static, 1.0 - weight)))


def dense_alone(
    encoder: Encoder, documents: Sequence[Document], questions: Sequence[Question], sentence_share: float = 0.5
) -> Evaluation:
    """Return how well similarity alone does: the mean of a passage's own and its best sentence's."""
    passages = [(document, passage) for document in documents for passage in document.passages]
    vectors = encode_chunks(encoder, [chunk(document, passage) for document, passage in passages])
    owners = np.repeat(np.arange(len(passages)), [len(passage.sentences) for _, passage in passages])
    outcomes = []
    for question in questions:
        query = encoder.encode_queries([question.text])[0]
        best = np.full(len(passages), -np.inf, dtype=np.float32)
        np.maximum.at(best, owners, vectors.sentences @ query)
        scores = vectors.chunks @ query
        best = np.where(np.isinf(best), scores, best)  # a passage without sentences
        scores = (1 - sentence_share) * scores + sentence_share * best
        order = np.argsort(-scores, kind="stable")[:10]
        results = [
            {"document": passages[i][1].document, "text": passages[i][1].text, "score": float(scores[i])} for i in order
        ]
        outcomes.append(judge_results(question, results))
    return summarise(outcomes)


def whole_system(encoder: Encoder, documents: Sequence[Document], questions: Sequence[Question]) -> Evaluation:
    """Return how well the product does with ``encoder``."""
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder, encoder) as kb:
        for document in documents:
            kb.add_document(document)
        return evaluate(kb, questions)


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ranks, equal values sharing their mean rank."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    mean: NDArray[np.float64] = (ends - (counts - 1) / 2)[inverse]
    return mean


def spearman(encoder: Encoder, path: Path) -> float:
    """Return the rank correlation of similarity with human scores, from lines: score TAB ... TAB text TAB text."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    left = encoder.encode_passages([row[-2] for row in rows])
    right = encoder.encode_passages([row[-1] for row in rows])
    human = _ranks(np.array([float(row[0]) for row in rows]))
    return float(np.corrcoef(_ranks((left * right).sum(axis=1).astype(np.float64)), human)[0, 1])


def line(name: str, result: Evaluation) -> str:
    """Return one row of the table."""
    types = "  ".join(f"{kind} {scores.mrr10:.3f}" for kind, scores in result.by_type.items())
    confident = any(outcome.confidence for outcome in result.outcomes)  # similarity alone gives none
    auc = "" if result.abstention_auc is None or not confident else f"  auc {result.abstention_auc:.3f}"
    return f"{name:24} {result.overall.mrr10:.3f} | {types}{auc}"


def load(folder: Path) -> Encoder:
    """Return the encoder in ``folder``: an exported transformer or a static model."""
    return OnnxEncoder.load(folder) if (folder / "model.onnx").is_file() else StaticEncoder.load(folder)


def table(
    model: Path, gold: Path, seeds: Path, static: Path = STATIC, weights: Sequence[float] = WEIGHTS
) -> Iterator[str]:
    """Yield the lines of the table, each as soon as it is known."""
    documents = [read_document(seeds / name) for name in SEEDS]
    questions = read_questions(gold / QUESTIONS)
    one, other = Remembering(load(model)), Remembering(load(static))
    yield line("words only, system", whole_system(Wordless(), documents, questions))
    encoders: list[tuple[str, Encoder]] = [("transformer", one), ("static", other)]
    encoders += [(f"both {weight:.1f}", both(one, other, weight)) for weight in weights]
    for name, encoder in encoders:
        yield line(f"{name}, alone", dense_alone(encoder, documents, questions))
        yield line(f"{name}, system", whole_system(encoder, documents, questions))
    pool = government_pool(gold / GOVERNMENT)
    yield f"{'plain BM25':24} gov_qa hit@1 {plain_hit1(pool):.3f}"
    yield f"{'words only':24} gov_qa hit@1 system {system_hit1(Wordless(), pool):.3f}"
    for name, encoder in encoders:
        alone, system = dense_hit1(encoder, pool), system_hit1(encoder, pool)
        sts = "  ".join(f"{file.stem} {spearman(encoder, file):.3f}" for file in sorted((gold / "sts").glob("*.tsv")))
        yield f"{name:24} gov_qa hit@1 alone {alone:.3f} system {system:.3f}  {sts}"


def laws_table(model: Path, gold: Path, static: Path, weight: float, most: int) -> Iterator[str]:
    """Yield hit@1 over the articles of laws: plain BM25, our words only, similarity only, the whole system.

    ``most``: articles at most, those that are asked for first; 0 takes all, which is long work.
    """
    pool = smaller(laws_pool(gold), most)
    yield f"laws: {len(pool.questions)} questions over {len(pool.texts)} articles, hit@1"
    yield f"{'plain BM25':24} {plain_hit1(pool):.3f}"
    yield f"{'words only, system':24} {system_hit1(Wordless(), pool):.3f}"
    encoder = both(load(model), load(static), weight)
    yield f"{'both, alone':24} {dense_hit1(encoder, pool):.3f}"
    yield f"{'both, system':24} {system_hit1(encoder, pool):.3f}"


def main() -> None:
    """Measure as asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.evaluate", description=__doc__)
    parser.add_argument("model", type=Path, help="folder with an exported transformer")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, default=Path("seeds"))
    parser.add_argument("--static", type=Path, default=STATIC)
    parser.add_argument(
        "--weights", type=float, nargs="*", default=WEIGHTS, help="of the transformer beside the static"
    )
    parser.add_argument("--laws", type=int, help="measure on laws instead, over so many articles; 0: all")
    given = parser.parse_args()
    if given.laws is None:
        rows = table(given.model, given.gold, given.seeds, given.static, given.weights)
    else:
        rows = laws_table(given.model, given.gold, given.static, shipped_parts()[0].weight, given.laws)
    for row in rows:
        sys.stdout.write(row + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
