"""Passages by their words: arrays of terms that search.dutch.terms made, under a GIN index, weighed as BM25 does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.lexical.vocabulary import vocabulary
from search.backend.model import TermMatches
from search.backend.postgres.access.adapting import as_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.derived import Once
    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.dutch.vocabulary import Vocabulary
    from search.model import Filters

K1, B = 1.2, 0.75  # of BM25
#: Of a match in the passage's own text, its headings and its footnotes: tenths, since the table holds whole numbers.
WEIGHTS = (10, 8, 5)
_WHOLE = 10
TERMS = "SELECT term FROM terms"
_COUNTS = "SELECT term, passages FROM terms WHERE term = ANY(%(terms)s)"
_MATCHES = """
    SELECT each.term, array_agg(l.passage ORDER BY l.passage),
        array_agg(l.weights[array_position(l.terms, each.term)] ORDER BY l.passage),
        array_agg(l.length ORDER BY l.passage)
    FROM unnest(%(terms)s::text[]) each (term) JOIN lexical l ON l.terms @> ARRAY[each.term]
    WHERE {condition} GROUP BY each.term"""
_AMONG = "l.passage = ANY(%(keys)s)"
_OWN = """
    SELECT l.passage, l.terms[1:l.own] FROM lexical l JOIN passages p ON p.key = l.passage
    WHERE l.passage = ANY(%(keys)s) AND IN_SCOPE(p.document)"""


class PostgresWords:
    """See search.backend.protocol.Words. ``derived``: what follows from all documents of this generation."""

    def __init__(self, reading: Reading, state: State, derived: Once) -> None:
        self._reading = reading
        self._state = state
        self._derived = derived

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base."""
        return self._state.passages

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return how many passages of the whole knowledge base hold each term; terms in no passage are left out."""
        return dict(self._reading.rows(_COUNTS, terms=[*terms]))

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters."""
        return self._matches(terms, self._reading.restricted_keys(filters))

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the same as ``find``, only of the passages with these keys."""
        return self._matches(terms, self._reading.inside(keys))

    def _matches(self, terms: Collection[str], among: NDArray[np.int64] | None) -> dict[str, TermMatches]:
        counts = self.counts(terms)
        sql = _MATCHES.format(condition="TRUE" if among is None else _AMONG)
        rows = self._reading.arrays(sql, terms=[*counts], keys=among) if counts else []
        found = {term: (keys, self._saturated(weights, lengths)) for term, keys, weights, lengths in rows}
        none: Any = (np.zeros(0, dtype=np.int64), np.zeros(0))
        return {term: TermMatches(count, *found.get(term, none)) for term, count in counts.items()}

    def _saturated(self, weights: NDArray[Any], lengths: NDArray[Any]) -> Any:  # noqa: ANN401 - an array of float64
        """Frequencies as BM25 saturates them: 0 to K1 + 1."""
        mean = self._state.tokens / self._state.passages
        frequency = weights / _WHOLE
        return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * lengths / mean))

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Return passage key -> the terms of its own text."""
        return {key: frozenset(own) for key, own in self._reading.rows(_OWN, keys=as_keys(keys))}

    def lexicon(self) -> Vocabulary:
        """Return the vocabulary of the whole knowledge base."""
        return vocabulary(self._reading, self._derived, TERMS, self.counts)
