"""BM25, counted per concept of the question.

The store finds the passages of each term and weighs how often and where it stands. Put together here: the ways of
writing one concept share one idf and the best of them counts, so a rare variant cannot outweigh the word itself; and
beside the score each passage gets its coverage, the part of the question (by idf) that it holds.

In a large base a frequent word stands in hundreds of thousands of passages and tells little. So the passages of the
rarest concepts are fetched whole, as many as BUDGET allows, and are the candidates; how often a more frequent word
stands in a passage is asked of the candidates only. That is the division into essential and other lists of MaxScore
(Turtle and Flood, Query evaluation: strategies and optimizations, 1995), with a fixed budget in the place of a
threshold that rises: what holds nothing but the frequent words of a question scores at most their small share of it.
Scores and coverage of the candidates are exact, and where all lists fit the budget every passage is a candidate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.ask.question import ALL_PARTS, CORRECTED, SOME_PARTS, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from search.ask.question import Concept
    from search.backend.model import TermMatches
    from search.backend.protocol import Words

K1 = 1.2  # of every store: it saturates at K1 + 1
#: Entries of the index (a term in a passage) that are fetched for one question: more than a base of some 40,000
#: passages has for most questions, so there all matches are found. In a million passages the first ten hits are the
#: same with a quarter of it (docs/scale.md).
BUDGET = 200_000
_DENSE = 20  # keys in between for each that is looked for
ENOUGH = 1000  # candidates at least, whatever the budget: as many as one selection takes (search.ask.scoring.POOL)


@dataclass(frozen=True, slots=True)
class Matches:
    """The passages that hold words of the question; arrays of one length, by key ascending.

    ``bm25``: 0-1 (1: every concept as often as can count). ``coverage``: 0-1.
    """

    keys: NDArray[np.int64]
    bm25: NDArray[np.float64]
    coverage: NDArray[np.float64]

    def some(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Matches:
        """Return those that are chosen, by a mask or by their places."""
        return Matches(self.keys[chosen], self.bm25[chosen], self.coverage[chosen])


def match_concepts(
    concepts: Sequence[Concept], words: Words, besides: Callable[[], NDArray[np.int64]] | None = None
) -> Matches:
    """Return the passages that hold the concepts: all of them, or in a large base the candidates (see above).

    ``besides``: gives the keys of passages, ascending, that are candidates too where those found are not all. Sets the
    idf of the concepts, counted over the whole corpus.
    """
    counts, size = words.counts(terms_of(concepts)), words.count()
    for concept in concepts:
        _weigh(concept, counts, size)
        concept.idf *= concept.share
    found, left = _fetch(concepts, counts, words)
    keys = union([matches.keys for matches in found.values()])
    if left:
        if besides is not None:
            keys = union([keys, besides()])
        found = {**found, **words.frequencies(left, keys)}
    return _scored(concepts, _Found(keys, found, _places(keys, found)))


def idf(count: int, size: int) -> float:
    """Return the weight of a concept found in ``count`` of ``size`` passages; positive, what is in none weighs most."""
    return math.log(1.0 + (size - count + 0.5) / (count + 0.5))


def _weigh(concept: Concept, counts: Mapping[str, int], size: int) -> None:
    """Set the idf of a concept and of its parts."""
    near = [counts.get(term, 0) for term, weight in concept.ways.items() if weight >= CORRECTED]
    passages = max(near, default=0)
    concept.idf = idf(passages, size)
    for part in concept.parts:
        _weigh(part, counts, size)
    if concept.parts and not passages:  # nowhere written as one word: as telling as its rarest part
        concept.idf = max(part.idf for part in concept.parts)


def _fetch(
    concepts: Sequence[Concept], counts: Mapping[str, int], words: Words
) -> tuple[dict[str, TermMatches], set[str]]:
    """Return (what was found of the terms of the rarest concepts, the terms that were not fetched)."""
    waiting = [terms_of([each]) & counts.keys() for each in sorted(concepts, key=lambda each: -each.idf)]
    batch: set[str] = set()
    while waiting and (not batch or sum(counts[term] for term in batch | waiting[0]) <= BUDGET):
        batch |= waiting.pop(0)
    found = words.find(batch)
    while waiting and _held(found) < ENOUGH:
        found |= words.find(waiting.pop(0) - found.keys())
    return found, set().union(*waiting) - found.keys()


def _held(found: Mapping[str, TermMatches]) -> int:
    """Return how many passages hold any of these terms."""
    return len(union([matches.keys for matches in found.values()]))


def union(each: Sequence[NDArray[np.int64]]) -> NDArray[np.int64]:
    """Return the keys of all, each once, ascending; what is given may be in any order."""
    filled = [keys for keys in each if len(keys)]
    if not filled:
        return np.zeros(0, dtype=np.int64)
    keys = np.concatenate(filled)
    first, last = int(keys.min()), int(keys.max())
    if last - first < _DENSE * len(keys):  # a table of all keys in between is faster than sorting
        table = np.zeros(last - first + 1, dtype=np.bool_)
        table[keys - first] = True
        return np.flatnonzero(table) + first
    keys.sort()
    return keys[np.concatenate(([True], keys[1:] != keys[:-1]))]


def _places(keys: NDArray[np.int64], found: Mapping[str, TermMatches]) -> dict[str, NDArray[np.int64]]:
    """Return for each term where among the keys its matches are."""
    if not len(keys):
        return dict.fromkeys(found, keys)
    together = np.concatenate([matches.keys for matches in found.values()])
    span = int(keys[-1] - keys[0]) + 1
    if span <= _DENSE * len(together):  # a table of all keys in between is faster than looking for each
        table = np.empty(span, dtype=np.int32)
        table[keys - keys[0]] = np.arange(len(keys), dtype=np.int32)
        places = table[together - keys[0]].astype(np.int64)
    else:
        places = np.searchsorted(keys, together)
    ends = np.cumsum([len(matches.keys) for matches in found.values()])[:-1]
    return dict(zip(found, np.split(places, ends), strict=True))


def _scored(concepts: Sequence[Concept], found: _Found) -> Matches:
    total = sum(concept.idf for concept in concepts)
    score, coverage = np.zeros(len(found.keys)), np.zeros(len(found.keys))
    for concept in concepts:
        share = concept.idf / total
        frequency, cover = found.strengths(concept)
        score += share * frequency / (K1 + 1)
        coverage += share * cover
    held = coverage > 0  # a passage that is a candidate for another reason may hold nothing
    return Matches(found.keys[held], score[held], coverage[held])


@dataclass(frozen=True, slots=True)
class _Found:
    """What the store found of the terms of a question among the passages with these keys, ascending.

    ``places``: where in ``keys`` the matches of each term are.
    """

    keys: NDArray[np.int64]
    terms: Mapping[str, TermMatches]
    places: Mapping[str, NDArray[np.int64]]

    def strengths(self, concept: Concept) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return of each passage (saturated frequency, 0 to K1 + 1; cover, 0 to 1), parts taken into account."""
        most, cover = np.zeros(len(self.keys)), np.zeros(len(self.keys))
        for term, weight in concept.ways.items():
            matches = self.terms.get(term)
            if matches is not None:
                places = self.places[term]
                most[places] = np.maximum(most[places], matches.frequencies * weight)
                cover[places] = np.maximum(cover[places], weight)
        if concept.parts:
            parts = [self.strengths(part) for part in concept.parts]
            most = np.maximum(most, _combined(concept.parts, [part[0] for part in parts]))
            cover = np.maximum(cover, _combined(concept.parts, [part[1] for part in parts]))
        return most, cover


def _combined(parts: Sequence[Concept], values: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return what a compound gets from its parts in each passage: search.ask.question.combine, over arrays."""
    mean, held = np.zeros(len(values[0])), np.ones(len(values[0]), dtype=np.bool_)
    for part, value in zip(parts, values, strict=True):
        mean += part.idf * value
        held &= value > 0
    mean /= sum(part.idf for part in parts)
    mean *= np.where(held, ALL_PARTS, SOME_PARTS)
    return mean
