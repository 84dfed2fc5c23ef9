"""What keeps PostgreSQL from its work, as errors of the store."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg

from search.errors import (
    Obstacle,
    StoreAccessError,
    StoreBusyError,
    StoreDamagedError,
    StoreMovedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

# SQLSTATE, or the two letters of its class -> what is in the way
# (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_OBSTACLES = {
    "42501": Obstacle.DATABASE_RIGHTS,
    "25006": Obstacle.READ_ONLY_SERVER,
    "28": Obstacle.LOGIN,
    "3D": Obstacle.NO_DATABASE,
    "08": Obstacle.UNREACHABLE,
    "57P01": Obstacle.UNREACHABLE,
    "57P02": Obstacle.UNREACHABLE,
    "57P03": Obstacle.UNREACHABLE,
    "57P05": Obstacle.UNREACHABLE,
    "53100": Obstacle.DATABASE_FULL,
    "53200": Obstacle.DATABASE_FULL,
    "58": Obstacle.DATABASE_DISK,
}
_BUSY = frozenset(("40001", "40P01", "55P03", "53300", "57014", "55006"))
_DAMAGED = frozenset(("XX001", "XX002"))
#: States in which to do the same once more is all there is to do: the server chose one of two that waited for another.
AGAIN = frozenset(("40001", "40P01"))


# Of a connection that the server refuses libpq keeps the words only; those of a server that speaks English.
_REFUSALS = {
    re.compile(r'database ".*" does not exist'): "3D000",
    re.compile(r'authentication failed|no password supplied|no pg_hba\.conf entry|role ".*" does not exist'): "28000",
    re.compile("too many clients|too many connections|connection slots are reserved"): "53300",
}
_NO_CONNECTION = "08000"


def state_of(error: psycopg.Error) -> str:
    """Return the SQLSTATE of an error, that of a lost connection where there was none for the server to give one by."""
    if error.sqlstate is not None or not isinstance(error, psycopg.OperationalError):
        return error.sqlstate or ""
    return next((state for words, state in _REFUSALS.items() if words.search(str(error))), _NO_CONNECTION)


def connection_lost(error: psycopg.Error) -> bool:
    """Tell whether the connection, rather than what was asked, is what went wrong."""
    state = state_of(error)
    return _OBSTACLES.get(state, _OBSTACLES.get(state[:2])) is Obstacle.UNREACHABLE


@contextmanager
def translating_errors(place: str, *, reading: bool = False) -> Iterator[None]:
    """Raise what psycopg raises as errors of the store at ``place``, which is shown to people.

    ``reading``: inside a snapshot; where it was lost, with its server or to what a replica had to replay, it is a
    StoreMovedError: then it is to be read again. Mistakes of this program pass.
    """
    try:
        yield
    except psycopg.Error as error:
        raise _translated(error, place, reading=reading) from error


def _translated(error: psycopg.Error, place: str, *, reading: bool) -> Exception:
    state = state_of(error)
    if reading and (connection_lost(error) or state in AGAIN):
        return StoreMovedError(place)
    if state in _BUSY:
        return StoreBusyError(place)
    if state in _DAMAGED:
        return StoreDamagedError(place, _words(error))
    obstacle = _OBSTACLES.get(state, _OBSTACLES.get(state[:2]))
    if obstacle is None:
        return error
    return StoreAccessError(place, _words(error), obstacle)


def _words(error: psycopg.Error) -> str:
    """The words of the server, on one line: what libpq says of several hosts has a line for each."""
    return " ".join((error.diag.message_primary or str(error)).split())
