"""Kills, full disks and two writers: what is left of a knowledge base, and whether it is as it should be.

    python benchmarks/durability.py [--kills 500] [--disks 20] [--documents 100]

A process of its own writes, copies or rebuilds a knowledge base and is killed (kill -9) at a moment drawn at random;
whoever opens it next must find every document that was reported as written, nothing half, and the copy that was there.
The encoder is the one of the tests, so that all time goes into what is tested. ``bit_flips.py`` is about damage.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "support" / "serving")]

from search_factories import NOTE, Part, WordEncoder, make_citation, make_document  # noqa: E402 - what the tests share
from store_factories import made_by_another_version  # noqa: E402

from ingest.files.writing import write_whole  # noqa: E402
from search.backend.sqlite.upkeep.backup import BACKUP_NAME, back_up, restore  # noqa: E402
from search.backend.sqlite.upkeep.upgrade import NEW_NAME, begin, finish  # noqa: E402
from search.errors import SearchError, StoreAccessError  # noqa: E402
from search.knowledge_base import KnowledgeBase  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ingest.model import Document

LONGEST = 0.35  # seconds before a kill
NAMES = [f"stuk{number:02d}" for number in range(12)]
BALLAST = range(800_000, 850_000)  # bytes that make each disk full at another moment, and are given back then
DISK = 3_000_000  # bytes


def document(name: str, edition: int) -> Document:
    """A document of 12 passages with a note that cites a motie; its text states which edition it is."""
    parts = [
        Part((f"Alinea {number} van uitgave {edition} gaat over water.", "En over hulp."), ("Deel", f"Stuk {number}"))
        for number in range(11)
    ]
    noted = Part(("De handel groeit.",), ("Deel", "Slot"), note=NOTE, cites=(make_citation(),))
    return make_document(*parts, noted, id_=name, title=f"Uitgave {edition}")


def opened(folder: Path, store: str = "kennisbank.sqlite") -> KnowledgeBase:
    """The knowledge base in a folder."""
    return KnowledgeBase.open(folder, WordEncoder(), store=store)


def editions(folder: Path) -> dict[str, str]:
    """Document -> which edition of it is kept. Raises AssertionError where verify finds anything."""
    with opened(folder) as base:
        problems = base.verify()
        assert problems == [], problems
        return {known.id: known.title for known in base.documents()}


def killed(work: Callable[[int], None], after: float) -> list[str]:
    """Do some work in a process that is killed after so many seconds; returns the lines that it wrote."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(after)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reading) as file:
        return file.read().split("\n")[:-1]


def write(folder: Path, seed: int) -> Callable[[int], None]:
    """Work that adds, replaces and removes documents; it reports each before and after."""

    def work(report: int) -> None:
        choice = random.Random(seed)  # noqa: S311 - a benchmark
        with opened(folder) as base:
            for edition in range(seed * 1000, seed * 1000 + 1000):
                name = choice.choice(NAMES)
                gone = choice.random() < 0.2  # noqa: PLR2004 - one in five is removed
                os.write(report, f"begin {name} {'-' if gone else f'Uitgave {edition}'}\n".encode())
                if gone:
                    with suppress(SearchError):
                        base.remove(name)
                else:
                    base.add_document(document(name, edition))
                os.write(report, f"end {name} {'-' if gone else f'Uitgave {edition}'}\n".encode())

    return work


def check_writes(expected: dict[str, str], lines: list[str], found: dict[str, str]) -> None:
    """Compare what is there with what was reported; what had begun and not ended may be there or not."""
    for line in lines:
        step, name, edition = line.split(" ", 2)
        if step == "end":
            expected[name] = edition
    now = {name: edition for name, edition in expected.items() if edition != "-"}
    begun = lines[-1].split(" ", 2)[1:] if lines and lines[-1].startswith("begin") else None
    if begun and found != now:
        expected[begun[0]] = begun[1]
        now = {name: edition for name, edition in expected.items() if edition != "-"}
    assert found == now, (found, now)


