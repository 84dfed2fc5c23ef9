"""Puts meaning and words together: which passages answer a question best.

Meaning (dense): the mean of the similarity of the whole passage and of its best sentence, since a passage's vector
blurs what one sentence says. Words (lexical): BM25, in proportion to how much of the question the passage covers, and
that coverage itself. How far words are to be trusted at all differs by question: where no passage covers much of it,
the question uses other words than the documents, and the few that it shares mislead; so the lexical part is weighed by
the best coverage that any passage reaches. The weights were chosen on the development questions; see the README for
what each part adds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from search.ask.bm25 import Match
    from search.backend.model import PassagePlace
    from search.backend.protocol import Snapshot
    from search.model import Filters

SENTENCE_SHARE = 0.5  # of the best sentence in the dense score; the rest is the passage's own
LEXICAL_WEIGHT = 0.8  # of coverage x BM25
COVERAGE_WEIGHT = 0.2  # of coverage squared: holding all words matters beside how often
NOTE_SHARE = 0.8  # of its score that a note keeps where no paper is asked for: an aside, shown below the text like it
POOL = 1000  # passages taken from each side before they are put together; more sentences, since they share passages
SENTENCES_PER_PASSAGE = 4
SAME_SHARE = 0.8  # of their terms together that two near-duplicates have in common
INSIDE_SHARE = 0.95  # of the shorter one's terms that stand in the longer
INSIDE_LEAST = 8  # terms; shorter passages are inside others by chance


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage's place in the ranking: its store key, fused score, and what the score is made of."""

    key: int
    score: float
    dense: float
    coverage: float
    sentence: int | None  # index in Passage.sentences of the one most similar to the question
    similarity: float  # of that sentence
    place: PassagePlace


def fuse(passage: float, sentence: float, match: Match | None, trust: float) -> float:
    """Return the score of a passage from its similarity, its best sentence's and its match with the words.

    ``trust``: in the words of this question, 0-1.
    """
    dense = (1 - SENTENCE_SHARE) * passage + SENTENCE_SHARE * sentence
    if match is None:
        return dense
    return dense + trust * (LEXICAL_WEIGHT * match.coverage * match.score + COVERAGE_WEIGHT * match.coverage**2)


def rank(
    query: NDArray[np.float32], snapshot: Snapshot, matches: Mapping[int, Match], filters: Filters
) -> list[Ranked]:
    """Return the passages that may answer, best first, ties by their place in the corpus.

    ``query``: its vector, shape (dimensions,), all zeros when the encoder knows none of its words. ``matches``: from
    the lexical side, already filtered.
    """
    vectors, order = snapshot.vectors, snapshot.passages.places(matches)
    worded = sorted(matches, key=lambda key: (-matches[key].score * matches[key].coverage, order[key]))[:POOL]
    pool = np.array(worded, dtype=np.int64)
    if query.any():
        near = vectors.nearest(query, POOL, filters)
        pool = np.union1d(
            pool, np.union1d(near, vectors.nearest_by_sentence(query, POOL * SENTENCES_PER_PASSAGE, filters))
        )
    passages = dict(zip(pool.tolist(), vectors.similarities(query, pool).tolist(), strict=True))
    sentences = vectors.best_sentences(query, pool)
    places = snapshot.passages.places(passages)
    trust = max((match.coverage for match in matches.values()), default=0.0)
    ranked = []
    for key, own in passages.items():
        sentence, similarity = sentences.get(key, (None, own))
        match = matches.get(key)
        plain = fuse(own, similarity, None, trust)
        score = fuse(own, similarity, match, trust)
        coverage = match.coverage if match else 0.0
        ranked.append(Ranked(key, score, plain, coverage, sentence, similarity, places[key]))
    return sorted(ranked, key=lambda item: (-item.score, item.place))


def lowered(ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the ranking with the score of notes lowered.

    For questions that do not ask for what notes hold: there a short note with one rare word would come before the text.
    """
    scored = [replace(item, score=item.score * NOTE_SHARE) if item.place.note else item for item in ranked]
    return sorted(scored, key=lambda item: (-item.score, item.place))


def near_duplicates(left: frozenset[str], right: frozenset[str]) -> bool:
    """Tell whether two passages, given as sets of terms, say the same."""
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
        own = terms[item.key]
        is_copy = any(
            item.place.document == other.place.document and near_duplicates(own, terms[other.key]) for other in first
        )
        (last if is_copy else first).append(item)
    return (first + last)[:top]
