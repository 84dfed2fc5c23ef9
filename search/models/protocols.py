"""What is asked of a model, whatever kind it is: to embed texts, to order passages, to read an answer in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from search.models.calibration import Calibration


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their similarity.

    Both methods return float32 of shape (len(texts), dimensions), each row of length 1, or all zeros for a text without
    a known word. A text's vector depends neither on the other texts nor on their number.
    """

    @property
    def name(self) -> str:
        """How to load it again."""

    @property
    def dimensions(self) -> int:
        """Length of its vectors."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the same text may get another vector."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """A passage as it is embedded: its text after the titles it stands under, and where its sentences lie in it.

    ``sentences``: spans of ``text``, in order.
    """

    text: str
    sentences: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ChunkVectors:
    """The vectors of chunks, (chunks, dimensions), and of all their sentences, (sentences, dimensions), in order."""

    chunks: NDArray[np.float32]
    sentences: NDArray[np.float32]


@runtime_checkable
class ChunkEncoder(Encoder, Protocol):
    """Embeds sentences where they stand: what is around a sentence shows what it is about."""

    def encode_chunks(self, chunks: Sequence[Chunk]) -> ChunkVectors:
        """Return the vectors of passages and of their sentences."""


@runtime_checkable
class Reranker(Protocol):
    """Sees a question and a passage together, which is slower than comparing their vectors and tells more."""

    @property
    def name(self) -> str:
        """Which one it is, for people."""

    def score(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return for each passage how likely it is to answer the question: 0-1, shape (len(passages),)."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage as it is read: the titles it stands under, outermost first, and its sentences."""

    titles: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one passage, each 0-1.

    ``answers``: how likely the passage answers the question. ``sentences``: how likely each of its sentences does.
    """

    answers: float
    sentences: tuple[float, ...]


@runtime_checkable
class Reader(Protocol):
    """Sees a question and a passage together, and says whether it answers, and with which sentences."""

    @property
    def name(self) -> str:
        """Which one it is, for people."""

    def read(self, question: str, passages: Sequence[Excerpt]) -> list[Reading]:
        """Read passages for an answer to the question; what it makes of one does not depend on the others."""


@dataclass(frozen=True, slots=True)
class Models:
    """What questions are asked with. ``calibration``: of the encoder.

    Without a ``reranker`` the first hits stay in the order of their scores; without a ``reader`` what the sentences
    have in common with the question decides whether anything is answered, and with which of them.
    """

    encoder: Encoder
    calibration: Calibration
    reranker: Reranker | None = None
    reader: Reader | None = None
