"""A knowledge base with a PDF whose file stands beside it, served to a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harbour_note import NAME, add_note
from visiting import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def kb(seeds_kb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base with a PDF; its file stands beside it."""
    return add_note(seeds_kb, tmp_path_factory.mktemp("pdf"))


@pytest.fixture(scope="module")
def url(kb: Path) -> Iterator[str]:
    """The address of a server over it; tests put back what they change."""
    with serving(kb) as address:
        yield address


@pytest.fixture
def file(kb: Path) -> Iterator[Path]:
    """The file of the PDF, put back as it was."""
    found = kb.parent / f"{NAME}.pdf"
    content = found.read_bytes()
    yield found
    found.write_bytes(content)
