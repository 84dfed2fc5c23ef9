"""Folders in which nothing may be written, also for the tests of an administrator."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SUPPORT = Path(__file__).parent
_PR_CAPBSET_DROP = 24  # prctl(2)
_CAP_DAC_OVERRIDE = 1  # capabilities(7): to write what one may not
_BEFORE = f"import sys; sys.path[:0] = [{str(SUPPORT.parents[1])!r}, {str(SUPPORT)!r}]\n"


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """Take the right to write away from a folder and the files in it; it is given back at the end."""
    paths = [folder, *folder.iterdir()]
    modes = [path.stat().st_mode for path in paths]
    for path in reversed(paths):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            if path.exists():
                path.chmod(mode)


def _without_override() -> None:
    """Leave the program that is started without an administrator's right to write anywhere."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(_PR_CAPBSET_DROP, _CAP_DAC_OVERRIDE, 0, 0, 0)


def start_without_rights(script: str, *words: object) -> subprocess.Popen[str]:
    """Start Python code that heeds the rights of files whoever starts it; it may import what tests share."""
    command = [sys.executable, "-c", _BEFORE + script, *map(str, words)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=_without_override,  # noqa: PLW1509 - no other thread of the tests holds a lock that it needs
    )


def run_without_rights(script: str, *words: object) -> str:
    """Return what Python code prints that heeds the rights of files; raise AssertionError where it fails."""
    with start_without_rights(script, *words) as running:
        out, _ = running.communicate()
    assert running.returncode == 0, out
    return out
