"""A base of very many passages: how long a question, one document more and opening take, and what it fills.

    python benchmarks/scale.py --passages 100000 --text FILE... [--kb DIR] [--words-only]
    python benchmarks/scale.py --passages 100000 --backend postgresql://... --text FILE...

Makes the base (support/many_passages.py), which is kept with --kb: a next run goes on where an earlier one stopped.
--text: files with real Dutch text; without any the documents in seeds/ are repeated very often, and the figures say
little. --words-only: questions without their vectors, so that only words, filters and places are measured. Machines
differ and are shared: compare runs on one machine.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from support.many_passages import PASSAGES, Corpus, Vectors, passage_texts

from search.backend.model import Entry
from search.backend.sqlite.backend import FolderBackend, FolderSnapshot
from search.dutch.terms import STOP_WORDS, fold
from search.knowledge_base import KnowledgeBase
from search.model import Filters
from search.models.protocols import Models
from search.models.registry import DEFAULT_MODEL, load_calibration, load_encoder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray


ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 25  # documents in one transaction
FORMS = 12  # words that say something in a passage that questions are made of
REPEATED = 15  # documents added one by one


class NoVectors:
    """In the place of a snapshot's vectors: every passage is equally near."""

    def __init__(self, snapshot: FolderSnapshot) -> None:
        self._snapshot = snapshot

    def nearest(self, *_: object) -> NDArray[np.int64]:
        """No passages."""
        return np.zeros(0, dtype=np.int64)

    nearest_by_sentence = nearest

    def similarities(self, _: object, keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """As far as can be."""
        return np.zeros(len(keys), dtype=np.float32)

    def sentences(self, _: object, keys: Iterable[int]) -> dict[int, list[float]]:
        """Each as far as can be."""
        return {key: [0.0] * len(each.sentences) for key, each in self._snapshot.passages.read(keys).items()}

    def best_sentences(self, *_: object) -> dict[int, tuple[int, float]]:
        """None."""
        return {}


class NoEncoder:
    """An encoder that knows no words."""

    name, fingerprint, dimensions = "scale", "scale-1", 8

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return zeros."""
        return np.zeros((len(texts), self.dimensions), dtype=np.float32)

    encode_passages = encode_queries


def opened(place: str, *, words_only: bool) -> KnowledgeBase:
    """Open the base."""
    if not words_only:
        return KnowledgeBase.open(place)
    FolderSnapshot.vectors = property(NoVectors)  # type: ignore[assignment,method-assign]
    backend = FolderBackend.open(place)
    encoder = NoEncoder()
    backend.adopt(encoder.name, encoder.fingerprint, encoder.dimensions)
    return KnowledgeBase(Path(place), backend, Models(encoder, load_calibration(DEFAULT_MODEL), None, None))


def build(kb: KnowledgeBase, corpus: Corpus, vectors: Vectors, documents: int) -> float:
    """Write documents until there are so many; return the seconds that took."""
    start = time.perf_counter()
    backend = kb.backend
    with backend.snapshot() as snapshot:
        first = snapshot.documents.count()
    for low in range(first, documents, AT_ONCE):
        made = [corpus.document(number) for number in range(low, min(low + AT_ONCE, documents))]
        backend.put_many([Entry(each, "1", vectors.embedding(each, low + place)) for place, each in enumerate(made)])
        if low // AT_ONCE % 20 == 0:
            print(f"\r{low * PASSAGES:,} passages, {time.perf_counter() - start:.0f} s", end="", file=sys.stderr)
    return time.perf_counter() - start


def questions(corpus: Corpus, count: int) -> list[str]:
    """Return questions in three to six words of a passage that say something."""
    chance = random.Random(3)  # noqa: S311 - questions for a benchmark
    found: list[str] = []
    while len(found) < count:
        forms = [
            word for word in chance.choice(corpus.texts).split() if word.isalpha() and fold(word) not in STOP_WORDS
        ]
        if len(forms) >= FORMS:
            found.append(f"wat is bekend over {' '.join(chance.sample(forms, chance.randrange(3, 7)))}")
    return found


def selections(corpus: Corpus) -> dict[str, Callable[[int], Filters]]:
    """Return name -> the filters of the question with a number."""

    def document(number: int) -> str:
        return corpus.document(number % 20).id

    return {
        "no filter": lambda _: Filters(),
        "year": lambda number: Filters(year=1995 + number % 5),
        "goal": lambda number: Filters(sdg=1 + number % 17),
        "goal and year": lambda number: Filters(sdg=1 + number % 17, year=1995 + number % 5),
        "document": lambda number: Filters(document=document(number)),
    }


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds that something took: on the clock, and of processors, which other programs change less."""

    clock: float
    processors: float


def timed(work: Callable[[], object]) -> Taken:
    """Return what it takes."""
    clock, processors = time.perf_counter(), time.process_time()
    work()
    return Taken(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processors))


