"""BM25 over SQLite FTS5, counted per concept of the question.

FTS5 finds the passages of each term and weighs how often and in which column it stands. Put together here: the ways of
writing one concept share one idf and the best of them counts, so a rare variant cannot outweigh the word itself; and
beside the score each passage gets its coverage, the part of the question (by idf) that it holds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.ask.question import CORRECTED, combine
from search.backend.sqlite.filters import conditions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.question import Concept
    from search.backend.sqlite.store import Store
    from search.model import Filters

#: Weight of a match in the passage's own text, its headings and its footnotes.
COLUMN_WEIGHTS = (1.0, 0.8, 0.5)
K1 = 1.2  # fixed in FTS5
_LEAST_IDF = 1e-6  # FTS5's idf of a term in more than half of the passages

_MATCHES = "SELECT rowid, bm25(lexical, ?, ?, ?) FROM lexical WHERE lexical MATCH ?"
_INSIDE = " AND rowid IN (SELECT p.key FROM passages p"


@dataclass(slots=True)
class Match:
    """How a passage matches: ``score`` 0-1 (1: every concept as often as can count), ``coverage`` 0-1."""

    score: float = 0.0
    coverage: float = 0.0


Strengths = dict[int, tuple[float, float]]  # passage -> (saturated frequency, 0 to K1 + 1; cover, 0 to 1)


@dataclass
class Lexical:
    """The lexical side of one generation of a store."""

    store: Store
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = int(self.store.query("SELECT count(*) FROM passages")[0][0])

    def idf(self, count: int) -> float:
        """Return the weight of a concept found in ``count`` passages; positive, what is in none weighs most."""
        return math.log(1.0 + (self.size - count + 0.5) / (count + 0.5))

    def _term(self, term: str, inside: str, values: Sequence[object]) -> tuple[int, list[tuple[int, float]]]:
        """Return (number of passages in the whole corpus, [(passage, saturated frequency)])."""
        row = self.store.query("SELECT doc FROM lexical_terms WHERE term = ?", (term,))
        if not row:
            return 0, []
        count = int(row[0][0])
        # bm25() is idf times saturated frequency; the idf is taken out again, a concept's ways share one.
        idf = max(math.log((self.size - count + 0.5) / (count + 0.5)), _LEAST_IDF)
        scores = self.store.query(_MATCHES + inside, (*COLUMN_WEIGHTS, f'"{term}"', *values))
        return count, [(key, -score / idf) for key, score in scores]

    def _concept(self, concept: Concept, inside: str, values: Sequence[object]) -> Strengths:
        """Return the strengths of a concept, its parts taken into account, and set its idf."""
        found: Strengths = {}
        passages = 0
        for term, weight in concept.ways.items():
            count, frequencies = self._term(term, inside, values)
            if weight >= CORRECTED:
                passages = max(passages, count)
            for key, frequency in frequencies:
                most, cover = found.get(key, (0.0, 0.0))
                found[key] = (max(most, frequency * weight), max(cover, weight))
        concept.idf = self.idf(passages)
        if concept.parts:
            parts = [self._concept(part, inside, values) for part in concept.parts]
            if not passages:  # nowhere written as one word: as telling as its rarest part
                concept.idf = max(part.idf for part in concept.parts)
            for key in set().union(*parts):
                pairs = [part.get(key, (0.0, 0.0)) for part in parts]
                most, cover = found.get(key, (0.0, 0.0))
                frequency = combine(concept.parts, [pair[0] for pair in pairs])
                found[key] = (max(most, frequency), max(cover, combine(concept.parts, [pair[1] for pair in pairs])))
        return found

    def match(self, concepts: Sequence[Concept], filters: Filters | None = None) -> dict[int, Match]:
        """Return passage key -> match, for every passage that holds any of the concepts and passes the filters.

        Sets the idf of the concepts, counted over the whole corpus whatever the filters.
        """
        where, values = conditions(filters)
        inside = _INSIDE + where + ")" if where else ""
        found = [self._concept(concept, inside, values) for concept in concepts]
        total = sum(concept.idf for concept in concepts)
        matches: dict[int, Match] = {}
        for concept, strengths in zip(concepts, found, strict=True):
            share = concept.idf / total
            for key, (frequency, cover) in strengths.items():
                match = matches.setdefault(key, Match())
                match.score += share * frequency / (K1 + 1)
                match.coverage += share * cover
        return matches
