"""Reading the packaged E5, from a small file in its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from e5_factories import quantise, write_model

from training.network.e5 import BLOCK, dequantised, load_e5, package_file
from training.network.vocabulary import cut, used

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from training.network.student import Student


def vectors_of(student: Student, texts: list[str]) -> NDArray[np.float32]:
    """The vectors of texts."""
    found: NDArray[np.float32] = student.forward(student.tokens(texts)).detach().numpy()
    return found


def test_blocks_of_four_bits_become_the_numbers_they_stand_for() -> None:
    """Half a step of its block off at most; the low halves are the first sixteen."""
    numbers = np.linspace(-1, 1, BLOCK, dtype=np.float32)
    blocks = np.frombuffer(quantise(numbers), [("scale", "<f2"), ("halves", "u1", 16)])
    assert np.abs(dequantised(blocks) - numbers).max() <= 0.6 / 7


def test_a_model_is_read_with_its_tokenizer(tmp_path: Path) -> None:
    """Marks around every text, the best pieces of a word, a vector of length 1."""
    student = load_e5(write_model(tmp_path / "model.bin"))
    [row] = student.tokens(["de  kat"])
    assert [student.tokenizer.id_to_token(piece) for piece in row] == ["<s>", "\u2581de", "\u2581kat", "</s>"]
    vectors = vectors_of(student, ["de kat", "de hond"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert vectors[0] @ vectors[1] < 0.999


def test_a_vocabulary_is_cut_to_what_texts_use(tmp_path: Path) -> None:
    """With all letters of the Latin alphabets kept, and the same vectors for what is made of kept pieces."""
    whole = load_e5(write_model(tmp_path / "model.bin"))
    small = cut(whole, used(whole, ["de kat", "de kat"]))
    known = small.tokenizer.get_vocab()
    assert {"\u2581de", "\u2581kat", "d", "<unk>"} <= known.keys()
    assert known.keys().isdisjoint({"\u2581hond", "\u4e2d"})
    np.testing.assert_allclose(vectors_of(small, ["de kat"]), vectors_of(whole, ["de kat"]), atol=1e-3)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """Before anything is read out of it."""
    with pytest.raises(ValueError, match="E5S1"):
        load_e5(write_model(tmp_path / "model.bin", magic=b"NOPE"))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setattr("training.network.e5.PACKAGE", "no_such_package")
    with pytest.raises(ImportError, match="pip install"):
        package_file()
