"""What the corpus's own words reveal about a question's words: compounds, their parts, and typing errors.

Dutch writes compounds as one word and people do not always: "klimaat financiering" must find "klimaatfinanciering",
"klimaatdoel" must reach texts on "klimaat" and "doelen", and "financiering" those on "klimaatfinanciering". Nothing of
this is stored: it follows from the vocabulary of the documents that are there now, whatever order they came in.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from heapq import merge
from itertools import chain, groupby, islice
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from search.dutch import common_abbreviations
from search.dutch.names import country_of, same_name
from search.dutch.terms import stem
from search.dutch.word_list import SHORTEST, is_dutch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

MIN_PART = 4  # letters; shorter parts (zee, wet) split far too many words that are not compounds
MAX_WORD = 60  # letters; longer ones are not Dutch words and would take long to split
MAX_COMPOUNDS = 24  # compounds looked up for one word, most frequent first
MIN_TYPO = SHORTEST  # letters
#: Prepositions that words begin with which are no compounds of them: "onderwijs", "doorgang", "achterstand". Those that
#: are stop words are no words of the corpus anyway; with "binnen" and "buiten" what follows keeps its meaning.
_NO_PARTS = frozenset(("achter", "boven", "door", "langs", "onder", "rond"))
_LINKS = ("", "s", "en", "e", "n", "ing", "ings", "er")  # what may stand between a stem and the next part
_HEAD_LINKS = ("", "s", "en", "e")  # between a whole word and the next part
_SHORT_WORD = 8  # letters; below it one typing error is allowed, from it two
_SAME_NAME = 4  # letters with which names that may be one begin
_AT_ONCE = 100  # compounds whose other part is looked up in one go


def trigrams(word: str) -> set[str]:
    """Return the runs of three characters in a word, its ends included."""
    padded = f"  {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def fewest_shared(grams: Collection[str], limit: int) -> int:
    """Return how many of the trigrams of a word one with at most ``limit`` typing errors must share."""
    return len(grams) - 3 * limit


class Vocabulary(ABC):
    """The words of a corpus, wherever they are kept. A stem stands for all words that have it."""

    @property
    @abstractmethod
    def longest_abbreviated(self) -> int:
        """Words in the longest long form of an abbreviation."""

    @abstractmethod
    def word_counts(self, words: Collection[str]) -> Mapping[str, int]:
        """Return word -> number of passages, of those of these folded words that are there."""

    @abstractmethod
    def stem_counts(self, stems: Collection[str]) -> Mapping[str, int]:
        """Return stem -> number of passages, at most (words of one stem may share passages), of those there are."""

    @abstractmethod
    def starting(self, prefix: str) -> Iterable[tuple[str, int]]:
        """Yield (stem, passages) of the stems that start with ``prefix`` and are longer, frequent ones first.

        Those that are as frequent in the order of the alphabet.
        """

    @abstractmethod
    def ending(self, suffix: str) -> Iterable[tuple[str, int]]:
        """Yield (stem, passages) of the stems that end with ``suffix`` and are longer, in the same order."""

    @abstractmethod
    def names_starting(self, prefix: str) -> Iterable[str]:
        """Return the words that are names (search.dutch.names) and start with ``prefix``."""

    @abstractmethod
    def like(self, word: str, limit: int) -> Mapping[str, int]:
        """Return word -> passages, of words of letters that ``limit`` typing errors may have made ``word`` of.

        At least those at most so far away that share enough trigrams with it (``fewest_shared``).
        """

    @abstractmethod
    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the words that an abbreviation stands for, () for what the corpus does not define."""

    @abstractmethod
    def abbreviations_of(self, forms: Sequence[str]) -> list[str]:
        """Return the abbreviations that stand for these words, in this order."""

    @property
    def longest_long_form(self) -> int:
        """Words in the longest long form of an abbreviation, those that are well known included."""
        return max(self.longest_abbreviated, common_abbreviations.longest())

    def long_form(self, word: str) -> tuple[str, ...]:
        """Return what an abbreviation stands for, by the corpus or, where it has those words, as is known."""
        known = common_abbreviations.long_forms(word)
        return self.stands_for(word) or next((long for long in known if all(each in self for each in long)), ())

    def short_forms(self, forms: Sequence[str]) -> list[str]:
        """Return the abbreviations of these words that the corpus defines, and the well-known ones that it has."""
        defined = self.abbreviations_of(forms) if 1 < len(forms) <= self.longest_abbreviated else []
        return [*defined, *(short for short in common_abbreviations.short_forms(forms) if short in self)]

    def __contains__(self, word: str) -> bool:
        return bool(self.word_counts((word,)) or self.stem_counts((stem(word),)))

    def names_like(self, name: str) -> list[str]:
        """Return the corpus's names of the same place or people: for "congolese" "congo"; the country of a capital."""
        country = country_of(name)
        wanted = [name] if country is None else [name, country]
        found = {other for each in wanted for other in self.names_starting(each[:_SAME_NAME])}
        return sorted(word for word in found if word != name and any(same_name(word, other) for other in wanted))

    def _known_parts(self, parts: Iterable[str]) -> set[str]:
        """Return those of these that a compound can be made of."""
        able = {part for part in parts if len(part) >= MIN_PART and part.isalpha() and part not in _NO_PARTS}
        words = self.word_counts(able)
        stems = {part: stem(part) for part in able if part not in words}
        counted = self.stem_counts(set(stems.values()))
        return {part for part in able if part in words or stems[part] in counted}

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two parts of a compound, both known to the corpus, or () where there is no such split.

        Of several splits the one whose rarer part is the most frequent wins, then the one with the longest head.
        """
        if len(word) > MAX_WORD:
            return ()
        cuts = range(MIN_PART, len(word) - MIN_PART + 1)
        known = self._known_parts(part for cut in cuts for part in (word[cut:], *_heads(word[:cut])))
        words = self.word_counts(known)
        pairs = {}
        for cut in cuts:
            heads = [head for head in _heads(word[:cut]) if head in known]
            if heads and word[cut:] in known:
                # As the corpus writes it, if it does.
                pairs[cut] = (next((head for head in heads if head in words), heads[0]), word[cut:])
        counts = self.stem_counts({stem(part) for pair in pairs.values() for part in pair})
        best = max(pairs, key=lambda cut: (min(counts[stem(part)] for part in pairs[cut]), cut), default=None)
        return () if best is None else pairs[best]

    def compounds(self, word: str) -> list[str]:
        """Return the terms of the corpus's compounds that ``word`` is the first or last part of, frequent ones first.

        What remains of the compound must be a known word too: "export" finds "exportkrediet", "doel" not "doelmatig".
        """
        base = stem(word)
        if not MIN_PART <= len(base) <= MAX_WORD or not base.isalpha():
            return []
        each = [self.ending(base), *(self.starting(prefix) for prefix in {base, word})]
        ordered = merge(*each, key=lambda pair: (-pair[1], pair[0]))
        terms = (term for term, _ in groupby(term for term, _ in ordered) if term != base)
        found: list[str] = []
        while len(found) < MAX_COMPOUNDS and (batch := list(islice(terms, _AT_ONCE))):
            others = {term: self._other_parts(term, base, word) for term in batch}
            known = self._known_parts(chain.from_iterable(others.values()))
            found += [term for term in batch if not known.isdisjoint(others[term])]
        return found[:MAX_COMPOUNDS]

    @staticmethod
    def _other_parts(term: str, base: str, word: str) -> list[str]:
        """Return what may be the other part of a compound with a word, whose stem is ``base``."""
        found = _heads(term[: -len(base)]) if term.endswith(base) else []
        for prefix in {base, word}:
            if term.startswith(prefix):
                rest = term[len(prefix) :]
                found += (rest[len(link) :] for link in _LINKS if rest.startswith(link))
        return found

    def correct(self, word: str) -> str | None:
        """Return the corpus's word that ``word`` was probably meant to be, None when there is none near enough.

        A word that Dutch has was not meant to be another, only in another form: "rijke" is "rijk", "verkrachting" no
        "verwachting".
        """
        if not MIN_TYPO <= len(word) <= MAX_WORD or not word.isalpha():
            return None
        limit = 1 if len(word) < _SHORT_WORD else 2
        grams = trigrams(word)
        best: tuple[int, int, str] | None = None
        dutch: bool | None = None  # looked up when it matters
        for candidate, count in self.like(word, limit).items():
            if abs(len(candidate) - len(word)) > limit:
                continue
            distance = OSA.distance(word, candidate, score_cutoff=limit)  # swapped neighbours count as one error
            if distance <= limit and len(grams & trigrams(candidate)) >= fewest_shared(grams, limit):
                if not (candidate.startswith(word) or word.startswith(candidate)):
                    dutch = is_dutch(word) if dutch is None else dutch
                    if dutch:
                        continue
                rank = (distance, -count, candidate)
                if best is None or rank < best:
                    best = rank
        return best[2] if best else None


def _heads(part: str) -> list[str]:
    """Return what the first part of a compound may be, without what links it."""
    return [part[: len(part) - len(link)] for link in _HEAD_LINKS if part.endswith(link)]
