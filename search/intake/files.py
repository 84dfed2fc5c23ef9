"""Files -> a knowledge base: several are read at a time, in processes of their own, while others are embedded.

Each document is stored in one transaction as soon as it is embedded, so an intake can be stopped at any moment; what is
stored is skipped by the next one.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from ingest.errors import EmptyDocumentError, IngestError
from ingest.files.fingerprint import INGEST_VERSION, SourceFile, examine
from ingest.language.legibility import is_legible
from ingest.process.ocr import recognised
from ingest.process.pool import Readers, shared_readers
from search.backend.work import OwnWork, WorkLostError
from search.intake.identity import Status
from search.intake.library import Addition, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from pathlib import Path

    from ingest.model import Document
    from search.backend.work import Work
    from search.intake.library import Library

_MOST_AT_A_TIME = 4  # more processes would wait for the one that embeds
_AHEAD = 2  # files read ahead of the embedding, for each process


def processors() -> int:
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
class _Pending:
    """A file that is to be read, and the id that its document gets."""

    file: SourceFile
    id: str

    @property
    def path(self) -> Path:
        return self.file.path


@dataclass(slots=True)
class _Content:
    """What the first file of a run with some content became (None: not known yet), and its copies, which wait for that.

    ``first``: the id it gets; ``copies``: each with the moment on the clock at which it was looked at.
    """

    first: str
    result: FileResult | None = None
    copies: list[tuple[Path, float]] = field(default_factory=list)


def add_file(library: Library, path: Path, progress: Callable[[float], None], password: str | None = None) -> Addition:
    """Read one file and add it; see KnowledgeBase.add."""
    progress(0.0)
    intake = _Intake(library, shared_readers(), IntakeOptions(password), OwnWork())
    found = intake.look(path)
    if isinstance(found, _Pending):
        document = intake.read(found, lambda part: progress(part / 2))
        progress(0.5)
        found = intake.keep(found, document)
    progress(1.0)
    if found is None:
        raise AssertionError("no other program was told of this file")
    return found


def add_files(library: Library, work: Work, options: IntakeOptions) -> Generator[FileResult, None, None]:
    """Read files and add them; see KnowledgeBase.add_files."""
    try:
        for result in _add_files(library, work, options):
            work.done(result.path)
            yield result
        work.finish()
    finally:
        work.close()


def _add_files(library: Library, work: Work, options: IntakeOptions) -> Generator[FileResult, None, None]:
    count = options.at_a_time or min(_MOST_AT_A_TIME, processors())
    readers = shared_readers()
    intake = _Intake(library, readers, options, work)
    reading: dict[Future[Document], tuple[_Pending, float]] = {}
    pool = ThreadPoolExecutor(count, thread_name_prefix="reader")
    try:
        while True:
            # One after the other in this thread: which of two files gets an id is not up to the fastest.
            while len(reading) < count * (1 + _AHEAD) and (path := work.claim()) is not None:
                start = time.monotonic()
                found = intake.begin(path, start)
                if isinstance(found, _Pending):
                    reading[pool.submit(intake.read, found)] = (found, start)
                else:
                    yield from found
            if not reading:
                if work.wait():
                    continue
                return
            wait(reading, return_when=FIRST_COMPLETED)
            future = next(each for each in reading if each.done())
            yield from intake.finish(*reading.pop(future), future)
    finally:
        # Stopped half-way: nobody waits for what is still being read.
        pool.shutdown(wait=False, cancel_futures=True)
        if reading:
            readers.restart()


class _Intake:
    """Reads and keeps the files of one run. ``read`` is safe for several threads, the rest is for one."""

    def __init__(self, library: Library, readers: Readers, options: IntakeOptions, work: Work) -> None:
        self._library = library
        self._work = work
        self._readers = readers
        self._options = options
        self._taken: dict[str, Path] = {}  # id -> the file that gets it
        self._contents: dict[str, _Content] = {}  # by the hash of a file's content

    def begin(self, path: Path, start: float) -> _Pending | list[FileResult]:
        """Look at a file; return it where it is to be read, else what became of it, as far as that is known."""
        try:
            found = self.look(path)
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
            again = self._work.again(path, error)
            return [] if again else [FileResult(path, None, error, time.monotonic() - start)]
        if found is None:
            return []
        if isinstance(found, Addition):
            return [FileResult(path, found, None, time.monotonic() - start)]
        return found if self.reserve(found) else [*self.copy(found, start)]

    def look(self, path: Path) -> _Pending | Addition | None:
        """Find out whether a file is to be read, else what became of it; None: another program has its like in hand.

        Raises ingest.errors.IngestError.
        """
        file = examine(path)
        with self._work.looking() as others:
            if file.entry is None and file.sha256 in others.contents:
                self._work.put_back(path, file.sha256)
                return None
            identity = self._library.identify(file, INGEST_VERSION, {**others.ids, **self._taken})
            if identity.status is Status.NEW:
                self._work.reserve(path, identity.id, file.sha256)
        match identity.status:
            case Status.NEW:
                return _Pending(file, identity.id)
            case Status.UNCHANGED:
                return Addition(Outcome.UNCHANGED, identity.id)
            case Status.COPY:
                return Addition(Outcome.DUPLICATE, identity.id)

    def reserve(self, new: _Pending) -> bool:
        """Reserve the id of a file; False, and nothing reserved, for a copy of one that this run looked at before."""
        if new.file.entry is None and new.file.sha256 in self._contents:
            return False
        self._taken[new.id] = new.path
        self._contents.setdefault(new.file.sha256, _Content(new.id))
        return True

    def read(self, new: _Pending, report: Callable[[float], None] = lambda _: None) -> Document:
        """Read a file. Raises ingest.errors.IngestError."""
        file, password = new.file, self._options.password
        try:
            return self._readers.read(file, new.id, password=password, report=report, source=file.source)
        except EmptyDocumentError:
            if not self._options.ocr or file.path.suffix.lower() != ".pdf":
                raise
            with recognised(file.path) as made:
                copy = replace(file, path=made)
                return self._readers.read(copy, new.id, password=password, report=report, source=file.source)

    def keep(self, new: _Pending, document: Document) -> Addition:
        """Embed and store what was read."""
        with self._work.settling(new.path, document.text):
            if new.file.entry is None and (other := self._library.copy_of(document)) is not None:
                return Addition(Outcome.DUPLICATE, other)
            outcome = self._library.add_document(document, INGEST_VERSION)
        return Addition(outcome, new.id, len(document.passages), is_legible(document.text))

    def finish(self, new: _Pending, start: float, read: Future[Document]) -> Iterator[FileResult]:
        """Keep what was read; yields what became of the file, and of its copies that were waiting for that."""
        addition, error = None, None
        try:
            addition = self.keep(new, read.result())
        except Exception as raised:  # noqa: BLE001 - whatever is wrong with one file, the others are read
            if isinstance(raised, WorkLostError) or self._work.again(new.path, raised):
                self._forget(new)
                return
            error = raised
        result = FileResult(new.path, addition, error, time.monotonic() - start)
        yield result
        content = self._contents[new.file.sha256]
        if content.first == new.id:
            content.result = result
            for path, began in content.copies:
                yield _copied(result, path, began)

    def _forget(self, new: _Pending) -> None:
        """Forget a file that was given back, or taken over by another program: its copies wait for what that does."""
        self._taken.pop(new.id, None)
        if self._contents[new.file.sha256].first == new.id:
            for path, _ in self._contents.pop(new.file.sha256).copies:
                self._work.put_back(path, new.file.sha256)

    def copy(self, new: _Pending, start: float) -> Iterator[FileResult]:
        """Yield what became of a copy; nothing while its original is being read: ``finish`` yields it later."""
        content = self._contents[new.file.sha256]
        if content.result is None:
            content.copies.append((new.path, start))
        else:
            yield _copied(content.result, new.path, start)


def _copied(first: FileResult, path: Path, start: float) -> FileResult:
    """What became of a copy: it is a duplicate, or was kept out by what kept out the first file with its content."""
    addition, error = first.addition, first.error
    if addition is not None:
        addition = Addition(Outcome.DUPLICATE, addition.document)
    if isinstance(error, IngestError):
        error = error.at(path)
    return FileResult(path, addition, error, time.monotonic() - start)
