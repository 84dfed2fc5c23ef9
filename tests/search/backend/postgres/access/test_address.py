"""Addresses of knowledge bases: what libpq gets of them, and what people see."""

from __future__ import annotations

import pytest

from search.backend.postgres.access.address import parse

COMMON = {"connect_timeout": "10", "application_name": "vindplaats"}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://jan:geheim@db/kennis", "postgresql://jan@db/kennis"),
        ("postgres://db/kennis?password=geheim&sslmode=require", "postgresql://db/kennis"),
        ("postgresql://db:5433/kennis?schema=proef", "postgresql://db:5433/kennis?schema=proef"),
        ("postgresql://jan@a,b:5433/kennis?read=c", "postgresql://jan@a,b:5433/kennis"),
        ("postgresql:///kennis?host=/run/postgresql", "postgresql:///kennis?host=/run/postgresql"),
        ("postgresql://j%40n@db/k", "postgresql://j%40n@db/k"),
    ],
)
def test_what_is_shown_holds_no_password(url: str, shown: str) -> None:
    """Only what tells which knowledge base it is."""
    assert parse(url).shown == shown
    assert "geheim" not in repr(parse(url))


def test_one_server() -> None:
    """What is read comes from where is written; the words of our own do not reach libpq."""
    found = parse("postgresql://jan:geheim@db:5433/kennis?schema=proef&sslmode=require")
    assert found.schema == "proef"
    assert found.reading is None
    assert found.writing == COMMON | {
        "user": "jan", "password": "geheim", "host": "db", "port": "5433", "dbname": "kennis", "sslmode": "require",
    }  # fmt: skip


def test_of_several_servers_the_one_that_takes_writes_is_written_to() -> None:
    """Reading is served by any of them, so that it goes on while none takes writes."""
    found = parse("postgresql://een,twee:5433/kennis")
    place = COMMON | {"dbname": "kennis", "host": "een,twee", "port": "5432,5433"}
    assert found.writing == place | {"target_session_attrs": "read-write"}
    assert found.reading == place


def test_servers_for_reading() -> None:
    """Standbys first; where they do not answer, those that are written to."""
    found = parse("postgresql://een/kennis?read=twee,drie:5433")
    assert found.writing == COMMON | {"dbname": "kennis", "host": "een", "port": "5432"}
    assert found.reading == COMMON | {
        "dbname": "kennis", "host": "twee,drie,een", "port": "5432,5433,5432", "target_session_attrs": "prefer-standby",
    }  # fmt: skip
    assert found.schema == "vindplaats"


@pytest.mark.parametrize("url", ["postgresql://db:poort/kennis", "postgresql://[::1/kennis"])
def test_what_is_no_address_is_refused(url: str) -> None:
    """Without repeating it."""
    with pytest.raises(ValueError, match="no address") as raised:
        parse(url)
    assert "kennis" not in str(raised.value)
