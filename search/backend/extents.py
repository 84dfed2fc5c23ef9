"""Where the passages of each document stand among all, and in the corpus: small enough to be held whole.

A document's passages come in in one transaction, in the order of their ordinals, with numbers that follow each other
and are higher than those of any document before. One small row for each document therefore says all of it, and a write
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
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from ingest.model import Passage

_MANY = 1000  # documents; so many new ids are sorted with the others rather than put among them one by one


def codes_of(passages: Iterable[Passage]) -> list[int]:
    """Return for each passage what a store keeps of its place: twice its ordinal, one more for a note."""
    return [2 * each.ordinal + (each.kind == BlockKind.FOOTNOTE) for each in passages]


@dataclass(frozen=True)
class Extents(Spans):
    """The extents of the documents that hold passages, by number ascending; arrays of one length but the last.

    ``first``: the number of the first passage of each; ``counts``: how many it has. ``documents``: their keys; ``ids``.
    ``ranks``: the place of the document among all by id. ``codes``: see ``codes_of``, of all passages one after the
    other. A store may take the keys of passages for numbers.
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


def only(extents: Extents, kept: NDArray[np.bool_]) -> Extents:
    """Return the extents of those documents that are kept."""
    order = np.argsort(extents.ranks[kept])
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    ids = [id_ for id_, keep in zip(extents.ids, kept.tolist(), strict=True) if keep]
    codes = extents.codes[np.repeat(kept, extents.counts)]
    return Extents(extents.first[kept], extents.counts[kept], extents.documents[kept], ids, ranks, codes)


def joined(old: Extents, new: Extents) -> Extents:
    """Return the extents of the documents of both; the numbers of the new ones are higher."""
    if not len(new.documents):
        return old
    ids = [*old.ids, *new.ids]
    return Extents(
        np.concatenate((old.first, new.first)), np.concatenate((old.counts, new.counts)),
        np.concatenate((old.documents, new.documents)), ids,
        ranks_of(ids) if len(new.ids) > _MANY else _ranks_with(old, new.ids), np.concatenate((old.codes, new.codes)),
    )  # fmt: skip


def ranks_of(ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the place of each among all, in order."""
    ranks = np.empty(len(ids), dtype=np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _ranks_with(old: Extents, ids: Sequence[str]) -> NDArray[np.int64]:
    """Return the ranks of all, those of a few new ids put among the others."""
    rows = np.argsort(old.ranks)  # by rank, so that ids can be looked for by halves
    places = [bisect_left(rows, id_, key=lambda row: old.ids[row]) for id_ in ids]
    own = [place + int(rank) for place, rank in zip(places, ranks_of(ids), strict=True)]
    shifts = np.searchsorted(np.sort(places), old.ranks, side="right")
    return np.concatenate((old.ranks + shifts, np.array(own, dtype=np.int64)))
