"""What a question asks for, and which sentences hold such a thing."""

from __future__ import annotations

import pytest

from search.ask.answer_type import Asked, asked_for, asks_for_papers, holds, years


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hoeveel geld gaat er naar water?", Asked.MONEY),
        ("Hoeveel mensen kregen water?", Asked.AMOUNT),
        ("welk percentage van de middelen", Asked.SHARE),
        ("hoe groot is het aandeel", Asked.SHARE),
        ("wat is het klimaatdoel 2025", Asked.AMOUNT),
        ("bedrag tweede fase", Asked.MONEY),
        ("How much money", Asked.MONEY),
        ("Wanneer begint het?", Asked.DATE),
        ("in welk jaar", Asked.DATE),
        ("Waarom doet het kabinet dat?", Asked.REASON),
        ("Met welke landen wordt gepraat?", Asked.PLACES),
        ("Wat doet het kabinet?", Asked.ANYTHING),
        ("doelgroepen", Asked.ANYTHING),
    ],
)
def test_asked_for(question: str, expected: Asked) -> None:
    """How many, how much and goals ask for an amount; when asks for a date."""
    assert asked_for(question) is expected


@pytest.mark.parametrize(
    ("sentence", "asked", "expected"),
    [
        ("Er gaat EUR 1,8 miljard naar klimaat.", Asked.AMOUNT, 1.0),
        ("Daarvan is 70% voor bedrijven.", Asked.AMOUNT, 1.0),
        ("Er zijn 187.000 ondernemers.", Asked.AMOUNT, 0.5),
        ("Met drieëntwintig of zes landen.", Asked.AMOUNT, 1.0),
        ("In 2025 verandert dat.", Asked.AMOUNT, 0.0),
        ("Dat draagt bij aan SDG 13.", Asked.AMOUNT, 0.0),
        ("Zie Kamerstuk nr. 36.", Asked.AMOUNT, 0.0),
        ("In 2025 verandert dat.", Asked.DATE, 1.0),
        ("Op 3 mei verandert dat.", Asked.DATE, 1.0),
        ("Dat kost 3 miljoen.", Asked.DATE, 0.0),
        ("Dat kost 3 miljoen.", Asked.ANYTHING, 0.0),
        ("Dat kost 3 miljoen euro.", Asked.MONEY, 1.0),
        ("Dat kost 3 miljoen.", Asked.MONEY, 0.5),
        ("Er waren 30 mensen.", Asked.MONEY, 0.0),
        ("Daarvan is 70% voor bedrijven.", Asked.SHARE, 1.0),
        ("Daarvan is 70 miljoen voor bedrijven.", Asked.SHARE, 0.0),
        ("Dat komt doordat water schaars is.", Asked.REASON, 1.0),
        ("Water is schaars.", Asked.REASON, 0.0),
        ("Akkoorden met Chili en Kenia.", Asked.PLACES, 1.0),
        ("Een akkoord met Kenia.", Asked.PLACES, 0.5),
        ("Een akkoord met de bank.", Asked.PLACES, 0.0),
    ],
)
def test_holds(sentence: str, asked: Asked, expected: float) -> None:
    """Years, SDGs and numbers of papers are no amounts."""
    assert holds(sentence, asked) == expected


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
    """Whole words only: promotion is no motion."""
    assert asks_for_papers(question) is expected
