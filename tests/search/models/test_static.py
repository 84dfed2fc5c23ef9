"""Static models."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest
from safetensors.numpy import save_file

from search.errors import EncoderLoadError, ModelProblem
from search.models.folder import Prompts, folder_fingerprint
from search.models.registry import MODELS
from search.models.sentence_transformers import SentenceTransformerEncoder
from search.models.static import StaticEncoder, is_static
from search.models.vectors import normalised

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


def test_model2vec_gives_the_same_vectors(shipped: StaticEncoder) -> None:
    """To the last bit, those of an empty text and of unknown signs included."""
    from model2vec import StaticModel
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    weights = load_file(FOLDER / "model.safetensors")["embedding.weight"].astype(np.float32)
    other = StaticModel(weights, Tokenizer.from_file(str(FOLDER / "tokenizer.json")), normalize=True, max_length=None)
    texts = ["klimaat en water", "", "☃ 漢字", "Het klimaatfonds betaalt " * 300, "Oekraïne in 2025"]
    same = normalised(other.encode(texts, use_multiprocessing=False), name="model2vec", shape=(len(texts), 256))
    np.testing.assert_array_equal(shipped.encode_passages(texts), same)


def test_other_folders_are_read_by_model2vec(shipped: StaticEncoder, tmp_path: Path) -> None:
    """One in its own format, and one whose tokenizer has no mark for what it does not know."""
    folder = tmp_path / "eigen"
    folder.mkdir()
    for name in ("model.safetensors", "tokenizer.json"):
        shutil.copy(FOLDER / name, folder / name)
    (folder / "modules.json").write_bytes((FOLDER / "modules.json").read_bytes())
    settings = msgspec.json.decode((FOLDER / "tokenizer.json").read_bytes())
    model = settings["model"]
    pieces = [[piece, -float(len(piece))] for piece in model["vocab"]]
    settings["model"] = {"type": "Unigram", "unk_id": model["vocab"][model["unk_token"]], "vocab": pieces}
    (folder / "tokenizer.json").write_bytes(msgspec.json.encode(settings))
    vectors = StaticEncoder.load(folder).encode_passages(["water"])
    np.testing.assert_allclose(vectors, shipped.encode_passages(["water"]), atol=1e-6)


@pytest.mark.parametrize("count", [10, 60_000])
def test_a_vector_for_each_word_piece(count: int, tmp_path: Path) -> None:
    """A model with fewer or more vectors than word pieces is damaged."""
    folder = tmp_path / "stuk"
    shutil.copytree(FOLDER, folder)
    save_file({"embedding.weight": np.ones((count, 256), dtype=np.float16)}, folder / "model.safetensors")
    with pytest.raises(EncoderLoadError) as caught:
        StaticEncoder.load(folder, "stuk")
    assert caught.value.problem == ModelProblem.DAMAGED


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
