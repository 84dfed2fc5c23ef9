"""The vector indexes of a folder: loaded from their files, built from the store, and kept in step with its writes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from search.backend.faiss.index import VectorIndex, read_stamp
from search.backend.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

Kind = Literal["passages", "sentences"]
KINDS: tuple[Kind, ...] = ("passages", "sentences")


class Source(Protocol):
    """Where vectors are stored: one generation of one store, filled by one encoder."""

    generation: int

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    @property
    def store(self) -> str:
        """An id of its own."""

    @property
    def fingerprint(self) -> str:
        """That of the encoder."""

    def vectors(self, kind: Kind, keys: Sequence[int] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (keys, vectors) of all, or of those with ``keys``, ascending by key."""

    def sentence_passages(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (sentence keys, the passage key of each), both ascending."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one write changed: the generation it made, and the keys of the vectors that came and went, by kind."""

    generation: int
    added: Mapping[str, list[int]]
    removed: Mapping[str, list[int]]


@dataclass(slots=True)
class Indexes:
    """The vector side of one generation. ``stamp``: what its files must say of themselves; ``saved``: they do."""

    generation: int
    stamp: dict[str, object]
    passages: VectorIndex
    sentences: VectorIndex
    sentence_keys: NDArray[np.int64]  # ascending
    sentence_passages: NDArray[np.int64]  # the passage of each, ascending too
    saved: bool


class VectorFiles:
    """The vector indexes of one folder, in memory and in their files. One thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._indexes: Indexes | None = None

    def path(self, kind: Kind) -> Path:
        """Return the file of an index."""
        return self._folder / f"{kind}.faiss"

    def at(self, source: Source) -> Indexes:
        """Return the indexes of the generation of ``source``, built anew where those at hand are of another."""
        if self._indexes is None or self._indexes.generation != source.generation:
            stamp = _stamp(source)
            loaded = {kind: VectorIndex.load(self.path(kind), source.dimensions, stamp) for kind in KINDS}
            passages, sentences = (loaded[kind] or _build(source, kind) for kind in KINDS)
            saved = None not in loaded.values()
            self._indexes = Indexes(
                source.generation, stamp, passages, sentences, *source.sentence_passages(), saved=saved
            )
            self.save()
        return self._indexes

    def follow(self, change: Change, source: Source) -> None:
        """Take in a write without building the indexes anew, when they were up to date just before it."""
        indexes, self._indexes = self._indexes, None  # were the lines below to fail, the next search builds all anew
        if indexes is None or indexes.generation != change.generation - 1 or source.generation != change.generation:
            return
        for kind in KINDS:
            index = indexes.passages if kind == "passages" else indexes.sentences
            index.remove(change.removed.get(kind, []))
            if added := change.added.get(kind):
                index.add(*source.vectors(kind, added))
        owners = source.sentence_passages()
        stamp = _stamp(source)
        self._indexes = Indexes(change.generation, stamp, indexes.passages, indexes.sentences, *owners, saved=False)

    def save(self) -> None:
        """Write the indexes to their files when those are not up to date.

        Where they cannot be written (a full disk), nothing is lost: the next program builds them from the store.
        """
        indexes = self._indexes
        if indexes is not None and not indexes.saved:
            indexes.saved = True  # or as well as they can be
            with suppress(OSError):
                indexes.passages.save(self.path("passages"), indexes.stamp)
                indexes.sentences.save(self.path("sentences"), indexes.stamp)

    def problems(self, source: Source) -> list[Problem]:
        """Return what is wrong with the stored vectors and with the files; files of an earlier generation are sound."""
        problems: list[Problem] = []
        for kind in KINDS:
            try:
                ids, vectors = source.vectors(kind)
            except (ValueError, TypeError):  # bytes that are no vectors of this many dimensions
                problems.append(Problem(ProblemKind.VECTOR_LENGTH, kind))
                continue
            lengths = np.linalg.norm(vectors, axis=1)
            if not np.all((np.abs(lengths - 1) < 1e-3) | (lengths == 0)):  # noqa: PLR2004 - rounding of float32
                problems.append(Problem(ProblemKind.VECTOR_LENGTH, kind))
            path, stamp = self.path(kind), _stamp(source)
            if not path.exists() or read_stamp(path) not in (None, stamp):
                continue  # not made yet, or of an earlier generation: the next search makes it
            index = VectorIndex.load(path, source.dimensions, stamp)
            if index is None:
                problems.append(Problem(ProblemKind.VECTOR_FILE, path.name))
            elif not np.array_equal(index.ids, ids):
                problems.append(Problem(ProblemKind.VECTOR_IDS, path.name))
        return problems


def _stamp(source: Source) -> dict[str, object]:
    """What a vector file must say of itself to be of this generation of this store."""
    return {"store": source.store, "generation": source.generation, "encoder": source.fingerprint}


def _build(source: Source, kind: Kind) -> VectorIndex:
    index = VectorIndex(source.dimensions)
    index.add(*source.vectors(kind))
    return index
