"""Where a knowledge base is: a folder, or a database by its address."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

SCHEMES = ("postgresql://", "postgres://")
#: The setting that names the folder for the files that a knowledge base in a database keeps itself.
FILES_SETTING = "VINDPLAATS_FILES"
_UNFIT = re.compile(r"[^\w.-]+")


def is_database(place: str | Path) -> bool:
    """Tell whether a knowledge base is named by the address of a database rather than by a folder."""
    return isinstance(place, str) and place.startswith(SCHEMES)


def located(place: str | Path) -> str | Path:
    """Return a place as errors hold it: the address of a database as it is, everything else as a path."""
    return place if is_database(place) else Path(place)


def files_of(place: str | Path) -> Path:
    """Return the folder of the files that a knowledge base keeps itself: what was uploaded, attachments, the log.

    Of a database, it is the one that VINDPLAATS_FILES names, to be shared by all servers; else one of its own among the
    data of the user. It is made when something is written in it.
    """
    if not is_database(place):
        return Path(place)
    if chosen := os.environ.get(FILES_SETTING):
        return Path(chosen)
    parts = urlsplit(str(place))
    name = _UNFIT.sub("-", f"{parts.netloc.rpartition('@')[2]}{parts.path}").strip("-") or "kennisbank"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "vindplaats" / name
