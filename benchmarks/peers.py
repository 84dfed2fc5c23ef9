"""The same passages and vectors in other systems: ingestion without encoding, filtered queries, memory, disk.

    python benchmarks/peers.py [--passages 100000] [--only NAME ...]

Needs the extra `peers`; what is not installed is left out. Each system runs in a process of its own. The vectors are
drawn around those of the seeds and of questions on them, the same ones each time. A query wants the ten passages of one
year, which one in 25 has, that are nearest, with their texts; where a system searches approximately, it is set to find
at least 98% of them. Vindplaats also stores what else it searches by: words, chapters, vectors of sentences.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import numpy as np
from support.peer_systems import NOISE, QUERIES, SYSTEMS, TOP, Corpus, System, year_of

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))  # what the tests make documents with

if TYPE_CHECKING:
    from numpy.typing import NDArray


def make_corpus(folder: Path, count: int) -> Corpus:
    """Return the passages, the same ones for each process: the vectors are kept in ``folder``."""
    from ingest.pipeline import read_document
    from search import load_encoder

    found = [p for file in sorted((ROOT / "seeds").glob("*.txt")) for p in read_document(file).passages]
    texts = [f"{found[row % len(found)].text} ({row})" for row in range(count)]
    stored = folder / "vectors.npz"
    if not stored.exists():
        asked = [json.loads(line)["query"] for line in (ROOT / "tests/gold/queries.dev.jsonl").open(encoding="utf-8")]
        encoder = load_encoder()
        chance = np.random.default_rng(1)
        real, questions = encoder.encode_passages([p.text for p in found]), encoder.encode_queries(asked)
        vectors = drawn_around(real, count, chance)
        np.savez(stored, vectors=vectors, queries=drawn_around(questions, QUERIES, chance))
    with np.load(stored) as arrays:
        return Corpus(texts, arrays["vectors"], arrays["queries"])


def drawn_around(real: NDArray[np.float32], count: int, chance: np.random.Generator) -> NDArray[np.float32]:
    """Return ``count`` vectors of length 1, each near one of the real ones."""
    noise = chance.normal(0, NOISE / np.sqrt(real.shape[1]), (count, real.shape[1]))
    vectors = real[np.arange(count) % len(real)] + noise
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def resident() -> float:
    """Memory of this process in MB; Linux only."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(name: str, folder: Path, count: int) -> dict[str, float]:
    """Fill one system and ask it; in a process of its own."""
    corpus = make_corpus(folder, count)
    expected = [corpus.nearest(query) for query in range(QUERIES)]
    system: System = SYSTEMS[name]()
    before, start = resident(), time.perf_counter()
    with tempfile.TemporaryDirectory(dir=folder) as own:
        system.fill(Path(own), corpus)
        filled = time.perf_counter() - start
        waits, shares = [], []
        for query in range(-20, QUERIES):  # the first ones warm up
            start = time.perf_counter()
            found = system.ask(corpus.queries[query], year_of(query))
            if query >= 0:
                waits.append((time.perf_counter() - start) * 1000)
                shares.append(len(expected[query] & set(found)) / TOP)
        disk = sum(file.stat().st_size for file in Path(own).rglob("*") if file.is_file()) / 1e6
        return {
            "fill": filled,
            "p50": median(waits),
            "p95": quantiles(waits, n=20)[-1],
            "recall": sum(shares) / len(shares),
            "memory": resident() - before,
            "disk": disk,
        }


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", choices=SYSTEMS, default=list(SYSTEMS))
    parser.add_argument("--measure", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.measure, asked.folder, asked.passages)), flush=True)
        os._exit(0)  # threads of some systems do not end
    print(
        f"{asked.passages} passages     fill (s)  query p50 (ms)  p95 (ms)  recall@10  memory (MB)  disk (MB)",
        flush=True,
    )
    with tempfile.TemporaryDirectory() as folder:
        make_corpus(Path(folder), asked.passages)
        for name in asked.only:
            words = [sys.executable, __file__, "--measure", name, "--folder", folder, "--passages", str(asked.passages)]
            done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
            if done.returncode:
                print(f"{name:16s} not measured: {(done.stderr.strip().splitlines() or ['?'])[-1]}", flush=True)
                continue
            row = json.loads(done.stdout.splitlines()[-1])
            print(
                f"{name:16s}{row['fill']:17.1f}{row['p50']:16.1f}{row['p95']:10.1f}{row['recall']:11.3f}"
                f"{row['memory']:13.0f}{row['disk']:11.0f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
