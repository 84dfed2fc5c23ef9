"""What tests have worker processes do: they import it by name."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from search.models import graph
from ui.access.people import asking

if TYPE_CHECKING:
    from pathlib import Path

    from search import KnowledgeBase

PATIENCE = 60.0  # seconds: for what comes soon unless something is wrong


def who(base: KnowledgeBase) -> tuple[str, int]:
    """Return who asks, and of how many documents."""
    return asking.get().name, base.count_documents()


def meet(base: KnowledgeBase, folder: Path, others: int) -> int:
    """Return the process, once as many processes as ``others`` and this have come here; raise TimeoutError."""
    del base
    (folder / str(os.getpid())).touch()
    until = time.monotonic() + PATIENCE
    while len(list(folder.iterdir())) <= others:
        if time.monotonic() > until:
            raise TimeoutError
        time.sleep(0.01)
    return os.getpid()


def fail(base: KnowledgeBase, number: int) -> float:
    """Raise ZeroDivisionError."""
    return base.count_documents() / (number - number)


def die(base: KnowledgeBase) -> None:
    """End as a process does that takes too much memory."""
    del base
    os.kill(os.getpid(), signal.SIGKILL)


def spins(base: KnowledgeBase) -> bool:
    """Return whether threads of this process that wait for others spin, as if no other process computed."""
    del base
    return not graph._sharing
