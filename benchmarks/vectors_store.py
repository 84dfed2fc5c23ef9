"""What the vectors of a large knowledge base cost in the store in one folder: time, memory and disk.

    python benchmarks/vectors_store.py FOLDER [--count 1000000] [--keep FILE.npz]

Fills a store in FOLDER, unless it is there, with so many passages of five sentences, a hundred to a document. Their
vectors are drawn as benchmarks/vectors.py says, those of sentences from a small pool; texts are empty, as only vectors
are measured. Then, in a process of its own: from opening until the first question is compared; questions as search asks
them (the thousand nearest passages, those of the nearest sentences, and the similarities of all these and of a thousand
others that words would find), without a filter and with filters that a part of the passages passes; a document that is
added, and the first question after it. Beside milliseconds of the clock those of the processor, as machines are shared.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import numpy as np
from vectors import SEED, drawn, normalised, real_vectors

from ingest.pipeline import read_document
from search.backend.model import Embedding
from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.vectors import as_blob
from search.model import Filters

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ingest.model import Document
    from search.backend.protocol import Snapshot

IN_DOCUMENT = 100
SENTENCES = 5
POOL = 5000  # passages whose sentences are drawn
YEARS = {2001: 2, 2002: 10, 2003: 100}  # year -> one in so many documents is of it
NEAREST, BY_SENTENCE, BY_WORDS = 1000, 4000, 1000  # as search.ask.scoring asks for them
ASKED = 35  # questions of each kind, of which the first are not counted
WARM = 10


def fill(backend: FolderBackend, real: NDArray[np.float32], count: int) -> None:
    """Write the rows of so many passages, as the tables hold them."""
    random = np.random.default_rng(SEED)
    pool = next(drawn(real, POOL, random))
    sentences = [as_blob(normalised(own + real[random.integers(len(real), size=SENTENCES)])) for own in pool]
    backend.adopt("benchmark", "benchmark", real.shape[1])
    done = 0
    with backend.connection.writing() as held:
        db = held.db
        for vectors in drawn(real, count, random):
            for start in range(0, len(vectors), IN_DOCUMENT):
                own = vectors[start : start + IN_DOCUMENT]
                number = done // IN_DOCUMENT + 1
                year = next((year for year, share in reversed(YEARS.items()) if number % share == 0), None)
                db.execute(
                    "INSERT INTO documents (key, id, title, publisher, year, kind, language, source, sha256, "
                    "ingest_version, text, authors, text_sha256, places, pages, facts) "
                    "VALUES (?, ?, '', '', ?, '', 'nl', '', '', '', '', '[]', '', x'', '[]', '[]')",
                    (number, f"d{number:07d}", year),
                )
                keys = range(done + 1, done + len(own) + 1)
                db.executemany(
                    "INSERT INTO passages VALUES (?, ?, ?, ?, 'paragraph', 0, 0, '', '', '', '', '[]', NULL)",
                    ((key, number, f"d{number:07d}:{key}", key) for key in keys),
                )
                db.executemany("INSERT INTO passage_vectors VALUES (?, ?)", zip(keys, map(as_blob, own), strict=True))
                db.executemany("INSERT INTO sentence_vectors VALUES (?, ?)", ((k, sentences[k % POOL]) for k in keys))
                db.execute("INSERT INTO checksums VALUES (?, ?)", (number, f"{number:064x}"))
                done += len(own)
        held.raise_generation()


class Timer:
    """Milliseconds of what is done in it, by the clock and of the processor."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def __enter__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self.wall.append(1000 * (time.perf_counter() - self._start[0]))
        self.cpu.append(1000 * (time.process_time() - self._start[1]))

    def row(self, label: str) -> None:
        """Print median, p95 and the median of the processor's time."""
        last = quantiles(self.wall, n=20)[-1] if len(self.wall) > 1 else self.wall[0]
        print(f"{label:52s}{median(self.wall):9.1f}{last:9.1f}{median(self.cpu):9.1f}", flush=True)


def ask(snapshot: Snapshot, query: NDArray[np.float32], filters: Filters, by_words: NDArray[np.int64]) -> None:
    """Ask for vectors as a question does."""
    vectors = snapshot.vectors
    near = np.union1d(
        vectors.nearest(query, NEAREST, filters), vectors.nearest_by_sentence(query, BY_SENTENCE, filters)
    )
    keys = np.union1d(near, by_words)
    vectors.similarities(query, keys)
    vectors.best_sentences(query, keys)
    vectors.sentences(query, keys[:5].tolist())


def new_document(folder: Path, name: str) -> Document:
    """Return a document of some ten passages."""
    path = folder / f"{name}.txt"
    path.write_text("\n\n".join(f"In {name} staat {'een zin met woorden. ' * 25}" for _ in range(10)), "utf-8")
    return read_document(path)


def measure(folder: Path, queries: NDArray[np.float32]) -> None:
    """Print the table."""
    random = np.random.default_rng(SEED)
    print(f"{'(ms)':52s}{'median':>9s}{'p95':>9s}{'cpu':>9s}")
    opening = Timer()
    with opening:
        backend = FolderBackend.open(folder)
        with backend.snapshot() as snapshot:
            snapshot.vectors.nearest(queries[0], NEAREST)
    opening.row("opened, and the first question compared")
    for year in (None, *YEARS):
        filters, timer = Filters(year=year), Timer()
        with backend.snapshot() as snapshot:
            allowed = np.arange(1, snapshot.words.count() + 1) if year is None else snapshot.passages.keys(filters)
            for query in queries[:ASKED]:
                some = np.unique(random.choice(allowed, BY_WORDS))
                with timer:
                    ask(snapshot, query, filters, some)
        timer.wall, timer.cpu = timer.wall[WARM:], timer.cpu[WARM:]
        timer.row(f"a question; {len(allowed):,} passages pass")
    adding, after = Timer(), Timer()
    with tempfile.TemporaryDirectory() as made:
        for number in range(10):
            document = new_document(Path(made), f"nieuw{number}")
            count = len(document.passages)
            own = normalised(random.normal(size=(count, queries.shape[1])).astype(np.float32))
            parts = [np.repeat(own[each : each + 1], len(p.sentences), 0) for each, p in enumerate(document.passages)]
            with adding:
                backend.put(document, "1", Embedding(own, parts, [()] * count))
            with after, backend.snapshot() as snapshot:
                snapshot.vectors.nearest(queries[number], NEAREST)
    adding.row("a document added (put)")
    after.row("the first question after it")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    backend.close()
    print(f"memory of the process, with what is mapped of the file: {memory:,} MB")
    for path in sorted(folder.iterdir()):
        print(f"{path.name}: {path.stat().st_size / 2**20:,.0f} MB")


def main() -> None:
    """Fill the store where it is not there, then measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1_000_000, help="passages")
    parser.add_argument("--keep", type=Path, help="vectors that benchmarks/vectors.py kept")
    options = parser.parse_args()
    real, queries = real_vectors([], options.keep)
    if not (options.folder / "kennisbank.sqlite").exists():
        start = time.perf_counter()
        backend = FolderBackend.open(options.folder)
        fill(backend, real, options.count)
        print(f"filled with {options.count:,} passages in {time.perf_counter() - start:.0f} s")
        start = time.perf_counter()
        backend.vector_files.close(options.count)
        backend.close()
        print(f"the sketch made in {time.perf_counter() - start:.1f} s")
        sys.exit("measure it by the same command")
    measure(options.folder, queries)


if __name__ == "__main__":
    main()
