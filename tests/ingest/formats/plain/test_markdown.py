"""Markdown files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from outlines import blocks, notes, titles

from ingest.pipeline import read_document

if TYPE_CHECKING:
    from pathlib import Path

NOTE = """---
title: "De nota"
datum: 1 mei 2024
auteur: Jansen
---
# Inleiding

Tekst met een *noot*.[^a] En een
[motie](https://zoek.officielebekendmakingen.nl/kst-35925-36.html).

## Onder

1. een
2. twee
   - diep
     nog

> Geciteerd woord.

| a | b |
|---|---|
| 1 |   |

[^a]: De noot, Kamerstuk 29628, nr. 3.
"""


def test_markdown_gives_its_structure(tmp_path: Path) -> None:
    """Headings, lists, quotes, tables, notes, links and the data before the text."""
    path = tmp_path / "nota.md"
    path.write_text(NOTE, "utf-8")
    document = read_document(path)
    assert (document.title, document.date, document.authors) == ("De nota", "2024-05-01", ("Jansen",))
    assert titles(document) == ["Inleiding", "Onder"]
    assert blocks(document)[1:] == [
        ("paragraph", "Tekst met een noot. En een motie."),
        ("heading", "Onder"),
        ("list", "1. een\n2. twee\n  • diep nog"),
        ("quote", "Geciteerd woord."),
        ("table", "a | b\n1"),
        ("footnote", "De noot, Kamerstuk 29628, nr. 3."),
    ]
    assert notes(document) == [(1, "De noot, Kamerstuk 29628, nr. 3.", "Tekst met een noot.")]
    assert [citation.id for citation in document.citations] == ["kst-35925-36", "kst-29628-3"]
    assert [block.place for block in document.blocks if block.kind.value == "heading"] == [6, 11]


def test_plain_text_called_markdown_is_plain_text(tmp_path: Path) -> None:
    """Without any sign of Markdown the lines are read as an extractor's, words broken over lines made whole."""
    path = tmp_path / "nota.md"
    path.write_text("Het kabinet zet zich in voor een open en eerlijk handelssys-\nteem in de hele wereld.\n", "utf-8")
    assert (
        read_document(path).text == "Het kabinet zet zich in voor een open en eerlijk handelssysteem in de hele wereld."
    )


@pytest.mark.parametrize(
    "authors", ["author:\n  - Jan Jansen\n  - 'Ans de Wit'", 'authors: [Jan Jansen, "Ans de Wit"]']
)
def test_data_before_the_text_may_list_its_values(authors: str, tmp_path: Path) -> None:
    """Several authors stand below their name or in brackets; a field without a value takes none of the next line."""
    path = tmp_path / "nota.md"
    path.write_text(f"---\n{authors}\npublisher:\ntitle: Water [concept]\n---\n# Water\n\nTekst.\n", "utf-8")
    document = read_document(path)
    assert document.authors == ("Jan Jansen", "Ans de Wit")
    assert (document.title, document.publisher) == ("Water [concept]", "")


BOXES = """# Cloud

!!! info "Doel"
    Ontwerp de **architectuur**.

??? tip
    Begin klein.

Gewone tekst om 10:30 uur.

:::warning
:exclamation: Pas op met `:exclamation:`.
:::

::: note "Let hierop"
- een
- twee
:::

!!! Let op dit.

Slot.
"""


def test_boxes_are_text_without_their_signs(tmp_path: Path) -> None:
    """As sites of documentation write them: the kind of a box is no text, its title is."""
    path = tmp_path / "richtlijn.md"
    path.write_text(BOXES, "utf-8")
    assert [text for _, text in blocks(read_document(path))[1:]] == [
        "Doel",
        "Ontwerp de architectuur.",
        "Begin klein.",
        "Gewone tekst om 10:30 uur.",
        "Pas op met :exclamation:.",
        "Let hierop",
        "• een\n• twee",
        "Let op dit.",
        "Slot.",
    ]
