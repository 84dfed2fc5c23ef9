"""Looks words up in the segments of a generation, and has them brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from search.backend.postings.index import FLUSH
from search.backend.postings.segment import DamagedSegmentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from search.backend.derived import Generation
    from search.backend.postings.following import Follower
    from search.backend.postings.index import Current, PostingIndex, Source
    from search.backend.postings.view import Postings

_Value = TypeVar("_Value")
POSTINGS = "postings"  # the name of what follows from a generation
#: Passages from which words are looked up in segments: a question to 5,000 takes a third less (docs/scale.md).
INDEXED_FROM = 4_000


@dataclass(frozen=True, slots=True)
class Lookup:
    """``index``: the segments of a store. ``follower``: brings their files up to date."""

    index: PostingIndex
    follower: Follower

    @staticmethod
    def covers(passages: int) -> bool:
        """Tell whether the words of so many passages are looked up in segments."""
        return passages >= INDEXED_FROM

    def current(self, derived: Generation, source: Source[Any]) -> Current | None:
        """Return the segments of a generation; None where too much is in no file yet, or a list is damaged."""
        current = derived.follow(POSTINGS, lambda before: self.index.at(source, before))
        if current is None or current.waiting >= FLUSH:
            self.follower.begin()
        return None if current is None or current.damaged.is_set() else current

    def ask(
        self, current: Current | None, fast: Callable[[Postings], _Value], otherwise: Callable[[], _Value]
    ) -> _Value:
        """Ask the segments, or the store itself where there are none or a list of them is damaged."""
        if current is not None:
            try:
                return fast(current.postings)
            except DamagedSegmentError:
                current.damaged.set()
                self.index.forget()
                self.follower.begin()
        return otherwise()
