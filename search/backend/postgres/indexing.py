"""What of a passage can be found by its words, as rows of the table ``lexical``, and the counts over all passages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from search.backend.lexical.counting import count_stems, count_words, indexed_texts
from search.backend.postgres.access.reading import Reading
from search.backend.postgres.tables.texts import WEIGHTS
from search.backend.tables.passages import read_passages
from search.backend.tables.writing import stems_of
from search.dutch.terms import paper_terms, terms
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ingest.model import Passage
    from search.backend.postgres.access.pool import Database

# Where the other store's index cuts a term in two: after what is neither a letter, a digit, a hyphen nor a comma.
_CUT = re.compile(r"[^\w,-]+|_")
_OLD_TERMS = """
    SELECT term, count(*) FROM lexical l JOIN passages p ON p.key = l.passage, unnest(l.terms) term
    WHERE p.document = %(key)s GROUP BY term"""
_ADD = """
    INSERT INTO {table} AS t ({name}, passages)
    SELECT * FROM unnest(%(names)s::text[], %(counts)s::bigint[]) each (name, passages) ORDER BY name
    ON CONFLICT ({name}) DO UPDATE SET passages = t.passages + excluded.passages"""
_DROP = "DELETE FROM {table} WHERE passages <= 0 AND {name} = ANY(%(names)s)"
_COUNT_TERMS = """
    INSERT INTO terms SELECT term, count(*) FROM lexical, unnest(terms) term GROUP BY term"""
_COUNT_WORDS = """
    INSERT INTO words SELECT word, sum(n) FROM documents, unnest(words, counts) each (word, n) GROUP BY word"""
_ANALYSE = """
    UPDATE abbreviations SET stems = each.stems, words = each.words
    FROM unnest(%(forms)s::text[], %(stems)s::text[], %(words)s::integer[]) each (long, stems, words)
    WHERE abbreviations.long = each.long"""
_COUNT_ALL = """
    UPDATE state SET passages = (SELECT count(*) FROM passages),
        tokens = (SELECT coalesce(sum(length), 0) FROM lexical)"""


class LexicalRow(NamedTuple):
    """See the table ``lexical``."""

    length: int
    own: int
    terms: list[str]
    weights: list[int]


def lexical_row(title: str, passage: Passage) -> LexicalRow:
    """Return what is indexed of a passage of the document with this title."""
    body, headings, notes = (terms(text) for text in indexed_texts(title, passage))
    notes += paper_terms(id_ for cite in passage.citations for id_ in (cite.id, cite.likely_id))
    columns = [[part for term in column for part in _CUT.split(term) if part] for column in (body, headings, notes)]
    weights: Counter[str] = Counter()
    for column, weight in zip(columns, WEIGHTS, strict=True):
        for term in column:  # in the order of the text, its own terms first
            weights[term] += weight
    return LexicalRow(sum(map(len, columns)), len(set(columns[0])), [*weights], [*weights.values()])


def count_terms(rows: Mapping[int, LexicalRow]) -> Counter[str]:
    """Return term -> number of these passages that it stands in."""
    return Counter(term for row in rows.values() for term in row.terms)


def terms_of_document(db: Database, key: int) -> Counter[str]:
    """Return term -> number of passages of the stored document with this key that it stands in."""
    return Counter(dict(db.execute(_OLD_TERMS, {"key": key}).fetchall()))


def change_counts(db: Database, terms_: Mapping[str, int], words: Mapping[str, int]) -> None:
    """Add to the counts of terms and words; to be called by one at a time, who holds the state."""
    for table, name, changes in (
        ("terms", "term", terms_),
        ("words", "word", words),
        ("stems", "stem", count_stems(words)),
    ):
        changed = {each: count for each, count in changes.items() if count}
        if changed:
            values = {"names": [*changed], "counts": [*changed.values()]}
            db.execute(_ADD.format(table=table, name=name).encode(), values)
        if gone := [each for each, count in changed.items() if count < 0]:
            db.execute(_DROP.format(table=table, name=name).encode(), {"names": gone})


def count_again(db: Database) -> None:
    """Count terms, words, passages and tokens anew: what was counted of a damaged document is not known."""
    for statement in ("DELETE FROM terms", "DELETE FROM words", _COUNT_TERMS, _COUNT_WORDS, _COUNT_ALL):
        db.execute(statement.encode())
    count_stems_again(db)


def count_stems_again(db: Database) -> None:
    """Count the stems of the words anew."""
    counted = count_stems(dict(db.execute("SELECT word, passages FROM words").fetchall()))
    db.execute("DELETE FROM stems")
    with db.cursor() as cursor, cursor.copy("COPY stems (stem, passages) FROM STDIN") as copy:
        for row in counted.items():
            copy.write_row(row)


def analyse_abbreviations(db: Database) -> None:
    """Write the stems of what abbreviations stand for, and of how many words it is."""
    forms = [long for (long,) in db.execute("SELECT DISTINCT long FROM abbreviations").fetchall()]
    stems, words = [stems_of(long)[0] for long in forms], [stems_of(long)[1] for long in forms]
    db.execute(_ANALYSE.encode(), {"forms": forms, "stems": stems, "words": words})


def index_again(db: Database) -> None:
    """Analyse the words of all passages anew, after a change of how that is done."""
    for key, title in db.execute("SELECT key, title FROM documents ORDER BY key").fetchall():
        found = db.execute("SELECT key FROM passages WHERE document = %s", (key,)).fetchall()
        passages = read_passages(Reading(db, EVERYTHING), [each for (each,) in found])
        sql = "UPDATE lexical SET length = %s, own = %s, terms = %s, weights = %s WHERE passage = %s"
        with db.cursor() as cursor:
            cursor.executemany(sql, [(*lexical_row(title, each), passage) for passage, each in passages.items()])
        words = count_words(title, passages.values())
        sql = "UPDATE documents SET words = %s, counts = %s WHERE key = %s"
        db.execute(sql, ([*words], [*words.values()], key))
    analyse_abbreviations(db)
    count_again(db)
