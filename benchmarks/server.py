"""Whether a department can search at once, beside an intake: torn results, errors, waiting, memory, throughput.

    python benchmarks/server.py [--kb DIR] [--users 50] [--seconds 60] [--new] [--searches 5000] [--commits 300]
        [--only beside]

Beside commits: threads search a small knowledge base in which another process writes; every result must be that of some
one generation. Users: each asks the page for one part after the other, without a pause, while another process adds
documents. The page is served on two processors; beside it the same page with one lock around each read, and that with
the threads of the encoder spinning too, as it was before. They take turns, so that what else the machine does strikes
all; where it does much, compare the processor time of an answer. Without --kb the seeds are read first.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode

from search import KnowledgeBase

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "support" / "serving")]

from search_factories import make_document  # noqa: E402 - what the tests do, at length
from store_factories import answers_by_generation, search_beside_commits  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search.backend.protocol import Snapshot
    from search.scope import Scope

_Value = TypeVar("_Value")
QUERIES = [
    json.loads(line)["query"] for line in (ROOT / "tests/gold/queries.dev.jsonl").read_text("utf-8").splitlines()
]
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {},
    {},
    {"sdg": "13"},
    {"document": "bhos-2022"},
    {"jaar": "2022", "sdg": "5"},
)
TURNS = 3  # of each server
ROW = "{:44s}{:>10s}{:>11s}{:>10s}{:>12s}{:>12s}"


class OneLock(KnowledgeBase):
    """A knowledge base in which who reads waits for whoever else does."""

    lock = threading.RLock()

    def in_one_generation(self, work: Callable[[], _Value]) -> _Value:
        """Call ``work``: its parts are read one after the other."""
        return work()

    def _read(self, scope: Scope, read: Callable[[Snapshot], _Value]) -> _Value:
        with self.lock:
            return super()._read(scope, read)


def as_before() -> None:
    """Have models and FAISS spin where their threads wait, as they do unasked, and keep no question's vector."""
    import faiss
    import onnxruntime

    from search.models import question_vectors

    class Spinning(onnxruntime.SessionOptions):
        def add_session_config_entry(self, *_: str) -> None:
            """Leave everything as it is."""

    onnxruntime.SessionOptions = Spinning
    faiss.omp_set_num_threads = lambda _: None
    question_vectors.KEPT = 0


def serve(folder: str, *, before: bool) -> None:
    """Serve the page on a port that is printed. Ends with standard input."""
    import uvicorn

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    if before:
        as_before()
    from ui.web.app import page

    base = (OneLock if before else KnowledgeBase).open(folder)
    base.search(QUERIES[0])
    server = uvicorn.Server(uvicorn.Config(page(base), port=0, log_level="warning", access_log=False))
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()


def intake(folder: str) -> None:
    """Add a small document each second until standard input ends, and remove it again."""
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    with KnowledgeBase.open(folder) as base:
        number = 0
        while not over.wait(1):
            number += 1
            added = [f"In {2000 + number} gaat {number} miljoen euro naar water.", "Ook het klimaat krijgt geld."]
            base.add_document(make_document(*added, id_="nieuw", title=f"Stuk {number}"), str(number))
        base.remove("nieuw")
        print(number, flush=True)


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Run this file in a process of its own; its input ends with the block."""
    command = [sys.executable, __file__, *words]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        yield process
        if process.stdin is not None:
            process.stdin.close()


def finish(process: subprocess.Popen[str]) -> str:
    """End the input of a process and return what it prints after that."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.close()
    return process.stdout.read().strip()


@dataclass
class Load:
    """What users met at one server.

    ``server``: its process. ``new``: whether no question comes twice. ``waits``: seconds for each answer; ``errors``:
    what went wrong; ``seconds``: of all turns; ``processor``: seconds of processor time that the server used in them.
    """

    label: str
    server: int
    port: int
    new: bool = False
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0

    def turn(self, users: int, seconds: float) -> None:
        """Have users ask for so long."""
        start, before = time.perf_counter(), used(self.server)[1]
        with ThreadPoolExecutor(users) as pool:
            list(pool.map(lambda user: self._user(user, start + seconds), range(users)))
        self.seconds += time.perf_counter() - start
        self.processor += used(self.server)[1] - before

    def _user(self, user: int, end: float) -> None:
        chance = random.Random(f"{user} {len(self.waits)}")  # noqa: S311 - a sample
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)) as connection:
            while (start := time.perf_counter()) < end:
                question = chance.choice(QUERIES) + (f" {chance.randrange(10**6)}" if self.new else "")
                asked = urlencode({"taal": "nl", "vraag": question, **chance.choice(FILTERS)})
                try:
                    connection.request("GET", f"/deel/zoeken?{asked}")
                    answer = connection.getresponse()
                    answer.read()
                except OSError as error:
                    self.errors.append(repr(error))
                    connection.close()
                    continue
                self.waits.append(time.perf_counter() - start)
                if answer.status != http.client.OK:
                    self.errors.append(f"{answer.status} {asked}")

    @property
    def rate(self) -> float:
        """Answers in a second."""
        return len(self.waits) / self.seconds

    def row(self) -> str:
        """One line of the table."""
        each = self.processor / len(self.waits) * 1000
        values = self.rate, median(self.waits), quantiles(self.waits, n=20)[-1], self.processor / self.seconds, each
        return ROW.format(
            self.label, *(f"{value:.{places}f}" for value, places in zip(values, (1, 2, 2, 2, 1), strict=True))
        )


