"""Whose statement a question asks for, and on what."""

from __future__ import annotations

import pytest

from search.ask.asked_for.statement import Statement, statement_in


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("Wat vindt de SP van het eigen risico", "de SP", "het eigen risico"),
        ("wat wil GroenLinks-PvdA met de huurtoeslag", "GroenLinks-PvdA", "de huurtoeslag"),
        ("wat stond er in de troonrede van 2015 over water", "de troonrede van 2015", "water"),
        ("wat schrijven de ministers over water", "de ministers", "water"),
        ("What did the king say about water", "the king", "water"),
    ],
)
def test_statement(question: str, speaker: str, topic: str) -> None:
    """With the speaker as the question has it."""
    assert statement_in(question) == Statement(speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "wat staat er in de brief van de minister",
        "wat wil de SP",
        "wat is water",
        "wanneer zei de koning iets over water",
        "",
    ],
)
def test_no_statement(question: str) -> None:
    """Of a letter that a minister wrote he is no topic."""
    assert statement_in(question) is None
