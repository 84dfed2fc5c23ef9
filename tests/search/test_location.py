"""Places: folders and databases."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.location import is_database, located


@pytest.mark.parametrize(
    ("place", "database"),
    [
        ("postgresql://db/kennis", True),
        ("postgres://db/kennis", True),
        ("kennisbank", False),
        ("postgresql", False),
        (Path("postgresql://db/kennis"), False),
    ],
)
def test_an_address_is_a_database(place: str | Path, database: bool) -> None:  # noqa: FBT001 - the expected value
    """A path never is: it has lost a slash."""
    assert is_database(place) is database
    assert isinstance(located(place), str) is database
