"""Passages by key and by id, and where they stand in the corpus."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from ingest.model import BlockKind, Citation, Footnote, Passage
from search.backend.sqlite.papers import citation_from
from search.backend.sqlite.reading import as_json, is_among, texts_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from numpy.typing import NDArray

    from search.backend.model import PassagePlace
    from search.backend.sqlite.filtering import Filtering
    from search.backend.sqlite.reading import Reading
    from search.model import Filters

_PASSAGES = """
    SELECT p.key, p.id, d.id, p.ordinal, p.kind, p.start, p."end", p.text, p.chapter, p.section, p.section_path, p.page
    FROM passages p JOIN documents d ON d.key = p.document
    WHERE p.key IN (SELECT value FROM json_each(:keys)) AND IN_SCOPE(p.document)"""
_KINDS = (int, str, str, int, str, int, int, str, str, str, str, int | None)
_NOTE_KINDS = (int, int, int, str, int, int, int | None, int | None, int | None, int, int | None)
_SENTENCES = """
    SELECT passage, start, "end" FROM sentences WHERE passage IN (SELECT value FROM json_each(:keys)) ORDER BY key"""
_SDGS = "SELECT passage, sdg FROM passage_sdgs WHERE passage IN (SELECT value FROM json_each(:keys)) ORDER BY sdg"
_NOTES = """
    SELECT pf.passage, f.key, f.number, f.text, f.start, f."end", f.marker, f.anchor_start, f.anchor_end,
        f.section, f.page
    FROM passage_footnotes pf JOIN footnotes f ON f.key = pf.footnote
    WHERE pf.passage IN (SELECT value FROM json_each(:keys)) ORDER BY pf.passage, pf.position"""
_CITES = """
    SELECT pc.passage, c.* FROM passage_citations pc JOIN citation_values c ON c.key = pc.citation
    WHERE pc.passage IN (SELECT value FROM json_each(:keys)) ORDER BY pc.passage, pc.position"""
_NOTE_CITES = """
    SELECT footnote_key, * FROM citation_values WHERE footnote_key IN (SELECT value FROM json_each(:keys))
    ORDER BY key"""
_NAMED = "SELECT key FROM passages WHERE id IN (SELECT value FROM json_each(:ids)) AND IN_SCOPE(document) ORDER BY key"
_SUGGESTED = """
    SELECT s.passage, s.sdg FROM passage_suggested_sdgs s JOIN passages p ON p.key = s.passage
    WHERE s.passage IN (SELECT value FROM json_each(:keys)) AND IN_SCOPE(p.document) ORDER BY s.passage, s.position"""


class SqlitePassages:
    """See search.backend.protocol.Passages."""

    def __init__(self, reading: Reading, filtering: Filtering) -> None:
        self._reading = reading
        self._filtering = filtering

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages that pass the filters, ascending."""
        return self._filtering.keys(filters)

    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""
        keys = self._filtering.restricted(filters)
        return len(self._filtering.extents if keys is None else keys)

    def passing(self, keys: NDArray[np.int64], filters: Filters | None = None) -> NDArray[np.bool_]:
        """Tell of each of these passages, given ascending, whether it passes the filters."""
        allowed = self._filtering.restricted(filters)
        return self._filtering.extents.locate(keys)[1] if allowed is None else is_among(keys, allowed)

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of their places."""
        return self._filtering.extents.in_order(self._in_scope(keys))

    def _in_scope(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        allowed = self._filtering.restricted()
        return keys if allowed is None else keys[np.isin(keys, allowed)]

    def exist(self, filters: Filters | None = None) -> bool:
        """Tell whether any passage passes the filters."""
        return self.count(filters) > 0

    def keys_named(self, ids: Collection[str]) -> list[int]:
        """Return the keys of the passages with these ids."""
        return self._reading.column(_NAMED, ids=json.dumps([*ids]))

    def read(self, keys: Iterable[int]) -> dict[int, Passage]:
        """Return the passages with these keys, footnotes and citations included."""
        return read_passages(self._reading, keys)

    def places(self, keys: Iterable[int]) -> dict[int, PassagePlace]:
        """Return passage key -> its place in the corpus."""
        return self._filtering.extents.places(self._in_scope(np.array([*keys], dtype=np.int64)))

    def suggested_sdgs(self, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return passage key -> the SDGs suggested for it, best first."""
        found: dict[int, tuple[int, ...]] = {}
        for passage, sdg in self._reading.typed((int, int), _SUGGESTED, keys=as_json(keys)):
            found[passage] = (*found.get(passage, ()), sdg)
        return found


def read_passages(reading: Reading, keys: Iterable[int]) -> dict[int, Passage]:
    """Return the passages with these keys, footnotes and citations included."""
    asked = as_json(keys)
    sentences: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, start, end in reading.typed((int,) * 3, _SENTENCES, keys=asked):
        sentences[key].append((start, end))
    sdgs: defaultdict[int, list[int]] = defaultdict(list)
    for key, sdg in reading.typed((int,) * 2, _SDGS, keys=asked):
        sdgs[key].append(sdg)
    cites: defaultdict[int, list[Citation]] = defaultdict(list)
    for key, _, _, *values in reading.rows(_CITES, keys=asked):
        cites[key].append(citation_from(values))
    note_rows = reading.typed(_NOTE_KINDS, _NOTES, keys=asked)
    note_cites: defaultdict[int, list[Citation]] = defaultdict(list)
    for note, _, _, *values in reading.rows(_NOTE_CITES, keys=as_json({row[1] for row in note_rows})):
        note_cites[note].append(citation_from(values))
    notes: defaultdict[int, list[Footnote]] = defaultdict(list)
    for key, note, *values in note_rows:
        notes[key].append(replace(Footnote(*values), citations=tuple(note_cites[note])))
    rows = reading.typed(_KINDS, _PASSAGES, keys=asked)
    return {
        key: Passage(
            id_, document, ordinal, BlockKind(kind), start, end, text, chapter, section, texts_from(path),
            tuple(sdgs[key]), page, tuple(sentences[key]), tuple(notes[key]), tuple(cites[key]),
        )
        for key, id_, document, ordinal, kind, start, end, text, chapter, section, path, page in rows
    }  # fmt: skip
