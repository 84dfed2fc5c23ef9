"""Looks for what should not be: the checks of ``KnowledgeBase.verify``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from search.engine import KINDS
from search.indexing import count_words
from search.vectors import VectorIndex, read_stamp

if TYPE_CHECKING:
    from search.engine import Engine
    from search.store import Store


def find_problems(store: Store, engine: Engine) -> list[str]:
    """Return one English sentence per problem; see KnowledgeBase.verify."""
    problems = [f"database: {row[0]}" for row in store.query("PRAGMA integrity_check") if row[0] != "ok"]
    problems += [
        f"database: row {row[1]} of {row[0]} refers to a missing {row[2]}"
        for row in store.query("PRAGMA foreign_key_check")
    ]
    problems += _texts(store)
    problems += _indexes(store, engine)
    return problems


def _texts(store: Store) -> list[str]:
    problems = []
    titles = store.titles()
    for document in titles:
        text = store.text(document)
        for passage in store.passages(store.passage_keys_of(document)).values():
            if text[passage.start : passage.end] != passage.text:
                problems.append(f"{passage.id}: its text is not its span of the document")
            if any(not passage.start <= start < end <= passage.end for start, end in passage.sentences):
                problems.append(f"{passage.id}: a sentence lies outside it")
    return problems


def _indexes(store: Store, engine: Engine) -> list[str]:
    problems = []
    keys = store.passage_keys()
    lexical = [row[0] for row in store.query("SELECT rowid FROM lexical ORDER BY rowid")]
    if lexical != keys:
        problems.append(f"lexical index: {len(set(keys) ^ set(lexical))} passages differ from the store")
    counted: Counter[str] = Counter()
    for document, title in store.titles().items():
        counted += count_words(title, store.passages(store.passage_keys_of(document)).values())
    if counted != Counter(dict(store.query("SELECT word, passages FROM words"))):
        problems.append("lexical index: its word counts differ from the passages")
    for kind in KINDS:
        ids, vectors = store.vectors(kind)
        lengths = np.linalg.norm(vectors, axis=1)
        if not np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0)):  # noqa: PLR2004 - rounding of float32
            problems.append(f"{kind}: a vector in the store is not of length 1")
        path = engine.path(kind)
        stamp = engine.stamp(store.generation)
        if not path.exists() or read_stamp(path) not in (None, stamp):
            continue  # not made yet, or of an earlier generation: the next search makes it
        index = VectorIndex.load(path, engine.encoder.dimensions, stamp)
        if index is None:
            problems.append(f"{path.name}: damaged; the next search builds it again")
        elif not np.array_equal(index.ids, ids):
            problems.append(f"{path.name}: holds other ids than the store")
    return problems
