"""The values of tables as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from search_factories import Part, make_document

from ingest.model import BlockKind
from search.export.formats import export, formats_of

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


def test_cells_of_tables(kb: KnowledgeBase) -> None:
    """One row per value; a table that fills two passages is counted through, with caption, head and unit in each."""
    head = ("Tabel 3 Uitgaven (bedragen x € 1.000)", "Artikel | 2022 | 2023")
    parts = [
        Part((*head, row, "Totaal | 8 | 9"), ("Uitgaven",), kind=BlockKind.TABLE)
        for row in ("Water | 12.400 | 13.501", "Hulp | 5 | 6")
    ]
    kb.add_document(make_document(*parts, Part(("Geen tabel | 3 | 4",))))
    rows = json.loads(export(kb, "cells", "json"))
    assert [(row["row"], row["row_name"], row["column_name"], row["value"]) for row in rows] == [
        (1, "Water", "2022", "12.400"), (1, "Water", "2023", "13.501"), (2, "Totaal", "2022", "8"),
        (2, "Totaal", "2023", "9"), (3, "Hulp", "2022", "5"), (3, "Hulp", "2023", "6"), (4, "Totaal", "2022", "8"),
        (4, "Totaal", "2023", "9"),
    ]  # fmt: skip
    assert {(row["table"], row["unit"]) for row in rows} == {(head[0], "bedragen x € 1.000")}
    assert formats_of("cells") == formats_of("passages")
