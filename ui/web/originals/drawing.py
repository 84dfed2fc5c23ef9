"""Draws a page of a PDF, in a process of its own: a file that crashes, hangs or fills the memory costs a picture only.

Run as a program it writes the picture to standard output; ``draw`` runs it.
"""

from __future__ import annotations

import io
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

WIDTH = 1000  # pixels: sharp at the width of a screen's half
KEPT = 64  # pictures; one is about 60 kB
_ROOT = Path(__file__).parents[3]
_PROGRAM = "import sys; sys.path.insert(0, sys.argv.pop(1)); from ui.web.originals.drawing import main; main()"
_MEMORY = 2**30  # bytes
_SECONDS = 20


def draw(path: Path, page: int) -> bytes | None:
    """Return page ``page`` (1-based) of a PDF as WebP, None where it cannot be drawn."""
    try:
        return _drawn(path, path.stat().st_mtime_ns, page)
    except (OSError, subprocess.SubprocessError):
        return None


@lru_cache(maxsize=KEPT)  # only what succeeded is kept: a failure is raised
def _drawn(path: Path, changed: int, page: int) -> bytes:
    del changed  # another version of the file is drawn anew
    words = [sys.executable, "-c", _PROGRAM, str(_ROOT), str(path.resolve()), str(page)]
    return subprocess.run(words, check=True, capture_output=True, timeout=_SECONDS).stdout  # noqa: S603 - our own program


def main() -> None:
    """Draw the page that the command line names: path, page."""
    _limit()
    import pypdfium2

    path, page = sys.argv[1:]
    document = pypdfium2.PdfDocument(path)
    sheet = document[int(page) - 1]
    picture = sheet.render(scale=WIDTH / sheet.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=80)
    sys.stdout.buffer.write(out.getvalue())


def _limit() -> None:
    """Let this process take no more than a page can need; not every system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
