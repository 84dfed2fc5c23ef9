"""A store of each backend, empty and filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from store_factories import (
    BACKENDS,
    ENCODER,
    nota,
    put,
    verslag,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search.backend.protocol import Backend


@pytest.fixture(params=sorted(BACKENDS))
def backend(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Backend]:
    """An empty store that is bound to the encoder."""
    made = BACKENDS[request.param](tmp_path)
    made.adopt(ENCODER.name, ENCODER.fingerprint, ENCODER.dimensions)
    yield made
    made.close()


@pytest.fixture
def filled(backend: Backend) -> Backend:
    """The store with both documents, the one that comes last by id added first."""
    put(backend, verslag())
    put(backend, nota())
    return backend
