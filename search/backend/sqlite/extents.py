"""Where the passages of each document stand among all keys, and in the corpus: small enough to be held whole.

A document's passages are written in one transaction in the order of their ordinals, so their keys follow each other,
and those of a document added later are higher. One small row for each document therefore says all of it, and a write
changes one of them.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import BlockKind
from search.backend.model import Placed
from search.backend.spans import Spans

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.backend.sqlite.reading import Reading

_COLUMNS = (int, str, int, bytes)
_ADDED = "SELECT document, id, first, places FROM extents WHERE document > :last AND places <> x'' ORDER BY document"
_MANY = 1000  # documents; so many new ids are sorted with the others rather than put among them one by one


def write_extent(db: sqlite3.Connection, document: int, id_: str, passages: Mapping[int, Passage]) -> None:
    """Write the extent of a document. ``passages``: by key, in the order in which they were written."""
    keys = list(passages)
    if keys and keys != list(range(keys[0], keys[0] + len(keys))):
        raise ValueError(f"keys of {id_} do not follow each other")
    codes = [2 * each.ordinal + (each.kind == BlockKind.FOOTNOTE) for each in passages.values()]
    blob = np.array(codes, dtype="<i4").tobytes()
    db.execute("INSERT INTO extents VALUES (?, ?, ?, ?)", (document, id_, min(keys, default=0), blob))


@dataclass(frozen=True)
class Extents(Spans):
    """The extents of the documents that hold passages, by key ascending; arrays of one length but the last.

    ``first``: the key of the first passage of each; ``counts``: how many it has. ``documents``: their keys; ``ids``.
    ``ranks``: the place of the document among all by id. ``codes``: of all passages one after the other, twice the
    ordinal, one more for a note.
    """

    documents: NDArray[np.int64]
    ids: Sequence[str]
    ranks: NDArray[np.int64]
    codes: NDArray[np.int32]

    @property
    def keys(self) -> NDArray[np.int64]:
        """The keys of all passages, ascending."""
        return self.numbers

    def keys_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys of the passages of these rows, ascending as the rows are."""
        return self.numbers_of(rows)

    def rows_of(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows of the documents with these keys, ascending; those without passages are left out."""
        documents = np.sort(documents)
        rows = np.searchsorted(self.documents, documents)
        held = rows < len(self.documents)
        held[held] = self.documents[rows[held]] == documents[held]
        return rows[held]

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys by document id, then in the order of the text; those of no passage are left out."""
        return self._ordered(keys)[0]

    def _ordered(self, keys: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        rows, held = self.locate(keys)
        keys, rows = keys[held], rows[held]
        order = np.lexsort((keys, self.ranks[rows]))  # within a document keys ascend as ordinals do
        return keys[order], rows[order]

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return the same with what is known of each."""
        keys, rows = self._ordered(keys)
        codes = self.codes[self.starts[rows] + keys - self.first[rows]]
        return Placed(keys, tuple(map(self.ids.__getitem__, rows.tolist())), codes & 1 == 1)


def read_extents(reading: Reading, before: Extents | None) -> Extents:
    """Return the extents of a generation; ``before``: those of an earlier one, of which only the difference is read."""
    last = int(before.documents[-1]) if before is not None and len(before.documents) else 0
    added = reading.typed(_COLUMNS, _ADDED, last=last)
    counts = np.array([len(row[3]) // 4 for row in added], dtype=np.int64)
    ids = [row[1] for row in added]
    first, documents = (np.array([row[column] for row in added], dtype=np.int64) for column in (2, 0))
    new = Extents(
        first, counts, documents, ids, _ranks(ids), np.frombuffer(b"".join(row[3] for row in added), dtype="<i4"),
    )  # fmt: skip
    if before is None:
        return new
    kept = _living(reading, before, len(added))
    return _joined(before if kept is None else _only(before, kept), new)


def _living(reading: Reading, before: Extents, added: int) -> NDArray[np.bool_] | None:
    """Tell of each document whether it is still there; None where all are, which their number tells."""
    count = reading.value("SELECT count(*) FROM extents WHERE places <> x''")
    if count == len(before.documents) + added:
        return None
    found = np.array(reading.column("SELECT document FROM extents ORDER BY document"), dtype=np.int64)
    return np.isin(before.documents, found)


def _only(extents: Extents, kept: NDArray[np.bool_]) -> Extents:
    order = np.argsort(extents.ranks[kept])
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    ids = [id_ for id_, keep in zip(extents.ids, kept.tolist(), strict=True) if keep]
    codes = extents.codes[np.repeat(kept, extents.counts)]
    return Extents(extents.first[kept], extents.counts[kept], extents.documents[kept], ids, ranks, codes)


def _joined(old: Extents, new: Extents) -> Extents:
    if not len(new.documents):
        return old
    ids = [*old.ids, *new.ids]
    return Extents(
        np.concatenate((old.first, new.first)), np.concatenate((old.counts, new.counts)),
        np.concatenate((old.documents, new.documents)), ids,
        _ranks(ids) if len(new.ids) > _MANY else _ranks_with(old, new.ids), np.concatenate((old.codes, new.codes)),
    )  # fmt: skip


def _ranks(ids: Sequence[str]) -> NDArray[np.int64]:
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _ranks_with(old: Extents, ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the ranks of all, those of a few new ids put among the others."""
    rows = np.argsort(old.ranks)  # by rank, so that ids can be looked for by halves
    places = [bisect_left(rows, id_, key=lambda row: old.ids[row]) for id_ in ids]
    own = [place + int(rank) for place, rank in zip(places, _ranks(ids), strict=True)]
    shifts = np.searchsorted(np.sort(places), old.ranks, side="right")
    return np.concatenate((old.ranks + shifts, np.array(own, dtype=np.int64)))
