"""A knowledge base with the seeds, made once, and the command line as a function."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from search import KnowledgeBase
from ui.cli import SEEDS, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Ran(NamedTuple):
    """What a command line did."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def seeds_kb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a knowledge base that holds both seeds; tests only read from it."""
    folder = tmp_path_factory.mktemp("seeds") / "kb"
    with KnowledgeBase.open(folder) as kb:
        for file in sorted(SEEDS.glob("*.txt")):
            kb.add(file)
    return folder


@pytest.fixture
def vindplaats(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Ran]:
    """Runs a command line in an empty folder, as the command does; ``stdin``: bytes on standard input."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VINDPLAATS_KB", raising=False)
    monkeypatch.delenv("VINDPLAATS_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")

    def call(*args: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(arg) for arg in args])
        return Ran(code, *capfd.readouterr())

    return call
