"""An empty knowledge base, to which a test adds documents of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def kb(tmp_path: Path) -> Iterator[KnowledgeBase]:
    """An empty knowledge base, with an encoder that needs no model."""
    with KnowledgeBase.open(tmp_path / "kb", WordEncoder()) as opened:
        yield opened
