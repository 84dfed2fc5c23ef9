"""The process in which files are read: takes requests, answers with frames (``ingest.process.wire``).

It is started by ``ingest.process.pool``. What a file may do to its reader (crash it, hang, fill the memory) ends here:
the process limits its own memory and processor time before it opens anything.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from ingest.errors import DamagedFileError, IngestError, Reason, TooLargeError
from ingest.files.fingerprint import SourceFile
from ingest.formats.options import ReadOptions
from ingest.process.wire import Failure, Frame, requests, send_frame

if TYPE_CHECKING:
    from collections.abc import Callable

_TIRED = 400 * 2**20  # bytes once used from which on the process makes way for a fresh one
_MOST_FILES = 200  # that one process reads: what a library leaks is not leaked for long
_STEP = 0.01  # progress is reported in steps of this


def main() -> None:
    """Read files until the parent closes the line. Arguments: memory in bytes, seconds of work without progress."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which then closes the line
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    output = os.fdopen(os.dup(sys.stdout.fileno()), "wb")  # the way back, which nothing else may write to
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, sys.stdout.fileno())  # what a library prints must not come between the frames
    _limit_memory(memory)
    from ingest.pipeline import read_document

    send_frame(output, Frame(ready=True))
    for count, request in enumerate(requests(sys.stdin.buffer), start=1):
        file = SourceFile(Path(request.path), request.sha256, request.entry)
        options = ReadOptions(request.password, _reporter(output, seconds))
        _allow(seconds)
        try:
            frame = Frame(document=read_document(file, options, request.id, source=request.source))
        except IngestError as error:
            frame = _failed(error)
        except MemoryError:
            frame = _failed(too_much(file.path))
        except Exception as error:  # noqa: BLE001 - a reader's own defect costs this file only
            frame = _failed(DamagedFileError(file.path, Reason.READER_FAILED, error=type(error).__name__))
        _allow(0)
        tired = count >= _MOST_FILES or _used() > _TIRED
        try:
            send_frame(output, frame)
        except UnicodeEncodeError:
            send_frame(output, _failed(DamagedFileError(file.path, Reason.NOT_UNICODE)))
        send_frame(output, Frame(done=True, tired=tired))
        if tired:
            return
        gc.collect()


def _failed(error: IngestError) -> Frame:
    return Frame(error=Failure(error.kind, error.reason, error.data))


def too_much(path: Path) -> TooLargeError:
    """The error for a file that takes more memory than there is for one."""
    return TooLargeError(path, Reason.TOO_MUCH_MEMORY)


def _reporter(output: BinaryIO, seconds: float) -> Callable[[float], None]:
    last = -1.0

    def report(part: float) -> None:
        nonlocal last
        _allow(seconds)
        if part - last >= _STEP:
            last = part
            send_frame(output, Frame(progress=round(min(max(part, 0.0), 1.0), 3)))

    return report


def _allow(seconds: float) -> None:
    """Allow so many seconds of processor time from now on; the system then ends this process. 0: without end."""
    with contextlib.suppress(AttributeError):  # Windows has no such timer; the parent's clock remains
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(limit: int) -> None:
    with contextlib.suppress(
        ImportError, ValueError, OSError
    ):  # not on Windows; macOS knows it but does not hold to it
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _used() -> int:
    """The most memory this process used so far, in bytes; 0 where that cannot be known."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        # Linux hands ru_maxrss on from the process that started this one, however large that was; VmHWM is our own.
        status = Path("/proc/self/status").read_text("ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
