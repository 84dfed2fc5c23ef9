"""Which words are names."""

from __future__ import annotations

import pytest

from search.dutch.names import is_large_area, is_name, is_only_party, is_party, names_in, names_of, same_name


@pytest.mark.parametrize(
    ("word", "expected"),
    [("myanmar", True), ("congolese", True), ("oekraine", True), ("bank", False), ("polio", False), ("xyzzy", False)],
)
def test_is_name(word: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Words that Dutch writes with a capital only."""
    assert is_name(word) is expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [("syrie", "syrische", True), ("mali", "mali", True), ("mali", "malawi", False), ("irak", "iran", False)],
)
def test_same_name(left: str, right: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A country and its people begin alike; two countries may too, but by fewer letters."""
    assert same_name(left, right) is expected


def test_names_of_a_word_list() -> None:
    """With a capital only; folded; countries; no abbreviations, no compounds, nothing of one or two letters."""
    words = "Bank\nOekraïne\nbank\nNAVO\nNoord-Korea\nIe\nMali\nChili\nchili\n"
    assert names_of(words, "Chili\nIvoorkust") == ["chili", "ivoorkust", "mali", "oekraine"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("hoeveel hulp gaat er naar mali", {"mali"}),
        ("wat doet de gemeente goes", {"goes"}),
        ("how much money goes to climate finance", set()),
        ("What will the new cabinet do in Mali and Kiev?", {"mali", "kiev"}),
        ("corporate sustainability in Ghana", {"ghana"}),
    ],
)
def test_names_in_a_question(question: str, expected: set[str]) -> None:
    """Everyday English words that Dutch only has as names ("goes" is a town) are none in an English question."""
    assert names_in(question) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("d66", True), ("vvd", True), ("christenunie", True), ("wilders", False)]
)
def test_parties(word: str, *, expected: bool) -> None:
    """As folded; a member is none."""
    assert is_party(word) is expected


@pytest.mark.parametrize(("word", "expected"), [("d66", True), ("volt", False), ("denk", False), ("mali", False)])
def test_parties_that_are_no_words(word: str, *, expected: bool) -> None:
    """Whoever writes "ik denk" asks about no party."""
    assert is_only_party(word) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nederland", True),
        ("azie", True),
        ("noord-amerika", True),
        ("caribisch", True),
        ("nederlands", True),
        ("santiago", False),
        ("ede", False),
    ],
)
def test_large_areas(name: str, *, expected: bool) -> None:
    """Countries and parts of the world; a town is none."""
    assert is_large_area(name) is expected
