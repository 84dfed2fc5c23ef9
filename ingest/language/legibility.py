"""Whether a text looks like language: a file may decode, or a font name its glyphs, to signs that are no words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_LATIN = re.compile(r"[A-Za-zÀ-ÿ]+$")
_VOWEL = re.compile(r"[aeiouyà-æè-ïò-öù-ýÿ]", re.IGNORECASE)
# Signs that stand inside no word: mathematics, dingbats, halves of UTF-8 read as something else.
_BROKEN = re.compile(
    r"(?<=[^\W\d_])(?:[^\x00-\x7f\w\s.’‘´ʼ·•/\u00ad\u200b-\u200d\u2010-\u2015\u0300-\u036f\ue010-\ue02f]|[?~\\|{}<>^\x00-\x08])"
    r"(?=[^\W\d_])|Ã[\x80-\xbf‚-™]|â€|\ufffd|(?<=[a-z])[À-ÞŠŽŸ](?=[a-z])"
)
_FEWEST = 30  # words; of less nothing can be told
_MOST_BROKEN = 0.02  # of the words
_MOST_SILENT = 0.2  # of the words: without a vowel


def is_legible(text: str) -> bool:
    """Whether the text looks like language; True for a text too short to tell, and for scripts other than Latin.

    Titles in capitals, names and abbreviations do not count against it, nor do tables.
    """
    words = _WORD.findall(text)
    if len(words) < _FEWEST:
        return True
    if len(_BROKEN.findall(text)) > _MOST_BROKEN * len(words):
        return False
    latin = [word for word in words if _LATIN.match(word) and not word.isupper()]
    silent = sum(not _VOWEL.search(word) for word in latin)
    return len(latin) < _FEWEST or silent <= _MOST_SILENT * len(latin)
