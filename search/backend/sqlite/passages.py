"""Passages by key and by id, and where they stand in the corpus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from search.backend.spans import is_among
from search.backend.sqlite.reading import Reading
from search.backend.tables.passages import TablePassages

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from search.backend.model import Placed
    from search.backend.sqlite.filtering import Filtering
    from search.model import Filters


class SqlitePassages(TablePassages[Reading]):
    """See search.backend.protocol.Passages."""

    def __init__(self, filtering: Filtering) -> None:
        super().__init__(filtering.reading)
        self._filtering = filtering

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages that pass the filters, ascending."""
        return self._filtering.keys(filters)

    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""
        keys = self._filtering.restricted(filters)
        return len(self._filtering.extents if keys is None else keys)

    def count_documents(self, filters: Filters) -> int:
        """Return in how many documents the passages stand that pass the filters."""
        return len(np.unique(self._filtering.extents.locate(self.keys(filters))[0]))

    def passing(self, keys: NDArray[np.int64], filters: Filters | None = None) -> NDArray[np.bool_]:
        """Tell of each of these passages, given ascending, whether it passes the filters."""
        allowed = self._filtering.restricted(filters)
        return self._filtering.extents.locate(keys)[1] if allowed is None else is_among(keys, allowed)

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of the corpus."""
        return self._filtering.extents.in_order(self._in_scope(keys))

    def _in_scope(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        allowed = self._filtering.restricted()
        return keys if allowed is None else keys[np.isin(keys, allowed)]

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return these passages in the order of the corpus."""
        return self._filtering.extents.placed(self._in_scope(keys))
