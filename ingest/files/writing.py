"""Files that are whole or not there: written beside the old one, which they replace in one step."""

from __future__ import annotations

import os
import secrets
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX, SUFFIX = ".vindplaats-", ".tmp"  # of what is being written, in the folder where it comes to stand
_LEFT = 24 * 3600  # seconds after which nobody is writing it any more


def write_whole(path: Path, data: bytes) -> None:
    """Write a file; when that fails (a full disk, a power cut) the older one stands there untouched.

    What is no file, such as a pipe or a terminal, is written to as it is. Raises OSError.
    """
    with writing_whole(path) as file:
        file.write(data)


@contextmanager
def writing_whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file to be written; it takes its place at the end of the block, and only if nothing was raised in it."""
    target = Path(os.path.realpath(path))  # of a link the file that it leads to
    rights = _rights(target)
    if target.exists() and rights is None:
        with target.open("wb") as file:
            yield file
        return
    made = name_beside(target)
    try:
        with made.open("xb") as file:
            yield file
            file.flush()
            # Before it gets its name: a name that leads to nothing yet is what a power cut would leave.
            os.fsync(file.fileno())
        if rights is not None:
            made.chmod(rights)
        made.replace(target)
    except BaseException:
        with suppress(OSError):
            made.unlink()
        raise


def name_beside(target: Path) -> Path:
    """Return a name of its own for what is to become ``target``; what was left there by a kill long ago is deleted."""
    for left in target.parent.glob(f"{PREFIX}*{SUFFIX}"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT:
                left.unlink()
    return target.with_name(f"{PREFIX}{secrets.token_hex(8)}{SUFFIX}")


def _rights(target: Path) -> int | None:
    """Who may read and write a file; None where there is none, and for what is no file."""
    try:
        found = target.stat().st_mode
    except OSError:
        return None
    return stat.S_IMODE(found) if stat.S_ISREG(found) else None
