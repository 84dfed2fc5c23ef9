"""Worker processes answer as the server itself does, and what becomes of them is no concern of who asks."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from site_factories import Visitor, make_base, site
from worker_calls import PATIENCE, die, fail, meet, spins, who

from search import KnowledgeBase
from ui.access.people import Person, Role, asking
from ui.limits.turns import Turns
from ui.web.address import Address
from ui.web.answering.parts import Parts, part
from ui.web.answering.workers import BrokenError, Workers, usable

if TYPE_CHECKING:
    from collections.abc import Iterator

QUESTION = "wat is het klimaatdoel 2025"


@contextmanager
def started(folder: Path, count: int = 1, pause: float = 0.0) -> Iterator[Workers]:
    """Workers for the time of the block."""
    workers = Workers(folder, count, pause)
    workers.start()
    try:
        yield workers
    finally:
        workers.close()


def children(number: int) -> list[int]:
    """Return the processes that a process started."""
    stats = {int(each.parent.name): each for each in Path("/proc").glob("[0-9]*/stat")}
    found = []
    for child, stat in stats.items():
        try:
            if int(stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == number:
                found.append(child)
        except OSError:  # it ended
            continue
    return found


def test_a_worker_answers_as_the_server_does(seeds_kb: Path) -> None:
    """Byte for byte, in both languages, with filters, and where the question is too long."""
    asked = [
        (Address.read("zoeken", {"vraag": QUESTION}), QUESTION),
        (Address.read("zoeken", {"vraag": QUESTION, "sdg": "13", "taal": "en"}), QUESTION),
        (Address.read("lezen", {"document": "bhos-2022"}), ""),
        (Address.read("moties", {}), ""),
        (Address.read("zoeken", {"vraag": "x" * 1000}), "x" * 1001),
    ]
    with KnowledgeBase.open(seeds_kb) as base, started(seeds_kb) as workers:

        async def both() -> list[tuple[object, object]]:
            parts = Parts(base, Turns(), workers)
            return [(await parts.make(*each), part(base, *each)) for each in asked]

        for made, expected in asyncio.run(both()):
            assert made == expected


def test_a_worker_sees_who_asks_and_what_is_written(seeds_kb: Path, tmp_path: Path) -> None:
    """Kept questions are a person's own; a document that was added a moment ago is there."""
    del seeds_kb
    folder = tmp_path / "kb"
    with KnowledgeBase.open(folder) as base, started(folder) as workers:

        async def asked() -> tuple[str, int]:
            asking.set(Person("Anna", Role.READER))
            return await workers.run(who)

        assert asyncio.run(asked()) == ("Anna", 0)
        (tmp_path / "nota.txt").write_text("Nota\n\nEr gaat 5 miljoen euro naar water.\n", encoding="utf-8")
        base.add(tmp_path / "nota.txt")
        assert asyncio.run(asked()) == ("Anna", 1)


def test_each_worker_is_a_process_and_errors_come_back(seeds_kb: Path, tmp_path: Path) -> None:
    """Two at a time; what a function raises is raised for who called it, and nobody else notices."""
    with started(seeds_kb, 2) as workers:

        async def asked() -> list[object]:
            works = [
                workers.run(meet, tmp_path, 1),
                workers.run(meet, tmp_path, 1),
                workers.run(fail, 1),
                workers.run(who),
                workers.run(spins),
            ]
            return await asyncio.gather(*works, return_exceptions=True)

        first, second, error, last, spinning = asyncio.run(asked())
    assert spinning is False  # it would keep the other from computing
    assert len({first, second, os.getpid()}) == 3
    assert isinstance(error, ZeroDivisionError)
    assert last == ("", 2)


def test_a_worker_that_dies_is_replaced(seeds_kb: Path, tmp_path: Path) -> None:
    """Whoever asked gets the answer from the server itself; the next ones come from workers again."""
    address = Address.read("zoeken", {"vraag": QUESTION})
    with KnowledgeBase.open(seeds_kb) as base, started(seeds_kb, 2) as workers:
        parts = Parts(base, Turns(), workers)

        async def asked() -> tuple[object, ...]:
            dying, answered = await asyncio.gather(
                workers.run(die), parts.make(address, QUESTION), return_exceptions=True
            )
            return dying, answered, await workers.run(meet, tmp_path, 0)

        dying, answered, after = asyncio.run(asked())
        assert isinstance(dying, BrokenError)
        assert answered == part(base, address, QUESTION)
        assert after != os.getpid()


def test_workers_that_cannot_start_are_not_started_for_ever(tmp_path: Path) -> None:
    """A knowledge base that cannot be opened breaks each; meanwhile the server answers."""
    (tmp_path / "kb").write_text("geen map", encoding="utf-8")
    with started(tmp_path / "kb", pause=3600.0) as workers:
        for _ in range(2):
            with pytest.raises(BrokenError):
                asyncio.run(workers.run(who))


def test_closed_workers_are_broken(seeds_kb: Path) -> None:
    """A request that comes while the server stops is answered by the server, or not at all; nothing is started."""
    with started(seeds_kb) as workers:
        asyncio.run(workers.run(who))
    with pytest.raises(BrokenError):
        asyncio.run(workers.run(who))


def test_a_server_for_others_has_a_worker_for_each_processor() -> None:
    """A few at most: each holds the models. Beside one processor there is nothing to gain."""
    assert usable() in (0, 2, 3, 4)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted on Linux")
@pytest.mark.parametrize("end", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_server(tmp_path: Path, end: signal.Signals) -> None:
    """Also of one that is killed and cannot stop them."""
    with site(make_base(tmp_path / "kb"), "--read-only", "--workers", "2") as (port, server):
        assert Visitor(port).search("water").status == 200
        until = time.monotonic() + PATIENCE
        while len(known := children(server.pid)) < 3 and time.monotonic() < until:  # and what tidies up after them
            time.sleep(0.05)
        assert len(known) == 3
        server.send_signal(end)
        server.wait(PATIENCE)
        while any(Path(f"/proc/{each}").exists() for each in known) and time.monotonic() < until:
            time.sleep(0.05)
        assert not [each for each in known if Path(f"/proc/{each}").exists()]
