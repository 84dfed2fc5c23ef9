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
    from search.backend.sqlite.store import Store

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


def identify(store: Store, file: SourceFile, version: str, taken: Mapping[str, Path]) -> Identity:
    """Find out which document a file is. ``version``: of the reader; ``taken``: ids of files that are being read.

    Raises UnsupportedFormatError where the file's name is not in UTF-8, as in old archives and on network drives: it
    can neither be stored nor shown.
    """
    if _NO_TEXT.search(file.source):
        raise UnsupportedFormatError(file.path, Reason.NAME_NOT_UTF8)
    by_source = store.query("SELECT id, sha256, ingest_version FROM documents WHERE source = ?", (file.source,))
    if file.entry is None:
        for id_, sha256, read_by in by_source:
            return Identity(id_, Status.UNCHANGED if (sha256, read_by) == (file.sha256, version) else Status.NEW)
    id_ = _free_id(store, file, taken) if file.entry is None else file.entry.id
    state = store.state(id_)
    if state == (file.sha256, version):
        return Identity(id_, Status.UNCHANGED)
    if file.entry is None:
        copies = store.query("SELECT id FROM documents WHERE sha256 = ? AND ingest_version = ?", (file.sha256, version))
        if copies:
            return Identity(copies[0][0], Status.COPY)
    return Identity(id_, Status.NEW)


def copy_of(store: Store, id_: str, text_sha256: str) -> str | None:
    """The id of another document with the same text; None where there is none."""
    rows = store.query("SELECT id FROM documents WHERE text_sha256 = ? AND id <> ? ORDER BY id", (text_sha256, id_))
    return str(rows[0][0]) if rows else None


def _free_id(store: Store, file: SourceFile, taken: Mapping[str, Path]) -> str:
    """The first id that no other file has."""
    for candidate in _candidates(file.path):
        owner = taken.get(candidate)
        if owner is not None and owner.resolve() != file.path.resolve():
            continue
        rows = store.query("SELECT source FROM documents WHERE id = ?", (candidate,))
        if not rows or _is_file(file.path, Path(rows[0][0])):
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