def used(process: int) -> tuple[float, float]:
    """Return the memory of a process in MB and the seconds of processor time that it has used; Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()
    resident, ticks = int(fields[21]) * os.sysconf("SC_PAGE_SIZE"), int(fields[11]) + int(fields[12])
    return resident / 1e6, ticks / os.sysconf("SC_CLK_TCK")


def measure_users(folder: Path, users: int, seconds: float, *, new: bool) -> None:
    """Print what users meet at each of the servers."""
    with started("--serve", str(folder)) as server, started("--serve", str(folder), "--before") as other:
        assert server.stdout is not None
        assert other.stdout is not None
        loads = [
            Load("side by side", server.pid, int(server.stdout.readline()), new),
            Load("as before", other.pid, int(other.stdout.readline()), new),
        ]
        for load in loads:  # both have answered before memory is measured
            replace(load, waits=[], errors=[]).turn(users, seconds / TURNS)
        before = used(server.pid)[0]
        with started("--intake", str(folder)) as adding:
            for _ in range(TURNS):
                for load in loads:
                    load.turn(users, seconds / TURNS)
            added = finish(adding)
        after = used(server.pid)[0]
    print(
        ROW.format(f"{users} users beside an intake", "answers/s", "median (s)", "p95 (s)", "processors", "ms/answer")
    )
    for load in loads:
        print(load.row())
    now, then = loads
    print(f"throughput {now.rate / then.rate:.2f} times that of before   (target 1.7; p95 1.5 s)")
    errors = [error for load in loads for error in load.errors]
    print(f"errors {len(errors)}; documents added {added}")
    print(*errors[:3], sep="\n", end="\n" if errors else "")
    print(f"memory of the server at the start and the end: {before:.0f} and {after:.0f} MB")


def measure_beside_commits(searches: int, commits: int) -> None:
    """Print how many results are of no single generation."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        found = search_beside_commits(Path(folder) / "kb", searches, commits, 8)
        seconds = time.perf_counter() - start
        known = answers_by_generation(Path(folder) / "again", commits)
    torn = [each for question, each in found if each not in known[question]]
    print(f"searches beside {commits} commits by another process {len(found):10d}   in {seconds:.0f} s")
    print(f"exceptions and results of no one generation {len(torn):14d}   {'; '.join(each[:200] for each in torn[:3])}")
    print(f"different results                           {len({each for _, each in found}):14d}")


def main() -> None:
    """Print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options: dict[str, Any] = {"--users": 50, "--seconds": 60.0, "--searches": 5000, "--commits": 300}
    for name, default in options.items():
        parser.add_argument(name, type=type(default), default=default)
    parser.add_argument("--kb", type=Path, help="a knowledge base with the seeds, of which a copy is used")
    parser.add_argument("--only", choices=("beside", "users"), help="one of the two")
    parser.add_argument("--new", action="store_true", help="no question is asked twice")
    parser.add_argument("--before", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--serve", help=argparse.SUPPRESS)
    parser.add_argument("--intake", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve or asked.intake:
        serve(asked.serve, before=asked.before) if asked.serve else intake(asked.intake)
        return
    print(f"load of the machine at the start, {os.cpu_count()} processors: {os.getloadavg()[0]:.1f}")
    if asked.only != "users":
        measure_beside_commits(asked.searches, asked.commits)
    if asked.only != "beside":
        with tempfile.TemporaryDirectory() as folder:
            if asked.kb is None:
                with KnowledgeBase.open(folder) as base:
                    for file in sorted((ROOT / "seeds").glob("*.txt")):
                        base.add(file)
            else:
                shutil.copytree(asked.kb, folder, dirs_exist_ok=True)
            measure_users(Path(folder), asked.users, asked.seconds, new=asked.new)


if __name__ == "__main__":
    main()
