"""Options of the test run, and a knowledge base with the seeds, made once."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from putting import PUT, keep_what_is_put
from seed_gold import SEEDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

# How long an example takes depends on the machine, not on the program. With CI=true hypothesis itself draws the same
# examples in each run.
settings.register_profile("no clock", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that write golden files and pictures, which change only when asked."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files")
    parser.addoption(
        "--screenshots", metavar="DIR", help="write the pictures of docs/eerste-gebruik.md into this folder"
    )


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests in a browser first: their files take longest, and one that begins last keeps one processor waiting."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture
def limited_files() -> Callable[[int], AbstractContextManager[None]]:
    """A disk that is full, near enough: inside, this process writes no file beyond so many bytes, and gets OSError."""
    if sys.platform == "win32":
        pytest.skip("Windows has no limit on the size of files")
    import resource

    @contextmanager
    def limited(most: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited


@pytest.fixture(scope="session")
def seeds_kb(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of a knowledge base that holds both seeds; tests only read from it, those of all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent  # of this run, whichever worker asks
    folder = shared / "seeds" / "kb"
    with FileLock(shared / "seeds.lock"):
        if not folder.exists():
            made = shared / "seeds-being-made" / "kb"
            _read_seeds(made)
            made.parent.rename(folder.parent)  # a worker that was stopped half-way leaves no half knowledge base
    return folder


def _read_seeds(folder: Path) -> None:
    from search import KnowledgeBase

    with KnowledgeBase.open(folder) as kb:
        keep_what_is_put(kb.backend, folder.parent / PUT)
        for file in sorted(SEEDS.glob("*.txt")):
            kb.add(file)
        kb.search("klimaat")  # the vector files are made now, not by a server while a test copies this folder
