"""Answers that nobody comes for do not stay."""

from __future__ import annotations

import asyncio
from typing import Any

from ui.limits.unclaimed import Unclaimed

CALL = "/gradio_api/call/v2/search"


class Gradio:
    """Keeps the answer to each call until it is asked for, as Gradio does."""

    def __init__(self) -> None:
        self.kept: set[str] = set()
        self._last = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        """Return the id of an event, or the answer."""
        del receive
        if scope["method"] == "POST":
            self._last += 1
            self.kept.add(str(self._last))
            body = b'{"event_id": "%d"}' % self._last
        else:
            self.kept.discard(scope["path"].rpartition("/")[2])
            body = b"answer"
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": body})


async def ask(app: Unclaimed, path: str = CALL, method: str = "POST", *, leaves: bool = False) -> int:
    """Send a request; return the status. ``leaves``: before the answer is there."""
    statuses: list[int] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:  # noqa: ANN401
        statuses.append(message.get("status", 0))
        if leaves:
            raise OSError

    headers = [(b"content-length", b"2"), (b"host", b"localhost")]
    try:
        await app({"type": "http", "method": method, "path": path, "headers": headers}, receive, send)
    except OSError:
        assert leaves
    return statuses[0]


def test_an_answer_that_nobody_asks_for_is_thrown_away() -> None:
    """As soon as it has waited long enough."""

    async def run() -> None:
        gradio = Gradio()
        app = Unclaimed(gradio, patience=0)
        assert await ask(app) == 200
        for _ in range(100):  # turns of the loop: it is a few after the call
            await asyncio.sleep(0)
        assert gradio.kept == set()
        assert app._waiting == {}

    asyncio.run(run())


def test_only_so_many_answers_wait() -> None:
    """Who asks for theirs makes room; who leaves before it is given does not."""

    async def run() -> None:
        app = Unclaimed(Gradio(), most=2)
        assert [await ask(app) for _ in range(3)] == [200, 200, 503]
        await ask(app, f"{CALL}/1", "GET", leaves=True)
        assert await ask(app) == 503
        assert await ask(app, f"{CALL}/1", "GET") == 200
        assert await ask(app) == 200

    asyncio.run(run())


def test_other_requests_pass() -> None:
    """Also those that are no calls, and those that are refused and have no event."""

    async def refusing(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
        del scope, receive
        await send({"type": "http.response.start", "status": 422, "headers": []})
        await send({"type": "http.response.body", "body": b"[]"})

    async def run() -> None:
        app = Unclaimed(refusing, most=1)
        assert [await ask(app) for _ in range(3)] == [422] * 3
        assert await ask(app, "/", "GET") == 422

    asyncio.run(run())
