"""Several encoders as one, and the file that names them.

Their vectors, each of length 1 and scaled by the root of its weight, stand behind each other in one vector, so that an
inner product is the weighted mean of their similarities and the index needs to know nothing of it. The model that ships
is one: a transformer understands other words for the same thing; a static model knows the field and its rare words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import msgspec
import numpy as np

from search.errors import EncoderLoadError, ModelProblem
from search.models.chunks import encode_chunks
from search.models.protocols import ChunkVectors
from search.models.vectors import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from search.models.protocols import Chunk, Encoder

COMBINATION = "combination.json"


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One model of a combination. ``model``: its folder, within that of the combination or beside it."""

    model: str
    weight: Annotated[float, msgspec.Meta(gt=0)]


class Combination(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which models count as one, and for how much; only the proportion of the weights matters."""

    parts: Annotated[tuple[Part, ...], msgspec.Meta(min_length=1)]


def read_combination(folder: Path) -> Combination:
    """Return what combination.json in ``folder`` names. Raises EncoderLoadError when it is damaged."""
    try:
        return msgspec.json.decode((folder / COMBINATION).read_bytes(), type=Combination)
    except (OSError, msgspec.DecodeError) as error:
        raise EncoderLoadError(str(folder), ModelProblem.DAMAGED, f"{COMBINATION}: {error}") from error


@dataclass(frozen=True)
class CombinedEncoder:
    """Encoders with their weights: an inner product is the weighted mean of their similarities.

    A text that some of them know no word of has only the others' parts, scaled to length 1 again.
    """

    name: str
    parts: tuple[tuple[Encoder, float], ...]

    def __post_init__(self) -> None:
        if any(weight <= 0 for _, weight in self.parts):
            raise ValueError(f"weights {[weight for _, weight in self.parts]} are not all above 0")

    @property
    def dimensions(self) -> int:
        """Length of its vectors: all parts behind each other."""
        return sum(encoder.dimensions for encoder, _ in self.parts)

    @property
    def fingerprint(self) -> str:
        """Changes when a part or a weight does."""
        return combined_fingerprint((encoder.fingerprint, weight) for encoder, weight in self.parts)

    def _joined(self, vectors: Iterable[NDArray[np.float32]], count: int) -> NDArray[np.float32]:
        total = sum(weight for _, weight in self.parts)
        roots = [np.float32((weight / total) ** 0.5) for _, weight in self.parts]
        both = np.concatenate([part * root for part, root in zip(vectors, roots, strict=True)], axis=1)
        return normalised(both, name=self.name, shape=(count, self.dimensions))

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""
        return self._joined((encoder.encode_queries(texts) for encoder, _ in self.parts), len(texts))

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages."""
        return self._joined((encoder.encode_passages(texts) for encoder, _ in self.parts), len(texts))

    def encode_chunks(self, chunks: Sequence[Chunk]) -> ChunkVectors:
        """Return the vectors of passages and of their sentences, each part in its own way."""
        found = [encode_chunks(encoder, chunks) for encoder, _ in self.parts]
        count = sum(len(chunk.sentences) for chunk in chunks)
        passages = self._joined((part.chunks for part in found), len(chunks))
        return ChunkVectors(passages, self._joined((part.sentences for part in found), count))


def combined_fingerprint(parts: Iterable[tuple[str, float]]) -> str:
    """Return the fingerprint of models, given by their own with their weights."""
    digest = hashlib.sha256()
    for fingerprint, weight in parts:
        digest.update(f"{fingerprint}\0{weight!r}\0".encode())
    return digest.hexdigest()[:16]
