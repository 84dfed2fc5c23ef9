"""Questions over a pool of answers: does each find its own? Another test than the one on the seeds, of other texts.

The pool is put into a knowledge base as one document with a passage per answer, so that the whole system is measured,
not only its vectors.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ingest.language.sentences import split_sentences
from ingest.model import BlockKind, Document, Passage
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Encoder

GOVERNMENT = "gov_qa.dev.jsonl"
LAWS, LAWS_QUESTIONS = "laws_corpus.tsv", "laws_queries.dev.tsv"


@dataclass(frozen=True)
class Pool:
    """Texts and questions; ``answers``: for each question the place of the text that answers it."""

    texts: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[int, ...]


@dataclass(frozen=True)
class Wordless:
    """An encoder that knows no word, so that only the lexical side of the system is left."""

    name: str = "wordless"
    dimensions: int = 1
    fingerprint: str = "wordless"

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return zeros."""
        return np.zeros((len(texts), 1), dtype=np.float32)

    encode_queries = encode_passages


def government_pool(path: Path) -> Pool:
    """Read questions and answers, a JSON object a line; equal answers are one text."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = tuple(dict.fromkeys(row["answer"] for row in rows))
    return Pool(texts, tuple(row["question"] for row in rows), tuple(texts.index(row["answer"]) for row in rows))


def laws_pool(folder: Path) -> Pool:
    """Read articles of laws and the headings that stood above some of them, which serve as questions."""
    rows = [line.split("\t") for line in (folder / LAWS).read_text(encoding="utf-8").splitlines() if line.strip()]
    places = {row[0]: place for place, row in enumerate(rows)}
    lines = (folder / LAWS_QUESTIONS).read_text(encoding="utf-8").splitlines()
    asked = [line.split("\t") for line in lines if line.strip()]
    return Pool(tuple(row[-1] for row in rows), tuple(row[0] for row in asked), tuple(places[row[1]] for row in asked))


def smaller(pool: Pool, most: int) -> Pool:
    """Return the pool with ``most`` texts at most: those that are asked for, then the others in order; 0: all."""
    if not most:
        return pool
    asked = dict.fromkeys(pool.answers)
    kept = sorted([*asked, *(place for place in range(len(pool.texts)) if place not in asked)][: max(most, len(asked))])
    places = {old: new for new, old in enumerate(kept)}
    return Pool(tuple(pool.texts[old] for old in kept), pool.questions, tuple(places[old] for old in pool.answers))


def pool_document(texts: Sequence[str]) -> Document:
    """Return a document with a passage for each text."""
    passages: list[Passage] = []
    start = 0
    for number, text in enumerate(texts, 1):
        spans = tuple((start + a, start + b) for a, b in split_sentences(text))
        id_, end = f"pool:{number:05}", start + len(text)
        kind = BlockKind.PARAGRAPH
        passages.append(Passage(id_, "pool", number, kind, start, end, text, "", "", (), (), None, spans))
        start += len(text) + 1
    whole = "\n".join(texts)
    return Document("pool", "", "", None, "pool", "nl", "pool", "", whole, (), (), (), (), tuple(passages))


def system_hit1(encoder: Encoder, pool: Pool) -> float:
    """Return the share of questions whose first hit is the text that answers them, with the whole system."""
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder, encoder) as kb:
        kb.add_document(pool_document(pool.texts))
        right = 0
        for question, answer in zip(pool.questions, pool.answers, strict=True):
            hits = kb.search(question, top=1).hits
            right += bool(hits) and hits[0].passage.text == pool.texts[answer]
    return right / len(pool.questions)


def dense_hit1(encoder: Encoder, pool: Pool) -> float:
    """Return the share of questions whose most similar text is the one that answers them."""
    texts, questions = encoder.encode_passages(pool.texts), encoder.encode_queries(pool.questions)
    nearest = (questions @ texts.T).argmax(axis=1)
    return float(
        np.mean([pool.texts[found] == pool.texts[own] for found, own in zip(nearest, pool.answers, strict=True)])
    )
