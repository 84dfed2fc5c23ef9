"""Passages by key and by id, and where they stand in the corpus."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.model import BlockKind, Citation, Footnote, Passage
from search.backend.model import PassagePlace
from search.backend.postgres.access.adapting import as_keys
from search.backend.postgres.access.reading import conditions
from search.backend.sqlite.papers import citation_from
from search.backend.sqlite.reading import texts_from
from search.model import Filters

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.postgres.access.reading import Reading

_PASSAGES = """
    SELECT p.key, p.id, d.id, p.ordinal, p.kind, p.start, p."end", p.text, p.chapter, p.section, p.section_path, p.page
    FROM passages p JOIN documents d ON d.key = p.document WHERE p.key = ANY(%(keys)s) AND IN_SCOPE(p.document)"""
_SENTENCES = 'SELECT passage, start, "end" FROM sentences WHERE passage = ANY(%(keys)s) ORDER BY key'
_SDGS = "SELECT passage, sdg FROM passage_sdgs WHERE passage = ANY(%(keys)s) ORDER BY sdg"
_NOTES = """
    SELECT pf.passage, f.key, f.number, f.text, f.start, f."end", f.marker, f.anchor_start, f.anchor_end,
        f.section, f.page
    FROM passage_footnotes pf JOIN footnotes f ON f.key = pf.footnote
    WHERE pf.passage = ANY(%(keys)s) ORDER BY pf.passage, pf.position"""
_CITES = """
    SELECT pc.passage, c.* FROM passage_citations pc JOIN citation_values c ON c.key = pc.citation
    WHERE pc.passage = ANY(%(keys)s) ORDER BY pc.passage, pc.position"""
_NOTE_CITES = "SELECT footnote_key, v.* FROM citation_values v WHERE footnote_key = ANY(%(keys)s) ORDER BY key"
_NAMED = "SELECT key FROM passages WHERE id = ANY(%(ids)s) AND IN_SCOPE(document) ORDER BY key"
_PLACES = """
    SELECT p.key, d.id, p.ordinal, p.kind = 'footnote' FROM passages p JOIN documents d ON d.key = p.document
    WHERE p.key = ANY(%(keys)s) AND IN_SCOPE(p.document)"""
_SUGGESTED = """
    SELECT s.passage, s.sdg FROM passage_suggested_sdgs s JOIN passages p ON p.key = s.passage
    WHERE s.passage = ANY(%(keys)s) AND IN_SCOPE(p.document) ORDER BY s.passage, s.position"""
_IN_ORDER = """
    SELECT p.key FROM passages p JOIN documents d ON d.key = p.document
    WHERE p.key = ANY(%(keys)s) AND IN_SCOPE(p.document) ORDER BY d.id, p.ordinal"""
_PASSING = "SELECT p.key FROM passages p WHERE p.key = ANY(%(keys)s) AND {condition} AND IN_SCOPE(p.document)"
_ALL = "SELECT p.key FROM passages p WHERE IN_SCOPE(p.document)"


class PostgresPassages:
    """See search.backend.protocol.Passages."""

    def __init__(self, reading: Reading, passages: int) -> None:
        self._reading = reading
        self._passages = passages  # how many there are, whatever the scope

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages that pass the filters, ascending."""
        keys = self._reading.restricted_keys(filters)
        return self._reading.keys(_ALL) if keys is None else keys

    def exist(self, filters: Filters | None = None) -> bool:
        """Tell whether any passage passes the filters."""
        return self.count(filters) > 0

    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""
        keys = self._reading.restricted_keys(filters)
        return self._passages if keys is None else len(keys)

    def passing(self, keys: NDArray[np.int64], filters: Filters | None = None) -> NDArray[np.bool_]:
        """Tell of each of these passages whether it passes the filters."""
        condition, values = conditions(filters or Filters())
        found = self._reading.keys(_PASSING.format(condition=condition), **{**values, "keys": as_keys(keys)})
        passes: NDArray[np.bool_] = np.isin(keys, found)
        return passes

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of their places; keys that are not there are left out."""
        return as_keys(self._reading.column(_IN_ORDER, keys=as_keys(keys)))

    def keys_named(self, ids: Collection[str]) -> list[int]:
        """Return the keys of the passages with these ids."""
        return self._reading.column(_NAMED, ids=[*ids])

    def read(self, keys: Iterable[int]) -> dict[int, Passage]:
        """Return the passages with these keys, footnotes and citations included."""
        return read_passages(self._reading, keys)

    def places(self, keys: Iterable[int]) -> dict[int, PassagePlace]:
        """Return passage key -> its place in the corpus."""
        return {key: PassagePlace(*place) for key, *place in self._reading.rows(_PLACES, keys=as_keys(keys))}

    def suggested_sdgs(self, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return passage key -> the SDGs suggested for it, best first."""
        found: dict[int, tuple[int, ...]] = {}
        for passage, sdg in self._reading.rows(_SUGGESTED, keys=as_keys(keys)):
            found[passage] = (*found.get(passage, ()), sdg)
        return found


def read_passages(reading: Reading, keys: Iterable[int]) -> dict[int, Passage]:
    """Return the passages with these keys, footnotes and citations included."""
    asked = as_keys(keys)
    rows = reading.rows(_PASSAGES, keys=asked)
    if not rows:
        return {}
    sentences, sdgs = _grouped(reading.rows(_SENTENCES, keys=asked)), _grouped(reading.rows(_SDGS, keys=asked))
    cites: defaultdict[int, list[Citation]] = defaultdict(list)
    for key, _, _, *values in reading.rows(_CITES, keys=asked):
        cites[key].append(citation_from(values))
    notes = _notes(reading, asked)
    return {
        key: Passage(
            id_, document, ordinal, BlockKind(kind), start, end, text, chapter, section, texts_from(path),
            tuple(sdg for (sdg,) in sdgs[key]), page, tuple(sentences[key]), tuple(notes[key]), tuple(cites[key]),
        )
        for key, id_, document, ordinal, kind, start, end, text, chapter, section, path, page in rows
    }  # fmt: skip


def _notes(reading: Reading, keys: NDArray[np.int64]) -> defaultdict[int, list[Footnote]]:
    """The footnotes of these passages, with their citations."""
    rows = reading.rows(_NOTES, keys=keys)
    cites: defaultdict[int, list[Citation]] = defaultdict(list)
    if rows:
        for note, _, _, *values in reading.rows(_NOTE_CITES, keys=as_keys({row[1] for row in rows})):
            cites[note].append(citation_from(values))
    found: defaultdict[int, list[Footnote]] = defaultdict(list)
    for key, note, *values in rows:
        found[key].append(replace(Footnote(*values), citations=tuple(cites[note])))
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Rows by their first cell, without it."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in rows:
        found[key].append(tuple(values))
    return found
