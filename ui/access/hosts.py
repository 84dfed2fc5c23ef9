"""Under which names the server answers, and from whom it believes whom a request comes.

A page elsewhere, whose name is made to lead here once it is open (DNS rebinding), must not read along: it asks under
its own name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.middleware.trustedhost import TrustedHostMiddleware
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "::1")


class KnownHost:
    """Middleware: answers under this computer's own names, the address that was connected to, and ``names``."""

    def __init__(self, app: ASGIApp, names: Sequence[str] = ()) -> None:
        self.app = app
        self.known = TrustedHostMiddleware(app, [*LOOPBACK, "localhost", "[::1]", *names], www_redirect=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        passed = scope["type"] == "lifespan" or _own_address(scope)
        await (self.app if passed else self.known)(scope, receive, send)


def _own_address(scope: Scope) -> bool:
    """Whether a request asks for the very address it came in on, which no name can be made to do."""
    server = scope.get("server")
    if not server:
        return False
    address = f"[{server[0]}]" if ":" in server[0] else server[0]
    return Headers(scope=scope).getlist("host") in ([address], [f"{address}:{server[1]}"])


class Proxied:
    """Middleware: remembers who is connected, then takes address and scheme of the visitor from a proxy's headers.

    ``proxies``: addresses or networks that are believed.
    """

    def __init__(self, app: ASGIApp, proxies: Sequence[str]) -> None:
        self.app = ProxyHeadersMiddleware(app, list(proxies)) if proxies else app  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "http":
            client = scope.get("client")
            scope.setdefault("state", {})["peer"] = client[0] if client else ""
        await self.app(scope, receive, send)  # type: ignore[arg-type]
