"""Passages by their words: SQLite's FTS5 over terms that search.dutch.terms made."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from search.backend.model import TermMatches
from search.backend.sqlite.reading import as_json
from search.dutch.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.backend.derived import Once
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

    def __init__(self, reading: Reading, derived: Once) -> None:
        self._reading = reading
        self._derived = derived

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base."""
        return self._derived.get("passages", lambda: int(self._reading.value("SELECT count(*) FROM passages")))

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters."""
        allowed = self._reading.restricted_keys(filters)
        keys = None if allowed is None else frozenset(allowed.tolist())
        counts = dict(self._reading.rows(_COUNTS, terms=json.dumps([*terms])))
        matches: dict[str, list[tuple[int, float]]] = {term: [] for term in counts}
        for term, key, score in self._reading.rows(_MATCHES, terms=json.dumps([*counts])):
            if keys is None or key in keys:
                matches[term].append((key, score))
        found, size = {}, self.count()
        for term, count in counts.items():
            # bm25() is -idf times saturated frequency; the idf is taken out again.
            idf = max(math.log((size - count + 0.5) / (count + 0.5)), _LEAST_IDF)
            rows = matches[term]
            found[term] = TermMatches(count, [key for key, _ in rows], [-score / idf for _, score in rows])
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
