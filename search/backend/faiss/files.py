"""The file of the sketch in the folder of a store: found, made, made again when it lags behind."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from threading import Lock, Thread
from typing import TYPE_CHECKING

import numpy as np

from search.backend.faiss.blocks import read_blocks
from search.backend.faiss.indexes import (
    EXACT_MOST,
    LAG_LEAST,
    documents_after,
    exact,
    lag,
    sketched,
    stamp_of,
    tolerated,
)
from search.backend.faiss.making import is_of, load, make, save
from search.backend.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from numpy.typing import NDArray

    from search.backend.faiss.indexes import Indexes
    from search.backend.faiss.sketch import Sketch
    from search.backend.faiss.source import Documents, Source

NAME = "passages.vectors"
_FORMER = ("passages.faiss", "passages.faiss.json", "sentences.faiss", "sentences.faiss.json")  # of earlier versions
_FAR_BEHIND = 8  # one in so many passages: then a search waits until the index is made again
_ROUNDING = 1e-3  # of a length of 1 in half precision


class VectorFiles:
    """The vector indexes of one folder. Safe for use by several threads, and with other programs that use the folder.

    ``reading``: opens the vectors of the latest generation, for a thread of its own. ``exact_most``: the number of
    passages that are searched exactly.
    """

    def __init__(
        self, folder: Path, reading: Callable[[], AbstractContextManager[Source]], exact_most: int = EXACT_MOST
    ) -> None:
        self.path = folder / NAME
        self._reading = reading
        self._exact_most = exact_most
        self._lock = Lock()
        self._held: tuple[dict[str, object], Sketch] | None = None  # the newest, with what tells its store
        self._renewing: Thread | None = None

    def at(self, source: Source, before: Indexes | None = None) -> Indexes:
        """Return the indexes of the generation of ``source``.

        ``before``: those of another generation of the same store, of which only the difference is read.
        """
        if before is not None and before.stamp != stamp_of(source):
            before = None
        documents = documents_after(before.documents, source) if before else source.documents()
        if before is not None and np.array_equal(documents.keys, before.documents.keys):
            return replace(before, generation=source.generation)
        if documents.passages <= self._exact_most:
            return exact(source, documents, before if before and before.sketch is None else None)
        held = self._newest(source, documents)
        if held.mended or lag(held, documents) > tolerated(held):
            self._renew_beside()
        return sketched(source, documents, held, before)

    def soon(self, source: Source, before: Indexes | None = None) -> Indexes | None:
        """Return the same; None where a sketch would have to be made for it, which is then begun beside."""
        if before is not None and before.stamp != stamp_of(source):
            before = None
        with self._lock:
            held = self._kept(source) or load(self.path, stamp_of(source), source.dimensions)
            if held is not None:
                self._held = stamp_of(source), held
        if held is not None:
            documents = documents_after(before.documents, source) if before else source.documents()
            behind = lag(held, documents)
            if behind <= tolerated(held) or behind * _FAR_BEHIND <= documents.passages:
                return self.at(source, before)
        self._renew_beside()
        return None

    def close(self, written: int) -> None:
        """Bring the file up to date where it lags, so that the next program need not.

        ``written``: passages that this one wrote. Where the file cannot be written (a full disk, a medium that is only
        read), nothing is lost: the next program makes what it needs from the store.
        """
        if self._renewing is not None:
            self._renewing.join()
        elif written > LAG_LEAST:
            self._renew_quietly()
        for name in _FORMER if written else ():
            with suppress(OSError):
                self.path.with_name(name).unlink(missing_ok=True)

    def problems(self, source: Source) -> list[Problem]:
        """Return what is wrong with the stored vectors and with the file; one that lags behind is sound."""
        try:
            documents = source.documents()
        except (ValueError, TypeError):  # of a document that the checks of the tables report
            return []
        problems = []
        for kind, read in (("passages", source.passages), ("sentences", source.sentences)):
            try:
                sound = all(_are_of_length_1(read(*each)[1]) for each in documents.stretches())
            except (ValueError, TypeError):  # bytes that are no vectors of this many dimensions
                sound = False
            if not sound:
                problems.append(Problem(ProblemKind.VECTOR_LENGTH, kind))
        return problems + self.file_problems(source, documents)

    def file_problems(self, source: Source, documents: Documents) -> list[Problem]:
        """Return what is wrong with the file. ``documents``: all of ``source``."""
        if documents.passages <= self._exact_most:
            return []  # nothing is read of it
        try:
            found = read_blocks(self.path)
        except OSError:  # not made yet
            return []
        if found is not None and not is_of(found, stamp_of(source), source.dimensions):
            return []  # of another store, or of another version: the next search makes it
        if found is None or found.damaged():
            return [Problem(ProblemKind.VECTOR_FILE, self.path.name)]
        return []

    def _newest(self, source: Source, documents: Documents) -> Sketch:
        """Return the newest sketch there is of the store; made where there is none, or that is far behind."""
        with self._lock:
            held = self._kept(source) or load(self.path, stamp_of(source), source.dimensions)
            if held is None or lag(held, documents) * _FAR_BEHIND > documents.passages:
                held = self._made(source, documents, held)
            self._held = stamp_of(source), held
            return held

    def _kept(self, source: Source) -> Sketch | None:
        """Return the sketch that is held, where it is of this store."""
        return self._held[1] if self._held is not None and self._held[0] == stamp_of(source) else None

    def _made(self, source: Source, documents: Documents, earlier: Sketch | None) -> Sketch:
        """Make a sketch and write it to its file; where that cannot be written, it is in memory."""
        made = make(source, documents, earlier)
        with suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            save(made, self.path, stamp_of(source))
            return load(self.path, stamp_of(source), source.dimensions) or made
        return made

    def _renew_beside(self) -> None:
        """Make the index again in a thread of its own, unless that is being done."""
        with self._lock:
            if self._renewing is None or not self._renewing.is_alive():
                self._renewing = Thread(target=self._renew_quietly, name="vectors", daemon=True)
                self._renewing.start()

    def _renew_quietly(self) -> None:
        with suppress(Exception):  # the next search meets what is in the way, and reports it
            self._renew()

    def _renew(self) -> None:
        """Make the index again where it lags, unless another program has done so."""
        with self._reading() as source:
            documents, stamp = source.documents(), stamp_of(source)
            if documents.passages <= self._exact_most:
                return
            found = [each for each in (load(self.path, stamp, source.dimensions), self._kept(source)) if each]
            held = min(found, key=lambda each: lag(each, documents), default=None)
            if held is None or held.codes.damaged() or lag(held, documents) > tolerated(held):
                held = self._made(source, documents, held)
        with self._lock:
            self._held = stamp, held


def _are_of_length_1(vectors: NDArray[np.float16]) -> bool:
    lengths = np.linalg.norm(vectors.astype(np.float32), axis=1)
    return bool(np.all((np.abs(lengths - 1) < _ROUNDING) | (lengths == 0)))
