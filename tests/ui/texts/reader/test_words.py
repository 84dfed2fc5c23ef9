"""The texts of the reader stand in both languages, with the same places to be filled in."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

import pytest

from ui.texts.reader import bar, pane

BOTH = [(field.name, module.NL, module.EN) for module in (bar, pane) for field in fields(module.NL)]
SAME = {"download", "open"}  # as Dutch says it too


@pytest.mark.parametrize(("name", "dutch", "english"), BOTH)
def test_a_text_is_translated(name: str, dutch: Any, english: Any) -> None:  # noqa: ANN401
    """None was forgotten, and both name the same page, title or number."""
    here, there = getattr(dutch, name), getattr(english, name)
    assert (here == there) == (name in SAME)
    assert re.findall(r"{\w+}", here) == re.findall(r"{\w+}", there)
    assert here == dutch.for_script().get(name, here)
