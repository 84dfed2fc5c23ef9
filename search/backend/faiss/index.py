"""Nearest vectors by inner product. The only module that imports faiss.

An index is derived from the store and kept in a file beside it for a fast start. FAISS files carry no checksum and a
flipped bit changes answers silently, so a small JSON file beside it holds the checksum and says of which store and
generation it was made; anything that does not fit is rebuilt from the store.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from ingest.files.writing import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

DECIMALS = 6  # of an inner product


class VectorIndex:
    """Vectors by integer id, searched exactly. Several threads may search; while one changes it, nobody else may."""

    def __init__(self, dimensions: int, index: Any | None = None) -> None:  # noqa: ANN401 - faiss has no types
        self.dimensions = dimensions
        # IDMap2 and not IDMap: it can give a vector back by its id.
        self._index = index if index is not None else faiss.IndexIDMap2(faiss.IndexFlatIP(dimensions))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def ids(self) -> NDArray[np.int64]:
        """All ids, ascending."""
        return np.sort(faiss.vector_to_array(self._index.id_map))

    def copy(self) -> VectorIndex:
        """Return an index of its own with the same vectors."""
        return VectorIndex(self.dimensions, faiss.clone_index(self._index))

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors of shape (len(ids), dimensions). Raises ValueError when the shapes differ."""
        if vectors.shape != (len(ids), self.dimensions):
            message = f"{len(ids)} ids but vectors of shape {vectors.shape}, dimensions {self.dimensions}"
            raise ValueError(message)
        if len(ids):
            self._index.add_with_ids(
                np.ascontiguousarray(vectors, dtype=np.float32), np.ascontiguousarray(ids, dtype=np.int64)
            )

    def remove(self, ids: Sequence[int] | NDArray[np.int64]) -> None:
        """Take the vectors with these ids out; the others keep theirs."""
        if len(ids):
            self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(ids, dtype=np.int64)))

    def search(
        self, query: NDArray[np.float32], top: int, allowed: Sequence[int] | NDArray[np.int64] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (ids, inner products) of the ``top`` vectors nearest to ``query``, best first, ties by id.

        The products are rounded to DECIMALS before they are compared: beyond that, processors differ.
        ``allowed``: only these ids count; FAISS leaves the others out while it searches, so ``top`` of these come back.
        """
        count = min(top, len(self) if allowed is None else len(allowed))
        if count <= 0 or not len(self):
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters()
            parameters.sel = faiss.IDSelectorBatch(np.asarray(allowed, dtype=np.int64))
        flat = np.ascontiguousarray(query, dtype=np.float32).reshape(1, self.dimensions)
        # One question at a time: threads only cost the time to start them, ten times that of the search itself. OpenMP
        # keeps this number for each thread that asks, and a server asks from many.
        faiss.omp_set_num_threads(1)
        scores, ids = self._index.search(flat, count, params=parameters)
        scores, ids = np.round(scores[0][ids[0] >= 0], DECIMALS), ids[0][ids[0] >= 0]
        order = np.lexsort((ids, -scores))
        return ids[order], scores[order]

    def similarities(self, query: NDArray[np.float32], ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the inner product of ``query`` with each of these vectors, in their order."""
        if not len(ids):
            return np.zeros(0, dtype=np.float32)
        found, scores = self.search(query, len(ids), ids)
        order = np.argsort(found)
        places = np.searchsorted(found, ids, sorter=order)
        return scores[order[places]]

    def save(self, path: Path, stamp: dict[str, object]) -> None:
        """Write the index and, after it, the file that vouches for it with ``stamp`` and a checksum. Raises OSError."""
        data = faiss.serialize_index(self._index).tobytes()
        write_whole(path, data)
        write_whole(_sidecar(path), json.dumps({**stamp, "sha256": hashlib.sha256(data).hexdigest()}).encode())

    @classmethod
    def load(cls, path: Path, dimensions: int, stamp: dict[str, object]) -> VectorIndex | None:
        """Return the index in ``path``, None when it is missing, damaged or not the one ``stamp`` describes."""
        try:
            vouched = json.loads(_sidecar(path).read_bytes())
            data = path.read_bytes()
        except (OSError, ValueError):
            return None
        if vouched != {**stamp, "sha256": hashlib.sha256(data).hexdigest()}:
            return None
        index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
        return cls(dimensions, index) if index.d == dimensions else None


def read_stamp(path: Path) -> dict[str, object] | None:
    """Return what the index in ``path`` was made of, by the file that vouches for it; None when that is unreadable."""
    try:
        vouched = json.loads(_sidecar(path).read_bytes())
    except (OSError, ValueError):
        return None
    return {name: value for name, value in vouched.items() if name != "sha256"} if isinstance(vouched, dict) else None


def _sidecar(path: Path) -> Path:
    return path.with_name(path.name + ".json")
