"""The vectors of questions, the latest ones kept.

Whoever sets a filter, turns a page or comes back asks the same question again, and to embed it takes half of the time
that a question takes. They are kept in memory only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from search.latest import Latest

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.models.protocols import Encoder

KEPT = 1000  # questions; some 2.5 kB each
_STRESSED = str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")


class QuestionVectors:
    """Embeds questions. Safe for use by several threads, which do not wait for each other."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._latest: Latest[str, NDArray[np.float32]] = Latest()

    def of(self, question: str) -> NDArray[np.float32]:
        """Return the vector of a question, shape (dimensions,), which nobody may change."""
        text = encodable(question)
        return self._latest.get(text, lambda: self._embedded(text), KEPT)

    def _embedded(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self._encoder.encode_queries([text])[0]
        vector.flags.writeable = False
        return vector


def encodable(question: str) -> str:
    """Return the text to embed, so that how a question is typed makes no difference where it means none.

    Spaces, capitals throughout, and the accents that stress a word ("wat ís"); those on an e may be its spelling. Half
    a character, which JSON can hold, is not text.
    """
    text = " ".join(question.split()).encode("utf-8", "replace").decode("utf-8")
    return normalize("NFC", text.lower() if text.isupper() else text).translate(_STRESSED)
