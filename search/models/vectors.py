"""What every encoder returns: rows of length 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search.errors import EncoderOutputError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def normalised(vectors: NDArray[Any], *, name: str, shape: tuple[int, int]) -> NDArray[np.float32]:
    """Return ``vectors`` as contiguous float32 with rows of length 1 (zero rows stay zero).

    ``name``: of the encoder that made them. Raises EncoderOutputError when they have another shape or hold NaN or
    infinity.
    """
    out = np.ascontiguousarray(vectors, dtype=np.float32)
    if out.shape != shape:
        raise EncoderOutputError(name, f"shape {out.shape}, expected {shape}")
    if not np.isfinite(out).all():
        raise EncoderOutputError(name, "not all numbers are finite")
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    unit: NDArray[np.float32] = np.divide(out, lengths, out=np.zeros_like(out), where=lengths > 0)
    return unit
