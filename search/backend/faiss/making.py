"""Makes the sketch of a large knowledge base, of all its vectors or of an earlier one and what came since; its file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.faiss.blocks import BLOCK, read_blocks, write_blocks
from search.backend.faiss.codes import Coding
from search.backend.faiss.sketch import Sketch
from search.backend.faiss.source import Documents

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backend.faiss.blocks import BlockFile
    from search.backend.faiss.source import Source

_SAMPLE = 16_384  # passages, spread evenly over the documents, of which the mean is taken
_OUTGROWN = 4  # times as many passages as the mean was taken for, or one in so many
_READ = 4096  # passages that are read at a time
_FORMAT = 1  # raise it when the same vectors would give another file


@dataclass(frozen=True, slots=True)
class _InMemory:
    """Codes that stand in no file."""

    rows: NDArray[np.int8]

    def is_sound(self, block: int) -> bool:
        """Tell that they are."""
        del block
        return True

    def damaged(self) -> list[int]:
        """Return none."""
        return []


def make(source: Source, documents: Documents, earlier: Sketch | None = None) -> Sketch:
    """Return the sketch of the passages of these documents, in memory.

    ``earlier``: one of the same store, of which what stands in it is taken unless it was made for far fewer passages,
    or far more.
    """
    count, coding = documents.passages, Coding(source.dimensions)
    if earlier is None or not earlier.made_for / _OUTGROWN <= count <= earlier.made_for * _OUTGROWN:
        earlier, made_for, mean = None, count, _mean(source, documents)
    else:
        made_for, mean = earlier.made_for, earlier.mean
    keys, codes, signs = _rows(source, documents, mean, earlier)
    return Sketch(coding, made_for, documents, mean, keys, signs, _InMemory(codes))


def save(sketch: Sketch, path: Path, stamp: dict[str, object]) -> None:
    """Write a sketch that was just made to its file. Raises OSError."""
    documents = sketch.documents
    arrays: dict[str, NDArray[Any]] = {
        "mean": sketch.mean, "keys": sketch.keys, "signs": sketch.signs, "documents": documents.keys,
        "tags": documents.tags, "firsts": documents.firsts, "lasts": documents.lasts,
    }  # fmt: skip
    made_of = {**stamp, "format": _FORMAT, "dimensions": sketch.coding.dimensions, "made_for": sketch.made_for}
    codes = sketch.codes.rows
    write_blocks(path, made_of, arrays, (codes[start : start + BLOCK] for start in range(0, len(codes), BLOCK)))


def load(path: Path, stamp: dict[str, object], dimensions: int) -> Sketch | None:
    """Return the sketch in a file; None when it is missing, damaged, of another store or made in another way."""
    try:
        found = read_blocks(path)
    except OSError:
        return None
    if found is None or not is_of(found, stamp, dimensions):
        return None
    arrays = found.arrays
    documents = Documents(*(arrays[name] for name in ("documents", "tags", "firsts", "lasts")))
    coding, made_for = Coding(dimensions), found.made_of["made_for"]
    return Sketch(coding, made_for, documents, arrays["mean"], arrays["keys"], arrays["signs"], found)


def is_of(found: BlockFile, stamp: dict[str, object], dimensions: int) -> bool:
    """Tell whether what a file says of itself is that it holds the vectors of this store."""
    said = {name: value for name, value in found.made_of.items() if name != "made_for"}
    return said == {**stamp, "format": _FORMAT, "dimensions": dimensions}


def _mean(source: Source, documents: Documents) -> NDArray[np.int64]:
    """Return the mean of the codes of passages spread evenly over the documents, in whole numbers."""
    keys = documents.passage_keys()
    chosen = keys[np.linspace(0, len(keys) - 1, min(len(keys), _SAMPLE)).astype(np.int64)]
    coding, count = Coding(source.dimensions), 0
    total = np.zeros(source.dimensions, dtype=np.int64)
    for start in range(0, len(chosen), _READ):
        codes = coding.codes(source.of_passages(chosen[start : start + _READ])[1])
        total += codes.sum(axis=0, dtype=np.int64)
        count += len(codes)
    return total // max(count, 1)


def _rows(
    source: Source, documents: Documents, mean: NDArray[np.int64], earlier: Sketch | None
) -> tuple[NDArray[np.int64], NDArray[np.int8], NDArray[np.uint8]]:
    """Return (keys, codes, signs) of all passages, ascending: those of an earlier sketch, the others of the store."""
    coding = Coding(source.dimensions)
    keys = documents.passage_keys()
    codes = np.zeros((len(keys), coding.dimensions), dtype=np.int8)
    signs = np.zeros((len(keys), coding.bytes), dtype=np.uint8)
    missing = documents
    if earlier is not None:
        missing = documents.those(~documents.in_common(earlier.documents))
        places = np.flatnonzero(earlier.documents.those(earlier.documents.in_common(documents)).hold(earlier.keys))
        for start in range(0, len(places), _READ):
            part = places[start : start + _READ]
            own = np.searchsorted(keys, earlier.keys[part])
            codes[own], signs[own] = earlier.rows(part, source), earlier.signs[part]
    for first, last in missing.stretches():
        found, vectors = source.passages(first, last)
        own = np.searchsorted(keys, found)
        codes[own] = coding.codes(vectors)
        signs[own] = coding.signs(codes[own], mean)
    return keys, codes, signs
