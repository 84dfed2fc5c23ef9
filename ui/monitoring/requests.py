"""Middleware that measures and logs every request, whatever becomes of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ui.monitoring import logs

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from ui.monitoring.metrics import Metrics

LEFT = 499  # status of a request whose visitor left before an answer began, as nginx calls it


class Measured:
    """Counts a request by the kind of its address, never by the address: that may hold anything."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status, sent = LEFT, 0

        async def noting(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            else:
                sent += len(message.get("body", b""))
            await send(message)

        state = scope.setdefault("state", {})
        began = time.perf_counter()
        self.metrics.began()
        try:
            await self.app(scope, receive, noting)
        except Exception:
            status = status if sent else 500
            raise
        finally:
            seconds, kind = time.perf_counter() - began, state.get("place", "other")
            self.metrics.ended(kind, status, seconds)
            logs.request(
                kind=kind, method=scope["method"], status=status, bytes=sent, milliseconds=round(seconds * 1000)
            )
