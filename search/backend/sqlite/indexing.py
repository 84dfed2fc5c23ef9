"""Writes the lexical index: what of a passage can be found by its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from search.dutch.terms import paper_terms, terms, words

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from ingest.model import Passage


def indexed_texts(title: str, passage: Passage) -> tuple[str, str, str]:
    """Return what is indexed of a passage: its own text, its headings with the document's title, its footnotes."""
    headings = ". ".join((title, *passage.section_path))
    notes = "" if passage.kind == "footnote" else " ".join(note.text for note in passage.footnotes)
    return passage.text, headings, notes


def passage_words(title: str, passage: Passage) -> set[str]:
    """Return the distinct folded words of everything that is indexed of a passage."""
    return {word.form for text in indexed_texts(title, passage) for word in words(text) if not word.joined}


def index_passages(db: sqlite3.Connection, title: str, passages: Mapping[int, Passage]) -> None:
    """Add the passages of one document, by key, to the lexical index and its vocabulary."""
    for key, passage in passages.items():
        body, headings, notes = (terms(text) for text in indexed_texts(title, passage))
        notes += paper_terms(id_ for cite in passage.citations for id_ in (cite.id, cite.likely_id))
        columns = (" ".join(column) for column in (body, headings, notes))
        db.execute("INSERT INTO lexical (rowid, body, headings, notes) VALUES (?, ?, ?, ?)", (key, *columns))
    _add_words(db, title, passages.values())


def unindex_passages(db: sqlite3.Connection, title: str, passages: Mapping[int, Passage]) -> None:
    """Take the passages of one document, by key, out of the lexical index and its vocabulary."""
    gone = count_words(title, passages.values())
    db.executemany("UPDATE words SET passages = passages - ? WHERE word = ?", ((n, word) for word, n in gone.items()))
    db.execute("DELETE FROM words WHERE passages <= 0")
    db.executemany("DELETE FROM lexical WHERE rowid = ?", ((key,) for key in passages))


def rebuild_index(db: sqlite3.Connection, documents: Iterable[tuple[str, Sequence[Passage]]]) -> None:
    """Make the lexical index from its own texts anew, and the vocabulary from (title, passages) of all documents."""
    db.execute("INSERT INTO lexical (lexical) VALUES ('rebuild')")
    db.execute("DELETE FROM words")
    for title, passages in documents:
        _add_words(db, title, passages)


def _add_words(db: sqlite3.Connection, title: str, passages: Iterable[Passage]) -> None:
    sql = """
        INSERT INTO words VALUES (?, ?)
        ON CONFLICT (word) DO UPDATE SET passages = passages + excluded.passages"""
    db.executemany(sql, count_words(title, passages).items())


def count_words(title: str, passages: Iterable[Passage]) -> Counter[str]:
    """Return folded word -> number of these passages, all of one document, that it stands in."""
    return Counter(word for passage in passages for word in passage_words(title, passage))
