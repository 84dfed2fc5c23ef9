"""Brings the files of the postings up to date in the background, while documents are written and asked for."""

from __future__ import annotations

import logging
from threading import Lock, Thread
from typing import TYPE_CHECKING

from search.backend.postings.index import FLUSH
from search.errors import SearchError

if TYPE_CHECKING:
    from collections.abc import Callable

AT_CLOSE = 1024  # passages in no file that are put there at the end: fewer are as fast to index again
_log = logging.getLogger(__name__)


class Follower:
    """Calls ``follow`` in a thread of its own, with the number of passages from which there is something to do."""

    def __init__(self, follow: Callable[[int], None]) -> None:
        self._follow = follow
        self._lock = Lock()
        self._thread: Thread | None = None
        self._written = 0
        self._closed = False

    def written(self, passages: int) -> None:
        """Count passages that were written; from FLUSH on they are followed."""
        with self._lock:
            self._written += passages
            due = self._written >= FLUSH
        if due:
            self.begin()

    def begin(self) -> None:
        """Begin to follow, unless that is going on."""
        with self._lock:
            if self._closed or (self._thread is not None and self._thread.is_alive()):
                return
            self._written = 0
            self._thread = Thread(target=self._run, args=(FLUSH,), name="postings", daemon=True)
            self._thread.start()

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be followed."""
        return self._closed

    def close(self) -> None:
        """Wait for what is going on and follow what is left. Closing twice is fine."""
        with self._lock:
            closed, self._closed, thread = self._closed, True, self._thread
        if thread is not None:
            thread.join()
        if not closed:
            self._run(AT_CLOSE)

    def abandon(self) -> None:
        """Follow nothing more, and wait for nothing."""
        with self._lock:
            self._closed = True

    def _run(self, least: int) -> None:
        """Follow; the files are derived, so what goes wrong with them must not stop whoever writes or closes."""
        try:
            self._follow(least)
        except SearchError:
            if not self._closed or least == AT_CLOSE:
                _log.warning("the index of words lags behind", exc_info=True)
