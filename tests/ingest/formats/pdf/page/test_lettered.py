"""Headings of PDFs that letters count."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdf_factories import LINES, Sheet, headings, write_pdf

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("form", ["{}) {}", "{}. {}"])
def test_headings_in_italics_that_letters_count(form: str, tmp_path: Path) -> None:
    """The first stands directly below its chapter, set otherwise; each has text of its own."""
    sheet = Sheet().show(50, 790, "1. Inhoud", 10, "B").show(50, 778, form.format("a", "Wegen"), 10, "I")
    sheet.column(50, 766, LINES).show(50, 700, form.format("b", "Bruggen"), 10, "I").column(50, 688, LINES)
    sheet.show(50, 620, "2. Kosten", 10, "B").column(50, 608, LINES)
    found = headings(write_pdf(tmp_path / "a.pdf", sheet))
    assert found == [
        (1, "1. Inhoud"),
        (2, form.format("a", "Wegen")),
        (2, form.format("b", "Bruggen")),
        (1, "2. Kosten"),
    ]


def test_plain_lines_that_letters_count_are_headings_where_each_has_text(tmp_path: Path) -> None:
    """One level below the numbered heading that is set alike; items of a list have none."""
    sheet = Sheet().show(50, 790, "1. Wegen", 10, "B").column(50, 768, LINES)
    for place, title in enumerate(("a. Doel", "b. Gegevens", "c. Rechten")):
        sheet.show(50, 690 - 100 * place, title).column(50, 670 - 100 * place, LINES)
    listed = Sheet().show(50, 790, "2. Bruggen", 10, "B").column(50, 768, LINES)
    for place, item in enumerate(("a. Hout", "b. Steen", "c. Staal")):
        listed.show(50, 710 - 16 * place, item)
    listed.column(50, 650, LINES).show(50, 560, "3. Scholen", 10, "B").column(50, 540, LINES)
    found = headings(write_pdf(tmp_path / "a.pdf", sheet, listed))
    assert found == [
        (1, "1. Wegen"),
        (2, "a. Doel"),
        (2, "b. Gegevens"),
        (2, "c. Rechten"),
        (1, "2. Bruggen"),
        (1, "3. Scholen"),
    ]
