"""Middleware that keeps answers which nobody comes for from filling the memory.

A call of the API takes two requests: the first returns the id of an event, the second the answer, which Gradio keeps
until then, for as long as that takes. Here only so many may wait, and each only so long: then the answer is asked for
in the visitor's place and thrown away.
"""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import JSONResponse

from ui.texts import serving as texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST = 100  # answers that wait to be asked for
PATIENCE = 120.0  # seconds that one waits
READING = 2.0  # seconds that throwing one away may take; Gradio forgets what it was giving then
_CALL = re.compile(r"/gradio_api/call/v2/\w+/?")
_ANSWER = re.compile(r"/gradio_api/call/v2/\w+/(\w+)")


class Unclaimed:
    """Middleware around Gradio. ``most``, ``patience`` (seconds): see above."""

    def __init__(self, app: ASGIApp, *, most: int = MOST, patience: float = PATIENCE) -> None:
        self.app = app
        self.most, self.patience = most, patience
        self._waiting: dict[str, asyncio.TimerHandle] = {}  # id of an event -> what throws its answer away
        self._throwing: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        path = scope.get("path", "")
        if scope["type"] == "http" and scope["method"] == "POST" and _CALL.fullmatch(path):
            await self._call(scope, receive, send)
        elif scope["type"] == "http" and (asked := _ANSWER.fullmatch(path)):
            await self._answer(asked[1], scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _call(self, scope: Scope, receive: Receive, send: Send) -> None:
        if len(self._waiting) >= self.most:
            await JSONResponse({"problem": texts.TOO_MANY}, status_code=503)(scope, receive, send)
            return
        body = bytearray()

        async def noting(message: Message) -> None:
            body.extend(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            with suppress(ValueError, TypeError, KeyError):  # what was refused has no event
                event = str(json.loads(body)["event_id"])
                later = asyncio.get_running_loop().call_later
                self._waiting[event] = later(self.patience, self._throw_away, event, scope)

    async def _answer(self, event: str, scope: Scope, receive: Receive, send: Send) -> None:
        async def noting(message: Message) -> None:
            await send(message)
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                self._forget(event)

        await self.app(scope, receive, noting)

    def _forget(self, event: str) -> None:
        if (timer := self._waiting.pop(event, None)) is not None:
            timer.cancel()

    def _throw_away(self, event: str, call: Scope) -> None:
        path = f"{call['path'].rstrip('/')}/{event}"
        headers = [pair for pair in call["headers"] if not pair[0].startswith(b"content-")]
        scope = {**call, "method": "GET", "path": path, "raw_path": path.encode(), "headers": headers}
        task = asyncio.get_running_loop().create_task(self._read(event, scope))
        self._throwing.add(task)
        task.add_done_callback(self._throwing.discard)

    async def _read(self, event: str, scope: Scope) -> None:
        """Read an answer to its end."""

        async def receive() -> Message:
            await asyncio.Event().wait()  # nobody leaves
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            pass

        with suppress(Exception):  # whatever it is, nobody waits for it
            async with asyncio.timeout(READING):
                await self.app(scope, receive, send)
        self._forget(event)
