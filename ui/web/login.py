"""Logging in and out, where a server has users: a page without Gradio, in the style of the other."""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui import texts
from ui.access.doorkeepers import LogIn
from ui.access.gate import LOG_IN, LOG_OUT, PAGES
from ui.access.sessions import COOKIE, DAY, FORM_COOKIE
from ui.access.users import plain
from ui.texts import page, serving
from ui.web import rendering

if TYPE_CHECKING:
    from fastapi import FastAPI

    from ui.access.site import Site

# Failures within five minutes: of one name from one place, from one place, and of one name from anywhere.
BY_NAME_AND_PLACE, BY_PLACE, BY_NAME = 10, 50, 100
AT_ONCE = 2  # passwords checked at the same time: each takes 64 MB
HEADERS = {"cache-control": "no-store"}


def add_routes(app: FastAPI, site: Site) -> None:
    """Add the routes to the application, where one can log in at all."""
    if not isinstance(site.doorkeeper, LogIn):
        return
    doors = _Doors(site.doorkeeper, site)
    router = APIRouter(include_in_schema=False)
    router.add_api_route(LOG_IN, doors.form, methods=["GET"])
    router.add_api_route(LOG_IN, doors.log_in, methods=["POST"])
    router.add_api_route(LOG_OUT, doors.log_out, methods=["POST"])
    app.include_router(router)


class _Doors:
    """The answers to the three requests."""

    def __init__(self, doorkeeper: LogIn, site: Site) -> None:
        self._doorkeeper = doorkeeper
        self._site = site
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def form(self, request: Request) -> Response:
        """Show the page where one logs in."""
        return self._page(request, request.query_params.get("naar", ""))

    async def log_in(self, request: Request) -> Response:
        """Check name and password and start a session."""
        given = _fields(await request.body())
        goal = given.get("naar", "")
        name, password = given.get("naam", ""), given.get("wachtwoord", "")
        if not self._doorkeeper.csrf.fits(given.get("formulier", ""), request.cookies.get(FORM_COOKIE, "")):
            return self._page(request, goal, wrong=_words(goal).again, name=name, status=403)
        place = request.client.host if request.client else ""
        both, failures = f"{plain(name)} {place}", self._doorkeeper.failures
        keys = {both: BY_NAME_AND_PLACE, f"{place} ": BY_PLACE, f" {plain(name)}": BY_NAME}
        if wait := failures.attempt(keys):
            minutes = texts.count(int(wait // 60) + 1, *serving.MINUTES[_words(goal).language])
            sentence = _words(goal).wait.format(minutes=minutes)
            answer = self._page(request, goal, wrong=sentence, name=name, status=429)
            answer.headers["retry-after"] = str(int(wait) + 1)
            return answer
        users = self._doorkeeper.users
        async with self._turns:
            user = await run_in_threadpool(users.by_password, name, password)
        if user is None:
            self._site.metrics.failed_login()
            return self._page(request, goal, wrong=_words(goal).wrong, name=name, status=403)
        failures.succeed(*keys)
        answer = RedirectResponse(_target(goal), status_code=303, headers=HEADERS)
        self._set(request, answer, COOKIE, self._doorkeeper.sessions.start(user))
        answer.delete_cookie(FORM_COOKIE)
        return answer

    async def log_out(self, request: Request) -> Response:
        """End the session."""
        person = request.state.person
        given = _fields(await request.body())
        if not self._doorkeeper.csrf.fits(given.get("formulier", ""), person.session):
            return RedirectResponse("./", status_code=303, headers=HEADERS)
        self._doorkeeper.sessions.end(person.session)
        answer = RedirectResponse(LOG_IN[1:], status_code=303, headers={**HEADERS, "clear-site-data": '"cache"'})
        answer.delete_cookie(COOKIE)
        return answer

    def _page(self, request: Request, goal: str, *, wrong: str = "", name: str = "", status: int = 200) -> Response:
        words = _words(goal)
        mark = secrets.token_urlsafe(16)
        html = rendering.render(
            "login.html",
            words=words,
            frame=page.words(words.language),
            name=texts.NAME,
            goal=_target(goal),
            wrong=wrong,
            given=name[:64],
            token=self._doorkeeper.csrf.token(mark),
            other=f"{LOG_IN[1:]}?naar={'%2F' if words.language == page.ENGLISH else '%2Fen%2F'}",
        )
        answer = HTMLResponse(html, status_code=status, headers=HEADERS)
        self._set(request, answer, FORM_COOKIE, mark, strict=True)
        return answer

    def _set(self, request: Request, answer: Response, name: str, value: str, *, strict: bool = False) -> None:
        """Set a cookie that scripts cannot read, that other sites cannot send along, and that https keeps to itself."""
        secure, site = (
            request.url.scheme == "https",
            "strict" if strict else "lax",
        )  # lax: a link in a mail may lead here
        answer.set_cookie(name, value, max_age=DAY, httponly=True, secure=secure, samesite=site)  # type: ignore[arg-type]


def _fields(body: bytes) -> dict[str, str]:
    """The fields of a form; {} for anything else."""
    try:
        found = parse_qs(body.decode("ascii"), keep_blank_values=True, max_num_fields=10, errors="strict")
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items()}


def _target(goal: str) -> str:
    """Where to go after logging in, seen from this page: one of our pages with its question, and nowhere else."""
    try:
        parts = urlsplit(goal)
    except ValueError:
        return "./"
    own = not parts.scheme and not parts.netloc and parts.path in PAGES
    query = f"?{parts.query}" if own and parts.query else ""
    return f".{parts.path if own else '/'}{query}"


def _words(goal: str) -> serving.Words:
    return serving.words(page.ENGLISH if _target(goal).startswith("./en/") else page.DUTCH)
