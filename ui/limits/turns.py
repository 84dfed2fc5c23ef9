"""How many questions are answered at the same time.

Python runs one thread at a time; what runs beside it is in SQLite, FAISS and the encoder. Forty threads that want to
run mostly interrupt one another: fifty users at two processors got 35 answers a second that way, and 50 when three were
answered at a time and the others waited in the order in which they came (benchmarks/server.py). Where several processes
answer (ui.web.answering.workers), this holds for what the process that serves answers itself.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from starlette.concurrency import run_in_threadpool

if TYPE_CHECKING:
    from collections.abc import Callable

_Value = TypeVar("_Value")

AT_ONCE = 3  # more than one, so that a long answer lets others pass; with four it was slower


class Turns:
    """Gives what reads much for an answer a thread, to few at once; the files of the page do not wait for these."""

    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)  # who waits longest is next

    async def run(self, work: Callable[[], _Value]) -> _Value:
        """Call ``work`` in a thread when it is its turn and return its result; it sees the caller's context."""
        async with self._free:
            return await run_in_threadpool(work)
