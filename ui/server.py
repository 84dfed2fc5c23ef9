"""Serving the page: one listener, our own headers and downloads around what Gradio serves, and the browser at the end.

Nothing on the page may come from, or go to, another host. Three things see to it: the page is built without outside
fonts and analytics (ui/app.py), the browser is told to refuse any other host (the Content-Security-Policy below), and
the few outside addresses that Gradio's page template names are taken out of it.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import webbrowser
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from ui import texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from search import KnowledgeBase

# Gradio starts itself with inline scripts and compiles its HTML templates in the browser, hence the two 'unsafe-'
# words; everything else is confined to this server. Pictures and fonts may also stand in the page itself (data:).
POLICY = "; ".join(  # noqa: FLY002 - one rule a line
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),  # a publisher of papers need not know what was asked here
)
# Elements of Gradio's page template that name another host: pictures for link previews, addresses of its makers.
_OUTSIDE = re.compile(
    rb"""<(?:meta|link)\b[^>]*(?:https?:)?//[^>]*>|<script\b[^>]*\bsrc=["'](?:https?:)?//[^>]*>\s*</script>"""
)


class PortTakenError(OSError):
    """Another program listens on this address already."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything is loaded, so a taken port is known at once; raise PortTakenError or OSError."""
    family, kind, proto, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, proto)
    try:
        if os.name == "posix":  # elsewhere this option would let two programs share the port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen()
    except OSError as error:
        listener.close()
        import errno

        if error.errno == errno.EADDRINUSE:
            raise PortTakenError(*error.args) from error
        raise
    return listener


def serve(
    base: KnowledgeBase, listener: socket.socket, *, open_browser: bool = False, say: Callable[[str], None] = click.echo
) -> None:
    """Serve the page for this knowledge base until interrupted; ``say`` gets the line with its address."""
    import uvicorn

    from ui.app import page

    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}/"

    def ready() -> None:
        say(texts.SERVING.format(url=url))
        if open_browser and has_display():
            # In a thread: some browsers keep the caller waiting, and the page must be served meanwhile.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    app = OwnHostOnly(with_start(page(base), ready))
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    with suppress(KeyboardInterrupt):  # the way to stop; uvicorn has closed everything by then
        uvicorn.Server(config).run(sockets=[listener])


def with_start(app: FastAPI, ready: Callable[[], None]) -> FastAPI:
    """Call ``ready`` once the application has started and its socket is open (it is, before uvicorn starts)."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(started: FastAPI) -> AsyncIterator[Any]:
        async with inner(started) as state:
            ready()
            yield state

    app.router.lifespan_context = lifespan
    return app


def has_display() -> bool:
    """Whether a browser window can appear here: on Linux only with a screen."""
    if os.name == "nt" or os.uname().sysname == "Darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class OwnHostOnly:
    """Middleware: every answer carries HEADERS; the page itself is Dutch and names no other host."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["path"] == "/":  # the page is rewritten below, which a compressed one cannot be
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        start: Message | None = None
        body = b""

        async def guard(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
                if is_page(message):
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                whole = localise(body)
                headers = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
                await send({**start, "headers": [*headers, (b"content-length", str(len(whole)).encode())]})
                message = {"type": "http.response.body", "body": whole}
                start = None
            await send(message)

        await self.app(scope, receive, guard)


def is_page(start: Message) -> bool:
    """Whether a response is an HTML page that is not compressed."""
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers


def localise(html: bytes) -> bytes:
    """Take every outside address out of a page's head and say that its language is Dutch."""
    head, end, rest = html.partition(b"</head>")
    return _OUTSIDE.sub(b"", head).replace(b'lang="en"', b'lang="nl"', 1) + end + rest
