"""Whether a text looks like language."""

from __future__ import annotations

import pytest
from pdf_factories import WORDS

from ingest.language.legibility import is_legible

DUTCH = WORDS * 4


def shifted(text: str, by: int) -> str:
    """The text in the letters of a font that names its glyphs wrongly."""
    return "".join(chr((ord(char) - 97 + by) % 26 + 97) if char.islower() else char for char in text)


@pytest.mark.parametrize(
    "text",
    [
        DUTCH,
        DUTCH.replace("e", "ë").replace("veilige", "veilige - en co\u00f6peratieve -"),
        "Een korte regel.",
        "\n".join(f"Zevendorp {n} | {n * 3} | {n * 1250}" for n in range(60)),
        "RVO, VNG, KNMI, HTTP, PBL, CPB en KNVB. " * 20,
        "foto\u2019s auto\u2019s en/of ministers\u2019 zee\u00ebn " * 20,
    ],
)
def test_language_is_legible(text: str) -> None:
    """Accents, apostrophes, tables, abbreviations and short texts do not count against a text."""
    assert is_legible(text)


@pytest.mark.parametrize(
    "text",
    [
        ("De geïnformeerde coördinator financiële ideeën. " * 20).encode("cp850").decode("cp1252"),
        ("De geïnformeerde coördinator financiële ideeën. " * 20).encode().decode("cp1252", "replace"),
        shifted(DUTCH, 3),
        DUTCH.replace("e", "\ufffd"),
    ],
)
def test_signs_that_are_no_words_are_not(text: str) -> None:
    """Text decoded the wrong way, and letters that a font names wrongly."""
    assert not is_legible(text)
