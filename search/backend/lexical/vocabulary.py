"""The vocabulary of a large base, asked of its tables: nothing is read of it but what a question needs.

The tables hold each word and each stem with the number of its passages, so a write changes the rows of its own words.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from search.dutch.lexicon import Lexicon
from search.dutch.names import is_name
from search.dutch.remembering import remembered, remembered_counts
from search.dutch.terms import stem
from search.dutch.vocabulary import MIN_TYPO, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from search.backend.derived import Once
    from search.backend.tables.reading import TableReading

#: Distinct words from which they are asked of the tables. Reading 30,000 after a write takes some 0.3 s, asking for
#: those of a question some 0.02 s.
STORED_FROM = 30_000
_LAST = "\U0010ffff"  # sorts behind everything that a word may go on with
_WORDS = "SELECT word, passages FROM words WHERE AMONG(word, :asked)"
_STEMS = "SELECT stem, passages FROM stems WHERE AMONG(stem, :asked)"
_FEW = 200  # compounds that are mostly enough
_ALL = 1 << 62
_FREQUENT_FIRST = "ORDER BY passages DESC, stem LIMIT :most OFFSET :after"
_STARTING = f"SELECT stem, passages FROM stems WHERE stem > :low AND stem < :high {_FREQUENT_FIRST}"  # noqa: S608 - our own
_ENDING = f"SELECT stem, passages FROM stems WHERE reversed > :low AND reversed < :high {_FREQUENT_FIRST}"  # noqa: S608
_NAMES = "SELECT word FROM words WHERE word >= :low AND word < :high"
_LONG = "SELECT long FROM abbreviations WHERE short = :short ORDER BY long LIMIT 1"
_SHORT = "SELECT DISTINCT short, long FROM abbreviations WHERE stems = :stems ORDER BY short, long"
_OF_LENGTH = "SELECT word, passages FROM words WHERE length(word) = :size"


class StoredVocabulary(Vocabulary):
    """See search.dutch.vocabulary. ``derived``: what follows from all documents of this generation."""

    def __init__(self, reading: TableReading, derived: Once) -> None:
        self._reading = reading
        self._derived = derived

    @cached_property
    def longest_abbreviated(self) -> int:
        """Words in the longest long form of an abbreviation."""
        return int(self._reading.value("SELECT max(words) FROM abbreviations") or 0)

    def word_counts(self, words: Collection[str]) -> dict[str, int]:
        """Return word -> number of passages, of those that are there."""
        return self._asked(_WORDS, words)

    def stem_counts(self, stems: Collection[str]) -> dict[str, int]:
        """Return stem -> number of passages, of those that are there."""
        return self._asked(_STEMS, stems)

    def _asked(self, sql: str, words: Collection[str]) -> dict[str, int]:
        """Return the counts of those that are there."""

        def read(missing: list[str]) -> list[tuple[str, int]]:
            return self._reading.typed((str, int), sql, asked=self._reading.texts_among(missing))

        return remembered_counts(self._derived.get(f"asked by {sql}", dict), words, read)

    def compounds(self, word: str) -> list[str]:
        """Return the terms of the corpus's compounds that ``word`` is part of."""
        return remembered(self._derived.get("compounds", dict), word, super().compounds)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two parts of a compound; for what papers are called, all words of their titles are asked."""
        return remembered(self._derived.get("parts", dict), word, super().split)

    def starting(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Yield (stem, passages) of the stems that start with ``prefix`` and are longer, frequent ones first."""
        yield from self._frequent_first(_STARTING, prefix)

    def ending(self, suffix: str) -> Iterator[tuple[str, int]]:
        """Yield (stem, passages) of the stems that end with ``suffix`` and are longer, frequent ones first."""
        yield from self._frequent_first(_ENDING, suffix[::-1])

    def _frequent_first(self, sql: str, part: str) -> Iterator[tuple[str, int]]:
        few = self._reading.typed((str, int), sql, low=part, high=part + _LAST, most=_FEW, after=0)
        yield from few
        if len(few) == _FEW:
            yield from self._reading.typed((str, int), sql, low=part, high=part + _LAST, most=_ALL, after=_FEW)

    def names_starting(self, prefix: str) -> list[str]:
        """Return the words that are names and start with ``prefix``."""
        rows = self._reading.typed((str,), _NAMES, low=prefix, high=prefix + _LAST)
        return [word for (word,) in rows if is_name(word)]

    def like(self, word: str, limit: int) -> dict[str, int]:
        """Return word -> passages, of words of nearly the same length: comparing all of them takes a tenth of a second.

        They are kept while nothing is written, for the next typing error.
        """
        sizes = range(max(len(word) - limit, MIN_TYPO - 1), len(word) + limit + 1)
        return {each: count for size in sizes for each, count in self._of_length(size).items()}

    def _of_length(self, size: int) -> dict[str, int]:
        return self._derived.get(f"words of {size}", lambda: self._read_words(size))

    def _read_words(self, size: int) -> dict[str, int]:
        rows = self._reading.typed((str, int), _OF_LENGTH, size=size)
        return {word: count for word, count in rows if word.isalpha()}

    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the words that an abbreviation stands for, () for what the corpus does not define."""
        rows = self._reading.typed((str,), _LONG, short=word)
        return tuple(rows[0][0].split()) if rows else ()

    def abbreviations_of(self, forms: Sequence[str]) -> list[str]:
        """Return the abbreviations that stand for these words, in this order."""
        rows = self._reading.typed((str, str), _SHORT, stems=" ".join(map(stem, forms)))
        return [short for short, _ in rows]


def vocabulary(reading: TableReading, derived: Once) -> Vocabulary:
    """Return the vocabulary of the whole knowledge base: a small one read whole, once, a large one asked of its tables.

    ``derived``: see ``StoredVocabulary``.
    """
    whole = derived.get("lexicon", lambda: [] if _is_large(reading) else [read_lexicon(reading)])
    return whole[0] if whole else StoredVocabulary(reading, derived)


def read_lexicon(reading: TableReading) -> Lexicon:
    """Return the vocabulary, read whole."""
    pairs = reading.typed((str, str), "SELECT DISTINCT short, long FROM abbreviations ORDER BY short, long")
    counts = dict(reading.typed((str, int), "SELECT word, passages FROM words"))
    return Lexicon(counts, tuple((short, tuple(long.split())) for short, long in pairs))


def _is_large(reading: TableReading) -> bool:
    """Tell whether there are so many words that they are not to be read whole."""
    return bool(reading.rows("SELECT 1 FROM words LIMIT 1 OFFSET :most", most=STORED_FROM))
