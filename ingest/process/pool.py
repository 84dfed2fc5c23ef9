"""Reads files in processes of their own, so that no file can harm the program.

A file that crashes its reader, hangs it or fills the memory costs that file only. A process reads one file after
another; one that a file brought down is replaced.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from ingest.errors import DamagedFileError, IngestError, Reason, TooSlowError
from ingest.files.fingerprint import SourceFile, examine
from ingest.process.wire import Frame, Request, receive_frame, send_request
from ingest.process.worker import too_much

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.model import Document

_ROOT = Path(__file__).parents[2]
# What the processes run: our own modules, from the folder that the first argument names.
PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ingest.process.worker import main; main()"
_IDLE = 60.0  # seconds after which a process without work is ended


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take.

    ``memory``: bytes of the process, its program included. ``working``: seconds of processor time without any progress;
    ``silent``: seconds on the clock, for a reader that waits instead of working; ``whole``: seconds for the whole file.
    """

    memory: int = 2**30
    working: float = 15.0
    silent: float = 60.0
    whole: float = 900.0


class _Process:
    """A running worker. Not for several threads at once."""

    def __init__(self, limits: Limits, program: str) -> None:
        self.limits = limits
        self.idle_since = time.monotonic()
        self.ended = False  # by a restart of the readers; whoever still has it must not release it
        arguments = [sys.executable, "-c", program, str(_ROOT), str(limits.memory), str(limits.working)]
        own_group: dict[str, Any] = {"process_group": 0} if os.name == "posix" else {}
        quiet = None if os.environ.get("VINDPLAATS_DEBUG") else subprocess.DEVNULL
        self._process = subprocess.Popen(  # noqa: S603 - this Python, and a program of our own
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=quiet, **own_group
        )
        self._frames: queue.SimpleQueue[Frame | None] = queue.SimpleQueue()
        self._garbled = False  # it sent something other than a frame
        threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True).start()

    def _listen(self, file: BinaryIO) -> None:
        """Put what the process reports into the queue; None when nothing more can come."""
        try:
            while (frame := receive_frame(file)) is not None:
                self._frames.put(frame)
        except (OSError, ValueError):  # ValueError: garbled, or a pipe that was closed
            self._garbled = True
        self._frames.put(None)

    def ask(self, request: Request) -> None:
        """Send a request; raises OSError, or ValueError for a closed pipe, where the process is gone."""
        if self._process.stdin is not None:
            send_request(self._process.stdin, request)

    def answer(self, path: Path, report: Callable[[float], None]) -> tuple[Frame, bool]:
        """The frame with the document or the error, and whether the process can go on.

        Raises the error that a process stands for which died or was ended.
        """
        began = time.monotonic()
        found = Frame()
        while True:
            try:
                frame = self._frames.get(timeout=self.limits.silent)
            except queue.Empty:
                self.stop()
                raise _too_slow(path) from None
            if frame is None:
                raise self._death(path)
            if frame.progress is not None:
                report(frame.progress)
                if time.monotonic() - began > self.limits.whole:
                    self.stop()
                    raise _too_slow(path)
            elif frame.done:
                return found, not frame.tired
            elif not frame.ready:
                found = frame

    def _death(self, path: Path) -> IngestError:
        """What brought the process down."""
        if self._garbled:
            self.stop()
            return _unreadable(path)
        code = self._process.wait()
        if code in (-getattr(signal, "SIGPROF", 0), -getattr(signal, "SIGXCPU", 0)) and code:
            return _too_slow(path)
        if code == -getattr(signal, "SIGKILL", 0) and code:  # the system ends what takes the last memory
            return too_much(path)
        return DamagedFileError(path, Reason.READER_DIED)

    def stop(self) -> None:
        """End the process."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        for file in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError, ValueError):  # ValueError: another thread just closed it
                if file is not None:
                    file.close()


class Readers:
    """Processes that read files. Safe for several threads: each read takes an idle process, or starts one.

    ``program``: what they run, for tests that need a reader which misbehaves.
    """

    def __init__(self, limits: Limits | None = None, program: str = PROGRAM) -> None:
        self.limits = limits or Limits()
        self._program = program
        self._idle: list[_Process] = []
        self._busy: set[_Process] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._timer: threading.Timer | None = None  # until idle processes are looked at; one at a time

    def read(
        self,
        file: Path | SourceFile,
        id_: str,
        *,
        password: str | None = None,
        report: Callable[[float], None] = lambda _: None,
        source: str | None = None,
    ) -> Document:
        """The document in a file, with ``id_`` as its id and ``source`` (None: the path) as where it came from.

        ``file``: its path, or what ``ingest.files.fingerprint.examine`` found of it. Raises one of the errors in
        ingest.errors, also where the file crashed its reader, took too much memory or time.
        """
        known = file if isinstance(file, SourceFile) else examine(file)
        # The process that reads may have been started in another folder.
        path = str(known.path.absolute())
        request = Request(path, id_, source or str(known.path), known.sha256, known.entry, password)
        process = self._acquire()
        usable = False
        try:
            try:
                process.ask(request)
            except (OSError, ValueError):  # it died since its last file: no fault of this one
                self._drop(process)
                process = self._acquire()
                process.ask(request)
            frame, usable = process.answer(known.path, report)
        finally:
            self._release(process, usable=usable)
        if frame.document is not None:
            return frame.document
        if frame.error is None:
            raise _unreadable(known.path)
        raise frame.error.as_error(known.path)

    def start(self, count: int = 1) -> None:
        """Start processes now, so that they are ready when the first file comes."""
        with self._lock:
            while not self._closed and len(self._idle) + len(self._busy) < count:
                self._idle.append(_Process(self.limits, self._program))

    def close(self) -> None:
        """End all processes for good; reads that are under way fail."""
        self._closed = True
        self.restart()

    def restart(self) -> None:
        """End all processes; reads that are under way fail, later ones start processes anew."""
        with self._lock:
            processes = [*self._idle, *self._busy]
            self._idle = []
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            for process in processes:
                process.ended = True
        for process in processes:
            process.stop()

    def _acquire(self) -> _Process:
        with self._lock:
            process = self._idle.pop() if self._idle else _Process(self.limits, self._program)
            self._busy.add(process)
            return process

    def _drop(self, process: _Process) -> None:
        with self._lock:
            self._busy.discard(process)
        process.stop()

    def _release(self, process: _Process, *, usable: bool) -> None:
        with self._lock:
            # Decided under the lock: a restart ends a process that has just answered and is not yet released.
            kept = usable and not process.ended and not self._closed
            if kept:
                self._busy.discard(process)
                process.idle_since = time.monotonic()
                self._idle.append(process)
                self._reap_later()
        if not kept:
            self._drop(process)

    def _reap_later(self) -> None:
        """Look at the idle processes after a while. The lock is held."""
        if self._timer is None:
            self._timer = threading.Timer(_IDLE + 1, self._reap)
            self._timer.daemon = True
            self._timer.start()

    def _reap(self) -> None:
        """End the processes that had no work for a while."""
        now = time.monotonic()
        with self._lock:
            self._timer = None
            old = [process for process in self._idle if now - process.idle_since >= _IDLE]
            self._idle = [process for process in self._idle if process not in old]
            if self._idle:
                self._reap_later()
        for process in old:
            process.stop()


_shared: list[Readers] = []


def shared_readers() -> Readers:
    """The readers that this program shares; they end with it."""
    if not _shared:
        _shared.append(Readers())
        atexit.register(_shared[0].close)
    return _shared[0]


def _too_slow(path: Path) -> TooSlowError:
    return TooSlowError(path, Reason.READING_TOO_SLOW)


def _unreadable(path: Path) -> DamagedFileError:
    return DamagedFileError(path, Reason.UNREADABLE)
