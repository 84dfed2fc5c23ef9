"""Files that were uploaded and corrections, done one after the other in the background: whoever searches does not wait.

A file is kept in the folder ``bestanden`` of the knowledge base, since a document is read again from its file after an
update. One thread adds; the knowledge base is locked only for the moment in which a document is written that was read
and embedded before. What is attached to a message is read after it, each a file of its own.
"""

from __future__ import annotations

import logging
import re
import secrets
import tempfile
import threading
import unicodedata
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING
from uuid import uuid4

from ingest.errors import PasswordError
from ingest.file_names import MOST_BYTES, fitting
from search.intake.attachments import FOLDER as ATTACHED
from search.intake.attachments import with_attachments
from ui.texts import reading
from ui.texts.failures import Failure, foreseen, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ingest.model import FactName
    from search import Addition, KnowledgeBase

_LOG = logging.getLogger("vindplaats.uploads")
FOLDER = "bestanden"
PATIENCE = 5.0  # seconds that closing waits for the file that is being read
REMEMBERED = 500  # files whose result is kept to be shown
LONGEST_NAME = MOST_BYTES - len(".vorig-")  # bytes: the file that it replaces is kept under a longer one meanwhile
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')


class State(StrEnum):
    """How far a file or a correction is. The last four are the outcomes of adding."""

    WAITING = "waiting"
    READING = "reading"
    CORRECTING = "correcting"  # what is known of a document
    CORRECTED = "corrected"
    PASSWORD = "password"  # noqa: S105 - it needs one
    FAILED = "failed"
    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Job:
    """One uploaded file, or the correction of a document, which is called by its title.

    ``part``: how much of it is done, 0.0-1.0; ``problem``: a Dutch sentence, where it failed; ``doubt``: a Dutch
    sentence, where what was read does not look like language; ``document``: the id of what it became, or of the
    document that it duplicates; ``user``: who uploaded it, "" where nobody logs in.
    """

    number: int
    name: str
    state: State = State.WAITING
    part: float = 0.0
    problem: str = ""
    doubt: str = ""
    document: str = ""
    user: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state not in {State.WAITING, State.READING, State.CORRECTING}


