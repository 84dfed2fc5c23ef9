"""Encoders: the one that ships, how they are chosen, and what they may return."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.errors import EncoderLoadError, EncoderOutputError
from search.models.encoder import (
    DEFAULT_MODEL,
    MODELS,
    Encoder,
    SentenceTransformerEncoder,
    StaticEncoder,
    folder_fingerprint,
    load_encoder,
    normalised,
)

if TYPE_CHECKING:
    from pathlib import Path


STATIC_MODEL = "vindplaats-nl-v1"


@pytest.fixture(scope="module")
def shipped() -> Encoder:
    """The static model that ships."""
    return load_encoder(STATIC_MODEL)


def test_default_is_both_models_that_ship() -> None:
    """By no name and by its own; unit vectors; another encoder than either model alone."""
    default = load_encoder()
    assert (default.name, default.dimensions) == (DEFAULT_MODEL, 384 + 256)
    assert default.fingerprint == load_encoder(DEFAULT_MODEL).fingerprint
    vectors = default.encode_passages(["klimaat en water", "de zee"])
    np.testing.assert_allclose([1.0, 1.0], np.linalg.norm(vectors, axis=1), atol=1e-6)


def test_shipped_encoder(shipped: Encoder) -> None:
    """Unit float32 vectors; zeros for a text without a known word; nothing for nothing."""
    vectors = shipped.encode_passages(["klimaat en water", ""])
    assert (STATIC_MODEL, 256, np.float32, (2, 256)) == (
        shipped.name,
        shipped.dimensions,
        vectors.dtype,
        vectors.shape,
    )
    np.testing.assert_allclose([1.0, 0.0], np.linalg.norm(vectors, axis=1), atol=1e-6)
    assert shipped.encode_queries([]).shape == (0, 256)


def test_meaning(shipped: Encoder) -> None:
    """Words for the same are nearer than words for something else."""
    query, same, other = shipped.encode_queries(["vluchtelingen", "asielzoekers", "belastingverdrag"])
    assert query @ same > query @ other


def test_case_accents_and_batch_make_no_difference(shipped: Encoder) -> None:
    """A text has one vector, however it is spelled and whatever stands beside it."""
    alone = shipped.encode_queries(["oekraine"])[0]
    batch = shipped.encode_queries(["een veel langere tekst over handel", "OEKRAÏNE"])[1]
    np.testing.assert_allclose(alone, batch, atol=1e-6)


def test_a_copy_of_the_model_is_the_same_model(shipped: Encoder, tmp_path: Path) -> None:
    """The fingerprint follows from the files: not from where they are or what is written about them."""
    folder = tmp_path / "kopie"
    shutil.copytree(MODELS / STATIC_MODEL, folder)
    (folder / "README.md").write_text("anders")
    loaded = load_encoder(folder)
    assert isinstance(loaded, StaticEncoder)
    assert loaded.fingerprint == shipped.fingerprint
    (folder / "config_sentence_transformers.json").write_text("{}")
    assert folder_fingerprint(folder) != shipped.fingerprint


def test_missing_model(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(EncoderLoadError) as caught:
        StaticEncoder.load(tmp_path / "geen")
    assert caught.value.name == str(tmp_path / "geen")


def test_damaged_model(tmp_path: Path) -> None:
    """Whatever is wrong with the files comes out as one kind of error."""
    folder = tmp_path / "stuk"
    shutil.copytree(MODELS / STATIC_MODEL, folder)
    (folder / "model.safetensors").write_bytes(b"niets")
    with pytest.raises(EncoderLoadError):
        load_encoder(folder)


def test_normalised() -> None:
    """Rows get length 1, a row of zeros stays."""
    rows = normalised(np.array([[3.0, 4.0], [0.0, 0.0]]), name="x", shape=(2, 2))
    np.testing.assert_allclose([[0.6, 0.8], [0.0, 0.0]], rows, atol=1e-7)


@pytest.mark.parametrize("vectors", [[[1.0]], [[1.0, float("nan")]], [[float("inf"), 0.0]]])
def test_unusable_vectors(vectors: list[list[float]]) -> None:
    """Another shape or numbers that are not finite are refused before they reach an index."""
    with pytest.raises(EncoderOutputError):
        normalised(np.array(vectors), name="x", shape=(1, 2))


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors(shipped: Encoder) -> None:
    """The same model through the other implementation; prompts are put before the texts of their side."""
    other = SentenceTransformerEncoder.load(str(MODELS / STATIC_MODEL), query_prompt="vraag: ")
    texts = ["klimaat en water", "Oekraïne"]
    np.testing.assert_allclose(shipped.encode_passages(texts), other.encode_passages(texts), atol=1e-3)
    asked = shipped.encode_passages([f"vraag: {text}" for text in texts])
    np.testing.assert_allclose(asked, other.encode_queries(texts), atol=1e-3)
    plain = SentenceTransformerEncoder.load(str(MODELS / STATIC_MODEL))
    assert (plain.dimensions, plain.query_prompt) == (256, "")
    assert plain.fingerprint != other.fingerprint
