"""The reader in training reads what ships reads."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import write_model

from search.models.protocols import Excerpt
from search.models.reader import rows_of
from training.network.e5 import load_e5
from training.network.reading import Reader, RowMaker

if TYPE_CHECKING:
    from pathlib import Path

    from training.network.student import Student


@pytest.fixture
def start(tmp_path: Path) -> Student:
    """A small model with random weights."""
    return load_e5(write_model(tmp_path / "model.bin"))


def test_rows_are_those_that_the_shipped_reader_takes(start: Student) -> None:
    """Tokens and owners, titles included."""
    maker = RowMaker(start.tokenizer)
    titles, sentences = ("hond", "de kat"), ("de kat", "kat hond")
    row = maker.row(maker.question("de hond"), maker.text(titles, sentences), (1,))
    [wanted] = rows_of(start.tokenizer, "de hond", [Excerpt(titles, sentences)])
    assert (row.tokens, row.owners) == (wanted.tokens, wanted.owners)
    assert (row.count, row.answers) == (2, (1,))


def test_sentences_that_do_not_fit_answer_nothing(start: Student) -> None:
    """A row is of the same length as what the shipped reader takes, and its answers are among what it holds."""
    maker = RowMaker(start.tokenizer)
    text = maker.text((), ["de kat " * 50] * 10)
    row = maker.row(maker.question("hond"), text, (0, 9))
    assert row.answers == (0,)
    assert row.count < 10
    assert len(row.tokens) == len(row.owners)


def test_logits_come_in_the_order_of_the_rows(start: Student) -> None:
    """Whatever batches they are read in."""
    torch.manual_seed(0)
    reader = Reader(start.model, 1).eval()
    maker = RowMaker(start.tokenizer)
    texts = [maker.text((), sentences) for sentences in (("de",), ("de kat", "hond"), ("kat",))]
    rows = [maker.row(maker.question("hond"), text, ()) for text in texts]
    passages, sentences = reader(rows)
    assert (passages.shape, sentences.shape) == ((3,), (4,))
    for place, own in ((0, slice(0, 1)), (1, slice(1, 3)), (2, slice(3, 4))):
        alone, inside = reader([rows[place]])
        torch.testing.assert_close(alone[0], passages[place])
        torch.testing.assert_close(inside, sentences[own])
    one_by_one = reader(rows, 1)
    torch.testing.assert_close(one_by_one[0], passages)
    torch.testing.assert_close(one_by_one[1], sentences)


def test_the_lower_layers_are_read_with_and_the_lowest_stay_as_they_are(start: Student) -> None:
    """Nor is the table of tokens trained, since it is cut afterwards; the head is."""
    start.model.encoder.layer.extend([copy.deepcopy(start.model.encoder.layer[0]), torch.nn.Identity()])
    reader = Reader(start.model, layers=2, frozen=1)
    assert len(reader.model.encoder.layer) == reader.model.config.num_hidden_layers == 2
    names = reader.trained()
    assert "head.weight" in names
    assert any(name.startswith("model.encoder.layer.1.") for name in names)
    assert not any("embeddings" in name or "layer.0." in name for name in names)
