"""Looks for what should not be: the checks of ``KnowledgeBase.verify``."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from search.ask.engine import KINDS
from search.backend.faiss.index import VectorIndex, read_stamp
from search.backend.sqlite.indexing import count_words

if TYPE_CHECKING:
    from search.ask.engine import Engine
    from search.backend.sqlite.store import Store


class ProblemKind(StrEnum):
    """What is wrong. The value is the sentence for a log; the page has its own, in Dutch."""

    DATABASE = "the database is damaged"
    REFERENCE = "a row of the database refers to one that is missing"
    PASSAGE_TEXT = "its text is not its span of the document"
    SENTENCE = "a sentence lies outside it"
    LEXICAL_PASSAGES = "passages differ from the store"
    LEXICAL_WORDS = "its word counts differ from the passages"
    VECTOR_LENGTH = "a vector in the store is not of length 1"
    VECTOR_FILE = "damaged; the next search builds it again"
    VECTOR_IDS = "holds other ids than the store"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. ``where``: a passage's id, a file or a part; ``detail``: how many, or SQLite's words."""

    kind: ProblemKind
    where: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.kind.value}" + (f" ({self.detail})" if self.detail else "")


def find_problems(store: Store, engine: Engine) -> list[Problem]:
    """Return the problems; see KnowledgeBase.verify."""
    problems = [
        Problem(ProblemKind.DATABASE, "database", row[0])
        for row in store.query("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    problems += [
        Problem(ProblemKind.REFERENCE, "database", f"{row[0]} {row[1]} -> {row[2]}")
        for row in store.query("PRAGMA foreign_key_check")
    ]
    problems += _texts(store)
    problems += _indexes(store, engine)
    return problems


def _texts(store: Store) -> list[Problem]:
    problems: list[Problem] = []
    titles = store.titles()
    for document in titles:
        text = store.text(document)
        for passage in store.passages(store.passage_keys_of(document)).values():
            if text[passage.start : passage.end] != passage.text:
                problems.append(Problem(ProblemKind.PASSAGE_TEXT, passage.id))
            if any(not passage.start <= start < end <= passage.end for start, end in passage.sentences):
                problems.append(Problem(ProblemKind.SENTENCE, passage.id))
    return problems


def _indexes(store: Store, engine: Engine) -> list[Problem]:
    problems: list[Problem] = []
    keys = store.passage_keys()
    lexical = [row[0] for row in store.query("SELECT rowid FROM lexical ORDER BY rowid")]
    if lexical != keys:
        differing = str(len(set(keys) ^ set(lexical)))
        problems.append(Problem(ProblemKind.LEXICAL_PASSAGES, "lexical index", differing))
    counted: Counter[str] = Counter()
    for document, title in store.titles().items():
        counted += count_words(title, store.passages(store.passage_keys_of(document)).values())
    if counted != Counter(dict(store.query("SELECT word, passages FROM words"))):
        problems.append(Problem(ProblemKind.LEXICAL_WORDS, "lexical index"))
    for kind in KINDS:
        ids, vectors = store.vectors(kind)
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0)):  # noqa: PLR2004 - rounding of float32
            problems.append(Problem(ProblemKind.VECTOR_LENGTH, kind))
        path = engine.path(kind)
        stamp = engine.stamp(store.generation)
        if not path.exists() or read_stamp(path) not in (None, stamp):
            continue  # not made yet, or of an earlier generation: the next search makes it
        index = VectorIndex.load(path, engine.encoder.dimensions, stamp)
        if index is None:
            problems.append(Problem(ProblemKind.VECTOR_FILE, path.name))
        elif not np.array_equal(index.ids, ids):
            problems.append(Problem(ProblemKind.VECTOR_IDS, path.name))
    return problems
