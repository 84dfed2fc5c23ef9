"""What goes between the program and a process that reads: a request for each file, and frames in return.

A request is one line of JSON. A frame is the length of its JSON in four bytes, then the JSON.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from ingest.codec import decode, encode
from ingest.errors import ERRORS, DamagedFileError, IngestError, Reason
from ingest.metadata import Metadata  # noqa: TC001 - the codec reads the types of the fields
from ingest.model import Document  # noqa: TC001

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LENGTH = struct.Struct(">I")
_MOST = 2**30  # bytes of a frame; no document comes near


@dataclass(frozen=True, slots=True)
class Request:
    """Read this file. ``id``, ``source``, ``sha256``: of its document; ``entry``: what a catalog says of it."""

    path: str
    id: str
    source: str
    sha256: str
    entry: Metadata | None
    password: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of ingest.errors."""

    kind: str
    reason: Reason
    data: dict[str, str]

    def as_error(self, path: Path) -> IngestError:
        """Return the error of the file at ``path``."""
        return ERRORS.get(self.kind, DamagedFileError)(path, self.reason, **self.data)


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing that the process reports; every file ends with a frame that is ``done``.

    ``progress``: the part of the file that is read, 0.0-1.0; ``tired``: the process ends now, so that what libraries
    leak is not leaked for long.
    """

    ready: bool = False
    progress: float | None = None
    document: Document | None = None
    error: Failure | None = None
    done: bool = False
    tired: bool = False


def send_request(file: IO[bytes], request: Request) -> None:
    """Write a request. Raises OSError, or ValueError for a closed pipe."""
    file.write(encode(request) + b"\n")
    file.flush()


def requests(file: IO[bytes]) -> Iterator[Request]:
    """Yield the requests as they come, until the pipe is closed."""
    for line in file:
        yield decode(line, Request)


def send_frame(file: IO[bytes], frame: Frame) -> None:
    """Write a frame. Raises UnicodeEncodeError, and writes nothing, where its text is not Unicode."""
    data = encode(frame)
    file.write(_LENGTH.pack(len(data)))
    file.write(data)
    file.flush()


def receive_frame(file: IO[bytes]) -> Frame | None:
    """Read a frame; None where the pipe ends, also in the middle of one. Raises ValueError for anything else."""
    head = file.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > _MOST:
        raise ValueError(f"a frame of {length} bytes")
    data = file.read(length)
    return decode(data, Frame) if len(data) == length else None
