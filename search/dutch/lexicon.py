"""The vocabulary of a corpus that is small enough to be held in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from search.dutch.names import is_name
from search.dutch.remembering import remembered
from search.dutch.terms import stem
from search.dutch.vocabulary import MIN_TYPO, Vocabulary, fewest_shared, trigrams

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence


@dataclass(frozen=True)
class Lexicon(Vocabulary):
    """See search.dutch.vocabulary.

    ``words``: folded word -> number of passages it stands in. ``abbreviations``: (abbreviation, the words it stands
    for), folded, as the corpus defines them.
    """

    words: dict[str, int]
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def _stems(self) -> dict[str, int]:
        out: Counter[str] = Counter()
        for word, count in self.words.items():
            out[stem(word)] += count
        return dict(out)

    @cached_property
    def _forward(self) -> list[str]:
        return sorted(self._stems)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(term[::-1] for term in self._stems)

    @cached_property
    def _grams(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= MIN_TYPO - 1 and word.isalpha():
                for gram in trigrams(word):
                    index[gram].append(word)
        return dict(index)

    @cached_property
    def _names(self) -> list[str]:
        return sorted(word for word in self.words if is_name(word))

    @cached_property
    def _long_forms(self) -> dict[str, tuple[str, ...]]:
        return dict(reversed(self.abbreviations))  # of several meanings the first

    @cached_property
    def _short_forms(self) -> dict[tuple[str, ...], list[str]]:
        found: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for short, long in self.abbreviations:
            found[tuple(stem(form) for form in long)].append(short)
        return dict(found)

    @cached_property
    def _parts(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _compounds(self) -> dict[str, list[str]]:
        return {}

    @cached_property
    def longest_abbreviated(self) -> int:
        """Words in the longest long form of an abbreviation."""
        return max((len(long) for _, long in self.abbreviations), default=0)

    def word_counts(self, words: Collection[str]) -> dict[str, int]:
        """Return word -> number of passages, of those that are there."""
        return {word: self.words[word] for word in words if word in self.words}

    def stem_counts(self, stems: Collection[str]) -> dict[str, int]:
        """Return stem -> number of passages, of those that are there."""
        return {each: self._stems[each] for each in stems if each in self._stems}

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two parts of a compound; for what papers are called, all words of their titles are asked."""
        return remembered(self._parts, word, super().split)

    def compounds(self, word: str) -> list[str]:
        """Return the terms of the corpus's compounds that ``word`` is part of."""
        return remembered(self._compounds, word, super().compounds)

    def starting(self, prefix: str) -> list[tuple[str, int]]:
        """Return (stem, passages) of the stems that start with ``prefix`` and are longer, frequent ones first."""
        return self._frequent_first(_starting(self._forward, prefix))

    def ending(self, suffix: str) -> list[tuple[str, int]]:
        """Return (stem, passages) of the stems that end with ``suffix`` and are longer, frequent ones first."""
        return self._frequent_first(term[::-1] for term in _starting(self._backward, suffix[::-1]))

    def _frequent_first(self, stems: Iterable[str]) -> list[tuple[str, int]]:
        return sorted(((each, self._stems[each]) for each in stems), key=lambda pair: (-pair[1], pair[0]))

    def names_starting(self, prefix: str) -> list[str]:
        """Return the words that are names and start with ``prefix``."""
        exact = [prefix] if prefix in self.words and is_name(prefix) else []
        return [*exact, *_starting(self._names, prefix)]

    def like(self, word: str, limit: int) -> dict[str, int]:
        """Return word -> passages, of words that share enough trigrams with ``word``."""
        grams = trigrams(word)
        shared = Counter(candidate for gram in grams for candidate in self._grams.get(gram, ()))
        least = fewest_shared(grams, limit)
        return {candidate: self.words[candidate] for candidate, count in shared.items() if count >= least}

    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the words that an abbreviation stands for, () for what the corpus does not define."""
        return self._long_forms.get(word, ())

    def abbreviations_of(self, forms: Sequence[str]) -> list[str]:
        """Return the abbreviations that stand for these words, in this order."""
        return self._short_forms.get(tuple(stem(form) for form in forms), [])


def _starting(ordered: list[str], prefix: str) -> list[str]:
    """Return the strings of a sorted list that start with ``prefix`` and are longer."""
    first = bisect_left(ordered, prefix)
    last = bisect_left(ordered, prefix + "\U0010ffff", lo=first)
    return [term for term in ordered[first:last] if len(term) > len(prefix)]
