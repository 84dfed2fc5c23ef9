"""A sketch that is made of an earlier one is the one that is made of the store; a file is used only for its own store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from vector_factories import StoredVectors, clustered

from search.backend.faiss.making import load, make, save

if TYPE_CHECKING:
    from pathlib import Path

STAMP: dict[str, object] = {"store": "a", "encoder": "1"}


def filled(documents: int = 6) -> StoredVectors:
    """Return a store with documents of fifty passages."""
    source = StoredVectors()
    for number in range(documents):
        source.add(clustered(50, seed=number))
    return source


def test_made_of_an_earlier_one() -> None:
    """After documents came and went: the same keys and codes, and the same signs around the earlier mean."""
    source = filled()
    earlier = make(source, source.documents())
    source.remove(2)
    source.add(clustered(30, seed=40))
    source.remove(6)
    made, fresh = make(source, source.documents(), earlier), make(source, source.documents())
    assert made.keys.tolist() == fresh.keys.tolist() == source.all()[0].tolist()
    assert np.array_equal(made.codes.rows, fresh.codes.rows)
    assert (made.mean is earlier.mean, made.made_for, fresh.made_for) == (True, 300, 230)
    assert np.array_equal(made.signs, made.coding.signs(made.codes.rows, earlier.mean))


def test_an_outgrown_mean_is_taken_again() -> None:
    """From four times as many passages on."""
    source = filled(1)
    earlier = make(source, source.documents())
    for number in range(2, 6):
        source.add(clustered(50, seed=number))
    made = make(source, source.documents(), earlier)
    assert (made.made_for, made.mean.tolist()) == (250, make(source, source.documents()).mean.tolist())


def test_the_same_vectors_make_the_same_file(tmp_path: Path) -> None:
    """Byte by byte."""
    for name in ("x", "y"):
        source = filled()
        save(make(source, source.documents()), tmp_path / name, STAMP)
    assert (tmp_path / "x").read_bytes() == (tmp_path / "y").read_bytes()


def test_a_loaded_sketch_is_the_saved_one(tmp_path: Path) -> None:
    """With its documents."""
    source = filled()
    made = make(source, source.documents())
    save(made, tmp_path / "x", STAMP)
    loaded = load(tmp_path / "x", STAMP, 64)
    assert loaded is not None
    assert (loaded.made_for, loaded.mean.tolist()) == (made.made_for, made.mean.tolist())
    assert loaded.documents.in_common(source.documents()).all()
    query = clustered(1, seed=9)[0].astype(np.float32)
    assert loaded.search(query, 20, source).tolist() == made.search(query, 20, source).tolist()


@pytest.mark.parametrize(
    ("stamp", "dimensions"), [({"store": "b", "encoder": "1"}, 64), ({"store": "a", "encoder": "2"}, 64), (STAMP, 32)]
)
def test_a_file_of_another_store_is_refused(tmp_path: Path, stamp: dict[str, object], dimensions: int) -> None:
    """Or of another encoder, or of vectors of another length; a missing one too."""
    source = filled()
    save(make(source, source.documents()), tmp_path / "x", STAMP)
    assert load(tmp_path / "x", stamp, dimensions) is None
    assert load(tmp_path / "absent", STAMP, 64) is None


def test_nothing_stored() -> None:
    """No passages make an empty sketch, which finds nothing."""
    source = StoredVectors()
    made = make(source, source.documents())
    assert made.search(clustered(1)[0].astype(np.float32), 5, source).tolist() == []
