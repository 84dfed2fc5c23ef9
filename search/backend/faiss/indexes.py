"""The vector indexes of a folder: loaded from their files, else made of an earlier generation's, else of the store."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np

from search.backend.faiss.index import VectorIndex, read_stamp
from search.backend.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Sequence
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

    def keys(self, kind: Kind) -> NDArray[np.int64]:
        """Return the keys of all vectors, ascending. A key is never given to another vector."""

    def vectors(self, kind: Kind, keys: Sequence[int] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (keys, vectors) of all, or of those with ``keys``, ascending by key."""

    def sentence_passages(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (sentence keys, the passage key of each), both ascending."""


@dataclass(frozen=True, slots=True)
class Indexes:
    """The vector side of one generation; nothing in it changes. ``stamp``: what its files must say of themselves."""

    generation: int
    stamp: dict[str, object]
    passages: VectorIndex
    sentences: VectorIndex
    sentence_keys: NDArray[np.int64]  # ascending
    sentence_passages: NDArray[np.int64]  # the passage of each, ascending too


class VectorFiles:
    """The vector indexes of one folder, in their files. Safe for use by several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._saving = Lock()
        self._unsaved: Indexes | None = None  # the latest generation's, where its files are not up to date

    def path(self, kind: Kind) -> Path:
        """Return the file of an index."""
        return self._folder / f"{kind}.faiss"

    def at(self, source: Source, before: Indexes | None = None) -> Indexes:
        """Return the indexes of the generation of ``source``.

        ``before``: those of another generation of the same store, of which only the difference is read; their files
        are written when the store is closed, those of indexes that are made of nothing at once.
        """
        stamp = _stamp(source)
        if before is not None and _same_vectors(before.stamp, stamp):
            passages, sentences = (
                _renewed(before.passages, source, "passages"),
                _renewed(before.sentences, source, "sentences"),
            )
            made = Indexes(source.generation, stamp, passages, sentences, *source.sentence_passages())
            self._unsaved = made
            return made
        loaded = {kind: VectorIndex.load(self.path(kind), source.dimensions, stamp) for kind in KINDS}
        passages, sentences = (loaded[kind] or _build(source, kind) for kind in KINDS)
        made = Indexes(source.generation, stamp, passages, sentences, *source.sentence_passages())
        self._unsaved = made if None in loaded.values() else None
        if self._unsaved is not None:
            self.save()
        return made

    def save(self) -> None:
        """Write the indexes to their files when those are not up to date.

        Where they cannot be written (a full disk, a medium that is only read), nothing is lost: they are in memory, and
        the next program builds them from the store.
        """
        with self._saving, suppress(OSError):
            indexes, self._unsaved = self._unsaved, None
            if indexes is not None:
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


def _same_vectors(stamp: dict[str, object], other: dict[str, object]) -> bool:
    """Whether a key means the same vector in both: they are generations of one store, by one encoder."""
    return {**stamp, "generation": 0} == {**other, "generation": 0}


def _renewed(before: VectorIndex, source: Source, kind: Kind) -> VectorIndex:
    """Return the index of a generation, made of that of another, which stays as it is."""
    known, wanted = before.ids, source.keys(kind)
    removed, added = np.setdiff1d(known, wanted, assume_unique=True), np.setdiff1d(wanted, known, assume_unique=True)
    if len(added) > len(wanted) // 2:
        return _build(source, kind)
    if not len(removed) and not len(added):
        return before
    index = before.copy()
    index.remove(removed)
    index.add(*source.vectors(kind, added.tolist()))
    return index


def _build(source: Source, kind: Kind) -> VectorIndex:
    index = VectorIndex(source.dimensions)
    index.add(*source.vectors(kind))
    return index
