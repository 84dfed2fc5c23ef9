"""Serving the page: one listener, our own headers and downloads around what Gradio serves, and the browser at the end.

Nothing on the page may come from, or go to, another host. Three things see to it: the page is built without outside
fonts and analytics (``app``), the browser has to refuse any other host (the Content-Security-Policy below), and the few
outside addresses that Gradio's page template names are removed from it (``shell``).
"""

from __future__ import annotations

import os
import secrets
import signal
import socket
import threading
import webbrowser
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.access.gate import Gate
from ui.access.hosts import KnownHost, Proxied
from ui.access.site import Site
from ui.limits.requests import Limits
from ui.limits.unclaimed import Unclaimed
from ui.monitoring import logs
from ui.monitoring.requests import Measured
from ui.texts.page import DUTCH
from ui.web.shell import Visitor, complete, language_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import FastAPI
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from search import KnowledgeBase
    from ui.access.people import Person
    from ui.access.sessions import Csrf

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
        # A publisher of papers need not know what was asked here; this server must hear whose page a form is on.
        (b"referrer-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"cross-origin-opener-policy", b"same-origin"),
    )


GRACE = 10  # seconds that a server which stops gives to the requests it is answering


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
    site: Site | None = None,
    *,
    open_browser: bool = False,
    report: Callable[[str], None] = click.echo,
) -> None:
    """Serve the page for this knowledge base until interrupted or terminated.

    ``site``: what was chosen, None for one's own computer; ``report`` gets the line with its address.
    """
    import uvicorn

    from ui.web.connections import AT_ONCE, Http

    site = site or Site()
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{port}/"

    def ready() -> None:
        report(texts.SERVING.format(url=url))
        threading.Thread(target=_prepare, args=(base,), daemon=True).start()
        if open_browser and has_display():
            # In a thread: some browsers keep the caller waiting, and the page must be served meanwhile.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

    config = uvicorn.Config(
        application(base, site, ready),
        log_level="warning",
        log_config=logs.config() if site.json_logs else uvicorn.config.LOGGING_CONFIG,
        access_log=False,  # it would hold the questions
        proxy_headers=False,  # only a proxy that was named is believed (ui.access.hosts)
        server_header=False,
        ws="none",
        http=Http,
        limit_concurrency=AT_ONCE,
        timeout_graceful_shutdown=GRACE,
    )
    # When uvicorn has stopped after a signal it raises that signal once more, so that who called it can go on.
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _prepare(base: KnowledgeBase) -> None:
    """Make what nobody is to wait for: models take a second to load, the ledger of a very large base up to a minute."""
    base.search(texts.NAME)
    base.ledger()


def application(base: KnowledgeBase, site: Site, ready: Callable[[], None] = lambda: None) -> ASGIApp:
    """Return the page with all that stands around it, outermost last; ``ready`` is called when it has started."""
    from ui.web.app import page

    guarded = Gate(Unclaimed(with_start(page(base, site), ready)), site.doorkeeper)
    known = KnownHost(Limits(guarded), site.names)
    return Proxied(Measured(OwnHostOnly(known, site.doorkeeper.csrf), site.metrics), site.proxies)


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

    def __init__(self, app: ASGIApp, csrf: Csrf | None = None) -> None:
        """``csrf``: what makes the tokens that the page sends with what it changes."""
        self.app = app
        self.csrf = csrf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
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
                own = headers(nonce if ours else "")
                if (person := state.get("person")) is not None and person.session:
                    own = (*own, *privately(message, page=ours))
                message = {**message, "headers": [*message.get("headers", ()), *own]}
                if ours:
                    start = message
                    return
            elif start is not None:
                body += message.get("body", b"")
                if message.get("more_body", False):
                    return
                whole = complete(body, language or DUTCH, nonce, self._visitor(state.get("person")))
                kept = [pair for pair in start["headers"] if pair[0].lower() != b"content-length"]
                await send({**start, "headers": [*kept, (b"content-length", str(len(whole)).encode())]})
                message = {"type": "http.response.body", "body": whole}
                start = None
            await send(message)

        await self.app(scope, receive, guard)

    def _visitor(self, person: Person | None) -> Visitor:
        if person is None or self.csrf is None or not person.session:
            return Visitor()
        return Visitor(person.name, self.csrf.token(person.session), can_log_out=person.can_log_out)


def privately(start: Message, *, page: bool) -> tuple[tuple[bytes, bytes], ...]:
    """Return the header that keeps an answer to one person out of what others are given; ``page``: it holds a token."""
    if any(name.lower() == b"cache-control" for name, _ in start.get("headers", ())):
        return ()
    return ((b"cache-control", b"no-store" if page else b"private"),)


def is_page(start: Message) -> bool:
    """Whether a response is an HTML page that is not compressed."""
    found = {name.lower(): value for name, value in start["headers"]}
    return found.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in found
