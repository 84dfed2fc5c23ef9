"""Tables of PDFs, with and without rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdf_factories import WORDS, Sheet, texts, wrapped, write_pdf

if TYPE_CHECKING:
    from pathlib import Path


def grid(xs: list[int], ys: list[int]) -> str:
    """Operators that draw a grid."""
    across = [f"{xs[0]} {y} m {xs[-1]} {y} l S" for y in ys]
    down = [f"{x} {ys[0]} m {x} {ys[-1]} l S" for x in xs]
    return "0.5 w " + " ".join([*across, *down])


def test_cells_of_a_ruled_table_are_read_row_by_row(tmp_path: Path) -> None:
    """Text of several lines in a cell stays in its cell; an empty cell keeps its place."""
    sheet = Sheet().draw(grid([50, 200, 350, 500], [600, 620, 660, 680]))
    sheet.show(55, 665, "Maatregel", font="B").show(205, 665, "Kosten", font="B").show(355, 665, "Jaar", font="B")
    sheet.column(55, 648, ["Wegen en", "bruggen"]).column(205, 648, ["twaalf", "miljoen"]).show(355, 648, "2024")
    sheet.show(55, 606, "Scholen").show(355, 606, "2025")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == [
        "table: Maatregel | Kosten | Jaar\nWegen en bruggen | twaalf miljoen | 2024\nScholen | | 2025"
    ]


def test_columns_of_numbers_without_rules_are_a_table(tmp_path: Path) -> None:
    """Rows whose parts stand below each other are a table, a row per line."""
    sheet = Sheet().column(50, 760, wrapped(WORDS * 2, 80))
    for place, row in enumerate(
        (("Wegen", "12", "14"), ("Scholen", "8", "9"), ("Bomen", "1", "2"), ("Zorg", "30", "31"))
    ):
        for x, cell in zip((50, 300, 400), row, strict=True):
            sheet.show(x, 600 - 14 * place, cell)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet))[1] == (
        "table: Wegen | 12 | 14\nScholen | 8 | 9\nBomen | 1 | 2\nZorg | 30 | 31"
    )


def test_two_columns_of_text_are_no_table(tmp_path: Path) -> None:
    """Lines that fill their columns are read down, although they stand on the same heights."""
    body = (WORDS * 3).strip()
    sheet = Sheet().column(50, 700, wrapped(body, 45)).column(310, 700, wrapped(body, 45))
    assert [text.partition(":")[0] for text in texts(write_pdf(tmp_path / "a.pdf", sheet))] == ["paragraph"] * 2


def test_words_that_reach_over_a_rule_are_cut_there(tmp_path: Path) -> None:
    """Two cells drawn in one go are separated by the line between them."""
    sheet = Sheet().draw(grid([50, 120, 300], [600, 620, 640]))
    sheet.draw("BT /R 10 Tf 55 625 Td [(Wegen en straat) -400 (zes miljoen)] TJ ET").show(55, 605, "Zorg").show(
        125, 605, "negen"
    )
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["table: Wegen en straat | zes miljoen\nZorg | negen"]


def test_amounts_that_end_below_each_other_are_columns(tmp_path: Path) -> None:
    """As in a budget: amounts close together, labels of two lines half above and half below, a head of two lines."""
    sheet = Sheet().column(50, 780, wrapped(WORDS * 2, 80))
    sheet.show(338, 682, "Raming", 8).show(370, 690, "Verschil", 8).show(309, 690, "Stand", 8)
    for y, label, amounts in (
        (670, "Artikel", ("2022", "2023", "2023")),
        (656, "Uitgaven", ("512.340", "498.211", "- 1.998")),
        (626, "", ("24.310", "22.908", "701")),
        (600, "Ontvangsten", ("9.870", "10.004", "- 134")),
    ):
        if label:
            sheet.show(60, y, label, 8)
        for amount, right in zip(amounts, (330, 365, 400), strict=True):
            width = sum(2.22 if char in ". " else 2.66 if char == "-" else 4.45 for char in amount)
            sheet.show(right - width, y, amount, 8)
    sheet.show(60, 631, "Duurzame handel en", 8).show(60, 621, "investeringen", 8)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet))[1] == (
        "table: | Stand | Raming | Verschil\n"
        "Artikel | 2022 | 2023 | 2023\n"
        "Uitgaven | 512.340 | 498.211 | - 1.998\n"
        "Duurzame handel en investeringen | 24.310 | 22.908 | 701\n"
        "Ontvangsten | 9.870 | 10.004 | - 134"
    )


def test_numbers_that_begin_below_each_other_are_columns_too(tmp_path: Path) -> None:
    """They end in many places, so where they end tells nothing; their head is a row of the table."""
    sheet = Sheet()
    lines = [
        f"Zevendorp {number} | {3 * number} | {1250 * number}" for number in (1, 2, 4, 8, 16, 32, 33, 34, 100, 101)
    ]
    for place, line in enumerate(["Gemeente | Aanvragen | Bedrag", *lines]):
        for x, cell in zip((50, 200, 350), line.split(" | "), strict=True):
            sheet.show(x, 700 - 14 * place, cell)
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["table: Gemeente | Aanvragen | Bedrag\n" + "\n".join(lines)]


def test_a_head_in_one_bar_has_the_columns_below_it(tmp_path: Path) -> None:
    """Its words begin where theirs do; a caption in the bar is left whole."""
    for head, expected in (
        ("Nr. Onderwerp", "Nr. | Onderwerp | Toelichting"),
        ("Overzicht van bruggen", "Overzicht van bruggen Toelichting"),
    ):
        sheet = Sheet().draw("0.5 w 50 660 m 500 660 l S 50 640 m 50 660 l S 500 640 m 500 660 l S")
        sheet.draw(grid([50, 68, 200, 500], [600, 620, 640])).show(55, 645, head).show(205, 645, "Toelichting")
        for row, cells in enumerate((("1.", "Naam", "Brug"), ("2.", "Jaar", "2024"))):
            for x, cell in zip((55, 71, 205), cells, strict=True):
                sheet.show(x, 625 - 20 * row, cell)
        assert texts(write_pdf(tmp_path / "a.pdf", sheet))[0].split("\n")[0] == f"table: {expected}"


def test_labels_beside_text_without_rules_between_them_have_a_row_each(tmp_path: Path) -> None:
    """One rule parts them from what they label; a box with a column of text in each half stays two columns."""
    lines = ["De brug is te oud.", "Brug 7", "De brug is in 1950 gebouwd en", "wordt druk gebruikt."]
    sheet = Sheet().draw(grid([50, 150, 400], [600, 680])).column(155, 665, lines)
    for y, label in ((665, "Onderwerp"), (653, "Van toepassing op"), (641, "Beschrijving")):
        sheet.show(55, y, label, font="I")
    rows = ["Onderwerp | De brug is te oud.", "Van toepassing op | Brug 7"]
    rows.append("Beschrijving | De brug is in 1950 gebouwd en wordt druk gebruikt.")
    assert texts(write_pdf(tmp_path / "a.pdf", sheet)) == ["table: " + "\n".join(rows)]
    halves = Sheet().draw(grid([50, 270, 500], [560, 680]))
    halves.column(55, 665, wrapped(WORDS * 2, 40)).column(275, 665, wrapped(WORDS * 2, 40))
    assert all(text.startswith("paragraph") for text in texts(write_pdf(tmp_path / "b.pdf", halves)))


def test_a_numbered_line_in_italics_above_a_table_is_a_heading(tmp_path: Path) -> None:
    """Without the number of a section it is the table's caption."""
    for line, kind in (("4.8.2. Conclusie", "heading"), ("Conclusie", "paragraph")):
        sheet = Sheet().column(50, 800, wrapped(WORDS * 3, 80)).show(50, 700, line, font="I")
        sheet.draw(grid([50, 150, 400], [640, 660, 680]))
        for y, cells in ((665, ("Brug", "7")), (645, ("Weg", "8"))):
            sheet.show(55, y, cells[0]).show(155, y, cells[1])
        assert f"{kind}: {line}" in texts(write_pdf(tmp_path / "a.pdf", sheet))