def kills(count: int, place: Path) -> Counter[str]:
    """Kill so many processes, two of three while they write; return what of each kind was done, all of it well."""
    choice = random.Random(1)  # noqa: S311 - a benchmark
    done: Counter[str] = Counter()
    folder, copy, expected = place / "kb", place / "kopie", {}
    for number in range(count):
        after = choice.uniform(0.005, LONGEST)
        match number % 6:
            case 4:
                killed(lambda _: back_up(folder, copy) and None, after)
                if (copy / BACKUP_NAME).exists():
                    restore(copy, place / f"terug{number}")
                    editions(place / f"terug{number}")
                done["while copied"] += 1
            case 5:
                done["while made again, gone on with"] += killed_rebuild(folder, expected, after)
            case _:
                lines = killed(write(folder, number), after)
                check_writes(expected, lines, editions(folder))
                done["while written, reported as written"] += sum(line.startswith("end") for line in lines)
                done["while written"] += 1
        leftover = [file.name for file in folder.iterdir() if file.name.startswith(".vindplaats-")]
        done["files left over"] += len(leftover)
    return done


def killed_rebuild(folder: Path, expected: dict[str, str], after: float) -> int:
    """Kill a rebuild after an update, look whether anything is missing, and go on with it; returns how often."""
    kept = {name: edition for name, edition in expected.items() if edition != "-"}
    made_by_another_version(folder)

    def rebuild(_: int) -> None:
        began = begin(folder)
        if began is None:
            return
        with opened(folder, NEW_NAME) as base:
            for name, edition in kept.items():
                base.add_document(document(name, int(edition.split()[1])))
        finish(began, complete=True)

    killed(rebuild, after)
    try:
        found = editions(folder)
    except SearchError:  # the old one is in place: whoever searches is told to go on
        found = {}
        rebuild(0)
    assert found in ({}, kept), found
    assert editions(folder) == kept
    return 1


@contextmanager
def small_disk(place: Path, size: int) -> Iterator[str]:
    """A file system of ``size`` bytes where one may be mounted, else a limit on the size of each file."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode == 0:  # noqa: S603 - no input of others
        try:
            yield "tmpfs"
        finally:
            subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607
    else:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, hard))
        yield "RLIMIT_FSIZE"
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def full_disks(count: int, place: Path) -> Counter[str]:
    """Fill so many disks with documents, exports and copies; return what was refused, with nothing lost by it."""
    choice = random.Random(2)  # noqa: S311 - a benchmark
    done: Counter[str] = Counter()
    for number in range(count):
        folder = place / f"schijf{number}"
        with small_disk(folder, DISK) as kind:
            (folder / "ballast").write_bytes(bytes(choice.choice(BALLAST)))
            write_whole(folder / "uitvoer", b"ouder")
            written, refused = 0, False
            with opened(folder / "kb") as base:
                while not refused:
                    try:
                        base.add_document(document(f"stuk{written}", written))
                        written += 1
                    except StoreAccessError:
                        refused = True
                with suppress(OSError):
                    write_whole(folder / "uitvoer", bytes(DISK))
                with suppress(SearchError):
                    back_up(base.folder, folder / "kopie")
                assert (folder / "uitvoer").read_bytes() == b"ouder"
                assert len(base.documents()) == written
            (folder / "ballast").unlink()
            for name in list(editions(folder / "kb"))[:3]:
                with opened(folder / "kb") as base:
                    base.remove(name)
            done[f"full disks ({kind})"] += 1
            done["documents before they were full"] += written
    return done


def writers(each: int, place: Path) -> Counter[str]:
    """Let two processes add so many documents each while a third verifies; return how that ended."""
    folder, children = place / "samen", []
    opened(folder).close()
    for writer in "ab":
        if (child := os.fork()) == 0:
            code = 1
            with suppress(Exception), opened(folder) as base:
                for number in range(each):
                    base.add_document(document(f"{writer}{number}", number))
                code = 0
            os._exit(code)
        children.append(child)
    done: Counter[str] = Counter()
    while children:
        editions(folder)
        done["verified meanwhile"] += 1
        ended = [child for child in children if os.waitpid(child, os.WNOHANG)[0]]
        children = [child for child in children if child not in ended]
    found = editions(folder)
    assert len(found) == 2 * each, f"{len(found)} documents of {2 * each}"
    done["documents of two writers"] = len(found)
    return done


def main() -> None:
    """Do each in turn and print the counts; an assertion ends it where anything is lost."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=500, help="processes that are killed")
    parser.add_argument("--disks", type=int, default=20, help="disks that are filled")
    parser.add_argument("--documents", type=int, default=100, help="documents of each of two writers")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        parts = ((kills, asked.kills), (full_disks, asked.disks), (writers, asked.documents))
        for part, count in parts:
            for what, number in sorted(part(count, Path(place)).items()):
                print(f"{what:<45}{number:>8,}", flush=True)


if __name__ == "__main__":
    main()
