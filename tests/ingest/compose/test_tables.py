"""Tables: whole over the page, and in parts that each begin with caption and head."""

from __future__ import annotations

import pytest

from ingest.compose.tables import cut_tables, head_rows
from ingest.formats.typed_text import Link, NoteMark, TypedBlock
from ingest.language.traced import TracedText
from ingest.model import BlockKind

HEAD = "Gemeente | Aanvragen 2023 | Toegekend"
CAPTION = "Tabel 3 Subsidies per gemeente (bedragen x EUR 1.000)"


def block(text: str, kind: BlockKind = BlockKind.TABLE, page: int | None = 1, place: int = 1) -> TypedBlock:
    """A block of one page, all of it from one place in the source."""
    return TypedBlock(kind, TracedText.of(text, place), page=page)


def rows(first: int, last: int) -> str:
    """Rows of a table, numbered."""
    return "\n".join(f"Zevendorp {number} | {3 * number} | {1250 * number}" for number in range(first, last))


def found(*blocks: TypedBlock) -> list[str]:
    """The texts of the blocks after cutting."""
    return [each.text.text for each in cut_tables(blocks)]


def test_each_part_of_a_long_table_begins_with_caption_and_head() -> None:
    """The caption stands above the table once, and is repeated from the second part on."""
    first, *others = found(block(CAPTION, BlockKind.PARAGRAPH), block(f"{HEAD}\n{rows(1, 91)}"))[1:]
    assert first.startswith(f"{HEAD}\nZevendorp 1 | 3 | 1250\n")
    assert others
    assert all(part.startswith(f"{CAPTION}\n{HEAD}\nZevendorp ") for part in others)
    kept = [row for part in (first, *others) for row in part.split("\n") if row.startswith("Zevendorp")]
    assert "\n".join(kept) == rows(1, 91)


def test_a_caption_in_the_table_is_repeated_with_the_head() -> None:
    """Web pages and official publications have the caption in the table itself."""
    parts = found(block(f"{CAPTION}\n{HEAD}\n{rows(1, 91)}"))
    assert len(parts) > 1
    assert all(part.startswith(f"{CAPTION}\n{HEAD}\n") for part in parts)


def test_a_short_table_stays_as_it_is() -> None:
    """It fits into one passage."""
    assert found(block(f"{HEAD}\n{rows(1, 9)}")) == [f"{HEAD}\n{rows(1, 9)}"]


def test_parts_keep_their_marks_links_and_places() -> None:
    """What is repeated belongs to the place of the rows below it, so a part has the page of its rows."""
    text = TracedText.join(
        [TracedText.of(HEAD, 1), TracedText.of(rows(1, 46), 2), TracedText.of(rows(46, 91), 3)], "\n"
    )
    at = text.text.index("Zevendorp 80") + len("Zevendorp 80")
    whole = TypedBlock(BlockKind.TABLE, text, page=1, marks=(NoteMark(at, "7"),), links=(Link(at - 12, at, "kst-1"),))
    part = next(each for each in cut_tables([whole]) if each.marks)
    assert part.text.text[: part.marks[0].offset].endswith("Zevendorp 80")
    assert part.text.text[part.links[0].start : part.links[0].end] == "Zevendorp 80"
    assert part.text.places[0] == 3


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    """Its head may be printed again on the next page; it is read once."""
    whole = f"{HEAD}\n{rows(1, 9)}"
    assert found(block(f"{HEAD}\n{rows(1, 5)}"), block(rows(5, 9), page=2)) == [whole]
    assert found(block(f"{HEAD}\n{rows(1, 5)}"), block(f"{HEAD}\n{rows(5, 9)}", page=2)) == [whole]


def test_parts_have_the_page_of_their_rows() -> None:
    """Also where the table began on another one."""
    made = cut_tables([block(f"{HEAD}\n{rows(1, 46)}"), block(rows(46, 91), page=2), block(rows(91, 120), page=3)])
    ends = [(each.page, int(each.text.text.split("\n")[1].split()[1])) for each in made]
    assert [page for page, _ in ends] == [1 if number < 46 else 2 if number < 91 else 3 for _, number in ends]
    assert {page for page, _ in ends} == {1, 2, 3}


def test_tables_with_other_columns_or_text_between_are_two() -> None:
    """As are two tables of one page."""
    one, other = block(f"{HEAD}\n{rows(1, 5)}"), f"Jaar | Bedrag\n2024 | 12\n{rows(5, 6)}"
    assert len(found(one, block(other, page=2))) == 2
    assert len(found(one, block("Tekst.", BlockKind.PARAGRAPH), block(rows(5, 9), page=2))) == 3
    assert len(found(one, block(rows(5, 9)))) == 2


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([HEAD, "Zevendorp | 3 | 1250"], 1),
        (["Artikel | Realisatie | Begroting", "| 2022 | 2023", "Uitgaven | 512 | 600"], 2),
        ([CAPTION, HEAD, "Zevendorp | 3 | 1250"], 2),
        (["Uitgaven | 512 | 600", "Ontvangsten | 12 | 13"], 0),
        (["Maatregel | Toelichting", "Wegen | breder", "Paden | smaller"], 1),
        (["Een regel zonder cellen", "nog een"], 0),
    ],
)
def test_the_head_is_what_names_the_columns(lines: list[str], count: int) -> None:
    """Rows without values above rows with values; years name columns."""
    assert head_rows(lines) == count
