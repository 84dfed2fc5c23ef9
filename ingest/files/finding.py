"""Which files there are to read: below folders, by patterns, and in a folder that is watched."""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass, field
from pathlib import Path

from ingest.errors import EmptyDocumentError, FileMissingError, Reason
from ingest.files.catalog import NAME
from ingest.formats.registry import READERS

_FOREIGN = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", NAME})  # what systems and we ourselves put in folders


@dataclass(slots=True)
class Found:
    """``files``: to be read, in the order of their names. ``others``: below a folder, of kinds that are not read."""

    files: list[Path] = field(default_factory=list)
    others: list[Path] = field(default_factory=list)


def find(path: Path) -> Found:
    """What is at a path: a file (whatever its kind), a folder with all below it, or all that a pattern matches.

    Hidden files and the traces of programs (".git", "~$brief.docx") are skipped. Raises FileMissingError where
    there is nothing and EmptyDocumentError for a folder or pattern without a file that can be read.
    """
    try:
        is_file = path.is_file()
    except OSError as error:  # a name that no file can have, as one of more than 255 bytes
        raise FileMissingError(path, Reason.NOT_FOUND) from error
    if is_file:
        return Found([path])
    if path.is_dir():
        found = _below(path)
    elif glob.has_magic(str(path)):
        found = Found()
        for match in sorted(glob.glob(str(path), recursive=True)):  # noqa: PTH207 - the pattern may be absolute
            if _is_hidden(Path(match).name):
                continue
            each = _below(Path(match)) if Path(match).is_dir() else _classified(Path(match))
            found.files += [file for file in each.files if file not in found.files]
            found.others += [file for file in each.others if file not in found.others]
    else:
        raise FileMissingError(path, Reason.NOT_FOUND)
    if not found.files:
        raise EmptyDocumentError(path, Reason.EMPTY_FOLDER if path.is_dir() else Reason.EMPTY_PATTERN)
    return found


def find_files(path: Path) -> list[Path]:
    """The files that ``find`` finds to read."""
    return find(path).files


def _below(folder: Path) -> Found:
    found = Found()
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in names:
            each = _classified(Path(place, name))
            found.files += each.files
            found.others += each.others
    return Found(sorted(found.files), sorted(found.others))


def _classified(path: Path) -> Found:
    if _is_hidden(path.name) or not path.is_file():
        return Found()
    return Found([path]) if path.suffix.lower() in READERS else Found([], [path])


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name in _FOREIGN


class Watcher:
    """Finds what is new or changed at some paths since it looked before.

    A file counts when it no longer changes between two looks: one that is being copied is left alone until it is whole.
    """

    def __init__(self, paths: list[Path], known: list[Path]) -> None:
        """``known``: files that were read already."""
        self._paths = paths
        self._read = {path: _state(path) for path in known}
        self._seen: dict[Path, tuple[int, int] | None] = {}

    def changed(self) -> list[Path]:
        """The files to read now."""
        files: list[Path] = []
        for path in self._paths:
            try:
                files += [file for file in find(path).files if file not in files]
            except (FileMissingError, EmptyDocumentError):
                continue  # the folder may come back, or its first file may still come
        ready = []
        for file in files:
            state = _state(file)
            if state is not None and state != self._read.get(file) and state == self._seen.get(file):
                ready.append(file)
                self._read[file] = state
            self._seen[file] = state
        return ready


def _state(path: Path) -> tuple[int, int] | None:
    """What changes with a file's content: its size and time; None where it is gone."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
