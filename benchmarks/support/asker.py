"""A program that opens a base, asks it questions and tells what that took, for benchmarks/scale.py.

    python asker.py < WORK

WORK and what it prints are JSON: a program of its own, so that its memory is that of asking alone, and so that two can
ask at once. It says "ready" after the first question, then waits for a line.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.sqlite.backend import FolderBackend, FolderSnapshot
from search.knowledge_base import KnowledgeBase
from search.model import Filters
from search.models.protocols import Models
from search.models.registry import DEFAULT_MODEL, load_calibration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from search.ask.asking import Findings

ROOT = Path(__file__).resolve().parents[2]
FIRST = "wat is bekend over subsidies voor duurzame landbouw"
WARM = 20  # questions before those that count


@dataclass(frozen=True, slots=True)
class Taken:
    """Milliseconds that something took: on the clock, and of processors, which other programs change less."""

    clock: float
    processors: float


@dataclass(frozen=True, slots=True)
class Kind:
    """Questions of one kind. ``asked``: each with the words of its ``Filters``; ``facets``: of how many passages."""

    name: str
    asked: Sequence[tuple[str, dict[str, Any]]]
    facets: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What a program met. ``open``, ``first``: seconds up to then; ``memory``: its own, in MB, at its highest.

    By kind of question: what each took, and the ids of its hits.
    """

    open: float
    first: float
    memory: float
    taken: dict[str, list[Taken]]
    hits: dict[str, list[list[str]]]


class NoVectors:
    """In the place of a snapshot's vectors: every passage is equally near."""

    def __init__(self, snapshot: FolderSnapshot) -> None:
        self._snapshot = snapshot

    def nearest(self, *_: object) -> NDArray[np.int64]:
        """No passages."""
        return np.zeros(0, dtype=np.int64)

    nearest_by_sentence = nearest

    def expect(self, *_: object) -> None:
        """Nothing takes long."""

    def compares_all(self, *_: object) -> bool:
        """None are compared."""
        return False

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


def timed(work: Callable[[], object]) -> Taken:
    """Return what it takes."""
    clock, processors = time.perf_counter(), time.process_time()
    work()
    return Taken(1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processors))


def highest_memory() -> float:
    """Return the most memory that this process has held, in MB; Linux only."""
    # Not getrusage: its maximum begins with that of the program that started this one.
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def ask(place: str, kinds: Sequence[Kind], *, words_only: bool) -> Told:
    """Open the base, ask one question, say so, and ask the others when told to."""
    start = time.perf_counter()
    with opened(place, words_only=words_only) as kb:
        ready = time.perf_counter() - start
        kb.ask(FIRST)
        first = time.perf_counter() - start
        print("ready", flush=True)
        sys.stdin.readline()
        told = Told(ready, first, 0.0, {}, {})
        for kind in kinds:
            for question, words in kind.asked[:WARM]:
                kb.ask(question, Filters(**words), facet_depth=kind.facets)
            found: list[Findings] = []
            told.taken[kind.name] = [
                timed(lambda: found.append(kb.ask(question, filters, facet_depth=kind.facets)))  # noqa: B023 - at once
                for question, filters in ((question, Filters(**words)) for question, words in kind.asked)
            ]
            told.hits[kind.name] = [[hit.passage.id for hit in each.result.hits] for each in found]
        return replace(told, memory=highest_memory())


@contextmanager
def started(place: str, kinds: Sequence[Kind], *, words_only: bool) -> Iterator[subprocess.Popen[str]]:
    """Run a program that has opened the base and waits; ``answers`` has it ask."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), os.environ.get("PYTHONPATH", "")))}
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, __file__], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        work = {"place": place, "words_only": words_only, "kinds": [asdict(each) for each in kinds]}
        print(json.dumps(work), file=process.stdin, flush=True)
        assert process.stdout.readline() == "ready\n"
        yield process


def begin(process: subprocess.Popen[str]) -> None:
    """Have a program ask."""
    assert process.stdin is not None
    print(file=process.stdin, flush=True)


def told(process: subprocess.Popen[str]) -> Told:
    """Return what a program met that was told to begin, when it has asked all."""
    assert process.stdout is not None
    found = json.loads(process.stdout.readline())
    taken = {name: [Taken(**each) for each in all_of_it] for name, all_of_it in found.pop("taken").items()}
    return Told(**found, taken=taken)


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    wanted = [Kind(**each) for each in given["kinds"]]
    print(json.dumps(asdict(ask(given["place"], wanted, words_only=given["words_only"]))), flush=True)
