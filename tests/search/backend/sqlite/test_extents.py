"""Extents that follow from an earlier generation's equal those read anew, whatever was written in between."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest
from search_factories import Part, make_document
from store_factories import put

from ingest.model import BlockKind
from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.extents import read_extents
from search.backend.sqlite.reading import Reading
from search.model import Filters
from search.scope import EVERYTHING

if TYPE_CHECKING:
    from pathlib import Path

    from ingest.model import Document
    from search.backend.extents import Extents


def random_document(random: Random) -> Document:
    """A document with up to five passages, of which some have a note, a goal or a chapter of their own."""
    parts = [
        Part(
            (random.choice(("Water.", "Klimaat.", "Handel en hulp.")),),
            (random.choice(("Water", "Land")),),
            tuple(random.sample((6, 13), random.randrange(3))),
        )
        for _ in range(random.randrange(6))
    ]
    return make_document(*parts, id_=f"nota-{random.randrange(12)}", title="Nota")


def write(backend: FolderBackend, random: Random) -> None:
    """Add, replace or remove a document."""
    if random.random() < 0.3:
        backend.remove(f"nota-{random.randrange(12)}")
    else:
        put(backend, random_document(random))


def as_lists(extents: Extents) -> list[object]:
    """What two extents must have in common."""
    arrays = (extents.documents, extents.first, extents.counts, extents.ranks, extents.codes, extents.keys)
    return [list(extents.ids), *(each.tolist() for each in arrays)]


@pytest.mark.parametrize("many", [0, 1000])
def test_a_generation_that_follows_equals_a_fresh_one(
    tmp_path: Path, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Extents and the passages that pass filters, after writes one at a time and several at once."""
    monkeypatch.setattr("search.backend.extents._MANY", many)
    random = Random(5)  # noqa: S311 - a corpus, no secret
    asked = [Filters(), Filters(chapter="wat"), Filters(sdg=6), Filters(sdg=13, chapter="land"), Filters(year=2022)]
    backend = FolderBackend.open(tmp_path)
    backend.adopt("test", "test-1", 8)
    for _ in range(25):
        for _ in range(random.choice((1, 1, 4))):
            write(backend, random)
        with backend.snapshot() as snapshot:
            fresh = read_extents(Reading(snapshot._reading.db, 0, EVERYTHING), None)
            assert as_lists(snapshot._filtering.extents) == as_lists(fresh)
            found = [snapshot.passages.keys(filters).tolist() for filters in asked]
        with FolderBackend.open(tmp_path).snapshot() as snapshot:
            assert found == [snapshot.passages.keys(filters).tolist() for filters in asked]
            read = snapshot.passages.read(found[0])
            expected = sorted(found[0], key=lambda key: (read[key].document, read[key].ordinal))
            placed = snapshot.passages.placed(np.array(found[0], dtype=np.int64))
            assert placed.keys.tolist() == expected == snapshot.passages.in_order(np.array(found[0])).tolist()
            assert placed.documents == tuple(read[key].document for key in expected)
    backend.close()


def test_a_note_is_one(tmp_path: Path) -> None:
    """A place tells whether a passage is a footnote."""
    backend = FolderBackend.open(tmp_path)
    document = make_document("Water.", "Zie daar.", id_="nota")
    text, note = document.passages
    put(backend, replace(document, passages=(text, replace(note, kind=BlockKind.FOOTNOTE))))
    with backend.snapshot() as snapshot:
        placed = snapshot.passages.placed(snapshot.passages.keys())
    assert placed.notes.tolist() == [False, True]
    backend.close()
