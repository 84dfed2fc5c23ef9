"""The vectors as they are stored, for the indexes of search.backend.faiss."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from search.backend.sqlite.reading import as_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from search.backend.faiss.indexes import Kind
    from search.backend.sqlite.reading import Reading


class SqliteVectors:
    """See search.backend.faiss.indexes.Source."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.generation = reading.generation

    @cached_property
    def _settings(self) -> dict[str, str]:
        """Read when an index is loaded or built, not for every question."""
        return dict(self._reading.rows("SELECT name, value FROM meta"))

    @property
    def dimensions(self) -> int:
        """Length of a vector."""
        return int(self._settings.get("dimensions", "0"))

    @property
    def store(self) -> str:
        """What tells this store from every other."""
        return self._settings.get("store", "")

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""
        return self._settings.get("fingerprint", "")

    def keys(self, kind: Kind) -> NDArray[np.int64]:
        """Return the keys of all passages or sentences, ascending."""
        return np.array(self._reading.column(f"SELECT key FROM {kind} ORDER BY key"), dtype=np.int64)  # noqa: S608 - one of two names

    def vectors(self, kind: Kind, keys: Sequence[int] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (keys, vectors) of passages or sentences, all of them or those with ``keys``, ascending by key.

        Raises ValueError where what is stored are no vectors of ``dimensions`` numbers.
        """
        some = "" if keys is None else " WHERE key IN (SELECT value FROM json_each(:keys))"
        # As bytes whatever they became: damage that makes text of them is then a vector of another length.
        sql = f"SELECT key, CAST(vector AS BLOB) FROM {kind}{some} ORDER BY key"  # noqa: S608 - one of two names
        rows = self._reading.rows(sql, keys=as_json(keys or ()))
        ids = np.array([key for key, _ in rows], dtype=np.int64)
        flat = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float32)
        return ids, flat.reshape(len(rows), self.dimensions)

    def sentence_passages(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (sentence keys, the passage key of each), both ascending: a passage is written with its sentences."""
        rows = np.array(self._reading.rows("SELECT key, passage FROM sentences ORDER BY key"), dtype=np.int64)
        rows = rows.reshape(-1, 2)
        return rows[:, 0].copy(), rows[:, 1].copy()
