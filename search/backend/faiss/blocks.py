"""A file of arrays that is read where it lies: small ones checked when it is opened, one large one block by block.

FAISS files carry no checksum, and a flipped bit changes answers silently. Here every byte has one: those of the small
arrays are compared when the file is opened, which takes no longer than reading them; each block of the large one when
it is first touched, so that opening does not read gigabytes. Nothing in the file is code.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.files.writing import writing_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_MAGIC = b"vindplaats vectors 1\n"
_TRAILER = 32 + 8  # bytes: the checksum of what states where everything is, and its length
_KINDS = {"uint8": np.uint8, "int64": np.int64}
BLOCK = 4096  # rows that have one checksum


@dataclass(frozen=True, slots=True)
class BlockFile:
    """An open file. ``made_of``: what whoever wrote it said of it; ``arrays``: the small ones, by name.

    ``rows``: the large one, in blocks of BLOCK rows.
    """

    made_of: dict[str, Any]
    arrays: dict[str, NDArray[Any]]
    rows: NDArray[np.int8]
    _checksums: list[int]
    _sound: bytearray = field(repr=False)  # 1 for each block that was found sound

    def is_sound(self, block: int) -> bool:
        """Tell whether a block is as it was written, which is found out when it is first asked."""
        if not self._sound[block]:
            self._sound[block] = _checksum(self.rows[block * BLOCK : (block + 1) * BLOCK]) == self._checksums[block]
        return bool(self._sound[block])

    def damaged(self) -> list[int]:
        """Return the blocks that are not as they were written."""
        return [block for block in range(len(self._checksums)) if not self.is_sound(block)]


def write_blocks(
    path: Path, made_of: Mapping[str, object], arrays: Mapping[str, NDArray[Any]], blocks: Iterable[NDArray[np.int8]]
) -> None:
    """Write a file in the place of an older one, whole or not at all. Raises OSError.

    ``blocks``: of BLOCK rows each, the last of what is left.
    """
    with writing_whole(path) as file:
        file.write(_MAGIC)
        checksums, shape = [], (0, 0)
        for block in blocks:
            file.write(np.ascontiguousarray(block).data)
            checksums.append(_checksum(block))
            shape = shape[0] + len(block), block.shape[1]
        place = len(_MAGIC) + shape[0] * shape[1]
        stated: dict[str, object] = {}
        for name, array in arrays.items():
            file.write(np.ascontiguousarray(array).data)
            stated[name] = [array.dtype.name, list(array.shape), place, _checksum(array)]
            place += array.nbytes
        header = json.dumps({"of": dict(made_of), "arrays": stated, "rows": shape, "checksums": checksums}).encode()
        file.write(header + hashlib.sha256(header).digest() + len(header).to_bytes(8, "little"))


def read_blocks(path: Path) -> BlockFile | None:
    """Open a file; None when it is damaged. Raises OSError when it is missing or cannot be read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        if size < len(_MAGIC) + _TRAILER or file.read(len(_MAGIC)) != _MAGIC:
            return None
        file.seek(size - _TRAILER)
        trailer = file.read(_TRAILER)
        start = size - _TRAILER - int.from_bytes(trailer[32:], "little")
        if start < len(_MAGIC):
            return None
        file.seek(start)
        header = file.read(size - _TRAILER - start)
        if hashlib.sha256(header).digest() != trailer[:32]:
            return None
        stated = json.loads(header)
        arrays = {}
        for name, (kind, shape, place, checksum) in stated["arrays"].items():
            file.seek(place)
            arrays[name] = np.fromfile(file, _KINDS[kind], int(np.prod(shape))).reshape(shape)
            if _checksum(arrays[name]) != checksum:
                return None
    checksums = stated["checksums"]
    return BlockFile(stated["of"], arrays, _rows(path, tuple(stated["rows"])), checksums, bytearray(len(checksums)))


def _rows(path: Path, shape: tuple[int, int]) -> NDArray[np.int8]:
    """The large array. Mapped: what no search touches takes no memory, and several programs share the rest."""
    if not shape[0]:
        return np.zeros(shape, dtype=np.int8)
    if os.name == "nt":  # where a file that is mapped cannot be replaced
        return np.fromfile(path, np.int8, shape[0] * shape[1], offset=len(_MAGIC)).reshape(shape)
    return np.memmap(path, np.int8, "r", len(_MAGIC), shape)


def _checksum(array: NDArray[Any]) -> int:
    return zlib.crc32(np.ascontiguousarray(array).data) if array.size else 0
