"""What the corpus's own words reveal about a question's words: compounds, their parts, and typing errors.

Dutch writes compounds as one word and people do not always: "klimaat financiering" must find "klimaatfinanciering",
"klimaatdoel" must reach texts on "klimaat" and "doelen", and "financiering" those on "klimaatfinanciering". Nothing of
this is stored: it follows from the vocabulary of the documents that are there now, whatever order they came in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from search.dutch.names import country_of, is_name, same_name
from search.dutch.terms import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_PART = 4  # letters; shorter parts (zee, wet) split far too many words that are not compounds
MAX_WORD = 60  # letters; longer ones are not Dutch words and would take long to split
MAX_COMPOUNDS = 24  # compounds looked up for one word, most frequent first
_LINKS = ("", "s", "en", "e", "n", "ing", "ings", "er")  # what may stand between a stem and the next part
_HEAD_LINKS = ("", "s", "en", "e")  # between a whole word and the next part
_SHORT_WORD = 8  # letters; below it one typing error is allowed, from it two
_MIN_TYPO = 5


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


@dataclass(frozen=True)
class Lexicon:
    """The vocabulary of a corpus.

    ``words``: folded word -> number of passages it stands in. ``terms``: every term of the lexical index, ids of
    papers included. ``abbreviations``: (abbreviation, the words it stands for), folded, as the corpus defines them.
    """

    words: dict[str, int]
    terms: frozenset[str] = frozenset()
    abbreviations: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @cached_property
    def stems(self) -> dict[str, int]:
        """Stem -> number of passages, at most (words of one stem may share passages)."""
        out: Counter[str] = Counter()
        for word, count in self.words.items():
            out[stem(word)] += count
        return dict(out)

    @cached_property
    def _forward(self) -> list[str]:
        return sorted(self.stems)

    @cached_property
    def _backward(self) -> list[str]:
        return sorted(term[::-1] for term in self.stems)

    @cached_property
    def _grams(self) -> dict[str, list[str]]:
        index: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if len(word) >= _MIN_TYPO - 1 and word.isalpha():
                for gram in _trigrams(word):
                    index[gram].append(word)
        return dict(index)

    def __contains__(self, word: str) -> bool:
        return word in self.words or stem(word) in self.stems

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
    def longest_abbreviated(self) -> int:
        """Words in the longest long form of an abbreviation."""
        return max((len(long) for _, long in self.abbreviations), default=0)

    def stands_for(self, word: str) -> tuple[str, ...]:
        """Return the words that an abbreviation stands for, () for what the corpus does not define."""
        return self._long_forms.get(word, ())

    def abbreviations_of(self, forms: Sequence[str]) -> list[str]:
        """Return the abbreviations that stand for these words, in this order."""
        return self._short_forms.get(tuple(stem(form) for form in forms), [])

    @cached_property
    def _names(self) -> list[str]:
        return sorted(word for word in self.words if is_name(word))

    def names_like(self, name: str) -> list[str]:
        """Return the corpus's names of the same place or people: for "congolese" "congo"; the country of a capital."""
        country = country_of(name)
        wanted = [name] if country is None else [name, country]
        return [word for word in self._names if word != name and any(same_name(word, other) for other in wanted)]

    def _known_part(self, part: str) -> bool:
        return len(part) >= MIN_PART and part.isalpha() and (part in self.words or stem(part) in self.stems)

    def split(self, word: str) -> tuple[str, ...]:
        """Return the two parts of a compound, both known to the corpus, or () where there is no such split.

        Of several splits the one whose rarer part is the most frequent wins, then the one with the longest head.
        """
        best: tuple[int, int, tuple[str, str]] | None = None
        if len(word) > MAX_WORD:
            return ()
        for cut in range(MIN_PART, len(word) - MIN_PART + 1):
            tail = word[cut:]
            if not self._known_part(tail):
                continue
            head = self._head(word[:cut])
            if head is not None:
                weight = min(self.stems[stem(head)], self.stems[stem(tail)])
                if best is None or (weight, cut) > best[:2]:
                    best = (weight, cut, (head, tail))
        return best[2] if best else ()

    def _head(self, part: str) -> str | None:
        """Return the first part of a compound without what links it, a word as the corpus writes it if there is one."""
        heads = [part[: len(part) - len(link)] for link in _HEAD_LINKS if part.endswith(link)]
        known = [head for head in heads if self._known_part(head)]
        return next((head for head in known if head in self.words), known[0] if known else None)

    def compounds(self, word: str) -> list[str]:
        """Return the terms of the corpus's compounds that ``word`` is the first or last part of, frequent ones first.

        What remains of the compound must be a known word too: "export" finds "exportkrediet", "doel" not "doelmatig".
        """
        base = stem(word)
        if not MIN_PART <= len(base) <= MAX_WORD or not base.isalpha():
            return []
        found = set()
        for prefix in {base, word}:
            for term in _starting(self._forward, prefix):
                if any(
                    self._known_part(term[len(prefix) + len(link) :])
                    for link in _LINKS
                    if term.startswith(prefix + link)
                ):
                    found.add(term)
        for reverse in _starting(self._backward, base[::-1]):
            head = reverse[::-1][: -len(base)]
            if self._head(head) is not None:
                found.add(reverse[::-1])
        found.discard(base)
        return sorted(found, key=lambda term: (-self.stems[term], term))[:MAX_COMPOUNDS]

    def correct(self, word: str) -> str | None:
        """Return the corpus's word that ``word`` was probably meant to be, None when there is none near enough."""
        if not _MIN_TYPO <= len(word) <= MAX_WORD or not word.isalpha():
            return None
        limit = 1 if len(word) < _SHORT_WORD else 2
        grams = _trigrams(word)
        shared = Counter(candidate for gram in grams for candidate in self._grams.get(gram, ()))
        best: tuple[int, int, str] | None = None
        for candidate, count in shared.items():
            if count < len(grams) - 3 * limit or abs(len(candidate) - len(word)) > limit:
                continue
            distance = OSA.distance(word, candidate, score_cutoff=limit)  # swapped neighbours count as one error
            if distance <= limit:
                rank = (distance, -self.words[candidate], candidate)
                if best is None or rank < best:
                    best = rank
        return best[2] if best else None


def _starting(ordered: list[str], prefix: str) -> list[str]:
    """Return the strings of a sorted list that start with ``prefix`` and are longer."""
    first = bisect_left(ordered, prefix)
    last = bisect_left(ordered, prefix + "\U0010ffff", lo=first)
    return [term for term in ordered[first:last] if len(term) > len(prefix)]
