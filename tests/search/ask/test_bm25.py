"""BM25 per concept against arithmetic worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

import pytest

from search.ask.bm25 import match_concepts
from search.ask.question import Concept
from search.backend.model import TermMatches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.dutch.lexicon import Lexicon
    from search.model import Filters


@dataclass
class FixedWords:
    """A store of ten passages in which a term stands as often as ``found`` has it."""

    found: dict[str, TermMatches]

    def count(self) -> int:
        """Passages in all."""
        return 10

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Those of the terms that are there."""
        assert filters is None
        return {term: matches for term, matches in self.found.items() if term in terms}

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Not asked for."""
        raise NotImplementedError

    def lexicon(self) -> Lexicon:
        """Not asked for."""
        raise NotImplementedError


RARE = log(1 + 9.5 / 1.5)  # idf of what stands in one of ten passages: 1.992
FREQUENT = log(1 + 6.5 / 4.5)  # in four of ten: 0.894


def test_concepts_count_by_their_idf() -> None:
    """Each concept adds its share of the idf times the saturated frequency over 2.2; coverage adds the share alone."""
    words = FixedWords({"rare": TermMatches(1, [7], [1.1]), "often": TermMatches(4, [7, 8], [2.2, 0.55])})
    concepts = [Concept("rare", {"rare": 1.0}), Concept("often", {"often": 1.0})]
    matches = match_concepts(concepts, words)
    share = RARE / (RARE + FREQUENT)
    assert [concept.idf for concept in concepts] == pytest.approx([RARE, FREQUENT])
    assert {key: match.score for key, match in matches.items()} == pytest.approx(
        {7: share * 0.5 + (1 - share) * 1.0, 8: (1 - share) * 0.25}
    )
    assert {key: match.coverage for key, match in matches.items()} == pytest.approx({7: 1.0, 8: 1 - share})


def test_the_ways_of_a_concept_share_one_idf_and_the_best_counts() -> None:
    """A rare variant weighs as its concept does, not as its own rarity; weak variants do not change the idf."""
    words = FixedWords({"often": TermMatches(4, [7, 8], [1.1, 0.2]), "variant": TermMatches(9, [8], [2.0])})
    [match_seven, match_eight] = [
        match_concepts([Concept("often", {"often": 1.0, "variant": 0.4})], words)[key] for key in (7, 8)
    ]
    assert (match_seven.score, match_seven.coverage) == pytest.approx((1.1 / 2.2, 1.0))
    assert (match_eight.score, match_eight.coverage) == pytest.approx((0.4 * 2.0 / 2.2, 1.0))


def test_a_compound_is_as_telling_as_its_rarest_part_and_halved_where_one_is_missing() -> None:
    """Both parts give 0.9 of their mean by idf, one of them half of it."""
    words = FixedWords({"rare": TermMatches(1, [7], [2.2]), "often": TermMatches(4, [7, 8], [2.2, 2.2])})
    parts = (Concept("rare", {"rare": 1.0}), Concept("often", {"often": 1.0}))
    compound = Concept("rareoften", {"rareoften": 1.0}, parts=parts)
    matches = match_concepts([compound], words)
    assert compound.idf == pytest.approx(RARE)
    assert (matches[7].score, matches[7].coverage) == pytest.approx((0.9, 0.9))
    half = 0.5 * FREQUENT / (RARE + FREQUENT)
    assert (matches[8].score, matches[8].coverage) == pytest.approx((half, half))


def test_a_word_that_stands_nowhere_still_weighs() -> None:
    """It is the rarest of all, so what covers only the rest covers little."""
    words = FixedWords({"often": TermMatches(4, [8], [2.2])})
    matches = match_concepts([Concept("often", {"often": 1.0}), Concept("geen", {"geen": 1.0})], words)
    nowhere = log(1 + 10.5 / 0.5)
    assert matches[8].coverage == pytest.approx(FREQUENT / (FREQUENT + nowhere))
