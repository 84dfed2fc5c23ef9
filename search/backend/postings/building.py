"""Segments from analysed texts, and one segment from several."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from search.backend.postings.segment import NO_PASSAGE, Segment, term_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

#: A passage: its key, and the terms of its own text, its headings and its footnotes, with spaces between them.
Texts = tuple[int, str, str, str]
#: A passage: its key, how many terms it has, the different ones with spaces between them, and what each of them weighs.
Weighed = tuple[int, int, str, "NDArray[Any]"]
COLUMNS = 3
_SLICE = 4_000_000  # postings that are merged in one go


class _Words(dict[str, int]):
    """Words as they stand between spaces -> numbers, in the order in which they first came by."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


def build(
    texts: Iterable[Texts],
    first: int,
    last: int,
    weights: Sequence[float],
    cut: Callable[[Sequence[str]], list[list[str]]],
) -> Segment:
    """Return the segment of the passages with the keys ``first`` to ``last``.

    ``texts``: by key ascending. ``weights``: of a term in each column. ``cut``: returns for each word the terms that
    the store's own index makes of it.
    """
    words, numbers, counts, keys = _Words(), array("i"), array("i"), array("q")
    for key, *columns in texts:
        keys.append(key)
        for column in columns:
            split = column.split()
            numbers.extend(map(words.__getitem__, split))
            counts.append(len(split))
    places = np.repeat(np.arange(len(counts)), _array(counts, np.int32))
    cuts = cut([*words])
    terms = {term: number for number, term in enumerate(dict.fromkeys(term for each in cuts for term in each))}
    found, places = _expanded(_array(numbers, np.int32), places, cuts, terms)
    passages = _array(keys, np.int64)
    lengths = np.bincount(places // COLUMNS, minlength=len(keys))
    hashes, ranks = _ranked(terms)
    # A number for each term in each column of each passage: those that are equal are counted.
    packed, times = np.unique(ranks[found] * (COLUMNS * len(keys)) + places, return_counts=True)
    listed, column = packed // COLUMNS, packed % COLUMNS
    begins = np.flatnonzero(np.concatenate(([True], listed[1:] != listed[:-1]))) if len(listed) else listed
    triples = np.zeros((len(begins), COLUMNS), dtype=np.int64)
    group = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, len(listed))))
    triples[group, column] = times
    codes, values = _weighed(triples, weights)
    term, passage = np.divmod(listed[begins], max(len(keys), 1))
    return _Range(first, last, passages, lengths).segment(hashes, term, passage, codes, values)


def build_weighed(weighed: Iterable[Weighed], first: int, last: int, parts: int) -> Segment:
    """Return the same of passages whose terms a store has weighed itself.

    ``weighed``: by key ascending. ``parts``: how many of its weights are 1.
    """
    words, numbers, counts, keys, lengths = _Words(), array("i"), array("i"), array("q"), array("i")
    weights = [np.zeros(0, dtype=np.int64)]
    for key, length, text, own in weighed:
        keys.append(key)
        lengths.append(length)
        split = text.split()
        numbers.extend(map(words.__getitem__, split))
        counts.append(len(split))
        weights.append(own)
    hashes, ranks = _ranked(words)
    passage = np.repeat(np.arange(len(counts)), _array(counts, np.int32))
    packed = ranks[_array(numbers, np.int32)] * max(len(keys), 1) + passage
    order = np.argsort(packed)
    term, passage = np.divmod(packed[order], max(len(keys), 1))
    distinct, codes = np.unique(np.concatenate(weights)[order], return_inverse=True)
    made = _Range(first, last, _array(keys, np.int64), _array(lengths, np.int32))
    return made.segment(hashes, term, passage, *_coded(codes, distinct / parts))


