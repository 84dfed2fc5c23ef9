"""What the tests of programs share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base of the seeds, opened."""
    with KnowledgeBase.open(seeds_kb) as kb:
        yield kb
