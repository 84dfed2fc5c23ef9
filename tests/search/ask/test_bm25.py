"""BM25 per concept against arithmetic worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.ask.bm25 import match_concepts
from search.ask.question import Concept
from search.backend.model import TermMatches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray

    from search.ask.bm25 import Matches
    from search.dutch.vocabulary import Vocabulary
    from search.model import Filters


@dataclass
class FixedWords:
    """A store of ten passages in which a term stands as often as ``found`` has it."""

    found: dict[str, TermMatches]

    def count(self) -> int:
        """Passages in all."""
        return 10

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """In how many passages each of them stands."""
        return {term: matches.count for term, matches in self.found.items() if term in terms}

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Those of the terms that are there."""
        assert filters is None
        return {term: matches for term, matches in self.found.items() if term in terms}

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """The same of some passages."""
        found = {}
        for term, matches in self.find(terms).items():
            inside = np.isin(matches.keys, keys)
            found[term] = TermMatches(matches.count, matches.keys[inside], matches.frequencies[inside])
        return found

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Not asked for."""
        raise NotImplementedError

    def lexicon(self) -> Vocabulary:
        """Not asked for."""
        raise NotImplementedError


def matching(count: int, keys: Sequence[int], frequencies: Sequence[float]) -> TermMatches:
    """Make the matches of a term."""
    return TermMatches(count, np.array(keys, dtype=np.int64), np.array(frequencies))


def by_key(matches: Matches) -> dict[int, tuple[float, float]]:
    """Return passage key -> (score, coverage)."""
    pairs = zip(matches.bm25.tolist(), matches.coverage.tolist(), strict=True)
    return dict(zip(matches.keys.tolist(), pairs, strict=True))


RARE = log(1 + 9.5 / 1.5)  # idf of what stands in one of ten passages: 1.992
FREQUENT = log(1 + 6.5 / 4.5)  # in four of ten: 0.894


def test_concepts_count_by_their_idf() -> None:
    """Each concept adds its share of the idf times the saturated frequency over 2.2; coverage adds the share alone."""
    words = FixedWords({"rare": matching(1, [7], [1.1]), "often": matching(4, [7, 8], [2.2, 0.55])})
    concepts = [Concept("rare", {"rare": 1.0}), Concept("often", {"often": 1.0})]
    matches = match_concepts(concepts, words)
    share = RARE / (RARE + FREQUENT)
    assert [concept.idf for concept in concepts] == pytest.approx([RARE, FREQUENT])
    assert matches.keys.tolist() == [7, 8]
    assert matches.bm25 == pytest.approx([share * 0.5 + (1 - share) * 1.0, (1 - share) * 0.25])
    assert matches.coverage == pytest.approx([1.0, 1 - share])


def test_the_ways_of_a_concept_share_one_idf_and_the_best_counts() -> None:
    """A rare variant weighs as its concept does, not as its own rarity; weak variants do not change the idf."""
    words = FixedWords({"often": matching(4, [7, 8], [1.1, 0.2]), "variant": matching(9, [8], [2.0])})
    matches = match_concepts([Concept("often", {"often": 1.0, "variant": 0.4})], words)
    assert by_key(matches) == {7: pytest.approx((1.1 / 2.2, 1.0)), 8: pytest.approx((0.4 * 2.0 / 2.2, 1.0))}


def test_a_compound_is_as_telling_as_its_rarest_part_and_halved_where_one_is_missing() -> None:
    """Both parts give 0.9 of their mean by idf, one of them half of it."""
    words = FixedWords({"rare": matching(1, [7], [2.2]), "often": matching(4, [7, 8], [2.2, 2.2])})
    parts = (Concept("rare", {"rare": 1.0}), Concept("often", {"often": 1.0}))
    compound = Concept("rareoften", {"rareoften": 1.0}, parts=parts)
    matches = match_concepts([compound], words)
    assert compound.idf == pytest.approx(RARE)
    half = 0.5 * FREQUENT / (RARE + FREQUENT)
    assert by_key(matches) == {7: pytest.approx((0.9, 0.9)), 8: pytest.approx((half, half))}


def test_a_word_that_stands_nowhere_still_weighs() -> None:
    """It is the rarest of all, so what covers only the rest covers little."""
    words = FixedWords({"often": matching(4, [8], [2.2])})
    matches = match_concepts([Concept("often", {"often": 1.0}), Concept("geen", {"geen": 1.0})], words)
    nowhere = log(1 + 10.5 / 0.5)
    assert matches.coverage == pytest.approx([FREQUENT / (FREQUENT + nowhere)])


@pytest.fixture
def frequent() -> FixedWords:
    """A word in five passages, one in two of them and one in one of the others."""
    return FixedWords(
        {
            "often": matching(5, [1, 2, 3, 4, 5], [0.2, 0.4, 0.6, 0.8, 1.0]),
            "less": matching(2, [2, 3], [1.0, 2.0]),
            "rare": matching(1, [5], [1.5]),
        }
    )


def test_beyond_the_budget_frequent_words_are_looked_up_in_the_candidates(
    frequent: FixedWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What holds only the frequent word is no candidate; the others have the very scores that all of them would have.

    Passages given besides are candidates as well, unless they hold nothing of the question.
    """
    concepts = [Concept(word, {word: 1.0}) for word in ("often", "less", "rare")]
    everything = by_key(match_concepts(concepts, frequent))
    assert list(everything) == [1, 2, 3, 4, 5]
    monkeypatch.setattr("search.ask.bm25.BUDGET", 3)
    monkeypatch.setattr("search.ask.bm25.ENOUGH", 3)
    few = by_key(match_concepts(concepts, frequent))
    assert few == {key: everything[key] for key in (2, 3, 5)}
    more = by_key(match_concepts(concepts, frequent, lambda: np.array([4, 9])))
    assert more == {key: everything[key] for key in (2, 3, 4, 5)}


def test_beyond_the_budget_there_are_still_enough_candidates(
    frequent: FixedWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rarest concept is fetched whatever it costs, and others until enough passages are found."""
    monkeypatch.setattr("search.ask.bm25.BUDGET", 0)
    concepts = [Concept(word, {word: 1.0}) for word in ("often", "less", "rare")]
    assert match_concepts(concepts, frequent).keys.tolist() == [1, 2, 3, 4, 5]
    monkeypatch.setattr("search.ask.bm25.ENOUGH", 2)
    assert match_concepts(concepts, frequent).keys.tolist() == [2, 3, 5]
    monkeypatch.setattr("search.ask.bm25.ENOUGH", 1)
    assert match_concepts(concepts, frequent).keys.tolist() == [5]
