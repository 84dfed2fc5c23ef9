"""Passages by their words: SQLite's FTS5 over terms that search.dutch.terms made."""

from __future__ import annotations

import json
import math
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from search.backend.lexical.vocabulary import vocabulary
from search.backend.model import TermMatches
from search.backend.spans import is_among
from search.backend.sqlite.lexical.texts import COLUMN_WEIGHTS, SqliteTexts
from search.backend.sqlite.reading import as_json
from search.dutch.remembering import remembered_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.postings.index import Current
    from search.backend.postings.lookup import Lookup
    from search.backend.postings.view import Postings
    from search.backend.sqlite.filtering import Filtering
    from search.dutch.vocabulary import Vocabulary
    from search.model import Filters

_Value = TypeVar("_Value")
_LEAST_IDF = 1e-6  # FTS5's idf of a term in more than half of the passages
_COUNTS = "SELECT term, doc FROM lexical_terms WHERE term IN (SELECT value FROM json_each(:terms))"
_BODIES = """
    SELECT p.key, l.body FROM passages p JOIN lexical l ON l.rowid = p.key
    WHERE p.key IN (SELECT value FROM json_each(:keys)) AND IN_SCOPE(p.document)"""
# One statement for all terms: each row of json_each starts a search of its own. In quotes a term is a string of FTS5.
_MATCHES = f"""
    SELECT each.value, l.rowid, bm25(lexical, {", ".join(map(str, COLUMN_WEIGHTS))})
    FROM json_each(:terms) each CROSS JOIN lexical l WHERE l.lexical MATCH '"' || each.value || '"'"""  # noqa: S608


class SqliteWords:
    """See search.backend.protocol.Words.

    ``lookup``: of the postings of the folder.
    """

    def __init__(self, filtering: Filtering, lookup: Lookup) -> None:
        self._filtering = filtering
        self._reading = filtering.reading
        self._derived = filtering.derived
        self._lookup = lookup

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base."""
        return len(self._filtering.extents)

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return for each term how many passages of the whole knowledge base hold it."""
        return self._looked_up(lambda postings: postings.counts(terms), lambda: self._counts(terms))

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters."""
        allowed = self._filtering.restricted(filters)
        inside = None if allowed is None else partial(is_among, allowed=allowed)
        return self._looked_up(lambda postings: postings.find(terms, inside), lambda: self._found(terms, allowed))

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the same of the passages with these keys only."""
        allowed = self._filtering.restricted()
        keys = keys if allowed is None else keys[is_among(keys, allowed)]
        return self._looked_up(lambda postings: postings.among(terms, keys), lambda: self._found(terms, keys))

    def _current(self) -> Current | None:
        """Return the postings of this generation; None where there are none, or FTS5 does as well."""
        if not self._lookup.covers(self.count()):
            return None
        return self._lookup.current(self._derived, SqliteTexts(self._reading, self._filtering.extents))

    def _looked_up(self, fast: Callable[[Postings], _Value], otherwise: Callable[[], _Value]) -> _Value:
        """Look something up in the postings, or in FTS5."""
        return self._lookup.ask(self._current(), fast, otherwise)

    def _counts(self, terms: Collection[str]) -> dict[str, int]:
        known: dict[str, int] = self._derived.of().get("passages of terms", dict)
        return remembered_counts(known, terms, lambda some: self._reading.rows(_COUNTS, terms=json.dumps(some)))

    def _found(self, terms: Collection[str], allowed: NDArray[np.int64] | None) -> dict[str, TermMatches]:
        counts, size = self._counts(terms), self.count()
        matches: dict[str, list[tuple[int, float]]] = {term: [] for term in counts}
        for term, key, score in self._reading.rows(_MATCHES, terms=json.dumps([*counts])):
            matches[term].append((key, score))
        found = {}
        for term, count in counts.items():
            # bm25() is -idf times saturated frequency; the idf is taken out again.
            idf = max(math.log((size - count + 0.5) / (count + 0.5)), _LEAST_IDF)
            keys = np.array([key for key, _ in matches[term]], dtype=np.int64)
            frequencies = np.array([-score for _, score in matches[term]], dtype=np.float64) / idf
            inside = slice(None) if allowed is None else is_among(keys, allowed)
            found[term] = TermMatches(count, keys[inside], frequencies[inside])
        return found

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Return passage key -> the terms of its own text."""
        return {key: frozenset(body.split()) for key, body in self._reading.rows(_BODIES, keys=as_json(keys))}

    def lexicon(self) -> Vocabulary:
        """Return the vocabulary of the whole knowledge base."""
        return vocabulary(self._reading, self._derived.of())
