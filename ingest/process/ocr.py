"""A PDF without a text layer -> one with, by the user's own ocrmypdf. Nothing of it ships with this program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import DamagedFileError, EmptyDocumentError, Reason, TooSlowError

if TYPE_CHECKING:
    from collections.abc import Iterator

PROGRAM = "ocrmypdf"
_LANGUAGES = ("nld+eng", "nld", "eng")  # the first that is installed
_SECONDS_PER_MIB = 120
_SECONDS = 600


def is_installed() -> bool:
    """Whether the user has ocrmypdf."""
    return shutil.which(PROGRAM) is not None


@contextmanager
def recognised(path: Path) -> Iterator[Path]:
    """A copy of the PDF with its text recognised; it is gone afterwards.

    Raises EmptyDocumentError without ocrmypdf, DamagedFileError where it fails, TooSlowError where it does not end.
    """
    if not is_installed():
        raise EmptyDocumentError(path, Reason.OCR_NOT_INSTALLED)
    with tempfile.TemporaryDirectory(prefix="vindplaats-ocr-") as folder:
        made = Path(folder) / path.name
        limit = _SECONDS + _SECONDS_PER_MIB * path.stat().st_size // 2**20
        error = ""
        for languages in _LANGUAGES:
            command = [PROGRAM, "--skip-text", "--quiet", "--language", languages, "--", str(path), str(made)]
            try:
                ran = subprocess.run(command, capture_output=True, text=True, timeout=limit, check=False)  # noqa: S603
            except subprocess.TimeoutExpired as slow:
                raise TooSlowError(path, Reason.OCR_TOO_SLOW) from slow
            if ran.returncode == 0 and made.is_file():
                yield made
                return
            error = (ran.stderr.strip().splitlines() or [""])[-1]
            if "language" not in ran.stderr.lower():
                break
        raise DamagedFileError(path, Reason.OCR_FAILED, error=error)
