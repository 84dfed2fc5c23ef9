"""The command that narrows an encoder, on tiny data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch
from e5_factories import INNER, WIDTH, load_student, write_model
from training_factories import write_data

from search.models.onnx import OnnxEncoder
from training import encoder, narrow
from training.card import EncoderRun
from training.encoder import save_long
from training.examples.paragraphs import Plain
from training.learning.recipes import EncoderRecipe

if TYPE_CHECKING:
    from pathlib import Path

LAYERS = 2


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The weights that encoders start with; two passages are read, and no questions ship."""
    monkeypatch.setattr(narrow, "draw_plain", lambda *_: [Plain((), ("de kat",)), Plain((), ("de hond",))])
    monkeypatch.setattr(encoder, "read_written", list)
    monkeypatch.setattr(encoder, "read_questioned", lambda _: [])
    return write_model(tmp_path / "model.bin", layers=LAYERS)


def whole(start: Path, folder: Path, moved: float) -> Path:
    """An encoder, in a folder, one of whose weights is moved."""
    student = load_student(start)
    with torch.no_grad():
        student.model.encoder.layer[0].intermediate.dense.bias[0].add_(moved)
    folder.mkdir()
    save_long(student, EncoderRun(EncoderRecipe(), passages=1, questions=1, seconds=1.0, device="one core"), folder)
    return folder


def test_a_run_goes_on_with_its_own_encoder_only(tmp_path: Path, start: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Layers that are done are not done again; of another encoder, in the same folder, all are."""
    done: list[int] = []
    eliminated = narrow.eliminated
    monkeypatch.setattr(narrow, "eliminated", lambda *given: (done.append(len(given[3])), eliminated(*given))[1])
    words = ["--data", str(write_data(tmp_path / "data")), "--out", str(tmp_path / "out"), "--start", str(start)]
    words += ["--neurons", str(INNER // 2), "--last", str(INNER // 4)]
    one, other = whole(start, tmp_path / "one", 0.0), whole(start, tmp_path / "other", 0.5)
    for folder in (one, one, other, other):
        narrow.main([*words, "--whole", str(folder)])
    assert done == [0, LAYERS, 0, LAYERS]
    shipped = OnnxEncoder.load(tmp_path / "out" / "onnx")
    assert shipped.encode_queries(["de kat"]).shape == shipped.encode_passages(["de kat"]).shape == (1, WIDTH)
