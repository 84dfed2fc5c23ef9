"""The extents of documents in SQLite: the keys of passages are their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.extents import Extents, codes_of, joined, only, ranks_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.backend.sqlite.reading import Reading

_COLUMNS = (int, str, int, bytes)
_ADDED = "SELECT document, id, first, places FROM extents WHERE document > :last AND places <> x'' ORDER BY document"


def write_extent(db: sqlite3.Connection, document: int, id_: str, passages: Mapping[int, Passage]) -> None:
    """Write the extent of a document. ``passages``: by key, in the order in which they were written."""
    keys = list(passages)
    if keys and keys != list(range(keys[0], keys[0] + len(keys))):
        raise ValueError(f"keys of {id_} do not follow each other")
    blob = np.array(codes_of(passages.values()), dtype="<i4").tobytes()
    db.execute("INSERT INTO extents VALUES (?, ?, ?, ?)", (document, id_, min(keys, default=0), blob))


def read_extents(reading: Reading, before: Extents | None) -> Extents:
    """Return the extents of a generation; ``before``: those of an earlier one, of which only the difference is read."""
    last = int(before.documents[-1]) if before is not None and len(before.documents) else 0
    added = reading.typed(_COLUMNS, _ADDED, last=last)
    counts = np.array([len(row[3]) // 4 for row in added], dtype=np.int64)
    ids = [row[1] for row in added]
    first, documents = (np.array([row[column] for row in added], dtype=np.int64) for column in (2, 0))
    new = Extents(
        first, counts, documents, ids, ranks_of(ids), np.frombuffer(b"".join(row[3] for row in added), dtype="<i4"),
    )  # fmt: skip
    if before is None:
        return new
    kept = _living(reading, before, len(added))
    return joined(before if kept is None else only(before, kept), new)


def _living(reading: Reading, before: Extents, added: int) -> NDArray[np.bool_] | None:
    """Tell of each document whether it is still there; None where all are, which their number tells."""
    count = reading.value("SELECT count(*) FROM extents WHERE places <> x''")
    if count == len(before.documents) + added:
        return None
    found = np.array(reading.column("SELECT document FROM extents ORDER BY document"), dtype=np.int64)
    return np.isin(before.documents, found)
