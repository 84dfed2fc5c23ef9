"""Files -> a knowledge base: several are read at a time, in processes of their own, while others are embedded.

Each document is stored in one transaction as soon as it is embedded, so an intake can be stopped at any moment; what is
stored is passed over by the next one.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING

from ingest.catalog import catalog_entry
from ingest.errors import EmptyDocumentError, IngestError
from ingest.fingerprint import INGEST_VERSION, file_sha256
from ingest.isolation import Readers, shared_readers
from ingest.ocr import recognised
from search.identity import File, Known
from search.knowledge_base import Addition, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from ingest.model import Document
    from search.knowledge_base import KnowledgeBase

_MOST_AT_A_TIME = 4  # more processes would wait for the one that embeds
_AHEAD = 2  # files read ahead of the embedding, for each process


def _processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class IntakeOptions:
    """``password``: tried on encrypted files. ``ocr``: recognise the text of scans with the user's ocrmypdf.

    ``at_a_time``: how many files are read side by side; None: as many as there are processors, four at most.
    """

    password: str | None = None
    ocr: bool = False
    at_a_time: int | None = None


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of a file: an addition, or the error that kept it out. ``seconds``: from its reading to the end."""

    path: Path
    addition: Addition | None
    error: Exception | None
    seconds: float


@dataclass(frozen=True, slots=True)
class _Read:
    """A file that is read, or that need not be."""

    file: File
    id: str
    document: Document | None
    addition: Addition | None


def add_file(
    base: KnowledgeBase, path: Path, progress: Callable[[float], None], password: str | None = None
) -> Addition:
    """Read one file and add it; see KnowledgeBase.add."""
    progress(0.0)
    intake = _Intake(base, shared_readers(), IntakeOptions(password))
    read = intake.read(path, lambda part: progress(part / 2))
    if read.document is not None:
        progress(0.5)
    addition = intake.keep(read)
    progress(1.0)
    return addition


def add_files(base: KnowledgeBase, paths: Iterable[Path], options: IntakeOptions) -> Generator[FileResult, None, None]:
    """Read files and add them; see KnowledgeBase.add_files."""
    count = options.at_a_time or min(_MOST_AT_A_TIME, _processors())
    readers = shared_readers()
    intake = _Intake(base, readers, options)
    waiting = iter(paths)
    began: dict[Future[_Read], tuple[Path, float]] = {}
    pool = ThreadPoolExecutor(count, thread_name_prefix="reader")

    def ask() -> bool:
        path = next(waiting, None)
        if path is not None:
            began[pool.submit(intake.read, path)] = (path, time.monotonic())
        return path is not None

    try:
        while len(began) < count * (1 + _AHEAD) and ask():
            pass
        while began:
            done, _ = wait(began, return_when=FIRST_COMPLETED)
            for future in done:
                path, start = began.pop(future)
                addition, error = None, None
                try:
                    addition = intake.keep(future.result())
                except Exception as raised:  # noqa: BLE001 - whatever is wrong with one file, the others are read
                    error = raised
                ask()
                yield FileResult(path, addition, error, time.monotonic() - start)
    finally:
        # Stopped half-way: nobody waits for what is still being read.
        pool.shutdown(wait=False, cancel_futures=True)
        if began:
            readers.restart()


class _Intake:
    """Reads and keeps the files of one run. ``read`` is safe for several threads, ``keep`` is for one."""

    def __init__(self, base: KnowledgeBase, readers: Readers, options: IntakeOptions) -> None:
        self._base = base
        self._readers = readers
        self._options = options
        self._taken: dict[str, Path] = {}  # id -> the file that gets it
        self._contents: dict[str, str] = {}  # hash of a file's content -> the id it gets
        self._failed: dict[str, IngestError] = {}  # hash of a file's content -> why it could not be read
        self._lock = Lock()

    def read(self, path: Path, report: Callable[[float], None] = lambda _: None) -> _Read:
        """Read a file unless what is in it is kept already. Raises ingest.errors.IngestError."""
        entry = catalog_entry(path)
        file = File(path, file_sha256(path), entry.id if entry else None)
        with self._lock:
            identity = self._base.identify(file, INGEST_VERSION, self._taken)
            if identity.known is Known.NEW and not file.named and file.sha256 in self._contents:
                # The same content is just being read, from another file of this run.
                return _Read(file, identity.id, None, Addition(Outcome.DUPLICATE, self._contents[file.sha256]))
            if identity.known is Known.NEW:
                self._taken[identity.id] = path
                self._contents.setdefault(file.sha256, identity.id)
        if identity.known is Known.NEW:
            try:
                return _Read(file, identity.id, self._document(file, identity.id, report), None)
            except IngestError as error:
                self._failed[file.sha256] = error
                raise
        outcome = Outcome.UNCHANGED if identity.known is Known.SAME else Outcome.DUPLICATE
        return _Read(file, identity.id, None, Addition(outcome, identity.id))

    def _document(self, file: File, id_: str, report: Callable[[float], None]) -> Document:
        password = self._options.password
        try:
            return self._readers.read(file.path, id_, password=password, report=report, source=file.source)
        except EmptyDocumentError:
            if not self._options.ocr or file.path.suffix.lower() != ".pdf":
                raise
            with recognised(file.path) as made:
                read = self._readers.read(made, id_, password=password, report=report, source=file.source)
            return replace(read, sha256=file.sha256)

    def keep(self, read: _Read) -> Addition:
        """Embed and store what was read. Raises what kept out the file that this one is a copy of."""
        if read.addition is not None and (error := self._failed.get(read.file.sha256)) is not None:
            raise type(error)(read.file.path, error.message, error.hint)
        if read.document is None or read.addition is not None:
            return read.addition or Addition(Outcome.UNCHANGED, read.id)
        if read.file.named is None and (other := self._base.copy_of(read.document)) is not None:
            return Addition(Outcome.DUPLICATE, other)
        outcome = self._base.add_document(read.document, INGEST_VERSION)
        return Addition(outcome, read.id, len(read.document.passages))
