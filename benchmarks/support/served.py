"""The page and an intake, each in a process of its own, from whatever version of the project PYTHONPATH names.

    python served.py serve FOLDER [--before]
    python served.py intake FOLDER

Only what every version has is used here. Both end with standard input.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")


class OneLock(KnowledgeBase):
    """A knowledge base in which who reads waits for whoever else does."""

    lock = threading.RLock()

    def in_one_generation(self, work: Callable[[], _Value]) -> _Value:
        """Call ``work``: its parts are read one after the other."""
        return work()

    def _read(self, *args: Any) -> Any:  # noqa: ANN401 - whatever a read gives
        with self.lock:
            return super()._read(*args)


def as_before() -> None:
    """Have models and FAISS spin where their threads wait, as they do unasked, keep no question's vector, no turns."""
    import faiss
    import onnxruntime

    from search.models import question_vectors
    from ui.limits import turns

    class Spinning(onnxruntime.SessionOptions):
        def add_session_config_entry(self, *_: str) -> None:
            """Leave everything as it is."""

    onnxruntime.SessionOptions = Spinning
    faiss.omp_set_num_threads = lambda _: None
    question_vectors.KEPT = 0
    turns.AT_ONCE = 40


def serve(folder: str, *, before: bool) -> None:
    """Serve the page on a port that is printed, of a knowledge base with the seeds."""
    import uvicorn

    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:2])
    if before:
        as_before()
    from ui.web.app import page

    base = (OneLock if before else KnowledgeBase).open(folder)
    for file in sorted((Path(__file__).resolve().parents[2] / "seeds").glob("*.txt")):
        base.add(file)
    base.search("Hoeveel geld gaat er naar water?")
    server = uvicorn.Server(
        uvicorn.Config(page(base, *([] if before else chosen())), port=0, log_level="warning", access_log=False)
    )
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    print(server.servers[0].sockets[0].getsockname()[1], flush=True)
    sys.stdin.read()


def chosen() -> list[Any]:
    """Return what ``page`` takes beside the knowledge base for two workers, nothing where a version has none."""
    try:
        from ui.access.site import Site

        return [Site(workers=2)]
    except (ImportError, TypeError):
        return []


def intake(folder: str) -> None:
    """Add a small document each second until standard input ends, print how often, and remove it again."""
    over = threading.Event()
    threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
    with tempfile.TemporaryDirectory() as written, KnowledgeBase.open(folder) as base:
        number, file = 0, Path(written) / "nieuw.txt"
        while not over.wait(1):
            number += 1
            said = f"In {2000 + number} gaat {number} miljoen euro naar water. Ook het klimaat krijgt geld."
            file.write_text(f"Stuk {number}\n\n{said}\n", encoding="utf-8")
            base.add(file)
        base.remove("nieuw")
        print(number, flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2], before="--before" in sys.argv)
    else:
        intake(sys.argv[2])
