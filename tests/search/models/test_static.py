"""Static models."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import Prompts, folder_fingerprint
from search.models.registry import MODELS
from search.models.sentence_transformers import SentenceTransformerEncoder
from search.models.static import StaticEncoder, is_static

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = MODELS / "vindplaats-nl-v1"


@pytest.fixture(scope="module")
def shipped() -> StaticEncoder:
    """The static model that ships."""
    return StaticEncoder.load(FOLDER)


def test_shipped_model(shipped: StaticEncoder) -> None:
    """Unit float32 vectors; zeros for a text without a known word; nothing for nothing."""
    vectors = shipped.encode_passages(["klimaat en water", ""])
    assert (shipped.dimensions, vectors.dtype, vectors.shape) == (256, np.float32, (2, 256))
    np.testing.assert_allclose([1.0, 0.0], np.linalg.norm(vectors, axis=1), atol=1e-6)
    assert shipped.encode_queries([]).shape == (0, 256)


def test_meaning(shipped: StaticEncoder) -> None:
    """Words for the same are nearer than words for something else."""
    query, same, other = shipped.encode_queries(["vluchtelingen", "asielzoekers", "belastingverdrag"])
    assert query @ same > query @ other


def test_case_accents_and_batch_make_no_difference(shipped: StaticEncoder) -> None:
    """A text has one vector, however it is spelled and whatever stands beside it."""
    alone = shipped.encode_queries(["oekraine"])[0]
    batch = shipped.encode_queries(["een veel langere tekst over handel", "OEKRAÏNE"])[1]
    np.testing.assert_allclose(alone, batch, atol=1e-6)


def test_a_copy_of_the_model_is_the_same_model(shipped: StaticEncoder, tmp_path: Path) -> None:
    """The fingerprint follows from the files: not from where they are, what is written about them or how they are used."""
    folder = tmp_path / "kopie"
    shutil.copytree(FOLDER, folder)
    (folder / "README.md").write_text("anders")
    (folder / "calibration.json").write_text("{}")
    assert is_static(folder)
    assert StaticEncoder.load(folder).fingerprint == shipped.fingerprint
    (folder / "config_sentence_transformers.json").write_text("{}")
    assert folder_fingerprint(folder) != shipped.fingerprint


def test_missing_model(tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(EncoderLoadError) as caught:
        StaticEncoder.load(tmp_path / "geen")
    assert (caught.value.name, caught.value.problem) == (str(tmp_path / "geen"), ModelProblem.NO_FOLDER)


def test_damaged_model(tmp_path: Path) -> None:
    """Whatever is wrong with the files comes out as one kind of error."""
    folder = tmp_path / "stuk"
    shutil.copytree(FOLDER, folder)
    (folder / "model.safetensors").write_bytes(b"niets")
    with pytest.raises(EncoderLoadError) as caught:
        StaticEncoder.load(folder, "stuk")
    assert (caught.value.name, caught.value.problem) == ("stuk", ModelProblem.DAMAGED)


@pytest.mark.slow
def test_sentence_transformers_gives_the_same_vectors(shipped: StaticEncoder) -> None:
    """The same model through the other implementation; prompts are put before the texts of their side."""
    other = SentenceTransformerEncoder.load(str(FOLDER), Prompts("vraag: "))
    texts = ["klimaat en water", "Oekraïne"]
    np.testing.assert_allclose(shipped.encode_passages(texts), other.encode_passages(texts), atol=1e-3)
    asked = shipped.encode_passages([f"vraag: {text}" for text in texts])
    np.testing.assert_allclose(asked, other.encode_queries(texts), atol=1e-3)
    plain = SentenceTransformerEncoder.load(str(FOLDER))
    assert (plain.dimensions, plain.prompts) == (256, Prompts())
    assert plain.fingerprint != other.fingerprint
