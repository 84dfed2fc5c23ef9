"""Files that crash, hang or swell cost only themselves, and get a named error."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ingest.errors import (
    ERRORS,
    DamagedFileError,
    EmptyDocumentError,
    FileMissingError,
    IngestError,
    Reason,
    TooLargeError,
    TooSlowError,
    UnsupportedFormatError,
)
from ingest.pipeline import read_document
from ingest.process.pool import Limits, Readers, _Process

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = "Het kabinet zet in op schoon water voor iedereen in de regio.\n"
# A reader of .txt files that does what the file's first word asks for.
UNRULY = """
import os, sys, time
sys.path.insert(0, sys.argv.pop(1))
from ingest.formats.plain import reader
from ingest.process.worker import main
behave, answers = reader.read, os.dup(1)
def read(path, options):
    match path.read_text().split()[0]:
        case "CRASH": os.abort()
        case "EXIT": os._exit(0)
        case "SPIN":
            while True: pass
        case "SLEEP": time.sleep(3600)
        case "KILL": os.kill(os.getpid(), 9)
        case "GARBLE":
            os.write(answers, b"\\0\\0\\0\\2{]")
            time.sleep(3600)
        case "BOAST":
            os.write(answers, b"\\xff\\xff\\xff\\xff")
            time.sleep(3600)
        case "HALF":
            os.write(answers, b"\\0\\0\\0\\x09{")
            os._exit(0)
        case "FILL": return [b"x" * 2**20 for _ in range(10**6)]
        case "PRINT": os.write(1, b"not a frame"); print("nor this")
        case "RAISE": raise ZeroDivisionError
        case "TELL":
            for part in range(5): options.report(part / 4)
    return behave(path, options)
reader.read = read
main()
"""


@pytest.fixture(scope="module")
def unruly() -> Iterator[Readers]:
    """Readers that misbehave on demand, and get little memory."""
    readers = Readers(Limits(memory=300 * 2**20), UNRULY)
    yield readers
    readers.close()


def test_a_path_is_that_of_the_folder_it_was_given_in(
    guarded: Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Though the process that reads was started in another one."""
    for name in ("een", "twee"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "nota.txt").write_text(f"{TEXT}Dit is deel {name}.\n", "utf-8")
        monkeypatch.chdir(folder)
        read = guarded.read(Path("nota.txt"), "nota")
        assert (read.source, f"deel {name}" in read.text) == ("nota.txt", True)


def file(tmp_path: Path, word: str, name: str = "nota.txt") -> Path:
    """A text file that begins with this word."""
    path = tmp_path / name
    path.write_text(f"{word} {TEXT}", "utf-8")
    return path


@pytest.mark.parametrize(
    ("word", "error", "reason", "data", "limits"),
    [
        ("CRASH", DamagedFileError, Reason.READER_DIED, {}, {}),
        ("EXIT", DamagedFileError, Reason.READER_DIED, {}, {}),
        ("HALF", DamagedFileError, Reason.READER_DIED, {}, {}),
        ("GARBLE", DamagedFileError, Reason.UNREADABLE, {}, {}),
        ("BOAST", DamagedFileError, Reason.UNREADABLE, {}, {}),
        ("KILL", TooLargeError, Reason.TOO_MUCH_MEMORY, {}, {}),
        ("RAISE", DamagedFileError, Reason.READER_FAILED, {"error": "ZeroDivisionError"}, {}),
        ("FILL", TooLargeError, Reason.TOO_MUCH_MEMORY, {}, {}),
        pytest.param(
            "SPIN", TooSlowError, Reason.READING_TOO_SLOW, {}, {"working": 1.0, "silent": 600.0}, marks=pytest.mark.slow
        ),
        pytest.param("SLEEP", TooSlowError, Reason.READING_TOO_SLOW, {}, {"silent": 4.0}, marks=pytest.mark.slow),
    ],
)
def test_an_unruly_file_costs_only_itself(
    word: str,
    error: type[IngestError],
    reason: Reason,
    data: dict[str, str],
    limits: dict[str, float],
    tmp_path: Path,
    unruly: Readers,
) -> None:
    """The error names the file and what is wrong; the next file is read as if nothing had happened."""
    path = file(tmp_path, word)
    usual = unruly.limits
    unruly.restart()
    unruly.limits = replace(usual, **limits)  # only for the file that is to meet them
    with pytest.raises(error) as caught:
        unruly.read(path, "nota")
    unruly.limits = usual
    assert (caught.value.path, caught.value.reason, caught.value.data) == (path, reason, data)
    assert unruly.read(file(tmp_path, "Goed.", "goed.txt"), "goed").text.startswith("Goed. Het kabinet")


def test_what_a_library_prints_is_no_answer(tmp_path: Path, unruly: Readers) -> None:
    """Output of a reader goes nowhere; its document arrives whole."""
    assert unruly.read(file(tmp_path, "PRINT"), "nota").text == f"PRINT {TEXT.strip()}"


