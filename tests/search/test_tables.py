"""Rows of tables: what heads them, their unit and their cells."""

from __future__ import annotations

import pytest

from search.tables import Cell, head_and_rows, heads, read_cells, table_headers, unit_in

BUDGET = [
    "Tabel 12 Budgettaire gevolgen (bedragen x € 1.000)",
    "| | Realisatie | Begroting",
    "Artikel | | 2022 | 2023",
    "Uitgaven | | 481.907 | 533.450",
    "1.1 | Duurzaam | 22.908 | ‒ 299",
    "| Subsidies (regelingen) | |",
]


def test_headers_of_rows_without_bars() -> None:
    """A row belongs to the last line of years above it; prose belongs to none."""
    lines = ["Wij geven 3 dingen uit.", "miljoen 2022 2023 2024", "Hulp 82 150 150", "Zie de bijlage."]
    assert table_headers(lines) == [(), (), (1,), ()]
    assert heads(lines) == {1}


def test_headers_of_rows_with_bars() -> None:
    """All lines above the first amount, the caption left out; another table of the passage has its own."""
    assert table_headers(BUDGET) == [(), (), (), (1, 2), (1, 2), (1, 2)]
    both = [*BUDGET, "En daarna:", "Naam | Aantal", "Ede | 12"]
    assert table_headers(both)[-3:] == [(), (), (7,)]
    assert heads(both) == {1, 2, 7}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Uitgaven (bedragen x EUR 1.000)", "bedragen x EUR 1.000"),
        ("Bedragen in EUR mln", "Bedragen in EUR mln"),
        ("uitgaven in miljoenen euro's", "in miljoenen euro's"),
        ("bedragen × € 1 miljoen", "bedragen × € 1 miljoen"),
        ("Inwoners (x 1.000)", "x 1.000"),
        ("Bedrag in EUR", "Bedrag in EUR"),
        ("Groei in 2024", ""),
        ("Bouw in 1.000 woningen", ""),
        ("Handel in Europa", ""),
    ],
)
def test_units(text: str, unit: str) -> None:
    """As a caption or a head prints them; a year, a count and a place are none."""
    assert unit_in("Tabel 3", text) == unit


def test_cells_have_their_row_and_their_column() -> None:
    """The names of a row are what stands before its first value; those of a column all that the head says above it."""
    found = list(read_cells(*head_and_rows(BUDGET)))
    assert found == [
        Cell(1, 3, "Uitgaven", "Realisatie 2022", "481.907"),
        Cell(1, 4, "Uitgaven", "Begroting 2023", "533.450"),
        Cell(2, 3, "1.1 Duurzaam", "Realisatie 2022", "22.908"),
        Cell(2, 4, "1.1 Duurzaam", "Begroting 2023", "‒ 299"),
    ]


def test_cells_of_text() -> None:
    """Without a value the first cell names the row; rows can be counted on from another passage."""
    lines = ["Naam | Functie", "Jan | voorzitter"]
    assert list(read_cells(*head_and_rows(lines), 8)) == [Cell(8, 2, "Jan", "Functie", "voorzitter")]
