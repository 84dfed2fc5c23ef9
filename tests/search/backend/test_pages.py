"""Where stored text stands on the pages of its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pdf_factories import WORDS, Sheet, document, wrapped, write_pdf
from search_factories import make_document

from ingest.places import PageInfo

if TYPE_CHECKING:
    from pathlib import Path

    from search.knowledge_base import KnowledgeBase


def test_a_stored_passage_has_the_boxes_it_was_read_with(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The boxes come back from the store as the reader found them."""
    path = write_pdf(tmp_path / "nota.pdf", Sheet().column(50, 700, wrapped(WORDS * 3, 80)))
    read = document(path)
    kb.add_document(read)
    passage = kb.passages()[0]
    found = kb.boxes(passage.document, passage.start, passage.end)
    assert found == read.boxes(passage.start, passage.end)
    assert [box.page for box in found] == [1] * 7
    assert kb.pages("nota") == (PageInfo("1", 595.0, 842.0),)


def test_text_without_pages_has_no_boxes(kb: KnowledgeBase) -> None:
    """Of a text file no place is known, and of a document that is not there neither."""
    kb.add_document(make_document("Het klimaat krijgt geld."))
    assert kb.boxes("nota", 0, 10) == ()
    assert kb.pages("nota") == ()
    assert kb.boxes("onbekend", 0, 10) == ()
    assert kb.pages("onbekend") == ()
