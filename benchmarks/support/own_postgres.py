"""A PostgreSQL server for benchmarks: that of the tests, set as a server of a department would be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support" / "serving"))

import postgres_server

if TYPE_CHECKING:
    from postgres_server import Server

#: For a machine with 24 GB that does other things too. What is written survives a loss of power.
SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "shared_buffers": "6GB",  # the vectors of a million passages and their sentences
    "effective_cache_size": "12GB",
    "maintenance_work_mem": "2560MB",  # the index of a million vectors is made in memory
    "max_wal_size": "8GB",
    "jit": "off",
}


def start() -> Server:
    """Start one, which is gone at the end of this process."""
    postgres_server.SETTINGS.update(SETTINGS)
    return postgres_server.new_server()


def memory_of(server: Server) -> float:
    """Return the memory of all its processes in MB, what they share counted once; Linux only."""
    first = int((server.data / "postmaster.pid").read_text("ascii").split()[0])
    found = 0
    for process in (first, *postgres_server.children_of(first)):
        lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
        found += next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return found / 1024
