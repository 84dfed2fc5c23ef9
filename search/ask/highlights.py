"""Where the words of a question stand in a text, so that a reader sees why a passage was found."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from search.dutch.terms import words

if TYPE_CHECKING:
    from collections.abc import Collection

# A word or number as it is printed; fold() changes lengths, so spans are found in the text itself.
_PRINTED = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[-'’][^\W_]+)*")


def find_terms(text: str, terms: Collection[str]) -> list[tuple[int, int]]:
    """Return the half-open spans in ``text`` of the words with one of these terms, in order."""
    return [
        (printed.start(), printed.end())
        for printed in _PRINTED.finditer(text)
        if not _terms(printed[0]).isdisjoint(terms)
    ]


@lru_cache(maxsize=65_536)  # texts repeat their words, and so do questions
def _terms(printed: str) -> frozenset[str]:
    return frozenset(word.term for word in words(printed))
