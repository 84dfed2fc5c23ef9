"""SDGs named by number."""

from __future__ import annotations

import pytest

from ingest.language.sdg import named_sdgs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Klimaatactie (SDG13)", (13,)),
        ("Gezondheid & Rechten (SDG3 & SDG5)", (3, 5)),
        ("Noodhulp (diverse SDG’s)", ()),
        ("SDG 8 (duurzame economische ontwikkeling) en SDG 13 (klimaat)", (8, 13)),
        ("het SDG 5 fonds van 510 miljoen euro", (5,)),
        ("via het SDG5-fonds", (5,)),
        ("achteruitgang op meerdere SDG’s.6", ()),
        ("het bereiken van de SDG’s.53 Het kabinet", ()),
        ("SDG’s 3, 5 en 17", (3, 5, 17)),
        ("SDG's 1 t/m 4", (1, 2, 3, 4)),
        ("SDG 18 bestaat niet", ()),
        ("SDG 6 en 2 miljoen mensen", (6,)),
    ],
)
def test_named_goals(text: str, expected: tuple[int, ...]) -> None:
    """Only goals that are named count; a footnote marker behind "SDG's." is none."""
    assert expected == named_sdgs(text)
