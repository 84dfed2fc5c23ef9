"""The files of segments: one for each, and one that lists them and vouches for what they hold.

What is small (the terms, where their lists begin, the lengths of passages) is read whole and checked when a segment is
opened; the lists are mapped, and each has a checksum of its own that is compared when it is first read.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import pairwise
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.files.writing import write_whole, writing_whole
from search.backend.postings.segment import DamagedSegmentError, Segment, checksum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LIST = "words.json"
LOCK = "words.lock"
SUFFIX = ".postings"
_SMALL = {"hashes": "<u8", "starts": "<i8", "weights": "<f8", "lengths": "<i4", "checksums": "<u4"}
_MAPPED = {"offsets": "<u4", "codes": "<u2"}
_ALIGNED = 8  # bytes
_LEFT = 24 * 3600  # seconds after which nobody lists a file any more


@dataclass(frozen=True, slots=True)
class Stored:
    """A segment and the name of its file; ``entry``: what the list of files says of it."""

    segment: Segment
    entry: dict[str, Any]

    @property
    def name(self) -> str:
        """The name of the file."""
        return str(self.entry["name"])


@dataclass(frozen=True, slots=True)
class StoredSegments:
    """The segments in files, by key. ``generation``: of the store, when the last of them was made."""

    generation: int
    segments: tuple[Stored, ...] = ()

    @property
    def last(self) -> int:
        """The highest key they cover, 0 for none."""
        return self.segments[-1].segment.last if self.segments else 0


class SegmentFiles:
    """The files of the segments in one folder. Safe for use by several threads and processes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._loaded: tuple[object, str, StoredSegments] | None = None
        self._written: set[str] = set()  # and not listed yet

    def load(self, store: str, generation: int) -> StoredSegments | None:
        """Return the segments of a store as they are in the files; None where they are of a later generation.

        Of no use are those of another store, and those that are missing or damaged and what comes after them.
        """
        with self._lock:
            state = self._state()
            if self._loaded is None or self._loaded[:2] != (state, store):
                self._loaded = (state, store, self._read(store))
            found = self._loaded[2]
        return found if found.generation <= generation else None

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Keep other programs from making the files anew; yields False where one of them does. Raises OSError."""
        from filelock import FileLock, Timeout  # not for every command: it takes time to import

        self._folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._folder / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            yield False
            return
        try:
            yield True
        finally:
            lock.release()

    def forget(self) -> None:
        """Delete the list: what it vouches for is damaged."""
        with suppress(OSError):
            (self._folder / LIST).unlink()

    def _state(self) -> object:
        try:
            found = (self._folder / LIST).stat()
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _read(self, store: str) -> StoredSegments:
        try:
            listed = json.loads((self._folder / LIST).read_bytes())
            if listed["store"] != store:
                return StoredSegments(0)
            generation, entries = int(listed["generation"]), listed["segments"]
        except (OSError, ValueError, KeyError, TypeError):
            return StoredSegments(0)
        segments: list[Stored] = []
        for entry in entries:
            segment = self._opened(entry)
            if segment is None or segment.first != (segments[-1].segment.last + 1 if segments else 1):
                break
            segments.append(Stored(segment, entry))
        return StoredSegments(generation, tuple(segments))

    def _opened(self, entry: Any) -> Segment | None:  # noqa: ANN401 - whatever the file holds
        try:
            path = self._folder / entry["name"]
            with path.open("rb") as file:
                small = file.read(entry["small"])
            if hashlib.sha256(small).hexdigest() != entry["sha256"] or path.stat().st_size != entry["size"]:
                return None
            arrays = {name: np.frombuffer(small, kind, *entry["arrays"][name][::-1]) for name, kind in _SMALL.items()}
            for name, kind in _MAPPED.items():
                start, count = entry["arrays"][name]
                arrays[name] = np.asarray(np.memmap(path, kind, "r", start, (count,))) if count else np.zeros(0, kind)
            return Segment(first=entry["first"], last=entry["last"], **arrays)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, segment: Segment) -> Stored:
        """Write the file of a segment, which counts once it is listed. Raises OSError."""
        sums = [
            checksum(segment.offsets[start:end], segment.codes[start:end])
            for start, end in pairwise(segment.starts.tolist())
        ]
        small = {name: getattr(segment, name) for name in _SMALL} | {"checksums": np.array(sums, dtype="<u4")}
        arrays: dict[str, tuple[int, int]] = {}
        name = f"words-{segment.first}-{segment.last}-{secrets.token_hex(4)}{SUFFIX}"
        with writing_whole(self._folder / name) as file:
            digest = hashlib.sha256()
            size = 0
            for part, kind in _SMALL.items():
                data = _aligned(small[part].astype(kind))
                arrays[part] = (size, len(small[part]))
                size += file.write(data)
                digest.update(data)
            head = size
            for part, kind in _MAPPED.items():
                values: NDArray[Any] = getattr(segment, part)
                data = _aligned(values.astype(kind))
                arrays[part] = (size, len(values))
                size += file.write(data)
        self._written.add(name)
        entry = {
            "name": name, "first": segment.first, "last": segment.last, "arrays": arrays, "small": head, "size": size,
            "sha256": digest.hexdigest(),
        }  # fmt: skip
        opened = self._opened(json.loads(json.dumps(entry)))
        if opened is None:
            raise OSError(f"{name} cannot be read back")
        return Stored(opened, entry)

    def publish(self, store: str, generation: int, segments: Sequence[Stored]) -> StoredSegments:
        """Let these files be the segments of a store, and delete those that were. Raises OSError."""
        unlisted = self._names() | self._written | self._left_over()
        listed = {"store": store, "generation": generation, "segments": [each.entry for each in segments]}
        write_whole(self._folder / LIST, json.dumps(listed).encode())
        self._delete(unlisted - {each.name for each in segments})
        self._written.clear()
        found = StoredSegments(generation, tuple(segments))
        with self._lock:
            self._loaded = (self._state(), store, found)
        return found

    def _names(self) -> set[str]:
        """Return the names of the files that are listed now."""
        try:
            return {str(entry["name"]) for entry in json.loads((self._folder / LIST).read_bytes())["segments"]}
        except (OSError, ValueError, KeyError, TypeError):
            return set()

    def _left_over(self) -> set[str]:
        """Return the names of files that are old enough not to be of a program that is about to list them."""
        found = set()
        for path in self._folder.glob(f"words-*{SUFFIX}"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFT:
                    found.add(path.name)
        return found

    def damaged(self, store: str) -> list[str]:
        """Return the names of the files of a store that are not as they were written, each list compared."""
        try:
            listed = json.loads((self._folder / LIST).read_bytes())
            if listed["store"] != store:
                return []
            entries = [(str(entry["name"]), entry) for entry in listed["segments"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError):
            return [LIST]
        return [name for name, entry in entries if not _is_sound(self._opened(entry))]

    def _delete(self, names: Iterable[str]) -> None:
        """Delete files; one that another program has open on Windows stays."""
        for name in names:
            if name.endswith(SUFFIX) and "/" not in name:
                with suppress(OSError):
                    (self._folder / name).unlink()


def _is_sound(segment: Segment | None) -> bool:
    if segment is None:
        return False
    try:
        for number in range(len(segment.hashes)):
            segment.postings(number)
    except DamagedSegmentError:
        return False
    return True


def _aligned(values: NDArray[Any]) -> bytes:
    """Return the bytes of an array, so many that the next one begins where it can be mapped."""
    data = values.tobytes()
    return data + bytes(-len(data) % _ALIGNED)
