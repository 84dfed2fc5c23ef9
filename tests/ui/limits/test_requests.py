"""What comes too slowly is not waited for, and an answer that does not come is not either."""

from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING, Any

import pytest
from site_factories import Visitor, serving

from ui.limits.requests import Limits
from ui.web.connections import Http

if TYPE_CHECKING:
    from collections.abc import Iterator

UPLOAD = b"POST /documenten/bestanden HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nhalf"


class Impatient(Http):
    """Waits a moment only for the head of a request."""

    patience = 0.3


async def app(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Read a body and answer with its length; never at /healthz, and half at /metrics."""
    length, more = 0, True
    while more:
        message = await receive()
        length, more = length + len(message.get("body", b"")), message.get("more_body", False)
    if scope["path"] == "/healthz":
        await asyncio.Event().wait()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    if scope["path"] == "/metrics":
        await send({"type": "http.response.body", "body": b"half", "more_body": True})
        await asyncio.Event().wait()
    await send({"type": "http.response.body", "body": str(length).encode()})


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    """Asks a server that has little patience."""
    with serving(Limits(app, body=0.3, piece=0.3, answer=0.3, whole=0.6), Impatient) as port:
        yield Visitor(port)


def kept_open(port: int, sent: bytes) -> bytes:
    """Send something and wait, without sending more, until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        line.sendall(sent)
        return b"".join(iter(lambda: line.recv(65536), b""))


def test_a_body_is_given_whole(visitor: Visitor) -> None:
    """What comes in time and in size reaches the application as it was sent."""
    assert visitor.ask("/mcp", "POST", b"x" * 5000).body == "5000"
    assert visitor.ask("/documenten/bestanden", "POST", b"x" * 500_000).body == "500000"


@pytest.mark.parametrize(
    "sent",
    [b"", b"G", b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ", b"GET /mcp HTTP/1.1\r\nHost: localhost\r\n\r\nGET /"],
)
def test_a_head_that_does_not_come_is_not_waited_for(visitor: Visitor, sent: bytes) -> None:
    """The connection is closed; so it is after a first request that was answered."""
    assert b"HTTP/1.1 4" not in kept_open(visitor.port, sent)


@pytest.mark.parametrize(
    "sent",
    [
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90\r\n\r\nhalf",
        b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n",
        UPLOAD,
    ],
)
def test_a_body_that_does_not_come_is_not_waited_for(visitor: Visitor, sent: bytes) -> None:
    """A sentence says so, and the connection is closed."""
    answer = kept_open(visitor.port, sent)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert "Dit verzoek kwam niet op tijd binnen." in answer.decode()


def test_an_answer_that_does_not_begin_is_not_waited_for(visitor: Visitor) -> None:
    """The visitor is told to ask less; others are served meanwhile."""
    reply = visitor.ask("/healthz")
    assert (reply.status, "Het antwoord duurde te lang." in reply.body) == (503, True)


def test_an_answer_that_does_not_end_is_cut_off(visitor: Visitor) -> None:
    """Nobody holds a place for ever."""
    answer = kept_open(visitor.port, b"GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert b"half" in answer
    assert not answer.endswith(b"0\r\n\r\n")


def test_what_is_said_to_be_too_large_is_not_read(visitor: Visitor) -> None:
    """And what does not exist neither."""
    large = visitor.ask("/mcp", "POST", b"x" * 300_000)
    assert (large.status, large.headers["connection"]) == (413, "close")
    assert visitor.ask("/nergens", "POST", b"x").status == 404
