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

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from search.ask.bm25 import Match
    from search.backend.model import PassagePlace
    from search.backend.protocol import Snapshot
    from search.model import Filters
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


@dataclass(frozen=True, slots=True)
class Matches:
    """The passages that hold words of the question, in the order of the corpus; arrays of one length.

    ``bm25``, ``coverage``: see search.ask.bm25. ``places``: where they stand in the corpus, by passage key.
    """

    places: Mapping[int, PassagePlace]
    keys: NDArray[np.int64]
    bm25: NDArray[np.float64]
    coverage: NDArray[np.float64]

    @classmethod
    def of(cls, by_key: Mapping[int, Match], snapshot: Snapshot) -> Matches:
        """Put matches into arrays."""
        places = snapshot.passages.places(by_key)
        keys = sorted(by_key, key=places.__getitem__)
        found = [by_key[key] for key in keys]
        coverage = _floats([match.coverage for match in found])
        return cls(places, _keys(keys), _floats([match.score for match in found]), coverage)


def score_meaning(
    passages: NDArray[np.float64], sentences: NDArray[np.float64], weights: PassageWeights
) -> NDArray[np.float64]:
    """Return the score by meaning of each passage from its similarity and that of its best sentence."""
    return (1 - weights.sentence) * passages + weights.sentence * sentences


def score_wording(matches: Matches, weights: PassageWeights) -> NDArray[np.float64]:
    """Return the score by words of each match."""
    return weights.words * matches.coverage * matches.bm25 + weights.coverage * matches.coverage**2


def select(
    filters: Filters, allowed: NDArray[np.int64], query: NDArray[np.float32], matches: Matches, snapshot: Snapshot
) -> Selection:
    """Return the passages that pass the filters and may answer: the nearest in words and in meaning.

    ``allowed``: keys of all that pass, ascending. ``query``: the vector of the question, shape (dimensions,); all zeros
    when the encoder knows none of its words.
    """
    inside = np.isin(matches.keys, allowed)
    strength = matches.bm25[inside] * matches.coverage[inside]
    best = np.argsort(-strength, kind="stable")[:POOL]
    pool = np.sort(matches.keys[inside][best])
    if query.any():
        pool = np.union1d(pool, _nearest(query, allowed, filters, snapshot))
    # Where no passage covers much of a question, it uses other words than the documents, and the few that it shares
    # mislead.
    return Selection(pool, float(matches.coverage[inside].max(initial=0.0)))


def _nearest(
    query: NDArray[np.float32], allowed: NDArray[np.int64], filters: Filters, snapshot: Snapshot
) -> NDArray[np.int64]:
    """Return the keys of the passages nearest to the question, themselves or by a sentence of theirs."""
    if len(allowed) <= POOL:
        return allowed  # all of them: nothing to look for
    return np.union1d(
        snapshot.vectors.nearest(query, POOL, filters),
        snapshot.vectors.nearest_by_sentence(query, POOL * SENTENCES_PER_PASSAGE, filters),
    )


def score(
    selections: Collection[Selection],
    query: NDArray[np.float32],
    matches: Matches,
    snapshot: Snapshot,
    weights: PassageWeights,
) -> Scores:
    """Score the passages of all selections."""
    pool = set().union(*(selection.pool.tolist() for selection in selections))
    places = {**matches.places, **snapshot.passages.places(pool - set(matches.places))}
    keys = _keys(sorted(pool, key=places.__getitem__))
    similarity = snapshot.vectors.similarities(query, keys).astype(np.float64)
    best = snapshot.vectors.best_sentences(query, keys)
    nearest = [best.get(key, (NO_SENTENCE, own)) for key, own in zip(keys.tolist(), similarity.tolist(), strict=True)]
    meaning = score_meaning(similarity, _floats([each for _, each in nearest]), weights)
    wording, coverage = np.zeros(len(keys)), np.zeros(len(keys))
    inside = np.isin(matches.keys, keys)
    matched = np.isin(keys, matches.keys)  # both are in the order of the corpus
    wording[matched], coverage[matched] = score_wording(matches, weights)[inside], matches.coverage[inside]
    found = [places[key] for key in keys.tolist()]
    return Scores(
        keys, meaning, wording, coverage, _keys([sentence for sentence, _ in nearest]),
        np.array([place.note for place in found], dtype=np.bool_), tuple(place.document for place in found),
    )  # fmt: skip


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


def _keys(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
