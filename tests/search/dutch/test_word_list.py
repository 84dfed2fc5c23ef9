"""Whether Dutch has a word."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import ingest
import search
from search.dutch.word_list import is_dutch, words_of


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("hoofdstad", True), ("verkrachting", True), ("bacterien", True), ("uitkering", True), ("zymose", True),
        ("aagje", True), ("maatschapelijk", False), ("verkrachtin", False), ("zzzzz", False), ("aaaaa", False),
        ("", False), ("amsterdam", False), ("überhaup", False),
    ],
)  # fmt: skip
def test_is_dutch(word: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Wherever it stands in the list, the first and the last word included; accents do not matter, parts do."""
    assert is_dutch(word) is expected


def test_every_word_of_the_list_is_found() -> None:
    """Those that reading uses and that ``words_of`` keeps; what ships is made of the list as it is."""
    lists = [Path(package.__path__[0]) / "data" / name
             for package, name in ((ingest, "woorden-nl.txt.gz"), (search, "words-nl.txt.gz"))]  # fmt: skip
    read, shipped = (gzip.decompress(path.read_bytes()).decode("utf-8") for path in lists)
    kept = words_of(read)
    assert shipped == "".join(f"{word}\n" for word in kept)
    assert all(is_dutch(word) for word in kept[::97])


def test_words_of_a_word_list() -> None:
    """Of small letters; folded, each once, sorted; none of fewer than five letters, no compounds with a hyphen."""
    assert words_of("zeeën\nideeën\nAmsterdam\nhuis\nzee-egel\nwater\nideeen\n'tie") == ["ideeen", "water", "zeeen"]
