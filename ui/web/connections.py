"""How a connection is held: one that does not send its request soon is closed, and there are only so many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle

AT_ONCE = 800  # connections; who comes when all are taken is told to come later
PATIENCE = 15.0  # seconds in which the head of a request must have come


class Http(H11Protocol):
    """uvicorn's own, which waits for a head of a request as long as it takes; this closes the connection."""

    patience = PATIENCE
    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start waiting for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait no longer once the head of a request is there, and begin to wait when the next one starts to come."""
        before: Any = self.cycle
        super().data_received(data)
        if self.cycle is not before:
            self._stop()
        elif self._head is None and _is_over(self.cycle):
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._head = self.loop.call_later(self.patience, self.transport.close)

    def _stop(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None


def _is_over(cycle: RequestResponseCycle | None) -> bool:
    return cycle is None or cycle.response_complete
