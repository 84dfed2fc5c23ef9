"""Dutch sentence boundaries."""

from __future__ import annotations

import pytest

from ingest.language.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dit is nr. 3 van W.B. Hoekstra. De rest volgt.", ["Dit is nr. 3 van W.B. Hoekstra.", "De rest volgt."]),
        ("De norm van 0,7%. Artikel 5.4 geldt.", ["De norm van 0,7%.", "Artikel 5.4 geldt."]),
        ("Hij zei: “Kom.” Zij kwam.", ["Hij zei: “Kom.”", "Zij kwam."]),
        ("Zie o.a. de bijlage, d.w.z. tabel 2.", ["Zie o.a. de bijlage, d.w.z. tabel 2."]),
        ("Op 7 april jl. is dit gemeld.", ["Op 7 april jl. is dit gemeld."]),
        ("• 1. Bereik: 29.584\n• 2. Digitaal", ["• 1. Bereik: 29.584", "• 2. Digitaal"]),
        (
            "Conform de wens van uw Kamer. (o.a. Kamerstuk 36410-V, nr. 85; Kamerstuk 21501-02, nr. 2979). Via het proces.",
            [
                "Conform de wens van uw Kamer. (o.a. Kamerstuk 36410-V, nr. 85; Kamerstuk 21501-02, nr. 2979).",
                "Via het proces.",
            ],
        ),
        ("Geen punt aan het eind", ["Geen punt aan het eind"]),
        ("Is dat zo? Ja! Zeker…", ["Is dat zo?", "Ja!", "Zeker…"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    """Abbreviations, numbers and initials do not end a sentence; a citing parenthesis stays with the one before it."""
    assert expected == [text[start:end] for start, end in split_sentences(text)]


def test_spans_are_offsets_into_the_whole_text() -> None:
    """A part of a text gives spans that count from the text's beginning."""
    assert split_sentences("Een. Twee. Drie.", 5, 10) == ((5, 10),)
