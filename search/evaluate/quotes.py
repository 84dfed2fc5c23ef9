"""Quotes chosen to answer a question: a found passage counts as relevant when it holds one of them.

Quotes are compared by letters and digits only, since documents are read in more than one way. A passage also counts
when a stretch of it, some longer than the quote, shares most of the quote's words in their order.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

MOST_WORDS = 500  # of a result that count: a whole document is not a passage
LEAST_LETTERS = 26  # and digits, of a sentence that counts as a part of a quote: a shorter one says too little
SHARE = 0.6  # of the quote's words, and of its content words, that must be there in order
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "\u00ad": None})
_BROKEN_WORD = re.compile(r"(\w)-[ \t\xa0]*\n\s*(\w)")
_FUNCTION_WORDS = frozenset(
    {
        "de", "het", "een", "en", "van", "in", "op", "voor", "met", "te", "die", "dat", "is", "zijn", "er", "ook",
        "aan", "bij", "om", "tot", "of", "als", "we", "wij", "ons", "onze", "hoe", "wat", "wie", "welke", "welk",
        "waar", "wordt", "worden", "werd", "kan", "kunnen", "door", "over", "uit", "naar", "niet", "geen", "meer",
        "nog", "hun", "ze", "zij", "dit", "deze", "was", "waren", "doen", "na", "zo", "dan", "mee", "af", "zonder",
        "onder", "haar", "heeft", "hebben", "wil", "zal", "zullen", "mag", "mogen", "tussen", "o", "a", "c", "s",
        "ii", "nr", "nrs", "kamerstuk", "kamerstukken", "motie", "moties", "lid", "2020", "2021", "2022", "20",
        "21", "22", "nederland", "nederlandse", "kabinet",
    }
)  # fmt: skip


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _fold(_BROKEN_WORD.sub(r"\1\2", text)))


def _squash(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", _fold(text))


@dataclass(frozen=True)
class Quote:
    """A stretch of a document that answers a question."""

    document: str
    text: str

    def found_in(self, document: str, text: str) -> bool:
        """Return whether a result, by its document and text, holds this quote."""
        tokens = _tokens(self.text)
        if document != self.document or not tokens:
            return False
        words = list(re.finditer(r"\S+", text))
        if len(words) > MOST_WORDS:
            text = text[: words[MOST_WORDS - 1].end()]
        if _squash(self.text) in _squash(text):
            return True
        found = _tokens(text)
        if (Counter(tokens) & Counter(found)).total() < SHARE * len(tokens):
            return False
        content = [t for t in tokens if t not in _FUNCTION_WORDS and (len(t) > 2 or t.isdigit())]  # noqa: PLR2004
        width = math.ceil(1.6 * len(tokens)) + 4
        step = max(1, len(tokens) // 5)
        for start in range(0, max(len(found) - width, 0) + step, step):
            window = found[start : start + width]
            if LCSseq.similarity(tokens, window) >= SHARE * len(tokens) and (
                not content or LCSseq.similarity(content, window) >= SHARE * len(content)
            ):
                return True
        return False

    def stated_by(self, document: str, sentence: str) -> bool:
        """Return whether a sentence of an answer holds this quote, or stands in it letter for letter."""
        if self.found_in(document, sentence):
            return True
        letters = _squash(sentence)
        return document == self.document and len(letters) >= LEAST_LETTERS and letters in _squash(self.text)
