"""Bases of very many passages, made of real Dutch paragraphs repeated with changes, for benchmarks/scale.py.

What cannot be had by the million here is embedding: so some passages are encoded, and the vectors of the others are
drawn around theirs.
"""

from __future__ import annotations

import hashlib
import json
import lzma
import random
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import BlockKind, Citation, CitationKind, Document, Passage, Verdict
from search.backend.model import Embedding

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Encoder

PASSAGES = 40  # in a document
LETTERS = 400  # in a passage at least
CHANGED = 0.06  # of the words of a repeated paragraph
ENCODED = 2000  # passages that the vectors of the others are drawn around
WITH_GOAL, WITH_MOTIE = 0.1, 0.05  # of the passages
NOISE = 0.35  # length of what is added to a vector of length 1
_SENTENCE = re.compile(r"(?<=[.!?]) +(?=[A-Z])")
_MOST_SENTENCES = 8


def read_paragraphs(paths: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Yield (name of the document, paragraph) of text files, whose paragraphs stand between empty lines.

    Or of .jsonl or .jsonl.xz files with a line [source, name, [[kind, text], ...]] for each document, kind "P" for a
    paragraph.
    """
    for path in paths:
        if ".jsonl" in path.name:
            with lzma.open(path, "rt") if path.suffix == ".xz" else path.open(encoding="utf-8") as lines:
                for line in lines:
                    _, name, parts = json.loads(line)
                    yield from ((name, text) for kind, text in parts if kind == "P")
        else:
            for part in re.split(r"\n\s*\n", path.read_text("utf-8")):
                yield path.name, " ".join(part.split())


def passage_texts(paths: Sequence[Path], most: int) -> list[str]:
    """Return at most so many texts of the length of a passage."""
    found: list[str] = []
    waiting, of = "", ""
    for name, text in read_paragraphs(paths):
        waiting, of = (f"{waiting} {text}".strip() if of == name else text), name
        if len(waiting) >= LETTERS:
            found.append(waiting[: 3 * LETTERS])
            waiting = ""
        if len(found) == most:
            break
    return found


@dataclass(frozen=True)
class Corpus:
    """Documents by number, always the same ones. ``texts``: of passages; those after them are changed repetitions.

    ``passages``: in a document; ``cited``: how many of them cite a motie, 0.0-1.0.
    """

    texts: Sequence[str]
    passages: int = PASSAGES
    cited: float = WITH_MOTIE

    @cached_property
    def _words(self) -> list[str]:
        some = random.Random(2).sample(self.texts, min(len(self.texts), 20_000))  # noqa: S311 - a corpus
        return [word for text in some for word in text.split() if word.isalpha()]

    def text(self, number: int) -> str:
        """Return the text of a passage."""
        turn, place = divmod(number, len(self.texts))
        if not turn:
            return self.texts[place]
        chance = random.Random(number)  # noqa: S311 - a corpus
        return " ".join(
            chance.choice(self._words) if chance.random() < CHANGED else word for word in self.texts[place].split()
        )

    def document(self, number: int) -> Document:
        """Return a document: chapters, goals, years and moties as ministries' papers have."""
        chance = random.Random(-number)  # noqa: S311 - a corpus
        id_ = f"stuk-{hashlib.sha256(str(number).encode()).hexdigest()[:8]}-{number}"
        bodies = [self.text(number * self.passages + each) for each in range(self.passages)]
        passages: list[Passage] = []
        cites: list[Citation] = []
        at = 0
        for ordinal, body in enumerate(bodies, 1):
            chapter = f"{1 + ordinal // 10} {' '.join(bodies[ordinal // 10 * 10 - 1].split()[:3])}"
            sdgs = (chance.randrange(1, 18),) if chance.random() < WITH_GOAL else ()
            own = (_motie(chance, at),) if chance.random() < self.cited else ()
            cites += own
            span = (at, at + len(body))
            above = (chapter, chapter, (chapter,))
            spans = tuple(_sentences(body, at))
            name = f"{id_}:{ordinal:04d}"
            passages.append(
                Passage(
                    name, id_, ordinal, BlockKind.PARAGRAPH, *span, body, *above, sdgs, 1 + ordinal // 4, spans, (), own
                )
            )
            at += len(body) + 2
        title = " ".join(bodies[0].split()[:6])
        text = "\n\n".join(bodies)
        digest = hashlib.sha256(text.encode()).hexdigest()
        year, source = 1995 + number % 30, f"/stukken/{id_}.txt"
        cited, held = tuple(cites), tuple(passages)
        return Document(id_, title, "", year, "kamerstuk", "nl", source, digest, text, (), (), (), cited, held)


def _sentences(body: str, start: int) -> Iterator[tuple[int, int]]:
    at = start
    parts = _SENTENCE.split(body)
    for part in [*parts[: _MOST_SENTENCES - 1], " ".join(parts[_MOST_SENTENCES - 1 :])]:
        if part:
            yield at, at + len(part)
            at += len(part) + 1


def _motie(chance: random.Random, start: int) -> Citation:
    dossier, number = f"{chance.randrange(30_000, 36_500)}", f"{chance.randrange(1, 120)}"
    id_ = f"kst-{dossier}-{number}"
    return Citation(
        start, start + 5, f"Kamerstuk {dossier}, nr. {number}", CitationKind.MOTIE, id_,
        dossier=dossier, number=number, title=f"over onderwerp {dossier}, {number}",
        submitters=(f"Lid{int(dossier) % 150}",),
        verdict=Verdict.COMPLETE, likely_id=id_,
    )  # fmt: skip


class Vectors:
    """Vectors for passages and sentences, drawn around those of real ones."""

    def __init__(self, corpus: Corpus, encoder: Encoder | None) -> None:
        self._centres = self._made(corpus, encoder)

    @staticmethod
    def _made(corpus: Corpus, encoder: Encoder | None) -> NDArray[np.float32]:
        if encoder is None:  # vectors are not what is measured
            return np.eye(8, dtype=np.float32)
        return encoder.encode_passages([corpus.texts[number] for number in range(min(ENCODED, len(corpus.texts)))])

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._centres.shape[1])

    def embedding(self, document: Document, number: int) -> Embedding:
        """Return the vectors of a document: sentences around their passage, passages around an encoded one."""
        chance = np.random.default_rng(number)
        chosen = self._centres[chance.integers(len(self._centres), size=len(document.passages))]
        passages = _around(chosen, chance)
        sentences = [
            _around(np.repeat(vector[None], len(passage.sentences), axis=0), chance)
            for vector, passage in zip(passages, document.passages, strict=True)
        ]
        return Embedding(passages, sentences, [()] * len(document.passages))


def _around(vectors: NDArray[np.float32], chance: np.random.Generator) -> NDArray[np.float32]:
    noise = chance.standard_normal(vectors.shape, dtype=np.float32) * (NOISE / vectors.shape[1] ** 0.5)
    found = vectors + noise
    return (found / np.linalg.norm(found, axis=1, keepdims=True)).astype(np.float32)
