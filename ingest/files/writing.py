"""Files that are whole or not there: written beside the old one, which they replace in one step."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = ".vindplaats-"  # of what is being written, in the folder where it comes to stand


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
    mode = _mode(target)
    if mode is None:
        with target.open("wb") as file:
            yield file
        return
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=PREFIX, suffix=".tmp", delete=False) as file:
        made = Path(file.name)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())  # before the name is: a name that leads to nothing yet is what a power cut leaves
            file.close()
            made.chmod(mode)
            made.replace(target)
        except BaseException:
            file.close()
            with suppress(OSError):
                made.unlink()
            raise


def _mode(target: Path) -> int | None:
    """The rights that the file has or, where it is new, gets; None for what is no file."""
    try:
        found = target.stat().st_mode
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    return stat.S_IMODE(found) if stat.S_ISREG(found) else None