def test_progress_comes_through(tmp_path: Path, unruly: Readers) -> None:
    """The progress of the reader reaches the caller that waits."""
    parts: list[float] = []
    unruly.read(file(tmp_path, "TELL"), "nota", report=parts.append)
    assert parts == [0.0, 0.25, 0.5, 0.75, 1.0]


def test_a_process_reads_several_files_and_several_read_side_by_side(tmp_path: Path) -> None:
    """The second file finds the process of the first; two at once take two."""
    readers = Readers()
    paths = [file(tmp_path, word, f"{word}.txt") for word in ("een", "twee", "drie")]
    readers.read(paths[0], "een")
    [first] = readers._idle
    readers.read(paths[1], "twee")
    assert readers._idle == [first]
    threads = [threading.Thread(target=readers.read, args=(path, path.stem)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 1 <= len(readers._idle) <= len(threads)
    assert first in readers._idle
    readers.close()
    assert first._process.poll() is not None


def test_a_process_that_died_between_two_files_is_replaced(tmp_path: Path) -> None:
    """Its death is not the next file's fault."""
    readers = Readers()
    path = file(tmp_path, "een")
    before = readers.read(path, "een")
    readers._idle[0]._process.kill()
    readers._idle[0]._process.wait()
    assert readers.read(path, "een") == before
    readers.close()


def test_a_process_ended_just_after_its_answer_is_not_used_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stopped intake ends it between its answer and its return; the next file gets another."""
    readers = Readers()
    path = file(tmp_path, "een")
    answer = _Process.answer

    def stopped(process: _Process, path: Path, report: Callable[[float], None]) -> tuple[dict[str, Any], bool]:
        found = answer(process, path, report)
        readers.restart()
        return found

    monkeypatch.setattr(_Process, "answer", stopped)
    before = readers.read(path, "een")
    assert not readers._idle
    assert not readers._busy
    monkeypatch.undo()
    assert readers.read(path, "een") == before
    readers.close()


def test_stopping_while_another_thread_stops_it_too_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe that the other closes in the midst of this one's closing is closed all the same."""
    readers = Readers()
    readers.read(file(tmp_path, "een"), "een")
    [process] = readers._idle
    line = process._process.stdin
    assert line is not None

    class Closing:
        def close(self) -> None:
            line.close()
            line.flush()  # ValueError: flush of closed file, as in the thread that is second

    monkeypatch.setattr(process._process, "stdin", Closing())
    readers.close()
    assert line.closed
    assert process._process.stdout is not None
    assert process._process.stdout.closed


def test_one_thread_looks_after_idle_processes(tmp_path: Path) -> None:
    """However many files are read; it ends with the readers."""
    readers = Readers()
    readers.read(file(tmp_path, "een"), "een")
    timer = readers._timer
    assert timer is not None
    readers.read(file(tmp_path, "twee"), "twee")
    assert readers._timer is timer
    readers.close()
    assert timer.finished.is_set()
    assert readers._timer is None


def test_idle_processes_are_ended_and_looked_at_again(tmp_path: Path) -> None:
    """One without work for long is ended; as long as another is left, there is a next look."""
    readers = Readers()
    readers.start(2)
    readers.read(file(tmp_path, "een"), "een")
    old, young = readers._idle
    old.idle_since -= 3600
    young.idle_since += 3600
    readers._reap()
    assert readers._idle == [young]
    assert old._process.poll() is not None
    assert readers._timer is not None
    young.idle_since -= 7200
    readers._reap()
    assert readers._idle == []
    assert readers._timer is None
    readers.close()


def test_errors_of_a_reader_come_through_as_they_are(tmp_path: Path, guarded: Readers) -> None:
    """Kind, file, reason and data are those that the reader gave."""
    cases: dict[str, tuple[bytes, type[IngestError]]] = {
        "leeg.txt": (b" ", EmptyDocumentError),
        "foto.jpg": (b"\xff\xd8", UnsupportedFormatError),
        "kapot.docx": (b"PK", DamagedFileError),
        "kapot.xml": (b"<al>", DamagedFileError),
    }
    for name, (content, error) in cases.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(error) as here:
            read_document(tmp_path / name)
        with pytest.raises(error) as there:
            guarded.read(tmp_path / name, "x")
        assert (there.value.path, there.value.reason) == (here.value.path, here.value.reason)
        assert there.value.data == here.value.data
    with pytest.raises(FileMissingError):
        guarded.read(tmp_path / "weg.txt", "x")


def test_there_are_eight_ways_to_fail() -> None:
    """Each has a name of its own, which reports use."""
    kinds = {error.kind for error in IngestError.__subclasses__()}
    assert kinds == set(ERRORS)
    assert len(kinds) == 8


def test_a_large_program_does_not_tire_its_readers(tmp_path: Path) -> None:
    """What the program itself takes is not counted as the reader's, which would then serve one file only."""
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from ingest.process.pool import Readers\n"
        "held = bytearray(b'x') * (600 * 2**20)\n"
        "readers = Readers()\n"
        "readers.read(Path(sys.argv[1]), 'nota')\n"
        "print(len(readers._idle))\n"
        "readers.close()\n"
    )
    path = file(tmp_path, "Goed.")
    ran = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    assert ran.stdout == "1\n"