def summary(taken: Sequence[Taken]) -> str:
    """Return what half and nearly all of them took."""
    clock, processors = sorted(each.clock for each in taken), sorted(each.processors for each in taken)
    nearly = int(0.95 * (len(clock) - 1))
    return (
        f"p50 {statistics.median(clock):6.1f} ms, p95 {clock[nearly]:6.1f} ms; "
        f"processors {statistics.median(processors):6.1f} and {processors[nearly]:6.1f} ms"
    )


def ask_all(kb: KnowledgeBase, corpus: Corpus, count: int) -> None:
    """Print how long questions take, warm, without and with filters and facets."""
    asked = questions(corpus, count)
    for name, filters in selections(corpus).items():
        for facets in (None, 100):
            for number, question in enumerate(asked[:20]):
                kb.ask(question, filters(number), facet_depth=facets)
            taken = [
                timed(lambda: kb.ask(question, filters(number), facet_depth=facets))  # noqa: B023 - called at once
                for number, question in enumerate(asked)
            ]
            print(f"{name + (' with facets' if facets else ''):28} {summary(taken)}")


def add_some(kb: KnowledgeBase, corpus: Corpus, vectors: Vectors, first: int) -> list[tuple[Taken, Taken]]:
    """Add documents one by one; return what each took, and the question after it."""
    found = []
    question = questions(corpus, 1)[0]
    for number in range(first, first + REPEATED):
        document = replace(corpus.document(number), id=f"nieuw-{number}")
        document = replace(
            document,
            passages=tuple(replace(each, id=f"nieuw-{each.id}", document=document.id) for each in document.passages),
        )
        embedding = vectors.embedding(document, number)
        write = timed(lambda: kb.backend.put(document, "1", embedding))  # noqa: B023 - called at once
        found.append((write, timed(lambda: kb.ask(question))))
    for number in range(first, first + REPEATED):
        kb.backend.remove(f"nieuw-{number}")
    return found


def first_question(place: str, *, words_only: bool) -> None:
    """Open the base in a program of its own, ask one question, and print seconds and memory as JSON."""
    start = time.perf_counter()
    with opened(place, words_only=words_only) as kb:
        ready = time.perf_counter() - start
        kb.ask("wat is bekend over subsidies voor duurzame landbouw")
        asked = time.perf_counter() - start
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"open": ready, "first": asked, "memory": memory}))


def print_opening(options: argparse.Namespace) -> None:
    """Print how long opening takes up to the first answer, and what memory that takes."""
    command = [
        sys.executable,
        __file__,
        "--kb",
        options.kb,
        "--first-question",
        *(["--words-only"] if options.words_only else []),
    ]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 - this program
    found = json.loads(done.stdout.splitlines()[-1])
    print(f"open {found['open']:.2f} s, first answer at {found['first']:.2f} s, memory {found['memory']:.0f} MB")


def print_disk(folder: Path) -> None:
    """Print what the files of a folder fill, by kind."""
    sizes: dict[str, int] = {}
    for file in folder.iterdir():
        sizes[file.suffix] = sizes.get(file.suffix, 0) + file.stat().st_size
    kinds = ", ".join(f"{kind} {size / 1e6:,.0f}" for kind, size in sorted(sizes.items(), key=lambda pair: -pair[1]))
    print(f"disk {sum(sizes.values()) / 1e6:,.0f} MB: {kinds}")


def print_adding(kb: KnowledgeBase, corpus: Corpus, vectors: Vectors, *, words_only: bool) -> None:
    """Print what one document more costs here and in an empty base, and the question after it."""
    with tempfile.TemporaryDirectory() as empty, opened(empty, words_only=words_only) as other:
        alone = add_some(other, corpus, vectors, 10_000_000)
    here = add_some(kb, corpus, vectors, 10_000_000)
    for name, taken in (("an empty base", alone), ("this base", here)):
        writes, after = zip(*taken, strict=True)
        print(f"a document of {PASSAGES} passages to {name + ':':14} {summary(writes)}")
        print(f"{'  the question after it:':40} {summary(after)}")


def main() -> None:
    """Make the base, ask, add, open, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--text", type=Path, nargs="+", default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--kb", help="folder of the base, kept; without it a temporary one")
    parser.add_argument("--backend", default="folder", help='"folder", or the address of a PostgreSQL database')
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--words-only", action="store_true")
    parser.add_argument("--first-question", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        options.kb = options.kb or temporary
        place = options.kb if options.backend == "folder" else options.backend
        if options.first_question:
            first_question(place, words_only=options.words_only)
            return
        corpus = Corpus(passage_texts(options.text, options.passages))
        vectors = Vectors(corpus, None if options.words_only else load_encoder(DEFAULT_MODEL))
        with opened(place, words_only=options.words_only) as kb:
            taken = build(kb, corpus, vectors, options.passages // PASSAGES)
        print(f"\n{options.passages:,} passages from {len(corpus.texts):,} texts; built in {taken:.0f} s")
        if options.backend == "folder":
            print_opening(options)
            print_disk(Path(place))
        with opened(place, words_only=options.words_only) as kb:
            ask_all(kb, corpus, options.questions)
            print_adding(kb, corpus, vectors, words_only=options.words_only)


if __name__ == "__main__":
    main()
