"""Reading the packaged E5, from a small file in its format."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest

from training.network.e5 import BLOCK, dequantised, load_e5, package_file
from training.network.vocabulary import cut, used

if TYPE_CHECKING:
    from pathlib import Path

PIECES = (
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "\u2581de",
    "\u2581kat",
    "\u2581",
    "k",
    "a",
    "t",
    "\u2581hond",
    "d",
    "e",
    "\u4e2d",
)
WIDTH, LAYERS, HEADS, INNER, LENGTH = 32, 1, 2, 64, 16
_PARTS = {"q": (WIDTH, WIDTH), "k": (WIDTH, WIDTH), "v": (WIDTH, WIDTH), "ao": (WIDTH, WIDTH), "fi": (INNER, WIDTH),
          "fo": (WIDTH, INNER)}  # fmt: skip


def quantise(numbers: np.ndarray) -> bytes:
    """Return numbers as blocks of 32, each a scale in half precision and two numbers a byte."""
    out = b""
    for block in numbers.reshape(-1, BLOCK):
        scale = np.float16(max(abs(block).max() / 7, 1e-3))
        whole = np.clip(np.rint(block / np.float32(scale)) + 8, 0, 15).astype(np.uint8)
        out += scale.tobytes() + (whole[:16] | whole[16:] << 4).astype(np.uint8).tobytes()
    return out


def write_model(path: Path, magic: bytes = b"E5S1") -> Path:
    """Write a model with random weights of the layout that the package uses."""
    draw = np.random.default_rng(1)
    tensors: list[tuple[str, int, int, bytes]] = []

    def add(name: str, *shape: int, exact: bool = True) -> None:
        numbers = draw.normal(0, 0.3, shape).astype(np.float32)
        tensors.append((name, int(not exact), numbers.size, numbers.tobytes() if exact else quantise(numbers)))

    add("emb.word", len(PIECES), WIDTH, exact=False)
    add("emb.pos", LENGTH, WIDTH)
    add("emb.type", 2, WIDTH)
    add("emb.ln.w", WIDTH)
    add("emb.ln.b", WIDTH)
    for name, shape in _PARTS.items():
        add(f"l0.{name}.w", *shape, exact=False)
        add(f"l0.{name}.b", shape[0])
    for name in ("aln", "oln"):
        add(f"l0.{name}.w", WIDTH)
        add(f"l0.{name}.b", WIDTH)
    texts = [piece.encode() for piece in PIECES]
    head = magic + struct.pack("<I7ifi", 1, WIDTH, LAYERS, HEADS, INNER, len(PIECES), LENGTH, 2, 1e-12, BLOCK)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, sum(map(len, texts)))
    head += np.cumsum([0, *map(len, texts)]).astype("<u4").tobytes()
    head += np.linspace(-1, -5, len(PIECES)).astype("<f4").tobytes() + b"".join(texts) + struct.pack("<iI", 0, 0)
    head += struct.pack("<i", len(tensors))
    place = len(head) + sum(2 + len(name) + 21 for name, *_ in tensors)
    for name, kind, count, content in tensors:
        head += struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", kind, count, place, len(content))
        place += len(content)
    path.write_bytes(head + b"".join(content for *_, content in tensors))
    return path


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
    vectors = student.encode(["de kat", "de hond"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert vectors[0] @ vectors[1] < 0.999


def test_a_vocabulary_is_cut_to_what_texts_use(tmp_path: Path) -> None:
    """With all letters of the Latin alphabets kept, and the same vectors for what is made of kept pieces."""
    whole = load_e5(write_model(tmp_path / "model.bin"))
    small = cut(whole, used(whole, ["de kat", "de kat"]))
    known = small.tokenizer.get_vocab()
    assert {"\u2581de", "\u2581kat", "d", "<unk>"} <= known.keys()
    assert known.keys().isdisjoint({"\u2581hond", "\u4e2d"})
    np.testing.assert_allclose(small.encode(["de kat"]), whole.encode(["de kat"]), atol=1e-6)


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """Before anything is read out of it."""
    with pytest.raises(ValueError, match="E5S1"):
        load_e5(write_model(tmp_path / "model.bin", magic=b"NOPE"))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the command that installs it."""
    monkeypatch.setattr("training.network.e5.PACKAGE", "no_such_package")
    with pytest.raises(ImportError, match="pip install"):
        package_file()
