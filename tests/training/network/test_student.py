"""The student."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from training_factories import DUTCH, make_student

from training.network.student import Student, by_length

if TYPE_CHECKING:
    from pathlib import Path


def test_a_text_has_the_same_vector_alone_and_among_longer_ones() -> None:
    """Padding does not count, and rows are put back in the order given; bfloat16 keeps two to three digits."""
    student = make_student()
    rows = student.tokens([*DUTCH, "kat"])
    together = student.forward(rows).detach().numpy()
    alone = np.concatenate([student.forward([row]).detach().numpy() for row in rows])
    np.testing.assert_allclose((together * alone).sum(1), 1.0, atol=2e-3)
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)


def test_long_texts_are_cut_and_keep_their_end_mark() -> None:
    """[CLS] first, [SEP] last, at most so many."""
    student = make_student()
    (row,) = student.tokens(["kat " * 50], 10)
    marks = [student.tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]")]
    assert (len(row), [row[0], row[-1]]) == (10, marks)


def test_a_folder_of_transformers_is_loaded(tmp_path: Path) -> None:
    """As it was saved."""
    student = make_student()
    student.model.save_pretrained(tmp_path)
    student.tokenizer.save(str(tmp_path / "tokenizer.json"))
    rows = student.tokens(DUTCH)
    again = Student.load(tmp_path)
    assert again.tokens(DUTCH) == rows
    np.testing.assert_allclose(again.forward(rows).detach().numpy(), student.forward(rows).detach().numpy(), atol=2e-2)


def test_batches_by_length_hold_every_row_once_within_the_budget() -> None:
    """Longest first; a row longer than the budget stands alone."""
    rows = [[0] * length for length in (3, 9, 30, 4, 5)]
    assert by_length(rows, 20) == [[2], [1, 4], [3, 0]]
