"""The texts about kept questions."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from ui.texts.kept.page import EN, NL, day


@pytest.mark.parametrize("name", [each.name for each in fields(NL) if each.name != "naming"])
def test_both_languages_fill_in_the_same(name: str) -> None:
    """A text that lacks what is to be filled in would say less in one of them."""
    dutch, english = (re.findall(r"\{\w+\}", str(getattr(words, name))) for words in (NL, EN))
    assert sorted(dutch) == sorted(english)
    assert getattr(NL, name) != getattr(EN, name) or name in {"feed", "documents", "passages"}


def test_the_day_of_a_moment() -> None:
    """As long as it is known."""
    assert day("2026-11-12T12:00:00+00:00") == "2026-11-12"
    assert day("") == ""
