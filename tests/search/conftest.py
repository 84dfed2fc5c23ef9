"""A knowledge base in a temporary folder with an encoder whose vectors can be worked out by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder

from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def encoder() -> WordEncoder:
    """The encoder of ``kb``."""
    return WordEncoder()


@pytest.fixture
def place(tmp_path: Path) -> Path | str:
    """Where ``kb`` is; a module whose tests are for every backend gives the places of all (store_factories.PLACES)."""
    return tmp_path / "kb"


@pytest.fixture
def kb(place: Path | str, encoder: WordEncoder) -> Iterator[KnowledgeBase]:
    """An empty knowledge base."""
    with KnowledgeBase.open(place, encoder) as opened:
        yield opened
