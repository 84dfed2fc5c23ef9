"""The attachments of messages: files of their own, kept in the knowledge base's folder, each a document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ingest.errors import IngestError
from ingest.file_names import MOST_BYTES, shortened
from ingest.files.writing import write_whole
from ingest.formats.exchange.mail import SUFFIX, attachments
from ingest.formats.registry import READERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

FOLDER = "bijlagen"  # in that of the knowledge base
_DEEPEST = 3  # messages in messages


def with_attachments(paths: Iterable[Path], folder: Path) -> Iterator[Path]:
    """Yield the files, behind each message what is attached to it, written below ``folder``.

    Attachments of kinds that are not read are left in their message. A message that cannot be taken apart is yielded
    alone: reading it will say what is wrong.
    """
    for path in paths:
        yield path
        yield from _attached(path, folder / FOLDER, _DEEPEST)


def _attached(path: Path, folder: Path, deep: int) -> Iterator[Path]:
    if path.suffix.lower() != SUFFIX or not deep:
        return
    try:
        found = [(name, data) for name, data in attachments(path) if _suffix(name) in READERS]
        # Messages of one name are told apart by their content; that of a message does not change.
        mark = f"-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}"
        own = folder / f"{shortened(path.stem, MOST_BYTES - len(mark))}{mark}"
        files = [_written(own / f"{count}" / name, data) for count, (name, data) in enumerate(found, 1)]
    except (IngestError, OSError, ValueError, LookupError):
        return
    for file in files:
        yield file
        yield from _attached(file, folder, deep - 1)


def _suffix(name: str) -> str:
    return f".{name.rpartition('.')[2].lower()}"


def _written(path: Path, data: bytes) -> Path:
    if not path.is_file() or path.read_bytes() != data:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data)
    return path
