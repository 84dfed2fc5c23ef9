"""Passages by key and by id, and where they stand in the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.model import Placed
from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.access.reading import Reading, conditions
from search.backend.tables.passages import TablePassages
from search.model import Filters

if TYPE_CHECKING:
    from numpy.typing import NDArray

# As arrays, each a value: of a thousand rows the driver would make objects one by one.
_PLACED = """
    SELECT array_agg(key), array_agg(document), array_agg(note) FROM (
        SELECT p.key, p.document, (p.kind = 'footnote')::integer AS note
        FROM passages p JOIN documents d ON d.key = p.document
        WHERE p.key = ANY(%(keys)s) AND IN_SCOPE(p.document) ORDER BY d.id, p.ordinal) each"""
_IDS = "SELECT key, id FROM documents WHERE key = ANY(%(keys)s)"
_IN_ORDER = """
    SELECT array_agg(p.key ORDER BY d.id, p.ordinal) FROM passages p JOIN documents d ON d.key = p.document
    WHERE p.key = ANY(%(keys)s) AND IN_SCOPE(p.document)"""
_PASSING = "SELECT p.key FROM passages p WHERE p.key = ANY(%(keys)s) AND {condition} AND IN_SCOPE(p.document)"
_DOCUMENTS = "SELECT count(DISTINCT p.document) FROM passages p WHERE {condition} AND IN_SCOPE(p.document)"
_ALL = "SELECT p.key FROM passages p WHERE IN_SCOPE(p.document)"


class PostgresPassages(TablePassages[Reading]):
    """See search.backend.protocol.Passages."""

    def __init__(self, reading: Reading, passages: int) -> None:
        super().__init__(reading)
        self._passages = passages  # how many there are, whatever the scope

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages that pass the filters, ascending."""
        keys = self._reading.restricted_keys(filters)
        return self._reading.keys(_ALL) if keys is None else keys

    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""
        keys = self._reading.restricted_keys(filters)
        return self._passages if keys is None else len(keys)

    def count_documents(self, filters: Filters) -> int:
        """Return in how many documents the passages stand that pass the filters."""
        condition, values = conditions(filters)
        return int(self._reading.value(_DOCUMENTS.format(condition=condition), **values))

    def passing(self, keys: NDArray[np.int64], filters: Filters | None = None) -> NDArray[np.bool_]:
        """Tell of each of these passages whether it passes the filters."""
        condition, values = conditions(filters or Filters())
        found = self._reading.keys(_PASSING.format(condition=condition), **{**values, "keys": as_keys(keys)})
        passes: NDArray[np.bool_] = np.isin(keys, found)
        return passes

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of the corpus; keys that are not there are left out."""
        [(found,)] = self._reading.arrays(_IN_ORDER, keys=as_keys(keys))
        return as_keys(() if found is None else found)

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return these passages in the order of the corpus; keys that are not there are left out."""
        [(found, documents, notes)] = self._reading.arrays(_PLACED, keys=as_keys(keys))
        if found is None:
            return Placed(as_keys(()), (), np.zeros(0, dtype=np.bool_))
        ids = dict(self._reading.rows(_IDS, keys=np.unique(documents)))
        return Placed(found, tuple(map(ids.__getitem__, documents.tolist())), notes == 1)
