"""BM25, counted per concept of the question.

The store finds the passages of each term and weighs how often and where it stands. Put together here: the ways of
writing one concept share one idf and the best of them counts, so a rare variant cannot outweigh the word itself; and
beside the score each passage gets its coverage, the part of the question (by idf) that it holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ask.question import CORRECTED, combine, terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.ask.question import Concept
    from search.backend.model import TermMatches
    from search.backend.protocol import Words

K1 = 1.2  # of every store: it saturates at K1 + 1


@dataclass(slots=True)
class Match:
    """How a passage matches: ``score`` 0-1 (1: every concept as often as can count), ``coverage`` 0-1."""

    score: float = 0.0
    coverage: float = 0.0


Strengths = dict[int, tuple[float, float]]  # passage -> (saturated frequency, 0 to K1 + 1; cover, 0 to 1)


def match_concepts(concepts: Sequence[Concept], words: Words) -> dict[int, Match]:
    """Return passage key -> match, for every passage that holds any of the concepts.

    Sets the idf of the concepts, counted over the whole corpus.
    """
    found = _Found(words.count(), words.find(terms_of(concepts)))
    strengths = [found.strengths(concept) for concept in concepts]
    total = sum(concept.idf for concept in concepts)
    matches: dict[int, Match] = {}
    for concept, each in zip(concepts, strengths, strict=True):
        share = concept.idf / total
        for key, (frequency, cover) in each.items():
            match = matches.setdefault(key, Match())
            match.score += share * frequency / (K1 + 1)
            match.coverage += share * cover
    return matches


def idf(count: int, size: int) -> float:
    """Return the weight of a concept found in ``count`` of ``size`` passages; positive, what is in none weighs most."""
    return math.log(1.0 + (size - count + 0.5) / (count + 0.5))


@dataclass(frozen=True, slots=True)
class _Found:
    """What the store found of the terms of a question, in ``size`` passages."""

    size: int
    terms: Mapping[str, TermMatches]

    def strengths(self, concept: Concept) -> Strengths:
        """Return the strengths of a concept, its parts taken into account, and set its idf."""
        found: Strengths = {}
        passages = 0
        for term, weight in concept.ways.items():
            matches = self.terms.get(term)
            if matches is None:
                continue
            if weight >= CORRECTED:
                passages = max(passages, matches.count)
            for key, frequency in zip(matches.keys, matches.frequencies, strict=True):
                most, cover = found.get(key, (0.0, 0.0))
                weighed = frequency * weight
                found[key] = (max(most, weighed), max(cover, weight))
        concept.idf = idf(passages, self.size)
        if concept.parts:
            parts = [self.strengths(part) for part in concept.parts]
            if not passages:  # nowhere written as one word: as telling as its rarest part
                concept.idf = max(part.idf for part in concept.parts)
            for key in set().union(*parts):
                pairs = [part.get(key, (0.0, 0.0)) for part in parts]
                most, cover = found.get(key, (0.0, 0.0))
                frequency = combine(concept.parts, [pair[0] for pair in pairs])
                found[key] = (max(most, frequency), max(cover, combine(concept.parts, [pair[1] for pair in pairs])))
        return found
