"""Ingests in processes of their own that share the files of one database, to be killed at any moment."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from search_factories import WordEncoder

from search.backend.postgres.backend import PostgresBackend
from search.intake.files import IntakeOptions
from search.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SUPPORT = Path(__file__).parents[1]
_PROGRAM = """
import sys
sys.path[:0] = sys.argv[1:4]
from shared_intakes import intake
intake(sys.argv[4], sys.argv[5])
"""


def write_files(folder: Path, count: int) -> list[str]:
    """Write so many files, some with names that others have too; return the ids of their documents in any order."""
    subjects = ("water", "klimaat", "handel", "hulp")
    for number in range(count):
        path = folder / ("a" if number % 2 else "b") / f"stuk-{number // 2:03d}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = [
            f"Voor {subjects[(number + line) % 4]} is er {number} keer {line} euro, dat is veel." for line in range(9)
        ]
        path.write_text("\n\n".join(lines), "utf-8")
    return sorted({f"stuk-{number // 2:03d}{'' if number % 2 == 0 else '-txt'}" for number in range(count)})


def intake(folder: str, url: str) -> None:
    """Read all files of a folder, and print a line for each that is done."""
    with KnowledgeBase.open(url, WordEncoder()) as base:
        print("open", flush=True)  # noqa: T201 - what this process is for
        for result in base.add_files(sorted(Path(folder).rglob("*.txt")), IntakeOptions(at_a_time=1)):
            outcome = "failed" if result.addition is None else result.addition.outcome
            print(outcome, result.path, repr(result.error or ""), flush=True)  # noqa: T201


class Intake:
    """One process that reads the files of a folder. ``lines``: what it has printed when it is over."""

    def __init__(self, folder: Path, url: str) -> None:
        words = [sys.executable, "-c", _PROGRAM, SUPPORT.parents[1], SUPPORT, Path(__file__).parent, folder, url]
        self._process = subprocess.Popen([*map(str, words)], stdout=subprocess.PIPE, text=True)
        self.lines: list[str] = []

    def begun(self) -> bool:
        """Wait until the database is open and it is at work; False where it ended before."""
        assert self._process.stdout is not None
        self.lines.append(self._process.stdout.readline().rstrip("\n"))
        return self.lines[-1] == "open"

    def kill(self) -> list[str]:
        """Kill it; return what it had printed."""
        self._process.kill()
        return self._end()

    def finish(self) -> list[str]:
        """Wait until it is through; return what it printed."""
        return self._end()

    def _end(self) -> list[str]:
        out, _ = self._process.communicate()
        # What was cut off in the middle of a line was not acknowledged.
        self.lines += [line for line in out.splitlines(keepends=True) if line.endswith("\n")]
        return self.lines


def acknowledged(lines: Sequence[str]) -> list[str]:
    """Return the files that an intake said it added."""
    return [line.split()[1] for line in lines if line.startswith("added ")]


def check(url: str, ids: Sequence[str], added: Sequence[str]) -> Mapping[str, int]:
    """Check that all files are there, each written once, and that nobody said twice that it was added.

    Each write raises the generation by one: as many writes as documents means that none was written twice.
    """
    assert len(added) == len(set(added)), sorted(added)
    backend = PostgresBackend.open(url)
    try:
        with backend.snapshot() as snapshot:
            sources = {document.source for document in snapshot.documents.stored()}
            assert sorted(snapshot.documents.titles()) == list(ids)
            assert {str(Path(each).resolve()) for each in added} <= sources
            assert snapshot.generation == len(ids), (snapshot.generation, len(ids))
        assert backend.problems() == []
        with backend.connection.reading() as held:
            assert held.db.execute("SELECT count(*) FROM queue").fetchone() == (0,)
    finally:
        backend.close()
    return {"documents": len(ids), "acknowledged": len(added)}
