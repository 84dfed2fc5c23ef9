"""What ships of a trained reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import write_model

from search.models.protocols import Excerpt
from search.models.reader import OnnxReader
from training.network.e5 import load_e5
from training.network.reading import Reader, RowMaker
from training.reader import export_reader

if TYPE_CHECKING:
    from pathlib import Path


def test_the_files_that_ship_give_the_numbers_of_the_reader(tmp_path: Path) -> None:
    """Of passages and sentences, apart from rounding; with the pieces that the texts use."""
    torch.manual_seed(0)
    start = load_e5(write_model(tmp_path / "model.bin"))
    reader = Reader(start.model, start.model.config.num_hidden_layers).eval()
    with torch.no_grad():
        reader.head.weight.normal_()
    maker = RowMaker(start.tokenizer)
    texts = [((), ("de kat", "hond")), (("kat",), ("kat de",))]
    rows = [maker.row(maker.question("hond"), maker.text(*text), ()) for text in texts]
    with torch.no_grad():
        passages, sentences = (torch.sigmoid(numbers).tolist() for numbers in reader(rows))
    export_reader(reader, start.tokenizer, ["de kat hond"] * 2, tmp_path / "onnx")
    found = OnnxReader.load(tmp_path / "onnx").read("hond", [Excerpt(*text) for text in texts])
    assert [each.answers for each in found] == pytest.approx(passages, abs=0.02)
    assert [share for each in found for share in each.sentences] == pytest.approx(sentences, abs=0.02)
