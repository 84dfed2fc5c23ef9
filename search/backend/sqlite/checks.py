"""Looks for what should not be in the tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from search.backend.problems import Problem, ProblemKind
from search.backend.sqlite.documents import SqliteDocuments
from search.backend.sqlite.indexing import count_words
from search.backend.sqlite.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ingest.model import Passage
    from search.backend.sqlite.reading import Reading


def find_problems(reading: Reading) -> list[Problem]:
    """Return what is wrong with the tables, their texts and the lexical index."""
    problems = [
        Problem(ProblemKind.DATABASE, "database", row[0])
        for row in reading.rows("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    problems += [
        Problem(ProblemKind.REFERENCE, "database", f"{row[0]} {row[1]} -> {row[2]}")
        for row in reading.rows("PRAGMA foreign_key_check")
    ]
    counted: Counter[str] = Counter()
    for title, text, passages in _documents(reading):
        problems += [problem for passage in passages for problem in _passage(text, passage)]
        counted += count_words(title, passages)
    return problems + _lexical(reading, counted)


def _documents(reading: Reading) -> Iterator[tuple[str, str, list[Passage]]]:
    """Yield title, text and passages of each document."""
    documents = SqliteDocuments(reading)
    sql = "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document WHERE d.id = :id ORDER BY p.ordinal"
    for document, title in documents.titles().items():
        passages = read_passages(reading, reading.column(sql, id=document))
        yield title, documents.text(document) or "", [*passages.values()]


def _passage(text: str, passage: Passage) -> Iterator[Problem]:
    if text[passage.start : passage.end] != passage.text:
        yield Problem(ProblemKind.PASSAGE_TEXT, passage.id)
    if any(not passage.start <= start < end <= passage.end for start, end in passage.sentences):
        yield Problem(ProblemKind.SENTENCE, passage.id)


def _lexical(reading: Reading, counted: Counter[str]) -> list[Problem]:
    """Compare the lexical index with the passages; ``counted``: how many of them hold each word."""
    problems: list[Problem] = []
    keys = reading.column("SELECT key FROM passages ORDER BY key")
    lexical = reading.column("SELECT rowid FROM lexical ORDER BY rowid")
    if lexical != keys:
        differing = str(len(set(keys) ^ set(lexical)))
        problems.append(Problem(ProblemKind.LEXICAL_PASSAGES, "lexical index", differing))
    if counted != Counter(dict(reading.rows("SELECT word, passages FROM words"))):
        problems.append(Problem(ProblemKind.LEXICAL_WORDS, "lexical index"))
    return problems
