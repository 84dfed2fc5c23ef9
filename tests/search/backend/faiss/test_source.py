"""Documents by key, with the stretches of keys that their passages have."""

from __future__ import annotations

import numpy as np

from search.backend.faiss.source import Documents


def documents(*rows: tuple[int, int, int, int]) -> Documents:
    """Return documents of (key, tag, first, last)."""
    return Documents(*np.array(rows, dtype=np.int64).reshape(-1, 4).T)


THREE = documents((1, 7, 1, 3), (2, 8, 4, 5), (5, 9, 20, 20))


def test_passages() -> None:
    """Their number, their keys, and whose a passage is."""
    assert THREE.passages == 6
    assert THREE.passage_keys().tolist() == [1, 2, 3, 4, 5, 20]
    assert THREE.hold(np.array([0, 1, 5, 6, 19, 20, 21])).tolist() == [False, True, True, False, False, True, False]
    assert documents().hold(np.array([1])).tolist() == [False]
    assert documents().passage_keys().tolist() == []


def test_stretches_join_neighbours_and_end_somewhere() -> None:
    """Those that follow each other are read at once, up to 4,096 keys."""
    assert list(THREE.stretches()) == [(1, 5), (20, 20)]
    assert list(documents((1, 0, 1, 5000)).stretches()) == [(1, 4096), (4097, 5000)]
    assert list(documents().stretches()) == []


def test_the_same_key_with_another_content_is_another_document() -> None:
    """As in two copies of a store that went separate ways."""
    other = documents((2, 8, 4, 5), (5, 10, 20, 22))
    assert THREE.in_common(other).tolist() == [False, True, False]
    assert THREE.in_common(documents()).tolist() == [False, False, False]


def test_joined_in_order() -> None:
    """By key."""
    joined = THREE.joined(documents((3, 1, 6, 9)))
    assert joined.keys.tolist() == [1, 2, 3, 5]
    assert joined.passage_keys().tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 20]
