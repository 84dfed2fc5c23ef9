"""How Python's values travel: texts, keys and vectors, and arrays that come back as numpy's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from psycopg.adapt import Buffer, Dumper, Loader
from psycopg.pq import Format
from psycopg.types.string import StrDumper

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from psycopg import Connection

_INT8_ARRAY = 1016  # the type bigint[]: these numbers never change (pg_type.dat)
_INT4_ARRAY = 1007
_FLOAT8_ARRAY = 1022
_INT8 = 20
#: Array type -> how one cell of it travels: its length in bytes, then the number.
_CELLS = {
    _INT8_ARRAY: np.dtype([("length", ">i4"), ("value", ">i8")]),
    _INT4_ARRAY: np.dtype([("length", ">i4"), ("value", ">i4")]),
    _FLOAT8_ARRAY: np.dtype([("length", ">i4"), ("value", ">f8")]),
}
_NATIVE = {_INT8_ARRAY: np.int64, _INT4_ARRAY: np.int32, _FLOAT8_ARRAY: np.float64}
_HEAD = 20  # bytes before the cells: dimensions, flags, type, length, lower bound; 12 where there are no cells


class _TextDumper(StrDumper):
    """PostgreSQL cannot hold the character NUL; another one takes its place, so that all offsets stay right."""

    def dump(self, obj: str) -> Buffer | None:
        return super().dump(obj.replace("\0", "\ufffd") if "\0" in obj else obj)


class _KeysDumper(Dumper):
    """Keys, as the cells of a bigint[]."""

    format = Format.BINARY
    oid = _INT8_ARRAY

    def dump(self, obj: NDArray[np.int64]) -> Buffer | None:
        cells = np.empty(len(obj), dtype=_CELLS[_INT8_ARRAY])
        cells["length"], cells["value"] = 8, obj
        head = [1, 0, _INT8, len(obj), 1] if len(obj) else [0, 0, _INT8]
        return np.array(head, dtype=">i4").tobytes() + cells.tobytes()


class _ArrayLoader(Loader):
    """An array without NULLs, as numpy's."""

    format = Format.BINARY

    def load(self, data: Buffer) -> NDArray[Any]:
        cells = np.frombuffer(bytes(data[_HEAD:]), dtype=_CELLS[self.oid])
        return cells["value"].astype(_NATIVE[self.oid])


def adapt(db: Connection[Any]) -> None:
    """Let a connection take and give values so."""
    db.adapters.register_dumper(str, _TextDumper)
    db.adapters.register_dumper(np.ndarray, _KeysDumper)
    for oid in _CELLS:
        db.adapters.register_loader(oid, _ArrayLoader)


def as_keys(keys: Iterable[int] | NDArray[np.int64]) -> NDArray[np.int64]:
    """Return keys as a statement takes them: ``= ANY(%(keys)s)``."""
    return keys.astype(np.int64, copy=False) if isinstance(keys, np.ndarray) else np.array([*keys], dtype=np.int64)


def vector_text(vector: NDArray[np.float32]) -> str:
    """Return a vector as a statement takes it: ``%(query)s::vector``."""
    return f"[{','.join(map(repr, vector.tolist()))}]"


def vector_bytes(vector: NDArray[np.float32]) -> bytes:
    """Return a vector as COPY takes a halfvec in binary: how many numbers, two bytes without meaning, the numbers."""
    return np.array([len(vector), 0], dtype=">i2").tobytes() + vector.astype(">f2").tobytes()
