"""Which passages are nearest to questions, found by comparing every vector of a folder, and how many a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.sqlite.backend import FolderBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backend.protocol import Snapshot

BEST = 10
IN_TURN = 20_000  # vectors read at once


def exact(place: str, queries: NDArray[np.float32]) -> list[frozenset[str]]:
    """Return the ids of the ten passages nearest to each query (rows of length 1)."""
    scores = np.full((len(queries), BEST), -2, dtype=np.float32)
    keys = np.zeros((len(queries), BEST), dtype=np.int64)
    backend = FolderBackend.open(place)
    with backend.connection.reading() as held:
        rows = held.db.execute("SELECT passage, vector FROM passage_vectors ORDER BY passage")
        while part := rows.fetchmany(IN_TURN):
            vectors = np.frombuffer(b"".join(vector for _, vector in part), dtype="<f2").reshape(len(part), -1)
            found = np.hstack((scores, queries @ vectors.astype(np.float32).T))
            own = np.broadcast_to(np.array([key for key, _ in part]), (len(queries), len(part)))
            best = np.argpartition(-found, BEST)[:, :BEST]
            scores = np.take_along_axis(found, best, axis=1)
            keys = np.take_along_axis(np.hstack((keys, own)), best, axis=1)
    with backend.snapshot() as snapshot:
        ids = ids_of(snapshot, np.unique(keys))
    backend.close()
    return [frozenset(ids[key] for key in row) for row in keys.tolist()]


def found(snapshot: Snapshot, queries: NDArray[np.float32], top: int) -> list[frozenset[str]]:
    """Return the ids of the ``top`` passages that a search finds nearest to each query."""
    keys = [snapshot.vectors.nearest(query, top) for query in queries]
    ids = ids_of(snapshot, np.unique(np.concatenate(keys)))
    return [frozenset(ids[key] for key in row.tolist()) for row in keys]


def ids_of(snapshot: Snapshot, keys: NDArray[np.int64]) -> dict[int, str]:
    """Return key -> id of these passages."""
    parts = (keys[low : low + IN_TURN].tolist() for low in range(0, len(keys), IN_TURN))
    return {key: passage.id for part in parts for key, passage in snapshot.passages.read(part).items()}


def share(expected: Sequence[frozenset[str]], met: Sequence[frozenset[str]]) -> float:
    """Return how many of those expected are among those met, 0-1."""
    hits = sum(len(one & other) for one, other in zip(expected, met, strict=True))
    return hits / sum(map(len, expected))
