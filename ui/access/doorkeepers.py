"""The ways in which a server knows who asks.

Anyone at this computer, visitors who only read, users who log in or send a token, and people whom a proxy in front of
the server has let in.
"""

from __future__ import annotations

import ipaddress
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from ui.access.people import ANYONE, VISITOR, Person, Role
from ui.access.sessions import COOKIE, Csrf, Sessions
from ui.access.throttle import Throttle
from ui.access.users import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import HTTPConnection

    from ui.access.users import Users

    Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_KEY = secrets.token_urlsafe(32)
LONGEST_NAME = 200  # characters of the name that a proxy gives


class Doorkeeper(Protocol):
    """What a way in must do."""

    @property
    def csrf(self) -> Csrf | None:
        """What makes and checks CSRF tokens, None where the browser sends nothing by itself that tells who asks."""

    @property
    def has_page(self) -> bool:
        """Whether one logs in on a page of ours."""

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return who asks, None where that is not known and nothing may be shown."""


@dataclass(frozen=True)
class Everyone:
    """Nobody logs in; all are the same person."""

    person: Person
    csrf: Csrf | None = None
    has_page = False

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return the one person."""
        del connection
        return self.person


class LogIn:
    """Users log in on our page and have a session; their programs send a token."""

    has_page = True

    def __init__(self, users: Users) -> None:
        self.users = users
        self.sessions = Sessions(users)
        self.csrf = Csrf(lambda: users.key)
        self.failures = Throttle()

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return the user of the token, or else of the session. A wrong token is not made good by a session."""
        given = tokens_of(connection)
        if given:
            return by_tokens(self.users, given)
        found = self.sessions.find(connection.cookies.get(COOKIE, ""))
        return None if found is None else Person(found[0].name, found[0].role, found[1], can_log_out=True)


@dataclass(frozen=True)
class SingleSignOn:
    """A proxy has people log in elsewhere and names them in a header, which only that proxy is believed in.

    ``users``: the roles of names, and tokens for programs; who is not in it may read.
    """

    header: str
    proxies: Sequence[Network]
    users: Users | None = None
    csrf: Csrf = field(default_factory=lambda: Csrf(_key_of_this_run))
    has_page = False

    def who(self, connection: HTTPConnection) -> Person | None:
        """Return whom the proxy names."""
        if not is_within(str(connection.scope.get("state", {}).get("peer", "")), self.proxies):
            return None
        tokens = tokens_of(connection)
        if self.users is not None and tokens:
            return by_tokens(self.users, tokens)
        names = connection.headers.getlist(self.header)
        if len(names) != 1 or not plain(names[0]) or len(names[0]) > LONGEST_NAME:
            return None
        name = plain(names[0])
        user = None if self.users is None else self.users.find(name)
        return Person(name, Role.READER if user is None else user.role, session=name)


def tokens_of(connection: HTTPConnection) -> list[str]:
    """Return the tokens that a program sends; what another scheme says is for another server."""
    given = [each.partition(" ") for each in connection.headers.getlist("authorization")]
    return [token.strip() for scheme, _, token in given if scheme.lower() == "bearer"]


def by_tokens(users: Users, tokens: Sequence[str]) -> Person | None:
    """Return the user whose token this is; None for a wrong one, or more than one."""
    user = users.by_token(tokens[0]) if len(tokens) == 1 else None
    return None if user is None else Person(user.name, user.role)


def is_within(address: str, networks: Sequence[Network]) -> bool:
    """Whether an IP address is in one of these networks."""
    try:
        return any(ipaddress.ip_address(address) in network for network in networks)
    except ValueError:
        return False


def _key_of_this_run() -> str:
    return _KEY


LOCAL = Everyone(ANYONE)
READ_ONLY = Everyone(VISITOR)
