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
    question, -1 where there is none. ``notes``: whether the passage is a footnote.
    ``documents``: the id of its document.
    """

    keys: NDArray[np.int64]
    meaning: NDArray[np.float64]
    wording: NDArray[np.float64]
    coverage: NDArray[np.float64]
    sentences: NDArray[np.int64]
    notes: NDArray[np.bool_]
    documents: tuple[str, ...]


def score_meaning(passage: float, sentence: float, weights: PassageWeights) -> float:
    """Return the score by meaning of a passage from its similarity and that of its best sentence."""
    return (1 - weights.sentence) * passage + weights.sentence * sentence


def score_wording(match: Match | None, weights: PassageWeights) -> float:
    """Return the score by words of a passage from how it matches; 0 for one that holds none of them."""
    if match is None:
        return 0.0
    return weights.words * match.coverage * match.score + weights.coverage * match.coverage**2


@dataclass(frozen=True, slots=True)
class Matches:
    """The passages that hold words of the question, in the order of the corpus; arrays of one length.

    ``by_key``, ``places``: the same matches, and where they stand in the corpus, by passage key.
    """

    by_key: Mapping[int, Match]
    places: Mapping[int, PassagePlace]
    keys: NDArray[np.int64]
    strength: NDArray[np.float64]  # BM25 x coverage
    coverage: NDArray[np.float64]

    @classmethod
    def of(cls, by_key: Mapping[int, Match], snapshot: Snapshot) -> Matches:
        """Put matches into arrays."""
        places = snapshot.passages.places(by_key)
        keys = sorted(by_key, key=places.__getitem__)
        found = [by_key[key] for key in keys]
        strength = _floats([match.score * match.coverage for match in found])
        return cls(by_key, places, _keys(keys), strength, _floats([match.coverage for match in found]))


def select(
    filters: Filters, allowed: NDArray[np.int64], query: NDArray[np.float32], matches: Matches, snapshot: Snapshot
) -> Selection:
    """Return the passages that pass the filters and may answer: the nearest in words and in meaning.

    ``allowed``: keys of all that pass, ascending. ``query``: the vector of the question, shape (dimensions,); all zeros
    when the encoder knows none of its words.
    """
    inside = np.isin(matches.keys, allowed)
    best = np.argsort(-matches.strength[inside], kind="stable")[:POOL]
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
    best = snapshot.vectors.best_sentences(query, keys)
    meaning, wording, coverage, sentences = [], [], [], []
    for key, similarity in zip(keys.tolist(), snapshot.vectors.similarities(query, keys).tolist(), strict=True):
        sentence, nearest = best.get(key, (-1, similarity))
        match = matches.by_key.get(key)
        meaning.append(score_meaning(similarity, nearest, weights))
        wording.append(score_wording(match, weights))
        coverage.append(match.coverage if match else 0.0)
        sentences.append(sentence)
    found = [places[key] for key in keys.tolist()]
    return Scores(
        keys, _floats(meaning), _floats(wording), _floats(coverage), _keys(sentences),
        np.array([place.note for place in found], dtype=np.bool_), tuple(place.document for place in found),
    )  # fmt: skip


def _floats(values: Sequence[float]) -> NDArray[np.float64]:
    return np.array(values, dtype=np.float64)


def _keys(values: Sequence[int]) -> NDArray[np.int64]:
    return np.array(values, dtype=np.int64)
