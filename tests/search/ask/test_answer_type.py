"""What a question asks for, and which sentences hold such a thing."""

from __future__ import annotations

import pytest

from search.ask.answer_type import AnswerType, asks_for_papers, expected_type, type_fit, years


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hoeveel geld gaat er naar water?", AnswerType.MONEY),
        ("Hoeveel mensen kregen water?", AnswerType.AMOUNT),
        ("welk percentage van de middelen", AnswerType.SHARE),
        ("hoe groot is het aandeel", AnswerType.SHARE),
        ("wat is het klimaatdoel 2025", AnswerType.AMOUNT),
        ("bedrag tweede fase", AnswerType.MONEY),
        ("How much money", AnswerType.MONEY),
        ("Wanneer begint het?", AnswerType.DATE),
        ("in welk jaar", AnswerType.DATE),
        ("Waarom doet het kabinet dat?", AnswerType.REASON),
        ("Met welke landen wordt gepraat?", AnswerType.PLACES),
        ("Wat doet het kabinet?", AnswerType.ANYTHING),
        ("doelgroepen", AnswerType.ANYTHING),
    ],
)
def test_expected_type(question: str, expected: AnswerType) -> None:
    """How many, how much and goals ask for an amount; when asks for a date."""
    assert expected_type(question) is expected


@pytest.mark.parametrize(
    ("sentence", "asked", "expected"),
    [
        ("Er gaat EUR 1,8 miljard naar klimaat.", AnswerType.AMOUNT, 1.0),
        ("Daarvan is 70% voor bedrijven.", AnswerType.AMOUNT, 1.0),
        ("Er zijn 187.000 ondernemers.", AnswerType.AMOUNT, 0.5),
        ("Met drieëntwintig of zes landen.", AnswerType.AMOUNT, 1.0),
        ("In 2025 verandert dat.", AnswerType.AMOUNT, 0.0),
        ("Dat draagt bij aan SDG 13.", AnswerType.AMOUNT, 0.0),
        ("Zie Kamerstuk nr. 36.", AnswerType.AMOUNT, 0.0),
        ("In 2025 verandert dat.", AnswerType.DATE, 1.0),
        ("Op 3 mei verandert dat.", AnswerType.DATE, 1.0),
        ("Dat kost 3 miljoen.", AnswerType.DATE, 0.0),
        ("Dat kost 3 miljoen.", AnswerType.ANYTHING, 0.0),
        ("Dat kost 3 miljoen euro.", AnswerType.MONEY, 1.0),
        ("Dat kost 3 miljoen.", AnswerType.MONEY, 0.5),
        ("Er waren 30 mensen.", AnswerType.MONEY, 0.0),
        ("Daarvan is 70% voor bedrijven.", AnswerType.SHARE, 1.0),
        ("Daarvan is 70 miljoen voor bedrijven.", AnswerType.SHARE, 0.0),
        ("Dat komt doordat water schaars is.", AnswerType.REASON, 1.0),
        ("Water is schaars.", AnswerType.REASON, 0.0),
        ("Akkoorden met Chili en Kenia.", AnswerType.PLACES, 1.0),
        ("Een akkoord met Kenia.", AnswerType.PLACES, 0.5),
        ("Een akkoord met de bank.", AnswerType.PLACES, 0.0),
    ],
)
def test_type_fit(sentence: str, asked: AnswerType, expected: float) -> None:
    """Years, SDGs and numbers of papers are not amounts."""
    assert type_fit(sentence, asked) == expected


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


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("welke motie gaat over Russisch gas", True),
        ("Kamerstuk 35925", True),
        ("moties van Kuzu", True),
        ("wat is er toegezegd", True),
        ("voetnoot 12", True),
        ("combinatielanden lijst", False),
        ("promotie van handel", False),
        ("noodhulp", False),
    ],
)
def test_asks_for_papers(question: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Whole words only: promotion is not a motion."""
    assert asks_for_papers(question) is expected
