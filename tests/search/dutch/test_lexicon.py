"""Compounds and typing errors, from the words of the corpus."""

from __future__ import annotations

import pytest

from search.dutch.lexicon import Lexicon
from search.dutch.terms import stem

WORDS = (
    "klimaat", "klimaatfinanciering", "financiering", "doelen", "doelmatig", "ontwikkeling", "ontwikkelingssamenwerking",
    "samenwerking", "maatschappelijk", "mercosur", "boeren", "boerenorganisatie", "organisatie", "handel", "water",
    "achter", "stand", "achterstand",
)  # fmt: skip


@pytest.fixture
def lexicon() -> Lexicon:
    """A lexicon in which each word stands in as many passages as it has letters."""
    return Lexicon({word: len(word) for word in WORDS})


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("klimaatdoel", ("klimaat", "doel")),
        ("klimaatfinanciering", ("klimaat", "financiering")),
        ("ontwikkelingssamenwerking", ("ontwikkeling", "samenwerking")),
        ("boerenorganisatie", ("boeren", "organisatie")),
        ("waterhandel", ("water", "handel")),
        ("waterxyz", ()),
        ("klimaat", ()),
        ("achterstand", ()),
    ],
)
def test_split(lexicon: Lexicon, word: str, expected: tuple[str, ...]) -> None:
    """A compound falls apart in words of the corpus, a linking s or en left out; anything else does not.

    Nor does a word that begins with a preposition.
    """
    assert expected == lexicon.split(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("klimaat", ["klimaatfinanciering"]),
        ("financiering", ["klimaatfinanciering"]),
        ("samenwerking", ["ontwikkelingssamenwerking"]),
        ("ontwikkeling", ["ontwikkelingssamenwerking"]),
        ("boer", ["boerenorganisatie"]),
        ("stand", []),
        ("doel", []),  # doelmatig is not a compound: "matig" is not a word of this corpus
    ],
)
def test_compounds(lexicon: Lexicon, word: str, expected: list[str]) -> None:
    """A word finds the compounds it is the first or last part of."""
    assert [stem(compound) for compound in expected] == lexicon.compounds(word)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("maatschapelijk", "maatschappelijk"),
        ("mercusor", "mercosur"),
        ("wtaer", None),  # two errors in a short word
        ("watre", "water"),  # swapped neighbours are one error
        ("finansierimg", "financiering"),  # two errors in a long word
        ("finansieremg", None),  # three
        ("polio", None),
        ("zee", None),
        ("20255", None),
        ("boeven", None),  # Dutch words are not taken for others, however alike
        ("wandel", None),
        ("waters", "water"),  # only for another form
        ("handelt", "handel"),
    ],
)
def test_correct(lexicon: Lexicon, word: str, expected: str | None) -> None:
    """One error is mended in a short word, two in a long one, and only towards words of the corpus.

    No word that Dutch has is an error, unless the corpus has the beginning of it or it is one.
    """
    assert expected == lexicon.correct(word)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("congolese", ["congo"]), ("kiev", ["oekraiense", "oekraine"]), ("myanmar", []), ("congo", [])],
)
def test_names_like(name: str, expected: list[str]) -> None:
    """A people's name finds the country, a capital its country and people."""
    assert Lexicon({"congo": 1, "oekraine": 1, "oekraiense": 2, "contract": 1}).names_like(name) == expected


def test_abbreviations_both_ways() -> None:
    """The words of either form lead to the other, whatever their endings."""
    found = Lexicon({}, abbreviations=(("srgr", ("seksuele", "rechten")), ("srgr", ("sociale", "raad"))))
    assert found.stands_for("srgr") == ("seksuele", "rechten")
    assert found.abbreviations_of(["seksuele", "recht"]) == ["srgr"]
    assert found.abbreviations_of(["recht", "seksuele"]) == []
    assert found.longest_abbreviated == 2
