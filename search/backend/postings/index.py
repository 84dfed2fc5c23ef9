"""The segments of a folder as generations follow each other: those in files, and of the newest passages in memory.

Segments are merged like the levels of a log-structured merge tree (O'Neil and others, 1996): small ones of what was
written last, each at least a few times as large as the next, so that there are few of them and each passage is copied a
few times only. The files may lag behind the store and the answers are right all the same: what is newer is indexed in
memory, and what is gone is left out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from search.backend.postings.building import merge, without
from search.backend.postings.files import SegmentFiles, Stored
from search.backend.postings.view import Part, Postings
from search.backend.problems import Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from search.backend.postings.files import StoredSegments
    from search.backend.postings.segment import Segment
    from search.backend.postings.view import Living

FLUSH = 8192  # passages not in files from which they are put there
MOST_IN_MEMORY = 20_000  # passages not in files that a question waits for: about half a second
_RATIO = 3  # how much larger than the next one a segment must be to be left alone
_LARGEST = 2_000_000  # passages in a segment that is not merged any more: what merging takes in memory is bounded
_AT_ONCE = 32_768  # passages that are made a segment of in one go
_IN_FILES = 200_000  # passages in a segment from which it does not wait in memory for the others
_PARTS = 8  # segments in memory
_LEFT = 0.75  # of a segment's passages below which it is written anew


_Row = TypeVar("_Row", bound=tuple[Any, ...])


class Source(Protocol[_Row]):
    """Where the texts are: one generation of one store. Keys, once given to a passage, are never given to another."""

    generation: int

    @property
    def store(self) -> str:
        """An id of its own."""

    @property
    def last(self) -> int:
        """The highest key there is."""

    @property
    def living(self) -> Living:
        """Which passages there are."""

    def rows(self, after: int) -> Iterator[_Row]:
        """Yield what is indexed of the passages with higher keys, ascending; the key is the first of each row.

        Where it ends early, what it gave is kept, and the rest is asked for another time.
        """

    def build(self, rows: Iterable[_Row], first: int, last: int) -> Segment:
        """Return the segment of some rows, which has the keys ``first`` to ``last``."""


@dataclass(frozen=True, slots=True)
class Current:
    """The segments of one generation. ``memory``: those of passages that are in no file; ``waiting``: how many.

    ``damaged``: is set when a list turns out not to be as it was written; then none of them is to be used.
    """

    postings: Postings
    memory: tuple[Segment, ...]
    waiting: int
    damaged: Event = field(default_factory=Event)


class PostingIndex:
    """The segments of a store, in the files of one folder. Safe for use by several threads."""

    def __init__(self, folder: Path) -> None:
        self._files = SegmentFiles(folder)
        self._saving = Lock()

    def at(self, source: Source[Any], before: Current | None) -> Current | None:
        """Return the segments of the generation of ``source``; None where too much is in no file yet.

        ``before``: those of an earlier one.
        """
        stored = self._files.load(source.store, source.generation)
        if stored is None:
            return None
        memory = _following(stored.last, () if before is None else before.memory)
        after = memory[-1].last if memory else stored.last
        living = source.living
        waiting = living.up_to(source.last) - living.up_to(stored.last)
        if waiting > MOST_IN_MEMORY:
            return None
        if source.last > after:
            memory.append(source.build(source.rows(after), after + 1, source.last))
        if len(memory) > _PARTS:
            memory = [merge(memory)]
        segments = [*(each.segment for each in stored.segments), *memory]
        return Current(Postings.of(segments, living), tuple(memory), waiting)

    def forget(self) -> None:
        """Trust the files no more: a list in them is damaged."""
        self._files.forget()

    def save(self, source: Source[Any], least: int) -> None:
        """Put what is in no file into files, from ``least`` passages on; nothing happens while another does so.

        The other may be another program: a server has several, and making them of a large base takes much memory. Where
        they cannot be written (a full disk, a medium that is only read) nothing is lost: it is in the store.
        """
        if not self._saving.acquire(blocking=False):
            return
        try:
            stored = self._files.load(source.store, source.generation)
            living = source.living
            if stored is not None and living.up_to(source.last) - living.up_to(stored.last) >= least:
                with suppress(OSError), self._files.held() as alone:
                    if alone:
                        self._save(source, stored)
        finally:
            self._saving.release()

    def _save(self, source: Source[Any], stored: StoredSegments) -> None:
        segments: list[Segment | Stored] = [_kept(each, source.living) for each in stored.segments]
        waiting, last = source.rows(stored.last), stored.last
        while rows := list(islice(waiting, _AT_ONCE)):
            end = rows[-1][0]
            segments.append(source.build(rows, last + 1, end))
            last = end
            self._level(segments, source.living)
        written = [each if isinstance(each, Stored) else self._files.write(each) for each in segments]
        self._files.publish(source.store, source.generation, written)

    def _level(self, segments: list[Segment | Stored], living: Living) -> None:
        """Merge the last segments for as long as one is not much larger than the next."""
        while len(segments) > 1:
            one, other = map(_segment, segments[-2:])
            if one.passages > _RATIO * other.passages or one.passages + other.passages > _LARGEST:
                return
            merged = merge([_cleaned(one, living), _cleaned(other, living)])
            segments[-2:] = [self._files.write(merged) if merged.passages >= _IN_FILES else merged]

    def problems(self, store: str) -> list[Problem]:
        """Return what is wrong with the files of a store; those that lag behind it are sound."""
        return [Problem(ProblemKind.WORDS_FILE, name) for name in self._files.damaged(store)]


def _following(last: int, memory: Sequence[Segment]) -> list[Segment]:
    """Return the segments in memory that follow those in files up to a key; none where they do not fit on."""
    found = [segment for segment in memory if segment.first > last]
    return found if found and found[0].first == last + 1 else []


def _segment(each: Segment | Stored) -> Segment:
    return each.segment if isinstance(each, Stored) else each


def _kept(stored: Stored, living: Living) -> Segment | Stored:
    """Return a segment as it is, or anew where much of it is gone."""
    segment = stored.segment
    left = living.up_to(segment.last) - living.up_to(segment.first - 1)
    return stored if left >= _LEFT * segment.passages else _cleaned(segment, living)


def _cleaned(segment: Segment, living: Living) -> Segment:
    """Return a segment without what is gone."""
    part = Part.of(segment, living)
    return segment if part.living is None else without(segment, part.living)
