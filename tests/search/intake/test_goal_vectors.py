"""The vectors of the goals that ship with the encoder that ships."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import WordEncoder

from search.intake.goal_vectors import goal_vectors, keep_goal_vectors
from search.intake.sdg_suggestions import goal_texts
from search.models.registry import load_encoder

if TYPE_CHECKING:
    from pathlib import Path


def test_those_that_ship_are_of_the_encoder_that_ships(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """They are what it gives. Otherwise run ``python -m training.goals``."""
    encoder, texts = load_encoder(), goal_texts()
    computed = goal_vectors(encoder, texts, tmp_path / "none.npz")
    monkeypatch.setattr(type(encoder), "encode_queries", lambda *_: pytest.fail("computed anew"))
    found = goal_vectors(encoder, texts)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, computed, atol=1e-6)


def test_only_of_the_same_encoder_and_texts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Others are encoded, and all where none are kept."""
    encoder, file = WordEncoder(("klimaat", "water")), tmp_path / "doelen.npz"
    keep_goal_vectors(encoder, ["klimaat"], file)
    encoded: list[str] = []
    monkeypatch.setattr(WordEncoder, "encode_queries", lambda _, texts: encoded.extend(texts))
    np.testing.assert_array_equal(goal_vectors(encoder, ["klimaat"], file), [[1.0, 0.0]])
    assert not encoded
    goal_vectors(encoder, ["water"], file)
    goal_vectors(replace(encoder, axes=("water", "klimaat")), ["klimaat"], file)
    goal_vectors(encoder, ["klimaat"], tmp_path / "none.npz")
    assert encoded == ["water", "klimaat", "klimaat"]
