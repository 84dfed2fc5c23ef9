"""Encoders with fewer neurons."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import INNER, PIECES, load_student, write_model

from training.learning.narrowing import eliminated, layer_widths, narrowed
from training.learning.recipes import NarrowRecipe
from training.network.chunked import ChunkStudent, Row

if TYPE_CHECKING:
    from pathlib import Path

    from training.network.elimination import Elimination

ROWS, HALF = 80, 6


@pytest.fixture
def whole(tmp_path: Path) -> ChunkStudent:
    """An encoder of two layers with weights of its own."""
    torch.manual_seed(0)
    return load_student(write_model(tmp_path / "model.bin", layers=2), far=0.1)


@pytest.fixture
def rows() -> list[Row]:
    """Passages of two sentences, the second cut off at some length."""
    draw = random.Random(1)  # noqa: S311
    found = []
    for number in range(ROWS):
        owners = [-1, *[0] * HALF, *[1] * (1 + number % HALF), -1]
        found.append(Row([0, *draw.choices(range(len(PIECES)), k=len(owners) - 2), 2], owners, 2))
    return found


HALF_OF_IT = NarrowRecipe(neurons=INNER // 2, last=INNER // 4)


@torch.no_grad()
def vectors(student: ChunkStudent, rows: list[Row]) -> torch.Tensor:
    """Those of passages and sentences."""
    passages, sentences = student.passage_means(rows)
    return student.unit(torch.cat([passages, *sentences]))


def test_a_narrow_encoder_gives_nearly_the_same_vectors(whole: ChunkStudent, rows: list[Row]) -> None:
    """Nearer than one that merely lacks the same neurons; the whole one stays as it was."""
    before = copy.deepcopy(whole.model.state_dict())
    found = eliminated(whole, rows, HALF_OF_IT)
    narrow = narrowed(whole, rows, found, HALF_OF_IT)
    assert layer_widths(narrow) == [INNER // 2, INNER // 4]
    bare = copy.deepcopy(whole)
    with torch.no_grad():
        for layer, each in zip(bare.model.encoder.layer, found, strict=True):
            layer.output.dense.weight[:, each.order] = 0.0
    wanted = vectors(whole, rows)
    near, nearer = (float((vectors(each, rows) * wanted).sum(1).mean()) for each in (bare, narrow))
    assert 1.0 - nearer < 0.5 * (1.0 - near)
    for name, value in whole.model.state_dict().items():
        assert torch.equal(value, before[name])


def test_an_encoder_that_keeps_all_neurons_stays_as_it_is(whole: ChunkStudent, rows: list[Row]) -> None:
    """What is solved anew is what there was."""
    recipe = NarrowRecipe(neurons=INNER, last=INNER)
    narrow = narrowed(whole, rows, eliminated(whole, rows, recipe), recipe)
    assert layer_widths(narrow) == layer_widths(whole)
    assert ((vectors(narrow, rows) * vectors(whole, rows)).sum(1) > 0.999).all()


def test_a_run_goes_on_after_the_layers_that_are_done(whole: ChunkStudent, rows: list[Row]) -> None:
    """It finds for the others what an unbroken run finds, and keeps what it was given."""
    kept: list[list[Elimination]] = []
    found = eliminated(whole, rows, HALF_OF_IT, keep=lambda some: kept.append(list(some)))
    assert [len(some) for some in kept] == [1, 2]
    again = eliminated(whole, rows, HALF_OF_IT, kept[0], keep=lambda some: kept.append(list(some)))
    assert [len(some) for some in kept] == [1, 2, 2]
    assert again == found
