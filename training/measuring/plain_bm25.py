"""BM25 as any search engine has it: stemmed Dutch words, no compounds, no typing errors, no meaning.

What the system is measured against; its own lexical half does more than this.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from search.dutch.terms import stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from training.measuring.pools import Pool

K1, B = 1.2, 0.75  # the usual values
_WORD = re.compile(r"\w+")


def stems(text: str) -> list[str]:
    """Return the stemmed words of a text, in order."""
    return [stem(word) for word in _WORD.findall(text.lower())]


class PlainBM25:
    """Scores a fixed set of texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        counted = [Counter(stems(text)) for text in texts]
        self._lengths = np.array([sum(counts.values()) for counts in counted], dtype=np.float64)
        self._found: dict[str, list[tuple[int, int]]] = {}
        for place, counts in enumerate(counted):
            for word, count in counts.items():
                self._found.setdefault(word, []).append((place, count))

    def scores(self, question: str) -> NDArray[np.float64]:
        """Return a score for every text, shape (texts,)."""
        total = len(self._lengths)
        scores = np.zeros(total)
        for word in set(stems(question)):
            found = self._found.get(word, [])
            if not found:
                continue
            places, counts = (np.array(column) for column in zip(*found, strict=True))
            idf = math.log(1.0 + (total - len(found) + 0.5) / (len(found) + 0.5))
            length = K1 * (1 - B + B * self._lengths[places] / self._lengths.mean())
            scores[places] += idf * counts * (K1 + 1) / (counts + length)
        return scores


def plain_hit1(pool: Pool) -> float:
    """Return the share of questions whose first text by plain BM25 is the one that answers them."""
    ranker = PlainBM25(pool.texts)
    right = (
        pool.texts[int(ranker.scores(question).argmax())] == pool.texts[answer]
        for question, answer in zip(pool.questions, pool.answers, strict=True)
    )
    return float(np.mean(list(right)))
