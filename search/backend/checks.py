"""Looks for what should not be in the rows of passages, and compares the words that are counted with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from search.backend.lexical.counting import count_stems, count_words
from search.backend.problems import Problem, ProblemKind
from search.backend.tables.passages import read_passages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.backend.tables.reading import TableReading

_DOCUMENT = "SELECT title, text FROM documents WHERE key = :key"
_PASSAGES = "SELECT key FROM passages WHERE document = :key ORDER BY ordinal"


def passage_problems(reading: TableReading, key: int, counted: Counter[str]) -> Iterator[Problem]:
    """Yield what is wrong with the passages of a document; adds to ``counted`` how many of them hold each word."""
    [(title, text)] = reading.rows(_DOCUMENT, key=key)
    passages = sorted(
        read_passages(reading, reading.column(_PASSAGES, key=key)).values(), key=lambda passage: passage.ordinal
    )
    counted.update(count_words(title, passages))
    for passage in passages:
        if text[passage.start : passage.end] != passage.text:
            yield Problem(ProblemKind.PASSAGE_TEXT, passage.id)
        if any(not passage.start <= start < end <= passage.end for start, end in passage.sentences):
            yield Problem(ProblemKind.SENTENCE, passage.id)


def words_differ(reading: TableReading, counted: Counter[str]) -> bool:
    """Tell whether the words and their stems are others than those counted, with the passages that hold each."""
    words = Counter(dict(reading.rows("SELECT word, passages FROM words")))
    stems = {(each, each[::-1], count) for each, count in count_stems(words).items()}
    return counted != words or stems != set(reading.rows("SELECT stem, reversed, passages FROM stems"))
