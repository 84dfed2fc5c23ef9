"""A rough Dutch-English dictionary out of sentence pairs, to make English questions about Dutch texts.

There are no English policy texts to learn from. So part of the made questions is put into English word by word: each
word becomes the English word it stands together with most in the pairs. What comes out is broken English, but it stands
against real Dutch passages, which the sentence pairs, of software and daily life, do not offer.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.examples.corpus import Pair
    from training.examples.views import View

LEAST_TOGETHER = 3  # pairs
LEAST_DICE = 0.2  # twice the pairs with both words over the sum of the pairs with each
LEAST_SHARE = 0.6  # of the words of a question that must be known to put it into English
_WORD = re.compile(r"\w+")


def dictionary(pairs: Sequence[Pair]) -> dict[str, str]:
    """Return Dutch word -> the English word that it goes with most, both in lower case."""
    dutch: Counter[str] = Counter()
    english: Counter[str] = Counter()
    together: dict[str, Counter[str]] = {}
    for pair in pairs:
        left, right = set(_WORD.findall(pair.dutch.lower())), set(_WORD.findall(pair.english.lower()))
        dutch.update(left)
        english.update(right)
        for word in left:
            together.setdefault(word, Counter()).update(right)
    found: dict[str, str] = {}
    for word, counts in together.items():
        dice = [(2 * n / (dutch[word] + english[other]), other) for other, n in counts.items() if n >= LEAST_TOGETHER]
        if dice and (best := max(dice))[0] >= LEAST_DICE:
            found[word] = best[1]
    return found


def in_english(text: str, words: Mapping[str, str]) -> str | None:
    """Return ``text`` word by word in English, unknown words as they are; None when too many are unknown."""
    dutch = _WORD.findall(text.lower())
    known = sum(word in words for word in dutch)
    if not dutch or known < LEAST_SHARE * len(dutch):
        return None
    return " ".join(words.get(word, word) for word in dutch)


def with_english(views: Sequence[View], words: Mapping[str, str], share: float, seed: int) -> list[View]:
    """Return the views, about ``share`` of them with their question in English, as far as its words are known."""
    draw = random.Random(seed)  # noqa: S311 - no secrets here
    made = []
    for view in views:
        query = in_english(view.query, words) if draw.random() < share else None
        made.append(view if query is None else replace(view, query=query))
    return made
