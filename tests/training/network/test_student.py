"""The student."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from training_factories import DUTCH, make_student

from training.network.student import Student, by_length

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_has_the_same_vector_alone_and_among_longer_ones() -> None:
    """Padding does not count."""
    student = make_student()
    together = student.encode(DUTCH, tokens_per_batch=1000)
    alone = np.concatenate([student.encode([text]) for text in DUTCH])
    np.testing.assert_allclose(together, alone, atol=1e-6)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-6)


def test_training_sees_the_rows_in_the_order_given() -> None:
    """Rows are computed in pieces by length and put back; bfloat16 keeps two to three digits."""
    student = make_student()
    rows = student.tokens([*DUTCH, "kat"])
    vectors = student.forward(rows).detach().numpy()
    np.testing.assert_allclose((vectors * student.encode([*DUTCH, "kat"])).sum(1), 1.0, atol=2e-3)


def test_long_texts_are_cut_and_keep_their_end_mark() -> None:
    """[CLS] first, [SEP] last, at most so many."""
    student = make_student()
    (row,) = student.tokens(["kat " * 50], 10)
    marks = [student.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
    assert (len(row), [row[0], row[-1]]) == (10, marks)


def test_a_saved_model_gives_the_same_vectors_in_half_precision(tmp_path: Path) -> None:
    """Also through sentence-transformers' own format."""
    student = make_student()
    student.save(tmp_path)
    again = Student.load(tmp_path)
    np.testing.assert_allclose(again.encode(DUTCH), student.encode(DUTCH), atol=5e-3)


def test_sentence_transformers_loads_a_saved_model_with_the_same_vectors(tmp_path: Path) -> None:
    """The folder is complete: tokenizer, pooling and normalisation."""
    from sentence_transformers import SentenceTransformer

    student = make_student()
    student.save(tmp_path)
    vectors = SentenceTransformer(str(tmp_path), device="cpu").encode(list(DUTCH), show_progress_bar=False)
    np.testing.assert_allclose(np.asarray(vectors, dtype=np.float32), student.encode(DUTCH), atol=2e-2)


def test_batches_by_length_hold_every_row_once_within_the_budget() -> None:
    """Longest first; a row longer than the budget stands alone."""
    rows = [[0] * length for length in (3, 9, 30, 4, 5)]
    assert by_length(rows, 20) == [[2], [1, 4], [3, 0]]
