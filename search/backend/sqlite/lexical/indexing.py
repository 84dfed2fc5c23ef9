"""Writes the lexical index: what of a passage can be found by its words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from search.backend.lexical.counting import count_stems, count_words, indexed_texts
from search.dutch.terms import paper_terms, terms_and_forms

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.model import Passage


def index_passages(db: sqlite3.Connection, title: str, passages: Mapping[int, Passage]) -> None:
    """Add the passages of one document, by key, to the lexical index and its vocabulary."""
    counted: Counter[str] = Counter()
    rows = []
    for key, passage in passages.items():
        text, above, below = indexed_texts(title, passage)
        # Headings stand above many passages, and are the same text for all of them.
        body, headings, notes = _analysed(text), _analysed_headings(above), _analysed(below)
        papers = paper_terms(id_ for cite in passage.citations for id_ in (cite.id, cite.likely_id))
        rows.append((key, body.terms, headings.terms, " ".join(filter(None, (notes.terms, *papers)))))
        counted.update(body.forms | headings.forms | notes.forms)
    db.executemany("INSERT INTO lexical (rowid, body, headings, notes) VALUES (?, ?, ?, ?)", rows)
    _add_words(db, counted)


@dataclass(frozen=True, slots=True)
class _Analysed:
    """``terms``: of a text, with spaces between them. ``forms``: its distinct folded words."""

    terms: str
    forms: frozenset[str]


def _analysed(text: str) -> _Analysed:
    found, forms = terms_and_forms(text)
    return _Analysed(" ".join(found), frozenset(forms))


_analysed_headings = lru_cache(maxsize=256)(_analysed)


def unindex_passages(db: sqlite3.Connection, title: str, passages: Mapping[int, Passage]) -> None:
    """Take the passages of one document, by key, out of the lexical index and its vocabulary."""
    gone = count_words(title, passages.values())
    _take_away(db, "words", "word", gone)
    _take_away(db, "stems", "stem", count_stems(gone))
    db.executemany("DELETE FROM lexical WHERE rowid = ?", ((key,) for key in passages))


def rebuild_index(db: sqlite3.Connection, documents: Iterable[tuple[str, Sequence[Passage]]]) -> None:
    """Make the lexical index from its own texts anew, and the vocabulary from (title, passages) of all documents."""
    db.execute("INSERT INTO lexical (lexical) VALUES ('rebuild')")
    db.execute("DELETE FROM words")
    db.execute("DELETE FROM stems")
    for title, passages in documents:
        _add_words(db, count_words(title, passages))


def _add_words(db: sqlite3.Connection, found: Mapping[str, int]) -> None:
    sql = """
        INSERT INTO words VALUES (?, ?)
        ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages"""
    db.executemany(sql, found.items())
    sql = """
        INSERT INTO stems VALUES (?, ?, ?)
        ON CONFLICT (stem) DO UPDATE SET passages = passages + excluded.passages"""
    db.executemany(sql, ((each, each[::-1], count) for each, count in count_stems(found).items()))


def _take_away(db: sqlite3.Connection, table: str, column: str, gone: Mapping[str, int]) -> None:
    """Subtract counts, and delete the rows in which nothing is left."""
    sql = f"UPDATE {table} SET passages = passages - ? WHERE {column} = ?"  # noqa: S608 - names from this module
    db.executemany(sql, ((count, each) for each, count in gone.items()))
    sql = f"DELETE FROM {table} WHERE {column} = ? AND passages <= 0"  # noqa: S608
    db.executemany(sql, ((each,) for each in gone))
