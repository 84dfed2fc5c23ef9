"""Passages by key and by id, and where they stand in the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.access.reading import Reading, conditions
from search.backend.postgres.tables.numbers import numbers_of
from search.backend.spans import is_among
from search.backend.tables.passages import TablePassages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backend.derived import Generation
    from search.backend.model import Placed
    from search.model import Filters

_DOCUMENTS = "SELECT count(DISTINCT p.document) FROM passages p WHERE {condition} AND IN_SCOPE(p.document)"
_ALL = "SELECT p.key FROM passages p WHERE IN_SCOPE(p.document)"


class PostgresPassages(TablePassages[Reading]):
    """See search.backend.protocol.Passages."""

    def __init__(self, reading: Reading, passages: int, derived: Generation) -> None:
        super().__init__(reading)
        self._passages = passages  # how many there are, whatever the scope
        self._derived = derived

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
        allowed = self._reading.restricted_keys(filters)
        if allowed is None:  # all that are there
            allowed = numbers_of(self._reading, self._derived).ascending
        order = np.argsort(keys, kind="stable")
        passes = np.empty(len(keys), dtype=np.bool_)
        passes[order] = is_among(keys[order], allowed)
        return passes

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of the corpus; keys that are not there are left out."""
        return self.placed(keys).keys

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return these passages in the order of the corpus; keys that are not there are left out.

        It is known here: to read it of two thousand passages takes the server 40 ms in a large base.
        """
        return numbers_of(self._reading, self._derived).placed(self._reading.inside(as_keys(keys)))
