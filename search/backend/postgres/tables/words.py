"""Passages by their words: arrays of terms that search.dutch.terms made, weighed as BM25 does.

Of a large base they are looked up in segments (search.backend.postings), which every server derives from the tables
and keeps in files of its own; else, and where these lag far behind, under a GIN index.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from search.backend.lexical.vocabulary import vocabulary
from search.backend.model import TermMatches
from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.tables.numbers import numbers_of
from search.backend.postgres.tables.texts import WHOLE, PostgresTexts
from search.backend.spans import is_among
from search.dutch.remembering import remembered_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.derived import Generation
    from search.backend.postgres.access.connection import State
    from search.backend.postgres.access.reading import Reading
    from search.backend.postgres.tables.numbers import Numbers
    from search.backend.postings.index import Current
    from search.backend.postings.lookup import Lookup
    from search.backend.postings.view import Postings
    from search.dutch.vocabulary import Vocabulary
    from search.model import Filters

_Value = TypeVar("_Value")
K1, B = 1.2, 0.75  # of BM25
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
    """See search.backend.protocol.Words.

    ``derived``: what follows from this generation. ``lookup``: of the postings, None where there are no files for them.
    """

    def __init__(self, reading: Reading, state: State, derived: Generation, lookup: Lookup | None) -> None:
        self._reading = reading
        self._state = state
        self._derived = derived
        self._lookup = lookup

    @property
    def _numbers(self) -> Numbers:
        return numbers_of(self._reading, self._derived)

    def _current(self) -> Current | None:
        """Return the postings of this generation; None where there are none, or the tables do as well."""
        if self._lookup is None or not self._lookup.covers(self.count()):
            return None
        return self._lookup.current(self._derived, PostgresTexts(self._reading, self._state, self._numbers))

    def _looked_up(self, fast: Callable[[Postings], _Value], otherwise: Callable[[], _Value]) -> _Value:
        """Look something up in the postings, or in the tables."""
        current = self._current()
        return otherwise() if self._lookup is None else self._lookup.ask(current, fast, otherwise)

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base."""
        return self._state.passages

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return how many passages of the whole knowledge base hold each term; terms in no passage are left out."""
        return self._looked_up(lambda postings: postings.counts(terms), lambda: self._counts(terms))

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters."""
        allowed = self._reading.restricted_keys(filters)

        def found(postings: Postings) -> dict[str, TermMatches]:
            if allowed is None:
                return self._by_key(postings.find(terms))
            inside = self._numbers.of(allowed)
            return self._by_key(postings.find(terms, partial(is_among, allowed=inside)))

        return self._looked_up(found, lambda: self._matches(terms, allowed))

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the same as ``find``, only of the passages with these keys."""
        inside = self._reading.inside(keys)
        return self._looked_up(
            lambda postings: self._by_key(postings.among(terms, self._numbers.of(inside))),
            lambda: self._matches(terms, inside),
        )

    def _by_key(self, found: dict[str, TermMatches]) -> dict[str, TermMatches]:
        """Matches by number as matches by key."""
        numbers, matches = self._numbers, {}
        for term, each in found.items():
            keys = numbers.keys_at(each.keys)
            order = numbers.order(keys)
            matches[term] = TermMatches(each.count, keys[order], each.frequencies[order])
        return matches

    def _counts(self, terms: Collection[str]) -> dict[str, int]:
        known: dict[str, int] = self._derived.of().get("passages of terms", dict)
        return remembered_counts(known, terms, lambda some: self._reading.rows(_COUNTS, terms=some))

    def _matches(self, terms: Collection[str], among: NDArray[np.int64] | None) -> dict[str, TermMatches]:
        counts = self._counts(terms)
        sql = _MATCHES.format(condition="TRUE" if among is None else _AMONG)
        rows = self._reading.arrays(sql, terms=[*counts], keys=among) if counts else []
        found = {term: (keys, self._saturated(weights, lengths)) for term, keys, weights, lengths in rows}
        none: Any = (np.zeros(0, dtype=np.int64), np.zeros(0))
        return {term: TermMatches(count, *found.get(term, none)) for term, count in counts.items()}

    def _saturated(self, weights: NDArray[Any], lengths: NDArray[Any]) -> Any:  # noqa: ANN401 - an array of float64
        """Frequencies as BM25 saturates them: 0 to K1 + 1."""
        mean = self._state.tokens / self._state.passages
        frequency = weights / WHOLE
        return frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * lengths / mean))

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Return passage key -> the terms of its own text."""
        return {key: frozenset(own) for key, own in self._reading.rows(_OWN, keys=as_keys(keys))}

    def lexicon(self) -> Vocabulary:
        """Return the vocabulary of the whole knowledge base."""
        return vocabulary(self._reading, self._derived.of())
