"""The English teacher's vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from training_factories import ENGLISH, make_student, make_tokenizer

from training.network import teacher
from training.network.teacher import teacher_vectors

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_teachers_vectors_are_kept_and_belong_to_their_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Read back without the teacher; other texts are computed anew."""
    tiny = make_student(make_tokenizer(ENGLISH), seed=7)
    monkeypatch.setattr(teacher, "load_teacher", lambda: tiny)
    made = teacher_vectors(ENGLISH, tmp_path)
    wanted = tiny.forward(tiny.tokens(ENGLISH)).detach().numpy()
    np.testing.assert_allclose((made.astype(np.float32) * wanted).sum(axis=1), 1.0, atol=5e-3)
    (kept,) = tmp_path.glob("*.npy")
    np.save(kept, np.zeros((4, 16), dtype=np.float16))
    assert not teacher_vectors(ENGLISH, tmp_path).any()
    assert teacher_vectors(ENGLISH[:2], tmp_path).any()
