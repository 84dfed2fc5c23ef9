"""The order in which the passages of a selection answer a question, best first.

How far words are to be trusted differs by question and selection: where no passage covers much of the question, it uses
other words than the documents, and the few that it shares mislead; so the score by words is weighed by the best
coverage that any passage of the selection reaches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from search.ask.scoring import NO_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from search.ask.scoring import Scores, Selection

SAME_SHARE = 0.8  # of their terms together that two near-duplicates have in common
INSIDE_SHARE = 0.95  # of the shorter one's terms that stand in the longer
AHEAD = 0.5  # of the score, for passages of the documents that are to say it
INSIDE_LEAST = 8  # terms; shorter passages are inside others by chance


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place in the ranking: its store key, the id of its document and its score.

    ``coverage``: the part of the question that it holds. ``sentence``: index in Passage.sentences of the one nearest to
    the question; None where it has none.
    """

    key: int
    document: str
    score: float
    coverage: float
    sentence: int | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The passages of a selection, best first, as places in ``scores`` with their totals."""

    scores: Scores
    places: NDArray[np.int64]
    totals: NDArray[np.float64]

    def keys(self, count: int) -> list[int]:
        """Return the keys of the ``count`` best."""
        found: list[int] = self.scores.keys[self.places[:count]].tolist()
        return found

    def best(self, count: int) -> list[Ranked]:
        """Return the ``count`` best."""
        ranked = []
        for place, total in zip(self.places[:count].tolist(), self.totals[:count].tolist(), strict=True):
            sentence = int(self.scores.sentences[place])
            key, coverage = int(self.scores.keys[place]), float(self.scores.coverage[place])
            document = self.scores.documents[place]
            ranked.append(Ranked(key, document, total, coverage, None if sentence == NO_SENTENCE else sentence))
        return ranked


def rank(scores: Scores, selection: Selection, note_share: float, first: NDArray[np.int64] | None = None) -> Ranking:
    """Rank the passages of a selection, ties in the order of the corpus.

    ``first``: the keys of those that are to come before others which fit about as well (``AHEAD``).

    ``note_share``: of its score that a note keeps; less than 1 for questions that do not ask for what notes hold, where
    a short note with one rare word would come before the text.
    """
    places = np.flatnonzero(np.isin(scores.keys, selection.pool))
    totals = scores.meaning[places] + selection.trust * scores.wording[places]
    totals = np.where(scores.notes[places], totals * note_share, totals)
    if first is not None:
        totals += AHEAD * np.isin(scores.keys[places], first)
    order = np.argsort(-totals, kind="stable")
    return Ranking(scores, places[order], totals[order])


def near_duplicates(left: frozenset[str], right: frozenset[str]) -> bool:
    """Return whether two passages, given as sets of terms, say the same."""
    common = len(left & right)
    smaller = min(len(left), len(right))
    if not smaller:
        return False
    if common / (len(left) + len(right) - common) >= SAME_SHARE:
        return True
    return smaller >= INSIDE_LEAST and common / smaller >= INSIDE_SHARE


def put_duplicates_last(ranked: Sequence[Ranked], terms: Mapping[int, frozenset[str]], top: int) -> list[Ranked]:
    """Return the ``top`` best of ``ranked``, near-duplicates of a better passage of the same document behind the rest.

    ``terms``: key -> terms of the passage. Nothing is dropped, so a filter that leaves only duplicates still shows
    them.
    """
    first: list[Ranked] = []
    last: list[Ranked] = []
    for item in ranked:
        if len(first) == top:
            break
        beside = [other for other in first if other.document == item.document]
        is_copy = any(near_duplicates(terms[item.key], terms[other.key]) for other in beside)
        (last if is_copy else first).append(item)
    return (first + last)[:top]


def not_far_behind(ranked: Sequence[Ranked], share: float) -> list[Ranked]:
    """Return the passages that score at least this share of what the best of them does, in their order."""
    least = max((item.score for item in ranked), default=0.0) * share
    return [item for item in ranked if item.score >= least]
