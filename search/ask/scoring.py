"""Scores each passage that may answer a question, once, by meaning and by words.

Meaning: the mean of the similarity of the whole passage and of its best sentence, since a passage's vector blurs what
one sentence says. Words: BM25, in proportion to how much of the question the passage covers, and that coverage itself.
The weights belong to the model: search.models.calibration.

A page shows the passages that pass its filters and counts, for each filter, those that pass all the others. Each of
these sets is a selection with a pool of its own; what is in several pools is scored once. What differs between
selections is how far words are trusted: see search.ask.ranking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.ask.bm25 import union
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from search.ask.bm25 import Matches
    from search.backend.protocol import Snapshot
    from search.models.calibration import PassageWeights

POOL = 1000  # passages taken from each side before they are put together
NO_SENTENCE = -1
SENTENCES_PER_PASSAGE = 4  # sentences taken for each passage of the pool, since they share passages


@dataclass(frozen=True, slots=True)
class Selection:
    """The passages that pass some filters. ``pool``: keys of those of them that may answer, ascending.

    ``trust``: how far the words of the question are to be trusted among them, 0-1.
    """

    pool: NDArray[np.int64]
    trust: float


@dataclass(frozen=True, slots=True)
class Scores:
    """The passages of all pools, in the order of the corpus; arrays of one length.

    ``meaning``: the score by meaning. ``wording``: what the words add where they are fully trusted. ``coverage``: the
    part of the question that the passage holds. ``sentences``: index in Passage.sentences of the one nearest to the
    question, NO_SENTENCE where there is none. ``notes``: whether the passage is a footnote.
    ``documents``: the id of its document.
    """

    keys: NDArray[np.int64]
    meaning: NDArray[np.float64]
    wording: NDArray[np.float64]
    coverage: NDArray[np.float64]
    sentences: NDArray[np.int64]
    notes: NDArray[np.bool_]
    documents: tuple[str, ...]


def score_meaning(
    passages: NDArray[np.float64], sentences: NDArray[np.float64], weights: PassageWeights
) -> NDArray[np.float64]:
    """Return the score by meaning of each passage from its similarity and that of its best sentence."""
    return (1 - weights.sentence) * passages + weights.sentence * sentences


def score_wording(matches: Matches, weights: PassageWeights) -> NDArray[np.float64]:
    """Return the score by words of each match."""
    return weights.words * matches.coverage * matches.bm25 + weights.coverage * matches.coverage**2


def select(filters: Filters, query: NDArray[np.float32], matches: Matches, snapshot: Snapshot) -> Selection:
    """Return the passages that pass the filters and may answer: the nearest in words and in meaning.

    ``query``: the vector of the question, shape (dimensions,); all zeros when the encoder knows none of its words.
    """
    if filters != Filters():
        matches = matches.some(snapshot.passages.passing(matches.keys, filters))
    pool = _strongest(matches.keys, matches.bm25 * matches.coverage, snapshot)
    if query.any():
        pool = union([pool, _nearest(query, filters, snapshot)])
    # Where no passage covers much of a question, it uses other words than the documents, and the few that it shares
    # mislead.
    return Selection(pool, float(matches.coverage.max(initial=0.0)))


def _strongest(keys: NDArray[np.int64], strength: NDArray[np.float64], snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the POOL strongest, ascending by key; of equals those that come first in the corpus."""
    if len(keys) <= POOL:
        return keys
    least = np.partition(strength, -POOL)[-POOL]
    sure = strength > least
    tied = snapshot.passages.in_order(keys[strength == least])
    return np.sort(np.concatenate((keys[sure], tied[: POOL - int(sure.sum())])))


def _nearest(query: NDArray[np.float32], filters: Filters, snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the keys of the passages nearest to the question, themselves or by a sentence of theirs."""
    if snapshot.passages.count(filters) <= POOL:
        return snapshot.passages.keys(filters)  # all of them: nothing to look for
    nearest = snapshot.vectors.nearest(query, POOL, filters)
    if not snapshot.vectors.compares_all(filters):
        return np.sort(nearest)
    return union([nearest, snapshot.vectors.nearest_by_sentence(query, POOL * SENTENCES_PER_PASSAGE, filters)])


def score(
    selections: Collection[Selection],
    query: NDArray[np.float32],
    matches: Matches,
    snapshot: Snapshot,
    weights: PassageWeights,
) -> Scores:
    """Score the passages of all selections."""
    pools = [selection.pool for selection in selections]
    placed = snapshot.passages.placed(union(pools))
    keys = placed.keys
    similarity = snapshot.vectors.similarities(query, keys).astype(np.float64)
    best = snapshot.vectors.best_sentences(query, keys)
    nearest = [best.get(key, (NO_SENTENCE, own)) for key, own in zip(keys.tolist(), similarity.tolist(), strict=True)]
    meaning = score_meaning(similarity, _floats([each for _, each in nearest]), weights)
    wording, coverage = np.zeros(len(keys)), np.zeros(len(keys))
    found = np.searchsorted(matches.keys, keys)
    matched = found < len(matches.keys)
    matched[matched] = matches.keys[found[matched]] == keys[matched]
    some = matches.some(found[matched])
    wording[matched], coverage[matched] = score_wording(some, weights), some.coverage
    return Scores(
        keys, meaning, wording, coverage, _keys([sentence for sentence, _ in nearest]),
        placed.notes, placed.documents,
    )  # fmt: skip


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


def _keys(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
