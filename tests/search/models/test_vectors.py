"""What an encoder may return."""

from __future__ import annotations

import numpy as np
import pytest

from search.errors import EncoderOutputError
from search.models.vectors import normalised


def test_rows_get_length_one() -> None:
    """A row of zeros stays."""
    rows = normalised(np.array([[3.0, 4.0], [0.0, 0.0]]), name="x", shape=(2, 2))
    np.testing.assert_allclose([[0.6, 0.8], [0.0, 0.0]], rows, atol=1e-7)


@pytest.mark.parametrize("vectors", [[[1.0]], [[1.0, float("nan")]], [[float("inf"), 0.0]]])
def test_unusable_vectors(vectors: list[list[float]]) -> None:
    """Another shape or numbers that are not finite are refused before they reach an index."""
    with pytest.raises(EncoderOutputError):
        normalised(np.array(vectors), name="x", shape=(1, 2))
