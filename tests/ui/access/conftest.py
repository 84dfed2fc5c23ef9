"""A server with users, as a hostile visitor meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from site_factories import Visitor, lines, make_base, make_users, site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ui.access.users import Users


class Server(NamedTuple):
    """A server, and what must not change on it."""

    port: int
    users: Users
    folder: Path


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a reader and an editor."""
    folder = tmp_path_factory.mktemp("hostile")
    users = make_users(folder / "gebruikers.json")
    options = ("--users", str(users.path), "--allow-host", "vindplaats.example")
    with site(make_base(folder / "kb"), *options) as (port, _):
        yield Server(port, users, folder)


@pytest.fixture(scope="package")
def reader(server: Server) -> Visitor:
    """Someone who logged in and may read."""
    made = Visitor(server.port)
    assert made.log_in("lezer").status == 303
    return made


@pytest.fixture(scope="package")
def editor(server: Server) -> Visitor:
    """Someone who logged in and may change what is there."""
    made = Visitor(server.port)
    assert made.log_in("redacteur").status == 303
    return made


@pytest.fixture
def nothing_changed(server: Server) -> Iterator[None]:
    """Whatever is tried, no document goes and no file comes, and nothing is noted but exports."""
    log = server.folder / "kb/logboek.jsonl"
    before = lines(log) if log.exists() else []  # other tests change something at this server
    yield
    assert {each.name for each in (server.folder / "kb").iterdir() if each.is_dir()} == set()
    added = lines(log)[len(before) :] if log.exists() else []
    assert [each for each in added if each[1] != "export"] == []
