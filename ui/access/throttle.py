"""How often one may fail: who guesses passwords soon has to wait, and who mistypes one does not."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

WINDOW = 300.0  # seconds in which failures count
REMEMBERED = 10_000  # keys; the one that failed longest ago is forgotten first


class Throttle:
    """Counts failures per key, such as an address or a name. Safe for use by several threads."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._failures: OrderedDict[str, list[float]] = OrderedDict()

    def attempt(self, most: Mapping[str, int]) -> float:
        """Count an attempt under each key as a failure, until ``succeed`` says otherwise; return 0.0.

        ``most``: key -> how many failures it may have. Where a key has more already, nothing is counted and the seconds
        are returned until one may try again. Counted beforehand, since a hundred attempts may run at the same time.
        """
        with self._lock:
            now = self._now()
            recent = {key: self._recent(key, now) for key in most}
            full = [times[-most[key]] + WINDOW - now for key, times in recent.items() if len(times) >= most[key]]
            if full:
                return max(full)
            for key, times in recent.items():
                self._failures[key] = [*times, now]
                self._failures.move_to_end(key)
            while len(self._failures) > REMEMBERED:
                self._failures.popitem(last=False)
            return 0.0

    def succeed(self, *keys: str) -> None:
        """Take back the latest attempt under each key."""
        with self._lock:
            for key in keys:
                if self._failures.get(key):
                    self._failures[key].pop()

    def _recent(self, key: str, now: float) -> list[float]:
        return [at for at in self._failures.get(key, []) if at > now - WINDOW]
