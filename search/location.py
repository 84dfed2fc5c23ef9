"""Where a knowledge base is: a folder, or a database by its address."""

from __future__ import annotations

from pathlib import Path

SCHEMES = ("postgresql://", "postgres://")


def is_database(place: str | Path) -> bool:
    """Tell whether a knowledge base is named by the address of a database rather than by a folder."""
    return isinstance(place, str) and place.startswith(SCHEMES)


def located(place: str | Path) -> str | Path:
    """Return a place as errors hold it: the address of a database as it is, everything else as a path."""
    return place if is_database(place) else Path(place)