def _ranked(terms: Iterable[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return (the hashes of terms, ascending; for each term the place of its hash)."""
    hashes = np.array([term_hash(term) for term in terms], dtype=np.uint64)
    order = np.argsort(hashes)
    ranks = np.empty(len(order), dtype=np.int64)
    ranks[order] = np.arange(len(order))
    return hashes[order], ranks


@dataclass(frozen=True, slots=True)
class _Range:
    """The passages of a segment that is being made. ``keys``: theirs, ascending; ``lengths``: of each, in terms."""

    first: int
    last: int
    keys: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def segment(
        self,
        hashes: NDArray[np.uint64],
        term: NDArray[np.int64],
        passage: NDArray[np.int64],
        codes: NDArray[np.uint16],
        weights: NDArray[np.float64],
    ) -> Segment:
        """Return the segment. ``term``, ``passage``: of each posting the place of both, ascending."""
        lengths = np.full(self.last - self.first + 1, NO_PASSAGE, dtype=np.int32)
        offsets = self.keys - self.first
        lengths[offsets] = self.lengths
        starts = np.searchsorted(term, np.arange(len(hashes) + 1))
        own = offsets[passage].astype(np.uint32)
        return Segment(self.first, self.last, hashes, starts, own, codes, weights, lengths)


def _array(values: array[int], kind: type) -> NDArray[np.int64]:
    return np.frombuffer(values, dtype=kind).astype(np.int64) if len(values) else np.zeros(0, dtype=np.int64)


def _expanded(
    numbers: NDArray[np.int64], places: NDArray[np.int64], cuts: Sequence[Sequence[str]], terms: dict[str, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the terms of words and the places of each: most words are one term, an address is several."""
    sizes = np.array([len(each) for each in cuts], dtype=np.int64)
    flat = np.array([terms[term] for each in cuts for term in each], dtype=np.int64)
    begins = np.cumsum(sizes) - sizes
    own = sizes[numbers]
    begin = np.cumsum(own) - own
    inside = np.arange(int(own.sum())) - np.repeat(begin, own)
    return flat[np.repeat(begins[numbers], own) + inside], np.repeat(places, own)


def _weighed(triples: NDArray[np.int64], weights: Sequence[float]) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    """Return (for each row how often in each column, the number of its weighted sum; these sums)."""
    packed = (triples[:, 0] << 40) + (triples[:, 1] << 20) + triples[:, 2]
    distinct, codes = np.unique(packed, return_inverse=True)
    values = []
    for each in distinct.tolist():
        total = 0.0  # added one by one, as FTS5 does: multiplied it would differ in the last digit
        for weight, times in zip(weights, (each >> 40, each >> 20 & 0xFFFFF, each & 0xFFFFF), strict=True):
            for _ in range(times):
                total += weight
        values.append(total)
    return _coded(codes, np.array(values))


def _coded(codes: NDArray[np.int64], values: NDArray[np.float64]) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    """Return codes of 16 bits: where there are more values than that the highest, of endless repetition, become one."""
    order = np.argsort(values, kind="stable")
    distinct, places = np.unique(values[order], return_inverse=True)
    renumbered = np.empty(len(values), dtype=np.int64)
    renumbered[order] = places
    most = np.iinfo(np.uint16).max
    return np.minimum(renumbered[codes], most).astype(np.uint16), distinct[: most + 1]


def without(segment: Segment, living: NDArray[np.bool_]) -> Segment:
    """Return a segment without the passages that are gone. ``living``: for each key of its range."""
    kept = living[segment.offsets]
    before = np.concatenate(([0], np.cumsum(kept)))
    lengths = np.where(living, segment.lengths, NO_PASSAGE).astype(np.int32)
    return Segment(
        segment.first, segment.last, segment.hashes, before[segment.starts], segment.offsets[kept], segment.codes[kept],
        segment.weights, lengths,
    )  # fmt: skip


def merge(segments: Sequence[Segment]) -> Segment:
    """Return one segment for several, of ranges that follow each other."""
    first, last = segments[0].first, segments[-1].last
    hashes = np.unique(np.concatenate([each.hashes for each in segments]))
    rows = [np.searchsorted(hashes, each.hashes) for each in segments]
    sizes = np.zeros(len(hashes), dtype=np.int64)
    for row, each in zip(rows, segments, strict=True):
        sizes[row] += np.diff(each.starts)
    starts = np.concatenate(([0], np.cumsum(sizes)))
    weights, tables = _shared_weights([each.weights for each in segments])
    lists = _Lists(np.empty(starts[-1], dtype=np.uint32), np.empty(starts[-1], dtype=np.uint16))
    begins = starts[:-1].copy()  # where the next part of each list goes
    lengths = np.full(last - first + 1, NO_PASSAGE, dtype=np.int32)
    for row, each, table in zip(rows, segments, tables, strict=True):
        lists.take(each, begins[row], each.first - first, table)
        begins[row] += np.diff(each.starts)
        lengths[each.first - first : each.last - first + 1] = each.lengths
    filled = sizes > 0
    starts = np.append(starts[:-1][filled], starts[-1])
    return Segment(first, last, hashes[filled], starts, lists.offsets, lists.codes, weights, lengths)


def _shared_weights(each: Sequence[NDArray[np.float64]]) -> tuple[NDArray[np.float64], list[NDArray[np.uint16]]]:
    """Return (the weights of all, for each segment the new code of each of its codes)."""
    everything = np.concatenate(each)
    codes, weights = _coded(np.arange(len(everything)), everything)
    return weights, np.split(codes, np.cumsum([len(own) for own in each])[:-1])


@dataclass(frozen=True, slots=True)
class _Lists:
    """The lists of a segment that is being made."""

    offsets: NDArray[np.uint32]
    codes: NDArray[np.uint16]

    def take(self, segment: Segment, begins: NDArray[np.int64], shift: int, table: NDArray[np.uint16]) -> None:
        """Copy the lists of another to where they begin here, some at a time; ``table``: its codes -> those here."""
        starts = segment.starts
        number = 0
        while number < len(segment.hashes):
            limit = int(np.searchsorted(starts, starts[number] + _SLICE, side="right")) - 1
            end = max(number + 1, min(limit, len(segment.hashes)))
            low, high = int(starts[number]), int(starts[end])
            moved = np.repeat(begins[number:end] - starts[number:end], np.diff(starts[number : end + 1]))
            places = moved + np.arange(low, high)
            self.offsets[places] = segment.offsets[low:high] + np.uint32(shift)
            self.codes[places] = table[segment.codes[low:high]]
            number = end
