"""Looks for what should not be in the tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from search.backend.checks import passage_problems, words_differ
from search.backend.postgres.access.reading import Reading
from search.backend.postgres.checksums import is_sound
from search.backend.problems import Problem, ProblemKind
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.backend.postgres.access.connection import Transaction
    from search.backend.postgres.access.pool import Database

_LEXICAL = "lexical index"
_WITHOUT_WORDS = (
    "SELECT count(*) FROM passages p FULL JOIN lexical l ON l.passage = p.key WHERE p.key IS NULL OR l.passage IS NULL"
)
_TERMS_DIFFER = """
    SELECT 1 FROM (SELECT term, count(*) AS passages FROM lexical, unnest(terms) term GROUP BY term) found
    FULL JOIN terms t ON t.term = found.term WHERE t.passages IS DISTINCT FROM found.passages LIMIT 1"""
_NUMBERS_DIFFER = """
    SELECT 1 FROM (
        SELECT document, array_agg(key ORDER BY key) AS keys,
            array_agg(2 * ordinal + (kind = 'footnote')::integer ORDER BY key) AS codes FROM passages GROUP BY document
    ) own FULL JOIN extents e ON e.document = own.document
    WHERE (e.keys, e.codes) IS DISTINCT FROM (own.keys, own.codes)
    UNION ALL
    SELECT 1 FROM (SELECT first + cardinality(keys) AS after, lead(first) OVER (ORDER BY first) AS following
        FROM extents) each WHERE after > coalesce(following, (SELECT last + 1 FROM numbering))
    LIMIT 1"""
_STATE_DIFFERS = """
    SELECT 1 FROM state WHERE passages <> (SELECT count(*) FROM passages)
    OR tokens <> (SELECT coalesce(sum(length), 0) FROM lexical)"""
_WRONG_LENGTH = """
    SELECT count(*) FROM {table} WHERE vector_dims(vector) <> %(dimensions)s
    OR abs(l2_norm(vector) - 1) > 1e-3 AND l2_norm(vector) <> 0"""
_WITHOUT_VECTOR = """
    SELECT count(*) FROM {owner} o FULL JOIN {table} v ON v.{key} = o.key WHERE o.key IS NULL OR v.{key} IS NULL"""


def find_problems(held: Transaction) -> list[Problem]:
    """Return what is wrong with the tables; an empty list when nothing is."""
    reading = Reading(held.db, EVERYTHING)
    counted: Counter[str] = Counter()
    return [
        *_documents(reading, counted),
        *_lexical(reading, counted),
        *_vectors(held.db, held.state.dimensions),
    ]


def _documents(reading: Reading, counted: Counter[str]) -> Iterator[Problem]:
    """The rows of each document, and its passages; adds to ``counted`` how many of these hold each word."""
    for key, id_ in reading.rows("SELECT key, id FROM documents ORDER BY id"):
        if not is_sound(reading.db, key):
            yield Problem(ProblemKind.DOCUMENT, id_)
        try:
            yield from passage_problems(reading, key, counted)
        except (ValueError, LookupError, TypeError) as error:  # of cells that hold no JSON of ours
            yield Problem(ProblemKind.DOCUMENT, id_, str(error))


def _lexical(reading: Reading, counted: Counter[str]) -> Iterator[Problem]:
    """Compare the lexical index with the passages; ``counted``: how many of them hold each word."""
    if differing := reading.value(_WITHOUT_WORDS):
        yield Problem(ProblemKind.LEXICAL_PASSAGES, _LEXICAL, str(differing))
    if words_differ(reading, counted):
        yield Problem(ProblemKind.LEXICAL_WORDS, _LEXICAL)
    if any(map(reading.rows, (_TERMS_DIFFER, _NUMBERS_DIFFER, _STATE_DIFFERS))):
        yield Problem(ProblemKind.LEXICAL_INDEX, _LEXICAL)


def _vectors(db: Database, dimensions: int) -> Iterator[Problem]:
    """Vectors of another length, and those that are missing."""
    for owner, table, key in (
        ("passages", "passage_vectors", "passage"),
        ("sentences", "sentence_vectors", "sentence"),
    ):
        sql = _WRONG_LENGTH.format(table=table).encode()
        if (db.execute(sql, {"dimensions": dimensions}).fetchone() or (0,))[0]:
            yield Problem(ProblemKind.VECTOR_LENGTH, owner)
        if (db.execute(_WITHOUT_VECTOR.format(owner=owner, table=table, key=key).encode()).fetchone() or (0,))[0]:
            yield Problem(ProblemKind.REFERENCE, table)
