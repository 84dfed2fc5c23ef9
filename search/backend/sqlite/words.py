"""Passages by their words: SQLite's FTS5 over terms that search.dutch.terms made."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import TermMatches
from search.backend.sqlite.reading import as_json, is_among
from search.dutch.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.derived import Once
    from search.backend.sqlite.filtering import Filtering
    from search.backend.sqlite.reading import Reading
    from search.model import Filters

#: Weight of a match in the passage's own text, its headings and its footnotes.
COLUMN_WEIGHTS = (1.0, 0.8, 0.5)
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
    """See search.backend.protocol.Words. ``derived``: what follows from all documents of this generation."""

    def __init__(self, reading: Reading, derived: Once, filtering: Filtering) -> None:
        self._reading = reading
        self._derived = derived
        self._filtering = filtering

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base."""
        return len(self._filtering.extents)

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return for each term how many passages of the whole knowledge base hold it."""
        return dict(self._reading.rows(_COUNTS, terms=json.dumps([*terms])))

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters."""
        return self._found(terms, self._filtering.restricted(filters))

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the same of the passages with these keys only."""
        allowed = self._filtering.restricted()
        return self._found(terms, keys if allowed is None else keys[is_among(keys, allowed)])

    def _found(self, terms: Collection[str], allowed: NDArray[np.int64] | None) -> dict[str, TermMatches]:
        counts, size = self.counts(terms), self.count()
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

    def lexicon(self) -> Lexicon:
        """Return the vocabulary of the whole knowledge base."""
        return self._derived.get("lexicon", self._read_lexicon)

    def _read_lexicon(self) -> Lexicon:
        terms = frozenset(self._reading.column("SELECT term FROM lexical_terms"))
        pairs = self._reading.typed((str, str), "SELECT DISTINCT short, long FROM abbreviations ORDER BY short, long")
        counts = dict(self._reading.typed((str, int), "SELECT word, passages FROM words"))
        return Lexicon(counts, terms, tuple((short, tuple(long.split())) for short, long in pairs))
