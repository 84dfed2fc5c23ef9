"""Whether a department can search at once, beside an intake: torn results, errors, waiting, memory, throughput.

    python benchmarks/server.py [--users 50] [--seconds 60] [--new] [--other DIR] [--searches 5000] [--commits 300]
        [--only users]

Beside commits: threads search a small knowledge base in which another process writes; every result must be that of some
one generation. Users: each asks the page for one part after the other, without a pause, while another process adds
documents. The page is served on two processors, by two worker processes; beside it the same page from one process, with
one lock around each read and the threads of the encoder spinning, as it was before. They take turns, so that what else
the machine does strikes both; where it does much, compare the processor time of an answer. --other: a checkout of
another version, served from its own code and its own knowledge base instead of that last one. Each reads the seeds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "support" / "serving")]

from store_factories import answers_by_generation, search_beside_commits  # noqa: E402 - what the tests do, at length

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


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
SERVED = ROOT / "benchmarks" / "support" / "served.py"
ROW = "{:44s}{:>10s}{:>11s}{:>10s}{:>12s}{:>12s}"


@contextmanager
def started(program: str, folder: Path, code: Path = ROOT, *, before: bool = False) -> Iterator[subprocess.Popen[str]]:
    """Run ``program`` of support/served.py with the project as it is in ``code``; its input ends with the block."""
    command = [sys.executable, str(SERVED), program, str(folder), *(["--before"] if before else [])]
    environment = {**os.environ, "PYTHONPATH": str(code)}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=code, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
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

    ``server``: its process. ``intake``: starts what adds documents beside it; ``added``: how many. ``new``: whether no
    question comes twice. ``waits``: seconds for each answer; ``errors``:
    what went wrong; ``seconds``: of all turns; ``processor``: seconds of processor time that the server used in them.
    """

    label: str
    server: int
    port: int
    intake: Callable[[], AbstractContextManager[subprocess.Popen[str]]]
    new: bool = False
    added: int = 0
    waits: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    processor: float = 0.0

    def turn(self, users: int, seconds: float) -> None:
        """Have users ask for so long, beside an intake."""
        with self.intake() as adding:
            start, before = time.perf_counter(), used(self.server)[1]
            with ThreadPoolExecutor(users) as pool:
                list(pool.map(lambda user: self._user(user, start + seconds), range(users)))
            self.added += int(finish(adding))
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
    """Return the memory in MB of a process and those it started, and their seconds of processor time; Linux only.

    Memory that they share is counted for each of them.
    """
    resident, ticks, parents = {}, {}, {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            number = int(stat.parent.name)
            parents[number] = int(fields[1])
            resident[number], ticks[number] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE"), sum(map(int, fields[11:13]))
    family = {process}
    while more := {each for each, parent in parents.items() if parent in family} - family:
        family |= more
    memory, time_used = sum(resident[each] for each in family), sum(ticks[each] for each in family)
    return memory / 1e6, time_used / os.sysconf("SC_CLK_TCK")


def measure_users(folder: Path, users: int, seconds: float, other: Path | None, *, new: bool) -> None:
    """Print what users meet at each of the servers. ``other``: a checkout of another version, None for none."""
    own, theirs, code = folder / "own", folder / "theirs", other or ROOT
    with started("serve", own) as server, started("serve", theirs, code, before=other is None) as before:
        loads = [
            Load("this version", server.pid, port_of(server), partial(started, "intake", own), new),
            Load("as before" if other is None else other.name, before.pid, port_of(before),
                 partial(started, "intake", theirs, code), new),
        ]  # fmt: skip
        for load in loads:  # both have answered before memory is measured
            replace(load, waits=[], errors=[]).turn(users, seconds / TURNS)
        first = used(server.pid)[0]
        for _ in range(TURNS):
            for load in loads:
                load.turn(users, seconds / TURNS)
        last = used(server.pid)[0]
    print(
        ROW.format(f"{users} users beside an intake", "answers/s", "median (s)", "p95 (s)", "processors", "ms/answer")
    )
    for load in loads:
        print(load.row())
    now, then = loads
    print(f"throughput {now.rate / then.rate:.2f} times that of before   (target 1.7; p95 1.5 s)")
    errors = [error for load in loads for error in load.errors]
    print(f"errors {len(errors)}; documents added {' and '.join(str(load.added) for load in loads)}")
    print(*errors[:3], sep="\n", end="\n" if errors else "")
    print(f"memory of this version at the start and the end: {first:.0f} and {last:.0f} MB")


def port_of(process: subprocess.Popen[str]) -> int:
    """Return the port that a server prints when it answers."""
    assert process.stdout is not None
    return int(process.stdout.readline())


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
    parser.add_argument("--other", type=Path, help="a checkout of another version to compare with")
    parser.add_argument("--only", choices=("beside", "users"), help="one of the two")
    parser.add_argument("--new", action="store_true", help="no question is asked twice")
    asked = parser.parse_args()
    print(f"load of the machine at the start, {os.cpu_count()} processors: {os.getloadavg()[0]:.1f}")
    if asked.only != "users":
        measure_beside_commits(asked.searches, asked.commits)
    if asked.only != "beside":
        with tempfile.TemporaryDirectory() as folder:
            other = None if asked.other is None else asked.other.resolve()
            measure_users(Path(folder), asked.users, asked.seconds, other, new=asked.new)


if __name__ == "__main__":
    main()