def file_name(given: str) -> str:
    """Return a name that is safe in any file system, of what a browser calls a file; "" where nothing is left of it."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = _UNFIT.sub("_", name).strip(" .")
    return fitting(name, LONGEST_NAME)


class Uploads:
    """Takes files and adds them to a knowledge base. Safe for use by several threads."""

    def __init__(
        self,
        base: KnowledgeBase,
        add: Callable[[Path, Callable[[float], None], str | None], Addition] | None = None,
        done: Callable[[Job], None] | None = None,
    ) -> None:
        """``add``: adds a file, given what to call with the part done and a password; None: to ``base``.

        ``done``: called with every file that was read.
        """
        self.folder = Path(base.folder) / FOLDER
        self._base = base
        self._add = add or self._add_to_base
        self._done = done or (lambda _: None)
        self._jobs: dict[int, Job] = {}
        self._attached: dict[int, Path] = {}  # number -> its place, of what came with a message
        self._corrections: dict[int, tuple[str, Mapping[FactName, str]]] = {}  # number -> document, what is corrected
        self.run = secrets.token_hex(4)  # numbers begin anew when the server does; with this they are told apart
        self._lock = threading.Lock()
        self._waiting: SimpleQueue[tuple[int, str | None] | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._last = 0
        self._prefix = f".wacht-{uuid4().hex[:8]}-"  # other servers may keep their files in the same folder

    def jobs(self) -> list[Job]:
        """Return the files whose progress or result is known, latest first."""
        with self._lock:
            return sorted(self._jobs.values(), key=lambda job: -job.number)

    @contextmanager
    def new_file(self) -> Iterator[IO[bytes]]:
        """Open a file for what is being uploaded; it is deleted afterwards unless it was queued."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix=".nieuw-", delete=False) as file:
            try:
                yield file
            finally:
                file.close()
                Path(file.name).unlink(missing_ok=True)

    def enqueue(self, name: str, written: IO[bytes], user: str = "") -> Job:
        """Put a file from ``new_file`` in the queue, under a name from ``file_name``; ``user``: who sent it."""
        written.close()
        with self._lock:
            job = self._new_job(name, user)
            self._start()
        Path(written.name).replace(self._file(job.number))
        self._waiting.put((job.number, None))
        return job

    def correct(self, document: str, title: str, changes: Mapping[FactName, str], user: str = "") -> Job:
        """Put a correction in the queue: its document is embedded anew, which takes a while.

        ``changes``: see KnowledgeBase.correct.
        """
        with self._lock:
            job = self._new_job(title, user)
            self._corrections[job.number] = document, changes
            self._start()
        self._waiting.put((job.number, None))
        return job

    def _start(self) -> None:
        """Under the lock: see to it that somebody works."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="uploads", daemon=True)
            self._thread.start()

    def _new_job(self, name: str, user: str) -> Job:
        """Under the lock: a job for one more file; of those that are over the oldest are forgotten."""
        self._last += 1
        job = self._jobs[self._last] = Job(self._last, name, user=user)
        for number in [each.number for each in self._jobs.values() if each.over][:-REMEMBERED]:
            self._file(number).unlink(missing_ok=True)
            self._attached.pop(number, None)
            self._corrections.pop(number, None)
            del self._jobs[number]
        return job

    def _enqueue_attached(self, message: Path, user: str) -> None:
        """Put what is attached to a message in the queue, as an intake from the command line reads it."""
        for file in [*with_attachments([message], self._base.folder)][1:]:
            with self._lock:
                job = self._new_job(file.name, user)
                self._attached[job.number] = file
            self._waiting.put((job.number, None))

    def retry(self, number: int, password: str) -> bool:
        """Queue a file that needs a password once more; False where there is none with this number."""
        with self._lock:
            job = self._jobs.get(number)
            if job is None or job.state is not State.PASSWORD:
                return False
            self._jobs[number] = replace(job, state=State.WAITING, problem="")
        self._waiting.put((number, password))
        return True

    def close(self) -> None:
        """Stop after the file that is being read, and wait a little for it; what still waits is dropped."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join(timeout=PATIENCE)
        for file in self.folder.glob(f"{self._prefix}*"):
            file.unlink(missing_ok=True)

    def forget(self, source: str) -> None:
        """Delete the kept file of a document that was removed; a file from elsewhere is not touched."""
        file = Path(source)
        if file.parent == self.folder or self._base.folder / ATTACHED in file.parents:
            file.unlink(missing_ok=True)

    def _file(self, number: int) -> Path:
        return self.folder / f"{self._prefix}{number}"

    def _work(self) -> None:
        while (item := self._waiting.get()) is not None:
            number, password = item
            if self._thread is None:  # closing: the next things in the queue are dropped
                continue
            try:
                job = self._do(number, password)
            except PasswordError as error:
                self._change(number, state=State.PASSWORD, problem=reading.problem(error))
            except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are read
                if not foreseen(error):
                    _LOG.exception("%s", self._jobs[number].name)
                self._file(number).unlink(missing_ok=True)
                self._change(number, state=State.FAILED, problem=why(error).replace(f"{self.folder}/", ""))
            else:
                with suppress(Failure):  # the document is there, and that it was sent has been noted
                    self._done(job)

    def _do(self, number: int, password: str | None) -> Job:
        if number in self._corrections:
            self._change(number, state=State.CORRECTING)
            document, changes = self._corrections[number]
            self._base.correct(document, changes)
            return self._change(number, state=State.CORRECTED, part=1.0, document=document)
        self._change(number, state=State.READING, part=0.0)
        done = self._keep(number, password)
        doubt = reading.doubt(self._jobs[number].name, done)
        return self._change(number, state=State(str(done.outcome)), part=1.0, document=done.document, doubt=doubt)

    def _keep(self, number: int, password: str | None) -> Addition:
        """Add a file from its lasting place; were it to fail, the one that was there before comes back."""
        progress = partial(self._progress, number)
        if number in self._attached:
            return self._add(self._attached[number], progress, password)
        kept = self.folder / self._jobs[number].name
        before = kept.with_name(f".vorig-{kept.name}")
        if kept.exists():
            kept.replace(before)
        self._file(number).replace(kept)
        self._enqueue_attached(kept, self._jobs[number].user)
        stays = False
        try:
            done = self._add(kept, progress, password)
            stays = str(done.outcome) != State.DUPLICATE
        except PasswordError:
            kept.replace(self._file(number))  # it is tried again
            raise
        finally:
            if stays:
                before.unlink(missing_ok=True)
            else:
                kept.unlink(missing_ok=True)
                if before.exists():
                    before.replace(kept)
        return done

    def _add_to_base(self, file: Path, progress: Callable[[float], None], password: str | None) -> Addition:
        return self._base.add(file, progress, password=password)

    def _progress(self, number: int, part: float) -> None:
        self._change(number, part=part)

    def _change(self, number: int, **values: object) -> Job:
        with self._lock:
            job = self._jobs[number] = replace(self._jobs[number], **values)  # type: ignore[arg-type]  # fields of Job
        return job
