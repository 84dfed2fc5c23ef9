"""Knowledge bases in a database, whose driver is an extra that need not be installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.errors import Obstacle, StoreAccessError

if TYPE_CHECKING:
    from search.backend.protocol import Backend


def open_database(url: str) -> Backend:
    """Open the knowledge base at an address, made when it is not there; see search.backend.postgres.backend."""
    _check_driver()
    from search.backend.postgres.backend import PostgresBackend

    return PostgresBackend.open(url)


def database_exists(url: str) -> bool:
    """Tell whether there is a knowledge base at an address. Raises StoreAccessError where that cannot be found out."""
    _check_driver()
    from search.backend.postgres.backend import exists

    return exists(url)


def _check_driver() -> None:
    try:
        import psycopg  # noqa: F401 - whether it can be imported
    except ImportError as error:
        raise StoreAccessError("postgresql://", str(error), Obstacle.NO_DRIVER) from error
