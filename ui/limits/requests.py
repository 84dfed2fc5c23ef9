"""Middleware that refuses what is too large, too slow or nowhere, before anything else looks at it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import JSONResponse

from ui.limits import paths
from ui.texts import serving as texts

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 15.0  # seconds in which the body of a request must have come
PIECE = 30.0  # seconds between two pieces of an upload
ANSWER = 60.0  # seconds in which an answer must begin
WHOLE = 900.0  # seconds in which it must be complete, and an upload too


class TooLarge(Exception):  # noqa: N818 - not a defect of ours
    """More comes than may be sent."""


class TooSlow(Exception):  # noqa: N818 - not a defect of ours
    """It does not come."""


class Limits:
    """Middleware around the application. ``body``, ``piece``, ``answer``, ``whole``: seconds, see above."""

    def __init__(
        self, app: ASGIApp, *, body: float = BODY, piece: float = PIECE, answer: float = ANSWER, whole: float = WHOLE
    ) -> None:
        self.app = app
        self.body, self.piece, self.answer, self.whole = body, piece, answer, whole

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there are no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        place = paths.find(scope["path"])
        if place is None:
            await _refuse(texts.NO_PLACE, 404, scope, receive, send)
            return
        if announced(scope) > place.body:
            await _refuse(texts.BODY_LARGE, 413, scope, receive, send)
            return
        scope.setdefault("state", {})["place"] = place.kind
        if place.kind == "upload":
            await self._timed(scope, _pieces(receive, self.piece), send, begin=self.whole)
            return
        try:
            async with asyncio.timeout(self.body):
                given = await _whole(receive, place.body)
        except TooLarge:
            await _refuse(texts.BODY_LARGE, 413, scope, receive, send)
        except TimeoutError:
            await _refuse(texts.BODY_SLOW, 408, scope, receive, send)
        else:
            if given is not None:
                await self._timed(scope, _again(given, receive), send, begin=self.answer)

    async def _timed(self, scope: Scope, receive: Receive, send: Send, *, begin: float) -> None:
        """Pass a request on; its answer must begin within ``begin`` seconds and be complete in time."""
        loop = asyncio.get_running_loop()
        started, ends = False, loop.time() + self.whole

        async def noting(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                clock.reschedule(ends)
            await send(message)

        try:
            async with asyncio.timeout(begin) as clock:
                await self.app(scope, receive, noting)
        except TooSlow:
            if not started:
                await _refuse(texts.BODY_SLOW, 408, scope, receive, send)
        except TimeoutError:
            if not clock.expired():
                raise  # of the application itself
            if not started:
                await _refuse(texts.ANSWER_SLOW, 503, scope, receive, send)


def announced(scope: Scope) -> int:
    """Return the length in bytes that a request states of its body; 0 where it states none."""
    lengths = Headers(scope=scope).getlist("content-length")
    return max((int(each) for each in lengths if each.isascii() and each.isdigit()), default=0)


async def _whole(receive: Receive, most: int) -> bytes | None:
    """The body of a request; None where the visitor left. Raises TooLarge."""
    found = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        found += message.get("body", b"")
        if len(found) > most:
            raise TooLarge
        if not message.get("more_body", False):
            return bytes(found)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give the application a body that was read before; after it, whatever comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _pieces(receive: Receive, patience: float) -> Receive:
    """Give the application the pieces of an upload as they come, each within ``patience`` seconds."""
    over = False

    async def piece() -> Message:
        nonlocal over
        if over:  # the application waits for the visitor to leave, however long that takes
            return await receive()
        try:
            async with asyncio.timeout(patience):
                message = await receive()
        except TimeoutError as error:
            raise TooSlow from error
        over = not message.get("more_body", False)
        return message

    return piece


async def _refuse(sentence: str, status: int, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer, and close the connection: what is still on its way is not read."""
    answer = JSONResponse({"problem": sentence}, status_code=status, headers={"connection": "close"})
    await answer(scope, receive, send)
