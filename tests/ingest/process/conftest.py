"""Readers that may take little memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ingest.process.pool import Limits, Readers

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def guarded() -> Iterator[Readers]:
    """The readers as they are, held to a quarter of their memory; a slow machine may take long to refuse a file."""
    readers = Readers(Limits(memory=256 * 2**20, working=600.0, silent=600.0))
    yield readers
    readers.close()
