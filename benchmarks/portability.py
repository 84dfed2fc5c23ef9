"""Whether the models that ship give the same vectors here as elsewhere, and whether hits could differ.

    python benchmarks/portability.py [--hits] [--write]

Compares the vectors of a few texts with those in tests/gold/vectors.json: by one thread and by two, alone and in a
batch, and prints the largest difference of any component. Run it on two machines, or on one under an emulator of other
processors (``qemu-x86_64 -cpu Nehalem python ...`` has no AVX, ``-cpu Haswell`` has AVX2; ``valgrind --tool=none``).

``--hits`` asks the development questions of the seeds, and again with every component of every vector moved at random
by as much as ten times LARGEST, and prints how many of the first ten hits changed. ``--write`` writes the file anew.
"""

from __future__ import annotations

import argparse
import json
import platform
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from search.models.onnx import OnnxEncoder
from search.models.registry import MODELS, load_encoder, shipped_parts
from search.models.static import StaticEncoder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from search.models.protocols import Encoder

ROOT = Path(__file__).resolve().parent.parent
VECTORS = ROOT / "tests" / "gold" / "vectors.json"
QUESTIONS = ROOT / "tests" / "gold" / "queries.dev.jsonl"
SEEDS = ("bhos-2022.txt", "bho-2024.txt")
TEXTS = (
    "klimaat",
    "Wat is het klimaatdoel voor 2025?",
    "How much does the Netherlands spend on development aid?",
    "Kamerstukken II 2021/22, 35925, nr. 36",
    "Nederland verhoogt de klimaatfinanciering naar 1,8 miljard euro in 2025, waarvan de helft voor aanpassing.",
)
#: The largest difference of any component that was seen: 1.0e-7 between processors with FMA and without it, 1.6e-7
#: between versions 1.20 and 1.31 of onnxruntime.
LARGEST = 2e-7
NOISES = 3  # different movements of the vectors


def encoders() -> dict[str, Encoder]:
    """The shipped models by what computes them."""
    transformer, static = (MODELS / part.model for part in shipped_parts())
    made: dict[str, Encoder] = {static.name: StaticEncoder.load(static)}
    for count in (1, 2):
        made[f"{transformer.name}, {count} threads"] = OnnxEncoder.load(transformer, threads=count)
    return made


def differences(texts: Sequence[str] = TEXTS) -> dict[str, float]:
    """The largest difference from the stored vectors, by what computed them and how."""
    stored = json.loads(VECTORS.read_text("utf-8"))
    found = {}
    for name, encoder in encoders().items():
        for kind, encode in ways(encoder).items():
            expected = np.array(stored[name.partition(",")[0]][kind])
            alone = np.concatenate([encode([text]) for text in texts])
            found[f"{name}, {kind} alone"] = float(np.abs(alone - expected).max())
            found[f"{name}, {kind} in a batch"] = float(np.abs(encode(texts) - expected).max())
    return found


def ways(encoder: Encoder) -> dict[str, Callable[[Sequence[str]], NDArray[np.float32]]]:
    """What an encoder does, by name: of one with two graphs each does one of these."""
    return {"questions": encoder.encode_queries, "passages": encoder.encode_passages}


def write() -> None:
    """Write the vectors that are computed here."""
    rows = {}
    for name, encoder in encoders().items():
        rows[name.partition(",")[0]] = {
            kind: [[round(value, 8) for value in encode([text])[0].tolist()] for text in TEXTS]
            for kind, encode in ways(encoder).items()
        }
    VECTORS.write_text(json.dumps(rows).replace("], ", "],\n") + "\n", "utf-8")  # a line for each


@dataclass
class Moved:
    """An encoder whose vectors are moved at random, each component by at most ``most``, each time otherwise."""

    inner: Encoder
    most: float
    seed: int
    kept: dict[tuple[str, str], NDArray[np.float32]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.name, self.dimensions, self.fingerprint = self.inner.name, self.inner.dimensions, self.inner.fingerprint
        self._chance = np.random.default_rng(self.seed)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of questions; those of the encoder within are computed once."""
        return self._moved("questions", texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the vectors of passages; those of the encoder within are computed once."""
        return self._moved("passages", texts)

    def _moved(self, kind: str, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if (kind, text) not in self.kept]
        if new:
            self.kept.update(zip([(kind, text) for text in new], ways(self.inner)[kind](new), strict=True))
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        plain = np.stack([self.kept[kind, text] for text in texts])
        return plain + self._chance.uniform(-self.most, self.most, plain.shape).astype(np.float32)


def first_hits(encoder: Encoder) -> dict[str, list[str]]:
    """The ids of the first ten passages for each development question, asked of the seeds."""
    from search import KnowledgeBase

    rows = [json.loads(line) for line in QUESTIONS.read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase.open(folder, encoder) as kb:
        for name in SEEDS:
            kb.add(ROOT / "seeds" / name)
        return {row["id"]: [hit.passage.id for hit in kb.search(row["query"], top=10).hits] for row in rows}


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hits", action="store_true", help="whether such differences change the first ten hits")
    parser.add_argument("--write", action="store_true", help="write the vectors computed here")
    given = parser.parse_args()
    if given.write:
        write()
    import onnxruntime

    print(f"{platform.machine()} {platform.processor()}, onnxruntime {onnxruntime.__version__}", flush=True)
    for name, difference in differences().items():
        print(f"{name:50s} {difference:.1e}", flush=True)
    if given.hits:
        kept: dict[tuple[str, str], NDArray[np.float32]] = {}
        encoder = load_encoder()
        plain = first_hits(Moved(encoder, 0.0, 0, kept))
        for seed in range(NOISES):
            moved = first_hits(Moved(encoder, 10 * LARGEST, seed, kept))
            changed = sum(moved[id_] != hits for id_, hits in plain.items())
            print(f"moved by {10 * LARGEST:.0e}: other hits for {changed} of {len(plain)} questions", flush=True)


if __name__ == "__main__":
    main()
