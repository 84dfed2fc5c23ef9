"""The one place where is decided whether a request may pass: who asks, what that person may, and whether it is theirs.

It stands around the whole application, Gradio's part and the tools of assistants included; what it does not know is
refused, not let through.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from ui.access.people import VISITOR, asking
from ui.access.sessions import HEADER
from ui.texts import serving as texts
from ui.texts.failures import Failure

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from ui.access.doorkeepers import Doorkeeper
    from ui.access.people import Person

_LOG = logging.getLogger("vindplaats.access")
SAFE = {"GET", "HEAD"}
LOG_IN, LOG_OUT, HEALTH = "/inloggen", "/uitloggen", "/healthz"
# What is needed to log in: that page, its letters and style. And whether the server lives, which says nothing else.
PUBLIC = re.compile(rf"{LOG_IN}|{HEALTH}|/favicon\.ico|/vp/[\w./-]+")
OWN_TOKEN = {LOG_IN, LOG_OUT}  # forms, which carry their token in the body; their routes check it
EDITORS = re.compile(r"/documenten(/.*)?")
KEEPING = re.compile(r"/vragen(/.*)?")  # changing what is kept is for editors too; feeds are read by all
PAGES = {"/": "", "/en/": "../"}  # page -> the way back to the root


class Gate:
    """Middleware: lets through what the person who asks may do, and says whose request it is."""

    def __init__(self, app: ASGIApp, doorkeeper: Doorkeeper) -> None:
        self.app = app
        self.doorkeeper = doorkeeper

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        try:
            person = self.doorkeeper.who(connection)
        except Failure as error:  # the file of users is gone or damaged: nobody is known
            _LOG.error("%s", error)  # whoever asks is told no path of this computer
            await problem(texts.SERVER_WRONG, 503)(scope, receive, send)
            return
        refused = self._refused(connection, person)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope.setdefault("state", {})["person"] = person
        before = asking.set(person or VISITOR)
        try:
            await self.app(scope, receive, send)
        finally:
            asking.reset(before)

    def _refused(self, connection: HTTPConnection, person: Person | None) -> Response | None:
        """What to answer in the place of the application; None where the request may pass."""
        # Not connection.url: that is read anew from what the visitor wrote, and a # or ? in it would end the path.
        path, method = connection.scope["path"], connection.scope["method"]
        changes = method not in SAFE
        if changes and not same_origin(connection):
            return problem(texts.NOT_OURS, 403)
        if person is None:
            return None if PUBLIC.fullmatch(path) else unknown(connection, has_page=self.doorkeeper.has_page)
        guarded = EDITORS.fullmatch(path) or (changes and KEEPING.fullmatch(path))
        if guarded and not person.may_change:
            return problem(texts.READERS_ONLY, 403)
        if changes and person.session and path not in OWN_TOKEN:
            csrf, tokens = self.doorkeeper.csrf, connection.headers.getlist(HEADER)
            if csrf is None or len(tokens) != 1 or not csrf.fits(tokens[0], person.session):
                return problem(texts.TOKEN_WRONG, 403)
        return None


def same_origin(connection: HTTPConnection) -> bool:
    """Whether a request comes from a page of this server, or from no page: browsers name the origin of a page."""
    if connection.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return False
    origin = connection.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == connection.headers.get("host")


def unknown(connection: HTTPConnection, *, has_page: bool) -> Response:
    """Answer someone who is not known: the page leads to where one logs in, all else is refused.

    ``has_page``: whether that is a page of ours; else a proxy should have asked.
    """
    path, query = connection.scope["path"], connection.scope["query_string"].decode("latin-1")
    if not has_page:
        return problem(texts.NOT_SIGNED_ON, 401)
    if path in PAGES:
        here = quote(f"{path}?{query}" if query else path, safe="")
        headers = {"cache-control": "no-store"}
        return RedirectResponse(f"{PAGES[path]}{LOG_IN[1:]}?naar={here}", status_code=303, headers=headers)
    if path.startswith("/deel/"):  # what the page's script shows in the place of the answer
        return HTMLResponse(texts.SESSION_OVER_HTML.format(href=LOG_IN[1:]), status_code=401)
    return JSONResponse({"problem": texts.UNKNOWN}, status_code=401, headers={"www-authenticate": "Bearer"})


def problem(sentence: str, status: int) -> Response:
    """Refuse with a sentence, as the routes of the page do."""
    return JSONResponse({"problem": sentence}, status_code=status)
