"""Sessions and CSRF tokens: signed with the key of the file of users, kept by the browser, valid for a working day."""

from __future__ import annotations

import hmac
import secrets
import time
from typing import TYPE_CHECKING

from itsdangerous import BadSignature, URLSafeTimedSerializer

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.access.users import User, Users

COOKIE = "vindplaats"
FORM_COOKIE = "vindplaats-formulier"
HEADER = "x-vindplaats"  # of a request that changes something: the CSRF token
DAY = 12 * 60 * 60  # seconds


class Sessions:
    """Makes sessions for users and finds the user of a session."""

    def __init__(self, users: Users, now: Callable[[], float] = time.time) -> None:
        self._users = users
        self._now = now
        self._ended: dict[str, float] = {}  # sessions that were logged out -> when they would have ended by themselves

    def start(self, user: User) -> str:
        """Return the value of a cookie that stands for this user from now on."""
        return str(self._signer().dumps([user.name, user.login, secrets.token_urlsafe(12)]))

    def find(self, cookie: str) -> tuple[User, str] | None:
        """Return the user of a cookie and the session's id; None where it is forged, too old, ended or out of date."""
        try:
            name, login, session = self._signer().loads(cookie, max_age=DAY)
        except (BadSignature, ValueError, TypeError):
            return None
        user = self._users.all().get(name)
        if user is None or user.login != login or session in self._ended:
            return None
        return user, session

    def end(self, session: str) -> None:
        """Let a session count no more, also where its cookie was copied."""
        now = self._now()
        self._ended = {known: until for known, until in self._ended.items() if until > now} | {session: now + DAY}

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self._users.key, salt="session")


class Csrf:
    """Makes and checks tokens that only a page of this server knows. ``key``: what they are signed with."""

    def __init__(self, key: Callable[[], str]) -> None:
        self._key = key

    def token(self, session: str) -> str:
        """Return the token of a session."""
        return str(URLSafeTimedSerializer(self._key(), salt="csrf").dumps(session))

    def fits(self, token: str, session: str) -> bool:
        """Whether a token is that of a session, and not older than a session may be."""
        try:
            known = URLSafeTimedSerializer(self._key(), salt="csrf").loads(token, max_age=DAY)
        except BadSignature:
            return False
        return isinstance(known, str) and bool(session) and hmac.compare_digest(known.encode(), session.encode())
