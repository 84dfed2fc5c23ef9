"""The vectors of questions are kept, and are those that the encoder gives."""

from __future__ import annotations

import numpy as np
import pytest
from search_factories import WordEncoder

from search.models import question_vectors
from search.models.question_vectors import QuestionVectors


class Counting(WordEncoder):
    """Remembers which questions it embedded."""

    def encode_queries(self, texts: list[str]) -> np.ndarray:  # type: ignore[override]  # lists are all that is given
        """Remember them."""
        self.seen.extend(texts)
        return super().encode_queries(texts)


def test_a_question_is_embedded_once() -> None:
    """However it is typed where that means nothing."""
    encoder = Counting()
    vectors = QuestionVectors(encoder)
    first = vectors.of("water en handel")
    assert np.array_equal(first, WordEncoder().encode_queries(["water en handel"])[0])
    for typed in ("water en handel", "  water  en handel ", "WATER EN HANDEL", "wáter en handel"):
        assert np.array_equal(vectors.of(typed), first)
    assert encoder.seen == ["water en handel"]


def test_nobody_can_change_what_is_kept() -> None:
    """Or the next one who asks would get another vector."""
    with pytest.raises(ValueError, match="read-only"):
        QuestionVectors(WordEncoder()).of("water")[0] = 5


def test_the_question_asked_longest_ago_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is bounded."""
    monkeypatch.setattr(question_vectors, "KEPT", 2)
    encoder = Counting()
    vectors = QuestionVectors(encoder)
    for question in ("water", "handel", "water", "hulp", "water", "handel"):
        vectors.of(question)
    assert encoder.seen == ["water", "handel", "hulp", "handel"]
