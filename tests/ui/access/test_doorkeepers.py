"""Who asks: single sign-on in front of the server, and what is believed of a proxy."""

from __future__ import annotations

import asyncio
import ipaddress
from typing import TYPE_CHECKING, Any

import pytest
from starlette.requests import HTTPConnection

from ui.access.doorkeepers import LOCAL, READ_ONLY, SingleSignOn
from ui.access.hosts import KnownHost, Proxied
from ui.access.people import Role
from ui.access.users import Users

if TYPE_CHECKING:
    from pathlib import Path

PROXY = (ipaddress.ip_network("10.0.0.7/32"),)


def connection(peer: str, *headers: tuple[str, str]) -> HTTPConnection:
    """A request as it comes from ``peer``."""
    pairs = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers]
    return HTTPConnection({"type": "http", "headers": pairs, "state": {"peer": peer}})


def test_the_proxy_names_who_asks() -> None:
    """Only the proxy that was named: anyone can send a header."""
    door = SingleSignOn("X-Forwarded-User", PROXY)
    named = ("X-Forwarded-User", "J.Jansen@ministerie.nl")
    person = door.who(connection("10.0.0.7", named))
    assert person is not None
    assert (person.name, person.role, person.session) == (
        "j.jansen@ministerie.nl",
        Role.READER,
        "j.jansen@ministerie.nl",
    )
    for peer in ("10.0.0.8", "127.0.0.1", "", "onzin"):
        assert door.who(connection(peer, named)) is None


@pytest.mark.parametrize(
    "headers",
    [
        (), (("X-Forwarded-User", ""),), (("X-Forwarded-User", " "),), (("X-Forwarded-User", "a" * 201),),
        (("X-Forwarded-User", "a"), ("X-Forwarded-User", "b")), (("X-Remote-User", "a"),), (("X_Forwarded_User", "a"),),
    ],
)  # fmt: skip
def test_whom_the_proxy_does_not_name_once_is_nobody(headers: tuple[tuple[str, str], ...]) -> None:
    """No name, an empty one, two names, or another header."""
    assert SingleSignOn("X-Forwarded-User", PROXY).who(connection("10.0.0.7", *headers)) is None


def test_the_file_gives_names_their_roles_and_programs_their_tokens(tmp_path: Path) -> None:
    """Whoever is not in it reads."""
    users = Users.create(tmp_path / "gebruikers.json")
    users.add("redacteur", Role.EDITOR, None)
    door = SingleSignOn("X-Forwarded-User", PROXY, users)
    person = door.who(connection("10.0.0.7", ("X-Forwarded-User", "Redacteur")))
    assert person is not None
    assert person.may_change
    other = door.who(connection("10.0.0.7", ("X-Forwarded-User", "iemand")))
    assert other is not None
    assert not other.may_change
    token = ("Authorization", f"Bearer {users.new_token('redacteur')}")
    program = door.who(connection("10.0.0.7", token))
    assert program is not None
    assert (program.name, program.session) == ("redacteur", "")
    assert door.who(connection("10.0.0.8", token)) is None
    assert door.who(connection("10.0.0.7", ("Authorization", "Bearer x"), ("X-Forwarded-User", "redacteur"))) is None


def test_nobody_logs_in_on_ones_own_computer_nor_to_read_only() -> None:
    """On the one everything may be done, on the other nothing changed."""
    asked = connection("192.0.2.1")
    assert LOCAL.who(asked).may_change  # type: ignore[union-attr]
    assert not READ_ONLY.who(asked).may_change  # type: ignore[union-attr]


def ask(app: Any, *headers: tuple[str, str], server: tuple[str, int] = ("10.0.0.1", 7860)) -> list[Any]:  # noqa: ANN401
    """Send a request to an application; return what it sends."""
    sent: list[Any] = []

    async def receive() -> dict[str, str]:
        return {"type": "http.request"}

    async def send(message: Any) -> None:  # noqa: ANN401
        sent.append(message)

    pairs = [(name.lower().encode(), value.encode()) for name, value in headers]
    scope = {
        "type": "http", "path": "/", "method": "GET", "headers": pairs, "server": server, "client": ("10.0.0.7", 1),
        "scheme": "http",
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    return sent


async def echo(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401
    """Answer with what is known of a request."""
    del receive
    await send({"client": scope["client"][0], "scheme": scope["scheme"], "peer": scope.get("state", {}).get("peer")})


@pytest.mark.parametrize(
    ("proxies", "client", "scheme"),
    [((), "10.0.0.7", "http"), (("10.0.0.0/8",), "192.0.2.9", "https"), (("10.1.0.0/16",), "10.0.0.7", "http")],
)
def test_only_a_named_proxy_says_for_whom_it_asks(proxies: tuple[str, ...], client: str, scheme: str) -> None:
    """What anybody else writes in these headers is nothing; who is connected is remembered."""
    headers = (("X-Forwarded-For", "6.6.6.6, 192.0.2.9"), ("X-Forwarded-Proto", "https"))
    assert ask(Proxied(echo, proxies), *headers) == [{"client": client, "scheme": scheme, "peer": "10.0.0.7"}]


@pytest.mark.parametrize(
    ("asked", "passes"),
    [
        ("127.0.0.1:7860", True), ("localhost", True), ("[::1]:7860", True), ("10.0.0.1:7860", True), ("10.0.0.1", True),
        ("vindplaats.example", True), ("VINDPLAATS.example:443", True), ("10.0.0.2:7860", False), ("10.0.0.1:81", False),
        ("kwaad.example:7860", False), ("vindplaats.example.kwaad.example", False), ("", False),
    ],
)  # fmt: skip
def test_the_server_answers_under_its_own_names_only(asked: str, passes: bool) -> None:  # noqa: FBT001
    """Those of this computer, the address that was connected to, and those that were named."""
    sent = ask(KnownHost(echo, ("vindplaats.example",)), ("Host", asked))
    assert (sent[0].get("status") != 400) is passes
