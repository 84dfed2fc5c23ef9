"""Which document a file is: one that is known, a copy of one, or a new one, and under which id it is kept.

An id is the file's stem, or what a catalog says. Two files with one stem are two documents: the second gets its suffix
or the name of its folder behind the stem, or else a number. A file is known by its place; one that was moved together
with its folder is known by the last two parts of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import Reason, UnsupportedFormatError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.files.fingerprint import SourceFile
    from search.backend.documents import Documents
    from search.backend.model import DocumentState

_NO_TEXT = re.compile("[\ud800-\udfff]")  # what Python makes of a byte in a name that is not UTF-8


class Status(Enum):
    """What is known of a file before it is read."""

    NEW = "new"  # or changed: it is to be read
    UNCHANGED = "unchanged"  # since it was read
    COPY = "copy"  # its content is kept already, from another file


@dataclass(frozen=True, slots=True)
class Identity:
    """``id``: of the document the file is or becomes; for a copy, of the one it is a copy of."""

    id: str
    status: Status


def identify(documents: Documents, file: SourceFile, version: str, taken: Mapping[str, Path]) -> Identity:
    """Find out which document a file is. ``version``: of the reader; ``taken``: ids of files that are being read.

    Raises UnsupportedFormatError where the file's name is not in UTF-8, as in old archives and on network drives: it
    can neither be stored nor shown.
    """
    if _NO_TEXT.search(file.source):
        raise UnsupportedFormatError(file.path, Reason.NAME_NOT_UTF8)
    if file.entry is None and (before := documents.from_source(file.source)) is not None:
        return Identity(before.id, Status.UNCHANGED if _unchanged(before, file, version) else Status.NEW)
    id_ = _free_id(documents, file, taken) if file.entry is None else file.entry.id
    if _unchanged(documents.state(id_), file, version):
        return Identity(id_, Status.UNCHANGED)
    if file.entry is None and (copied := documents.with_content(file.sha256, version)) is not None:
        return Identity(copied, Status.COPY)
    return Identity(id_, Status.NEW)


def _unchanged(before: DocumentState | None, file: SourceFile, version: str) -> bool:
    return before is not None and (before.sha256, before.ingest_version) == (file.sha256, version)


def _free_id(documents: Documents, file: SourceFile, taken: Mapping[str, Path]) -> str:
    """The first id that no other file has."""
    for candidate in _candidates(file.path):
        owner = taken.get(candidate)
        if owner is not None and owner.resolve() != file.path.resolve():
            continue
        before = documents.state(candidate)
        if before is None or _is_file(file.path, Path(before.source)):
            return candidate
    raise AssertionError("the candidates never end")


def _candidates(path: Path) -> Iterator[str]:
    stem = path.stem
    yield stem
    suffix = path.suffix.lstrip(".").lower()
    if suffix:
        yield f"{stem}-{suffix}"
    folder = path.resolve().parent.name
    if folder:
        yield f"{stem}-{folder}"
    yield from (f"{stem}-{number}" for number in count(2))


def _is_file(path: Path, source: Path) -> bool:
    """Whether a document read from ``source`` is this file: the same place, or moved together with its folder."""
    now = path.resolve()
    return now == source or (now.parts[-2:] == source.parts[-2:] and not source.exists())
