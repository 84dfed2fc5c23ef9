"""Chooses the backend of a knowledge base by its place. The driver of a database is an extra, which may be missing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.connection import STORE_NAME
from search.errors import Obstacle, StoreAccessError
from search.location import is_database

if TYPE_CHECKING:
    from types import ModuleType

    from search.backend.protocol import Backend

#: The setting that names the folder for the files that a knowledge base in a database keeps itself.
FILES_SETTING = "VINDPLAATS_FILES"
_UNFIT = re.compile(r"[^\w.-]+")


def open_backend(place: str | Path, store: str = STORE_NAME) -> Backend:
    """Open the store at a place, made when it is not there; ``store``: the name of its file in a folder.

    Raises StoreAccessError, also where the driver of a database is not installed, StoreBusyError, StoreDamagedError and
    SchemaVersionError.
    """
    if not is_database(place):
        return FolderBackend.open(place, store)
    opened: Backend = _postgres().PostgresBackend.open(str(place), files_of(place))
    return opened


def exists(place: str | Path) -> bool:
    """Tell whether there is a knowledge base. Raises StoreAccessError where a database cannot be reached."""
    if not is_database(place):
        return (Path(place) / STORE_NAME).is_file()
    return bool(_postgres().exists(str(place)))


def shown(place: str | Path) -> str:
    """Return a place as people may see it: of an address without its password."""
    if not is_database(place):
        return str(place)
    from search.backend.postgres.access.address import parse

    try:
        return parse(str(place)).shown
    except ValueError:
        return "postgresql://"


def files_of(place: str | Path) -> Path:
    """Return the folder of the files that a knowledge base keeps itself: what was uploaded, attachments, the log.

    Of a database, it is the one that VINDPLAATS_FILES names, to be shared by all servers; else one of its own among the
    data of the user. It is made when something is written in it.
    """
    if not is_database(place):
        return Path(place)
    if chosen := os.environ.get(FILES_SETTING):
        return Path(chosen)
    name = _UNFIT.sub("-", shown(place).partition("://")[2].rpartition("@")[2]).strip("-")
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "vindplaats" / (name or "kennisbank")


def _postgres() -> ModuleType:
    """The backend for PostgreSQL; raises StoreAccessError where its driver is missing."""
    try:
        from search.backend.postgres import backend
    except ImportError as error:
        raise StoreAccessError("postgresql://", str(error), Obstacle.NO_DRIVER) from error
    return backend
