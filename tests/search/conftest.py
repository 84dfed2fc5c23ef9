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
def kb(tmp_path: Path, encoder: WordEncoder) -> Iterator[KnowledgeBase]:
    """An empty knowledge base."""
    with KnowledgeBase.open(tmp_path / "kb", encoder) as opened:
        yield opened
