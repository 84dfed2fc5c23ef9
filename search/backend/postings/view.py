"""What the segments of a base say in one generation: of the passages that are there, weighed as BM25 does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from search.backend.model import TermMatches
from search.backend.postings.segment import NO_PASSAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from search.backend.postings.segment import Segment

_Number = TypeVar("_Number", np.int64, np.float64)
_NONE, _NO_CODES = np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint16)
_FEW = 100  # entries of a list that are looked up in a table in the time of one search in the list
K1, B = 1.2, 0.75  # those of FTS5, whose weights these are


class Living(Protocol):
    """Which passages there are in a generation."""

    def up_to(self, key: int) -> int:
        """Return how many have this key or a lower one."""

    def between(self, first: int, last: int) -> NDArray[np.bool_]:
        """Tell of each key from ``first`` to ``last`` whether there is such a passage."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment in one generation. ``living``: for each key in its range whether it is there; None: all are."""

    segment: Segment
    living: NDArray[np.bool_] | None

    @classmethod
    def of(cls, segment: Segment, living: Living) -> Part:
        """Find out what is left of a segment."""
        held = living.up_to(segment.last) - living.up_to(segment.first - 1)
        return cls(segment, None if held == segment.passages else living.between(segment.first, segment.last))

    @property
    def tokens(self) -> int:
        """The number of terms in its passages."""
        lengths = self.segment.lengths
        return int(lengths[lengths != NO_PASSAGE if self.living is None else self.living].sum())

    def count(self, number: int) -> int:
        """Return how many passages of a list are there."""
        if self.living is None:
            return int(self.segment.starts[number + 1] - self.segment.starts[number])
        return int(np.count_nonzero(self.living[self.segment.postings(number)[0]]))


@dataclass(frozen=True, slots=True)
class _Asked:
    """Passages of a segment that are asked about, by their offsets, ascending, and whether each offset is of one."""

    offsets: NDArray[np.uint32]
    table: NDArray[np.bool_]

    @classmethod
    def of(cls, segment: Segment, keys: NDArray[np.int64]) -> _Asked:
        """Return those of some keys, ascending, that lie in a segment."""
        within = keys[np.searchsorted(keys, segment.first) : np.searchsorted(keys, segment.last + 1)]
        offsets = (within - segment.first).astype(np.uint32)
        table = np.zeros(segment.last - segment.first + 1, dtype=np.bool_)
        table[offsets] = True
        return cls(offsets, table)

    def among(self, offsets: NDArray[np.uint32]) -> NDArray[np.int64]:
        """Return the places of those asked about in a list of offsets, ascending."""
        if _FEW * len(self.offsets) > len(offsets):  # looking each of the list up in a table takes less than a search
            return np.flatnonzero(self.table[offsets])
        places = np.searchsorted(offsets, self.offsets)
        places[places == len(offsets)] = 0
        found: NDArray[np.int64] = places[offsets[places] == self.offsets]
        return found


@dataclass(frozen=True, slots=True)
class Postings:
    """The parts of one generation, by key. ``mean_length``: of its passages, in terms."""

    parts: Sequence[Part]
    mean_length: float

    @classmethod
    def of(cls, segments: Sequence[Segment], living: Living) -> Postings:
        """Return what is left of segments in one generation."""
        parts = [Part.of(segment, living) for segment in segments]
        passages = living.up_to(segments[-1].last) if segments else 0
        return cls(parts, sum(part.tokens for part in parts) / max(passages, 1))

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return for each term how many passages hold it; terms in none are left out."""
        found: dict[str, int] = {}
        for part in self.parts:
            for term, number in part.segment.find(terms).items():
                found[term] = found.get(term, 0) + part.count(number)
        return {term: count for term, count in found.items() if count}

    def find(
        self, terms: Collection[str], inside: Callable[[NDArray[np.int64]], NDArray[np.bool_]] | None = None
    ) -> dict[str, TermMatches]:
        """Return the matches of each term; ``inside``: tells which of some keys count."""
        counts = self.counts(terms)

        def chosen(part: Part, offsets: NDArray[np.uint32]) -> NDArray[np.int64] | slice:
            held = None if part.living is None else part.living[offsets]
            if inside is not None:
                passing = inside(offsets + np.int64(part.segment.first))
                held = passing if held is None else held & passing
            return slice(None) if held is None else np.flatnonzero(held)

        return self._gathered(counts, chosen)

    def among(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the matches of each term among passages that are there, by key ascending."""
        asked = {id(part): _Asked.of(part.segment, keys) for part in self.parts}
        return self._gathered(self.counts(terms), lambda part, offsets: asked[id(part)].among(offsets))

    def _gathered(
        self,
        counts: Mapping[str, int],
        chosen: Callable[[Part, NDArray[np.uint32]], NDArray[np.int64] | slice],
    ) -> dict[str, TermMatches]:
        """Put the matches of each term together. ``chosen``: gives the places in a list of those that count."""
        keys: dict[str, list[NDArray[np.int64]]] = {term: [] for term in counts}
        frequencies: dict[str, list[NDArray[np.float64]]] = {term: [] for term in counts}
        for part in self.parts:
            segment = part.segment
            found = segment.find(counts)
            offsets, codes = [_NONE], [_NO_CODES]
            for number in found.values():
                own, own_codes = segment.postings(number)
                places = chosen(part, own)
                offsets.append(own[places])
                codes.append(own_codes[places])
            # All lists in one go: most of them are short.
            ends = np.cumsum([len(own) for own in offsets])
            together = np.concatenate(offsets)
            weighed = self._saturated(segment.weights[np.concatenate(codes)], segment.lengths[together])
            shifted = together + np.int64(segment.first)
            for term, start, end in zip(found, ends, ends[1:], strict=False):
                keys[term].append(shifted[start:end])
                frequencies[term].append(weighed[start:end])
        return {
            term: TermMatches(count, _joined(keys[term]), _joined(frequencies[term])) for term, count in counts.items()
        }

    def _saturated(self, weighted: NDArray[np.float64], lengths: NDArray[np.int32]) -> NDArray[np.float64]:
        """Return frequencies as BM25 saturates them."""
        return weighted * (K1 + 1.0) / (weighted + K1 * (1 - B + B * lengths / self.mean_length))


def _joined(parts: Sequence[NDArray[_Number]]) -> NDArray[_Number]:
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
