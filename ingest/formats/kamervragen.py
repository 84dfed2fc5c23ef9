"""Answers to Kamervragen: the lines "Vraag 4" and "Antwoord op vragen 4 en 5" that divide such a paper."""

from __future__ import annotations

import re

_NUMBER = r"\d{1,3}[a-z]?"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:,\s*en|,|en|&|t/m|tot en met|–|-)\s*(?:op\s+)?(?:vra(?:ag|gen)\s+)?{_NUMBER})*"
_WORDS = (
    r"(?:gezamenlijke?\s+)?(?:vraag|vragen|antwoord|antwoorden|beantwoording)"
    r"(?:\s+(?:op|bij|van))?(?:\s+de)?(?:\s+vra(?:ag|gen))?"
)
_ALONE = re.compile(
    rf"(?:{_WORDS}\s*(?:nrs?\.?\s*|nummers?\s*)?{_NUMBERS}|vraag|antwoord|antwoorden)\s*[.:]?", re.IGNORECASE
)
_BARE = re.compile(rf"{_NUMBERS}\s*[.:)]?(?:\s+(?=[“\"‘'(]?[A-ZÀ-Þ])|$)")
_RUN_IN = re.compile(rf"(?i:{_WORDS}\s*{_NUMBERS})\s*[.:)–-]?\s+(?=[“\"‘'(]?[A-ZÀ-Þ])")


def is_question_heading(line: str) -> bool:
    """Whether a line by itself heads a question or an answer.

    >>> is_question_heading("Antwoord op vragen 7, 8, en 9")
    True
    >>> is_question_heading("Vraag 3 is al beantwoord.")
    False
    """
    return _ALONE.fullmatch(line.strip()) is not None


def run_in_heading(text: str) -> int:
    """How many characters at the head of a paragraph head the question or answer in it; 0 where none do.

    >>> "Vraag 1: Kent u het bericht?"[: run_in_heading("Vraag 1: Kent u het bericht?")]
    'Vraag 1: '
    """
    # The words must begin the paragraph as a heading does: with a capital.
    match = _RUN_IN.match(text) if text[:1].isupper() else None
    return match.end() if match else 0


def bare_number(text: str) -> int:
    """How many characters at the head of a paragraph are nothing but the number of a question; 0 where none are.

    >>> bare_number("3 en 4"), bare_number("2 Kent u het bericht?"), bare_number("2023 was een goed jaar.")
    (6, 2, 0)
    """
    match = _BARE.match(text)
    return match.end() if match else 0
