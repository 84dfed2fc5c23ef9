"""The seeds, read once for all tests of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from seed_gold import SEEDS

from ingest.pipeline import read_document

if TYPE_CHECKING:
    from ingest.model import Document


@pytest.fixture(scope="session")
def seeds() -> dict[str, Document]:
    """Both seed documents by id."""
    return {name: read_document(SEEDS / f"{name}.txt") for name in ("bhos-2022", "bho-2024")}


@pytest.fixture(scope="session")
def bhos(seeds: dict[str, Document]) -> Document:
    """The policy paper with footnotes."""
    return seeds["bhos-2022"]
