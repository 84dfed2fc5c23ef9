"""Models are found by name or folder, of whatever kind they are."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest
from model_factories import write_onnx

from search.errors import EncoderLoadError, ModelProblem
from search.models import registry
from search.models.combined import COMBINATION, CombinedEncoder
from search.models.onnx import OnnxEncoder
from search.models.registry import (
    DEFAULT_MODEL,
    MODELS,
    load_encoder,
    shipped_fingerprint,
    shipped_parts,
    start_loading,
)
from search.models.sentence_transformers import SentenceTransformerEncoder
from search.models.static import StaticEncoder

if TYPE_CHECKING:
    from pathlib import Path

    from search.models.protocols import Encoder

KINDS = {"vindplaats-nl": CombinedEncoder, "vindplaats-nl-e1": OnnxEncoder, "vindplaats-nl-v1": StaticEncoder}


@pytest.fixture(scope="module")
def encoders() -> dict[str, Encoder]:
    """Every model that ships, by name."""
    return {name: load_encoder(name) for name in KINDS}


def test_every_folder_in_search_models_is_a_model_by_its_name(encoders: dict[str, Encoder]) -> None:
    """Each of its kind, and called so that it is found again."""
    folders = {folder.name for folder in MODELS.iterdir() if folder.is_dir() and not folder.name.startswith("_")}
    assert folders == set(KINDS)
    assert {name: type(encoder) for name, encoder in encoders.items()} == KINDS
    assert {name: encoder.name for name, encoder in encoders.items()} == {name: name for name in KINDS}
    assert len({encoder.fingerprint for encoder in encoders.values()}) == len(KINDS)


def test_the_default_is_the_transformer_before_the_static_model(encoders: dict[str, Encoder]) -> None:
    """Weighed 8 to 2; its fingerprint is known without loading it."""
    default, text = load_encoder(), "klimaat en water"
    (vector,) = default.encode_passages([text])
    (first,), (second,) = (encoders[name].encode_passages([text]) for name in ("vindplaats-nl-e1", "vindplaats-nl-v1"))
    np.testing.assert_allclose(vector, np.concatenate([first * 0.8**0.5, second * 0.2**0.5]), atol=1e-6)
    assert (default.name, default.dimensions) == (DEFAULT_MODEL, 384 + 256)
    assert default.fingerprint == encoders[DEFAULT_MODEL].fingerprint == shipped_fingerprint()
    assert [(part.model, part.weight) for part in shipped_parts()] == [
        ("vindplaats-nl-e1", 0.8),
        ("vindplaats-nl-v1", 0.2),
    ]


def test_a_folder_that_ships_is_called_by_its_name() -> None:
    """However it is found, so that the knowledge base opens on another computer too."""
    assert load_encoder(MODELS / "vindplaats-nl-v1").name == "vindplaats-nl-v1"


def test_a_folder_is_called_by_its_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So it is found again whatever folder the program runs in."""
    write_onnx(tmp_path / "klein")
    monkeypatch.chdir(tmp_path)
    encoder = load_encoder("klein")
    assert isinstance(encoder, OnnxEncoder)
    assert encoder.name == str(tmp_path / "klein")
    monkeypatch.chdir("/")
    assert load_encoder(encoder.name).fingerprint == encoder.fingerprint


def test_a_static_model_in_any_folder(tmp_path: Path, encoders: dict[str, Encoder]) -> None:
    """A copy of the one that ships is the same model."""
    shutil.copytree(MODELS / "vindplaats-nl-v1", tmp_path / "kopie")
    encoder = load_encoder(tmp_path / "kopie")
    assert isinstance(encoder, StaticEncoder)
    assert encoder.fingerprint == encoders["vindplaats-nl-v1"].fingerprint


@pytest.mark.parametrize("place", ["samen/klein", "klein"])
def test_a_combination_names_folders_within_it_or_beside_it(tmp_path: Path, place: str) -> None:
    """Of any kind."""
    write_onnx(tmp_path / place)
    folder = tmp_path / "samen"
    folder.mkdir(exist_ok=True)
    (folder / COMBINATION).write_text(json.dumps({"parts": [{"model": "klein", "weight": 1}]}))
    encoder = load_encoder(folder)
    assert isinstance(encoder, CombinedEncoder)
    assert encoder.dimensions == 3
    np.testing.assert_allclose(encoder.encode_queries(["water"]), [[0, 1, 0]], atol=1e-6)


def test_a_combination_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    """With the folder that was looked for."""
    (tmp_path / COMBINATION).write_text(json.dumps({"parts": [{"model": "geen", "weight": 1}]}))
    with pytest.raises(EncoderLoadError) as caught:
        load_encoder(tmp_path)
    assert (caught.value.problem, caught.value.detail) == (ModelProblem.NO_FOLDER, str(tmp_path / "geen"))


def test_what_is_loaded_early_is_taken_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """By whoever asks for the encoder that ships; started twice, it is loaded once, and a part of it is not it."""
    loaded: list[str] = []

    def load(_: Path, name: str) -> str:
        loaded.append(name)
        return f"{name} {len(loaded)}"

    monkeypatch.setattr(registry, "_load", load)
    monkeypatch.setattr(registry, "_started", {})
    start_loading()
    start_loading()
    assert str(load_encoder("vindplaats-nl-v1")).startswith("vindplaats-nl-v1")
    assert str(load_encoder()).startswith(DEFAULT_MODEL)
    assert loaded.count(DEFAULT_MODEL) == 1
    load_encoder(DEFAULT_MODEL)
    assert loaded.count(DEFAULT_MODEL) == 2


def test_an_error_of_early_loading_is_raised_where_the_encoder_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """And the next to ask loads it anew."""
    wrong = EncoderLoadError(DEFAULT_MODEL, ModelProblem.DAMAGED, "half a file")

    def fail(*_: object) -> Encoder:
        raise wrong

    monkeypatch.setattr(registry, "_started", {})
    with monkeypatch.context() as damaged:
        damaged.setattr(registry, "_load", fail)
        start_loading()
        with pytest.raises(EncoderLoadError, match="half a file"):
            load_encoder()
    assert load_encoder().fingerprint == shipped_fingerprint()


@pytest.mark.parametrize("name", ["./geen", "/geen/model", "../geen"])
def test_a_path_to_nothing_is_not_looked_for_on_a_hub(name: str) -> None:
    """That would take a minute without a network, and tell less."""
    with pytest.raises(EncoderLoadError) as caught:
        load_encoder(name)
    assert (caught.value.name, caught.value.problem) == (name, ModelProblem.NO_FOLDER)


@pytest.mark.slow
def test_whatever_else_a_folder_holds_is_for_sentence_transformers(tmp_path: Path) -> None:
    """Which says that it cannot load it."""
    with pytest.raises(EncoderLoadError) as caught:
        load_encoder(tmp_path)
    assert caught.value.problem is ModelProblem.DAMAGED


@pytest.mark.parametrize("name", ["intfloat/multilingual-e5-small", "clips/e5-small-trm-nl"])
def test_a_name_of_no_folder_is_one_on_a_hub(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As it is given."""
    asked: list[str] = []
    monkeypatch.setattr(SentenceTransformerEncoder, "load", asked.append)
    load_encoder(name)
    assert asked == [name]
