"""The tab Zoeken as a whole: what one page costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.backend.sqlite.backend import FolderBackend
from search.knowledge_base import KnowledgeBase
from ui.web.address import Address
from ui.web.pages import search
from ui.web.titles import title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILTERS = {"document": "bhos-2022", "sdg": "13", "jaar": "2022"}
QUESTIONS = (
    "wat is het klimaatdoel 2025",
    "Welke moties vragen om een grotere rol van Nederlandse bedrijven bij de duurzame ontwikkelingsdoelen in de wereld?",
    "klimaatfinanciering ontwikkelingssamenwerking voedselzekerheid watervoetafdruk vrouwenrechtenorganisaties",
)


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base with the seeds."""
    with KnowledgeBase.open(seeds_kb) as opened:
        opened.search("klimaat")
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_page_with_three_filters_takes_few_statements(base: KnowledgeBase, question: str) -> None:
    """Fewer than sixty statements to the store, however many ways the words of the question have of being written."""
    assert isinstance(base.backend, FolderBackend)
    statements: list[str] = []
    with base.backend.connection.reading() as held:  # what is read inside goes over the same connection
        held.db.set_trace_callback(statements.append)
        page = search.render(base, Address.read("zoeken", {"vraag": question, **FILTERS}))
        held.db.set_trace_callback(None)
    own = [each for each in statements if not each.startswith("--")]  # those that FTS5 runs within one are marked so
    assert page.count('class="vp-hit"') > 1
    assert 10 < len(own) < 60


def test_what_cannot_be_a_filter_is_none(base: KnowledgeBase) -> None:
    """It neither limits what is found, nor is it said to, in page and title."""
    address = Address.read(
        "zoeken", {"vraag": "water", "sdg": "dertien", "sdg-suggestie": "1.3", "jaar": "\ud800", "soort": ""}
    )
    page = search.render(base, address)
    assert 'class="vp-hit"' in page
    assert "vp-within" not in page
    assert title(base, Address.read("zoeken", {"sdg": "dertien"})) == "Vindplaats"
