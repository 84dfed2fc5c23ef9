"""Worker processes: questions are answered on every processor, where one process of Python takes one.

The process that serves keeps everything that has a state: connections, sessions, uploads, metrics, the log of changes.
The workers only read. Each has the knowledge base open itself, as any other program may, and so sees what is written at
once. Fifty users at two processors got 1.8 times as many answers from two workers as from threads (docs/figures.md).
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING, TypeVar, cast

from search import KnowledgeBase
from search.models.graph import share_processors
from ui import texts
from ui.access.people import Person, asking

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_Value = TypeVar("_Value")

MOST = 4  # unless more are asked for: each holds the models and what is derived from the store
PAUSE = 30.0  # seconds between two starts: what breaks at once would start for ever
_LOG = logging.getLogger("vindplaats.workers")


class BrokenError(Exception):
    """The workers stopped; they are being started again."""


class Workers:
    """Processes that call functions with a knowledge base. Start them before use, and close them."""

    def __init__(self, place: str | Path, count: int, pause: float = PAUSE) -> None:
        """``place``: of the knowledge base. ``count``: how many. ``pause``: seconds between two starts."""
        self.place, self.count, self.pause = place, count, pause
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._started = 0.0

    def start(self) -> None:
        """Start the processes; what is asked waits until they have the knowledge base open."""
        # Not forked: this process has threads, of models and of SQLite, whose locks a copy would hold for ever.
        self._pool = ProcessPoolExecutor(self.count, get_context("spawn"), _open, (self.place,))
        self._started = time.monotonic()
        for _ in range(self.count):  # each starts one, which is not to begin with the first question
            self._pool.submit(_ready)

    def close(self) -> None:
        """Have the workers finish what they do, and stop."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(cancel_futures=True)

    async def run(self, function: Callable[..., _Value], *args: object) -> _Value:
        """Call ``function`` in a worker, with the knowledge base before ``args``, and return its result.

        It sees who asks. Function, arguments and result must be picklable. What it raises is raised; BrokenError where
        there are no workers now: one that was killed, for its memory or with the server, takes the others with it.
        """
        pool = self._pool
        if pool is None:
            raise BrokenError
        try:
            future = pool.submit(_called, asking.get(), function, args)
        except RuntimeError as error:  # broken, or closed meanwhile
            self._replace(pool)
            raise BrokenError from error
        try:
            return cast("_Value", await asyncio.wrap_future(future))
        except BrokenProcessPool as error:
            self._replace(pool)
            raise BrokenError from error

    def _replace(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if broken is not self._pool or time.monotonic() - self._started < self.pause:
                return
            _LOG.warning("the worker processes stopped and are started again")
            self.start()
        broken.shutdown(wait=False)


_base: KnowledgeBase | None = None  # of this process, where it is a worker


def _open(place: str | Path) -> None:
    """Begin as a worker: open the knowledge base and load what the first question would wait for."""
    global _base  # noqa: PLW0603 - the pool gives its functions nothing else to keep it in
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the server, which stops its workers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    share_processors()
    _base = KnowledgeBase.open(place)
    _base.search(texts.NAME)
    _base.ledger()


def _end_with_parent() -> None:
    """A server that is killed does not stop its workers, which wait for work from a pipe that they hold too."""
    if (server := parent_process()) is not None:
        connection.wait([server.sentinel])
        os._exit(1)


def _ready() -> None:
    """Do nothing: a worker is started for it."""


def _called(person: Person, function: Callable[..., object], args: tuple[object, ...]) -> object:
    before = asking.set(person)
    try:
        return function(_base, *args)
    finally:
        asking.reset(before)


def usable() -> int:
    """Return how many workers a server for others has: one for each processor, a few at most, none beside one."""
    from search.intake.files import processors

    found = processors()
    return 0 if found == 1 else min(found, MOST)
