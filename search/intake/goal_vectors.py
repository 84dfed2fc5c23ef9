"""The vectors of the goals as the encoder that ships gives them, kept beside their texts.

To encode them takes as long as a dozen passages, and every program that adds a document would do so anew. They are used
only while encoder and texts are those that they were made of; ``python -m training.goals`` makes them anew.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.models.protocols import Encoder

FILE = Path(__file__).parents[1] / "data" / "sdgs-nl.npz"


def goal_vectors(encoder: Encoder, texts: Sequence[str], file: Path = FILE) -> NDArray[np.float32]:
    """Return the vectors of texts as questions, (texts, dimensions): those kept in ``file``, or as they are encoded."""
    if file.is_file():
        with np.load(file) as kept:
            if str(kept["made_of"]) == _made_of(encoder, texts):
                vectors: NDArray[np.float32] = kept["vectors"]
                return vectors
    return encoder.encode_queries(texts)


def keep_goal_vectors(encoder: Encoder, texts: Sequence[str], file: Path = FILE) -> None:
    """Write the vectors of texts for ``goal_vectors``."""
    np.savez_compressed(file, made_of=np.array(_made_of(encoder, texts)), vectors=encoder.encode_queries(texts))


def _made_of(encoder: Encoder, texts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join([encoder.fingerprint, *texts]).encode()).hexdigest()
