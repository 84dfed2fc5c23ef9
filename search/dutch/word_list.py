"""Whether Dutch has a word, by OpenTaal's word list.

``data/words-nl.txt.gz`` holds the words of small letters of the list that reading uses, folded, sorted, one a line;
``python -m search.dutch.word_list`` makes it.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from pathlib import Path

from search.dutch.terms import fold

SHORTEST = 5  # letters of a word that is listed; shorter ones are never taken for typing errors


def is_dutch(word: str) -> bool:
    """Tell whether the list has a folded word of at least SHORTEST letters a-z."""
    listed, wanted = _listed(), word.encode("utf-8")
    low, high = 0, len(listed)
    while low < high:  # the word stands from ``low`` up to ``high``, both the beginning of a line, if it is there
        middle = listed.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = listed.index(b"\n", middle)
        found = listed[middle:end]
        if found == wanted:
            return True
        low, high = (end + 1, high) if found < wanted else (low, middle)
    return False


@cache
def _listed() -> bytes:
    """Return the lines as they are: a set of the words would take ten times the memory and be made each time."""
    return gzip.decompress(files("search").joinpath("data/words-nl.txt.gz").read_bytes())


def words_of(word_list: str) -> list[str]:
    """Return the folded words of a list, one a line: those of small letters, sorted."""
    small = {fold(word) for word in word_list.split("\n") if word.isalpha() and word.islower()}
    return sorted(word for word in small if word.isascii() and len(word) >= SHORTEST)


if __name__ == "__main__":
    read = Path(__file__).parents[2] / "ingest" / "data" / "woorden-nl.txt.gz"
    lines = "".join(f"{word}\n" for word in words_of(gzip.decompress(read.read_bytes()).decode("utf-8")))
    written = Path(__file__).parents[1] / "data" / "words-nl.txt.gz"
    written.write_bytes(gzip.compress(lines.encode("ascii"), 9, mtime=0))
