"""Names are cut by their bytes, never in the middle of what a reader sees as one character."""

from __future__ import annotations

import pytest

from ingest.file_names import fitting, shortened


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("nota", 4, "nota"),
        ("nota", 3, "not"),
        ("één", 2, "é"),
        ("één", 3, "é"),
        ("een\u0301", 4, "ee"),  # an accent of its own goes with its letter
        ("\U0001f4c4\U0001f4c4", 7, "\U0001f4c4"),
        ("a\U0001f469\u200d\U0001f33e", 9, "a"),  # a woman and a sheaf of rice, joined: a farmer
        ("nota", 0, ""),
        ("\u0301", 1, ""),
    ],
)
def test_a_text_is_cut_between_characters(text: str, most: int, expected: str) -> None:
    """By the bytes it takes in UTF-8."""
    assert shortened(text, most) == expected


def test_a_name_keeps_its_suffix() -> None:
    """It says of what kind the file is; one that is a whole name by itself is cut too."""
    assert fitting("é" * 300 + ".pdf", 255) == "é" * 125 + ".pdf"
    assert fitting("nota.pdf") == "nota.pdf"
    assert len(fitting("n." + "x" * 300).encode()) <= 255
