"""How long a question and the other words of a request may be: a document is added, not asked."""

from __future__ import annotations

from ui.texts import serving as texts
from ui.texts.failures import Failure

QUESTION = 1_000  # characters; also of each filter and id
TEXT = 50_000  # characters of a text whose citations are looked for


def question(text: object) -> str:
    """Return a question; raise Failure where it is no text or too long to be one."""
    if not isinstance(text, str):
        raise Failure(texts.VALUE_NO_TEXT.format(name="query"))
    if len(text) > QUESTION:
        raise Failure(texts.QUESTION_LONG.format(most=number(QUESTION), length=number(len(text))))
    return text


def values(**given: object) -> None:
    """Raise Failure where one of these values, by its name, is longer than anything it could stand for."""
    for name, value in given.items():
        within(name, value, QUESTION)


def are_texts(**given: object) -> None:
    """Raise Failure where one of these values, by its name, is neither a text nor left out: JSON may hold anything."""
    for name, value in given.items():
        if not isinstance(value, str | None):
            raise Failure(texts.VALUE_NO_TEXT.format(name=name))


def within(name: str, value: object, most: int) -> None:
    """Raise Failure where a text is longer than ``most`` characters."""
    if isinstance(value, str) and len(value) > most:
        raise Failure(texts.VALUE_LONG.format(name=name, most=number(most), length=number(len(value))))


def number(value: int) -> str:
    """Return a number as Dutch writes it: 1.000."""
    return f"{value:,}".replace(",", ".")
