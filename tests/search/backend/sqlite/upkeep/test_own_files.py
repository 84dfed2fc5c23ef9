"""Which files a knowledge base keeps itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.backend.sqlite.upkeep.own_files import own_place


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("/srv/kb/bestanden/nota.txt", Path("bestanden/nota.txt")),
        ("/srv/bestanden/kb/bijlagen/brief-1/2/nota.txt", Path("bijlagen/brief-1/2/nota.txt")),
        ("/home/iemand/nota.txt", None),
        ("/srv/kb/bestanden/../../etc/nota.txt", None),  # out of the folder, as only a tampered copy would say
    ],
)
def test_the_place_of_a_file_below_the_folder(source: str, place: Path | None) -> None:
    """Wherever the knowledge base stood when it was read."""
    assert own_place(Path(source)) == place
