"""Serving the page: one listener, our own headers and downloads around what Gradio serves, and the browser at the end.

Nothing on the page may come from, or go to, another host. Three things see to it: the page is built without outside
fonts and analytics (``app``), the browser has to refuse any other host (the Content-Security-Policy below), and the few
outside addresses that Gradio's page template names are removed from it (``shell``).
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
import webbrowser
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.texts.page import DUTCH
from ui.web.shell import complete, language_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from search import KnowledgeBase

# No script runs but those that this server sent: files, and the page's own with the nonce of that one answer. Nothing
# is compiled from text in the browser ('unsafe-eval'), so a document that would smuggle in a script has no way to.
# Styles may stand in the page (Gradio's components set theirs so); pictures and fonts too (data:).
POLICY = "; ".join(  # noqa: FLY002 - one rule a line
    (
        "default-src 'self'",
        "script-src 'self'{nonce}",
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


def headers(nonce: str = "") -> tuple[tuple[bytes, bytes], ...]:
    """Return the headers of every answer. ``nonce``: what the scripts in a page carry; other answers have none."""
    policy = POLICY.format(nonce=f" 'nonce-{nonce}'" if nonce else "")
    return (
        (b"content-security-policy", policy.encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"no-referrer"),  # a publisher of papers need not know what was asked here
    )


LOOPBACK = ("127.0.0.1", "::1")


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
    base: KnowledgeBase,
    listener: socket.socket,
    *,
    open_browser: bool = False,
    report: Callable[[str], None] = click.echo,
) -> None:
    """Serve the page for this knowledge base until interrupted; ``report`` gets the line with its address."""
    import uvicorn

    from ui.web.app import page

    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}/"

    def ready() -> None:
        report(texts.SERVING.format(url=url))
        # The models take a second to load, which the first question must not wait for.
        threading.Thread(target=base.search, args=(texts.NAME,), daemon=True).start()
        if open_browser and has_display():
            # In a thread: some browsers keep the caller waiting, and the page must be served meanwhile.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    app = known_host(OwnHostOnly(with_start(page(base, host), ready)), host)
    config = uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    with suppress(KeyboardInterrupt):  # the way to stop; uvicorn has closed everything by then
        uvicorn.Server(config).run(sockets=[listener])


def known_host(app: ASGIApp, host: str) -> ASGIApp:
    """Answer on a loopback address only under this computer's own names.

    A page elsewhere, whose name is made to lead here once it is open (DNS rebinding), must not read along.
    """
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    if host not in LOOPBACK:
        return app
    return TrustedHostMiddleware(app, allowed_hosts=[*LOOPBACK, "localhost", "[::1]"])


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
    """Middleware: every answer carries our headers, and the page itself is completed (ui.web.shell)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        language = language_of(scope["path"])
        if language is not None:  # the page is rewritten below, which a compressed one cannot be
            scope = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        start: Message | None = None
        body = b""
        nonce = secrets.token_urlsafe(16)

        async def guard(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                ours = language is not None and is_page(message)
                message = {**message, "headers": [*message.get("headers", ()), *headers(nonce if ours else "")]}
                if ours:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                whole = complete(body, language or DUTCH, nonce)
                kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
                await send({**start, "headers": [*kept, (b"content-length", str(len(whole)).encode())]})
                message = {"type": "http.response.body", "body": whole}
                start = None
            await send(message)

        await self.app(scope, receive, guard)


def is_page(start: Message) -> bool:
    """Whether a response is an HTML page that is not compressed."""
    found = {name.lower(): value for name, value in start["headers"]}
    return found.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in found
