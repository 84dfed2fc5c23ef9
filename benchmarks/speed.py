"""How fast Vindplaats is on this machine: medians, and the ratio to the plain work that cannot be avoided.

    python benchmarks/speed.py [--runs 30]

Reads the seeds into a temporary knowledge base. "plain" is: encode the same texts, put them into a flat FAISS index,
encode the query, search. Machines differ and are shared: compare ratios, not seconds.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import faiss

from ingest.pipeline import read_document
from search import KnowledgeBase, load_encoder

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "seeds").glob("*.txt"))
QUERIES = [
    json.loads(line)["query"] for line in (ROOT / "tests/gold/queries.dev.jsonl").read_text("utf-8").splitlines()
]


def timed(work: Callable[[], Any]) -> float:
    """Seconds that one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    """Print a table: what, median, ratio to plain."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=30, help="how often each thing is measured")
    runs = parser.parse_args().runs
    encoder = load_encoder()
    texts = [passage.text for file in FILES for passage in read_document(file).passages]
    reading = median(timed(lambda: [read_document(file) for file in FILES]) for _ in range(max(3, runs // 10)))
    encoding = median(timed(lambda: encoder.encode_passages(texts)) for _ in range(max(3, runs // 10)))
    plain = faiss.IndexFlatIP(encoder.dimensions)
    plain.add(encoder.encode_passages(texts))
    with tempfile.TemporaryDirectory() as folder:

        def ingest() -> None:
            with KnowledgeBase.open(folder, encoder) as kb:
                for file in FILES:
                    kb.add(file)

        first, second = timed(ingest), timed(ingest)
        with KnowledgeBase.open(folder, encoder) as kb:
            for query in QUERIES[:5]:
                kb.search(query)
            ours = [timed(lambda q=query: kb.search(q)) for query in QUERIES[5:]]
            bare = [timed(lambda q=query: plain.search(encoder.encode_queries([q]), 10)) for query in QUERIES]
        command = [sys.executable, "-m", "ui.cli", "search", QUERIES[0], "--kb", folder]
        cold = median(timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(5))  # noqa: S603
    rows = [
        ("read the seeds (s)", reading, None),
        (f"encode {len(texts)} passages (passages/s)", len(texts) / encoding, None),
        ("first ingest of the seeds (s)", first, first / (reading + encoding)),
        ("second ingest, nothing changed (s)", second, None),
        ("query, end to end (ms)", median(ours) * 1000, median(ours) / median(bare)),
        ("plain encode + FAISS (ms)", median(bare) * 1000, 1.0),
        ("vindplaats search from a cold start (s)", cold, None),
    ]
    for label, value, ratio in rows:
        print(f"{label:45s}{value:12.3f}" + (f"{ratio:12.1f} x plain" if ratio else ""))


if __name__ == "__main__":
    main()
