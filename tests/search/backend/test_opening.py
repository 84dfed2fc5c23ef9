"""Which backend a place has, and what stands beside it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from postgres_server import address_for

from search.backend.opening import exists, files_of, open_backend, shown
from search.backend.postgres.backend import PostgresBackend
from search.backend.sqlite.backend import FolderBackend
from search.errors import Obstacle, StoreAccessError


def test_a_place_has_one_kind_of_backend(tmp_path: Path) -> None:
    """An address is a database, everything else a folder."""
    for place, kind in ((tmp_path / "kb", FolderBackend), (address_for(tmp_path), PostgresBackend)):
        assert not exists(place)
        backend = open_backend(place)
        assert isinstance(backend, kind)
        backend.close()
        assert exists(place)


def test_own_files_of_a_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the setting says, else among the data of the user, a folder for each knowledge base."""
    url = "postgresql://jan:geheim@db:5433/kennis?schema=proef"
    monkeypatch.setenv("XDG_DATA_HOME", "/data")
    assert files_of(url) == Path("/data/vindplaats/db-5433-kennis-schema-proef")
    monkeypatch.setenv("VINDPLAATS_FILES", "/gedeeld")
    assert files_of(url) == Path("/gedeeld")
    assert files_of("kennisbank") == Path("kennisbank")
    assert shown(url) == "postgresql://jan@db:5433/kennis?schema=proef"
    assert shown(Path("kennisbank")) == "kennisbank"


@pytest.mark.parametrize(
    ("url", "obstacle"),
    [
        ("postgresql://jan:geheim@127.0.0.1:1/kennis", Obstacle.UNREACHABLE),
        ("postgresql://jan:geheim@127.0.0.1:poort/kennis", Obstacle.BAD_ADDRESS),
    ],
)
def test_no_error_shows_the_password(url: str, obstacle: Obstacle) -> None:
    """Neither in its words nor in where it came from."""
    with pytest.raises(StoreAccessError) as raised:
        open_backend(url)
    assert raised.value.obstacle is obstacle
    assert "geheim" not in f"{raised.value!r} {raised.value.path} {raised.value.__cause__!r}"


def test_without_the_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra: who has no database need not install it."""
    for name in [*sys.modules]:
        if name.startswith("search.backend.postgres"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreAccessError) as raised:
        open_backend("postgresql://db/kennis")
    assert raised.value.obstacle is Obstacle.NO_DRIVER
