"""Folding, words, stems and papers: what counts as the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.terms import amounts, find_papers, fold, is_english, paper_terms, stem, terms, years


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Oekraïne\u00a0en\nIndonesië ", "oekraine en indonesie"),
        ("‘risico’s’", "'risico's'"),
        ("na\u00adjaar", "najaar"),
        ("2020\u20132025", "2020-2025"),
        ("70%", "70 procent"),
        ("ŒUVRE straße", "oeuvre strasse"),
        ("", ""),
    ],
)
def test_fold(text: str, expected: str) -> None:
    """Case, accents, no-break spaces, curly quotes, soft hyphens and dashes make no difference."""
    assert expected == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """A folded text stays as it is."""
    assert fold(text) == fold(fold(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wat is het klimaatdoel?", ["klimaatdoel"]),
        ("de landen en een land", ["land", "land"]),
        ("SDG13", ["sdg", "13", "sdg13"]),
        ("SDG’s en EPA’s", ["sdg", "epa"]),
        ("D2B", ["d2b"]),
        ("publiek-private", ["publiek", "privat", stem("publiekprivate")]),
        ("1,8 miljard", ["1,8", "miljard", "1800miljoen"]),
        ("1.8 miljard", ["1,8", "miljard", "1800miljoen"]),
        ("187.000 ondernemers", ["187000", "ondernemer"]),
        ("EUR 5 en € 5", ["euro", "5", "euro", "5"]),
        ("70%", ["70", "procent"]),
        ("wat is het", []),
        ("", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """Function words go, numbers and units are written one way, hyphens may be there or not."""
    assert expected == terms(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kst-35925-36", [("kst-35925-36", "35925")]),
        ("35925-36", [("kst-35925-36", "35925")]),
        ("35 925, nr. 36", [("kst-35925-36", "35925")]),
        ("kamerstuk 35925 nr 36", [("kst-35925-36", "35925")]),
        ("35.925 nr.36", [("kst-35925-36", "35925")]),
        ("35 925-xvii nr. 46", [("kst-35925-xvii-46", "35925")]),
        ("35925 v, nr. 71", [("kst-35925-v-71", "35925")]),
        ("21 501-02, nr. 2383", [("kst-21501-02-2383", "21501")]),
        ("33802, c", [("kst-33802-c", "33802")]),
        ("dossier 35925", [("35925",)]),
        ("postbus 20061 en 2500 eb", [("20061",)]),
        ("1,8 miljard in 2025", []),
        ("187.000 ondernemers", []),
    ],
)
def test_papers_in_a_question(text: str, expected: list[tuple[str, ...]]) -> None:
    """However a paper is written, its most exact term comes first and its dossier last."""
    assert expected == [paper.terms for paper in find_papers(fold(text))]


def test_papers_are_indexed_by_id_and_dossier() -> None:
    """A printed and a likely id share their dossier; what is not a Kamerstuk has none."""
    ids = ["kst-35925-36", "kst-35925-XVII-36", None, "stcrt-2024-2900"]
    assert paper_terms(ids) == ["kst-35925-36", "35925", "kst-35925-xvii-36", "stcrt-2024-2900"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,8 miljard", "1800miljoen"),
        ("EUR 1.8 mld", "1800miljoen"),
        ("1.800 miljoen", "1800miljoen"),
        ("0,9 miljard", "900miljoen"),
        ("900 mln.", "900miljoen"),
        ("1,25 miljoen", "1,25miljoen"),
        ("500 duizend", "0,5miljoen"),
    ],
)
def test_amounts(text: str, expected: str) -> None:
    """However an amount is written, it is the same number of millions."""
    assert [amount for _, amount in amounts(text)] == [expected]


@pytest.mark.parametrize("text", ["miljoen", "1.2.3 miljoen", "8 mensen", "miljard 3"])
def test_no_amounts(text: str) -> None:
    """A number without a scale, a scale without a number, and what is not a number are left alone."""
    assert list(amounts(text)) == []


@pytest.mark.parametrize(("word", "expected"), [("gezondheid", "gezond"), ("gemaakt", "maak"), ("zon", "zon")])
def test_stem_keeps_enough_of_a_word(word: str, expected: str) -> None:
    """Health is not stemmed to sun."""
    assert stem(word) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("how much money goes to climate finance", True),
        ("The role of women in peace talks", True),
        ("hoeveel geld gaat er naar klimaat", False),
        ("wat doet de WHO in Mali", False),
        ("is het Pact for the Future bindend", False),
        ("What does the Wet op de handel say", True),
        ("due diligence", False),
        ("", False),
    ],
)
def test_is_english(text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """By the words that only one of the two languages has."""
    assert is_english(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tussen 2016 en 2030", {"2016", "2030"}),
        ("in 2024-2027", {"2024"}),
        ("Kamerstuk 2021/22, 35 925", {"2021"}),
        ("voor 2.025 mensen en 2025,5 hectare", set()),
        ("in 1850", set()),
    ],
)
def test_years(text: str, expected: set[str]) -> None:
    """Four digits that are a year of these times, not a part of a longer number."""
    assert years(text) == expected
