"""What is written of the words of passages, and taken out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store_factories import nota, put, verslag

from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.lexical.texts import SqliteTexts

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_taken_out_leaves_nothing(tmp_path: Path) -> None:
    """Neither words and stems nor their counts: those of the other document are as they were without it."""
    backend = FolderBackend.open(tmp_path)

    def counted() -> list[list[tuple[object, ...]]]:
        with backend.snapshot() as snapshot:
            tables = ("words", "stems", "lexical_terms")
            return [snapshot._reading.rows(f"SELECT * FROM {table} ORDER BY 1") for table in tables]  # noqa: S608 - our own names

    put(backend, nota())
    alone = counted()
    put(backend, verslag())
    assert counted() != alone
    backend.remove("verslag")
    assert counted() == alone
    backend.remove("nota")
    assert counted() == [[], [], []]
    backend.close()


def test_words_are_cut_as_the_index_cuts_them(tmp_path: Path) -> None:
    """At what is neither a letter, a digit, a hyphen nor a comma."""
    backend = FolderBackend.open(tmp_path)
    with backend.snapshot() as snapshot:
        texts = SqliteTexts(snapshot._reading, snapshot._filtering.extents)
        assert texts.cut(["water", "4.1", "é/a-b,c", "_"]) == [["water"], ["4", "1"], ["é", "a-b,c"], []]
    backend.close()
