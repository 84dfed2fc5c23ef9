"""A small E5 with random weights, in the format of the package that the real one comes in."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import torch

from training.network.chunked import ChunkStudent
from training.network.e5 import BLOCK, load_e5

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
WIDTH, HEADS, INNER, LENGTH = 32, 2, 64, 16
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


def load_student(path: Path, far: float = 0.0, frozen: int = 0) -> ChunkStudent:
    """Return the encoder of a model that ``write_model`` wrote. ``far``: the largest component of its center."""
    made = load_e5(path)
    return ChunkStudent(made.model, made.tokenizer, torch.linspace(-far, far, WIDTH), frozen)


def write_model(path: Path, magic: bytes = b"E5S1", layers: int = 1) -> Path:
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
    for number in range(layers):
        for name, shape in _PARTS.items():
            add(f"l{number}.{name}.w", *shape, exact=False)
            add(f"l{number}.{name}.b", shape[0])
        for name in ("aln", "oln"):
            add(f"l{number}.{name}.w", WIDTH)
            add(f"l{number}.{name}.b", WIDTH)
    texts = [piece.encode() for piece in PIECES]
    head = magic + struct.pack("<I7ifi", 1, WIDTH, layers, HEADS, INNER, len(PIECES), LENGTH, 2, 1e-12, BLOCK)
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
