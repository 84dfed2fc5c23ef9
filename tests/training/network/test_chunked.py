"""Vectors of passages and sentences from one pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import WIDTH, load_student, write_model

from training.network.chunked import PASSAGE_TOKENS, ChunkStudent

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def student(tmp_path: Path) -> ChunkStudent:
    """A small one."""
    return load_student(write_model(tmp_path / "model.bin"))


def test_a_passage_is_the_mean_of_its_tokens_and_a_sentence_that_of_its_own(student: ChunkStudent) -> None:
    """So the sentences of a passage without titles and marks would add up to it."""
    rows = [student.passage_row((), ("de kat", "de hond")), student.passage_row((), ("kat",))]
    passages, sentences = student.passage_means(rows)
    assert (passages.shape, [part.shape for part in sentences]) == ((2, WIDTH), [(2, WIDTH), (1, WIDTH)])
    alone, own = student.passage_means(rows[1:])
    torch.testing.assert_close(alone[0], passages[1])
    torch.testing.assert_close(own[0], sentences[1])


def test_sentences_that_do_not_fit_are_not_read(student: ChunkStudent) -> None:
    """Those before them are, whole."""
    row = student.passage_row(("kat",), tuple("de kat " * 20 for _ in range(20)))
    assert len(row.tokens) == len(row.owners) <= PASSAGE_TOKENS + 1
    assert row.count == max(row.owners) + 1 < 20


def test_frozen_layers_have_no_gradient(tmp_path: Path) -> None:
    """Nor have the vectors of the tokens, since the vocabulary is cut afterwards."""
    model = write_model(tmp_path / "model.bin")
    assert not load_student(model, frozen=1).trained()
    assert not any("embeddings" in name for name in load_student(model).trained())


def test_what_all_vectors_share_is_taken_off(student: ChunkStudent) -> None:
    """Vectors around a center far away are then far apart."""
    means = torch.tensor([[10.0, 1.0], [10.0, -1.0]])
    student.center = torch.tensor([10.0, 0.0])
    torch.testing.assert_close(student.unit(means), torch.tensor([[0.0, 1.0], [0.0, -1.0]]))
