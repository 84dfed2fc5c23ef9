"""Passages of their rows, with what belongs to them: sentences, goals, footnotes and citations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ingest.model import BlockKind, Citation, Footnote, Passage
from search.backend.tables.papers import citation_from
from search.backend.tables.reading import TableReading, texts_from

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from search.model import Filters

_Reading = TypeVar("_Reading", bound=TableReading)
_PASSAGES = """
    SELECT p.key, p.id, d.id, p.ordinal, p.kind, p.start, p."end", p.text, p.chapter, p.section, p.section_path, p.page
    FROM passages p JOIN documents d ON d.key = p.document WHERE AMONG(p.key, :keys) AND IN_SCOPE(p.document)"""
_KINDS = (int, str, str, int, str, int, int, str, str, str, str, int | None)
_SENTENCES = 'SELECT passage, start, "end" FROM sentences WHERE AMONG(passage, :keys) ORDER BY key'
_SDGS = "SELECT passage, sdg FROM passage_sdgs WHERE AMONG(passage, :keys) ORDER BY sdg"
_NOTES = """
    SELECT pf.passage, f.key, f.number, f.text, f.start, f."end", f.marker, f.anchor_start, f.anchor_end,
        f.section, f.page
    FROM passage_footnotes pf JOIN footnotes f ON f.key = pf.footnote
    WHERE AMONG(pf.passage, :keys) ORDER BY pf.passage, pf.position"""
_NOTE_KINDS = (int, int, int, str, int, int, int | None, int | None, int | None, int, int | None)
_CITES = """
    SELECT pc.passage, c.* FROM passage_citations pc JOIN citation_values c ON c.key = pc.citation
    WHERE AMONG(pc.passage, :keys) ORDER BY pc.passage, pc.position"""
_NOTE_CITES = "SELECT footnote_key, v.* FROM citation_values v WHERE AMONG(footnote_key, :keys) ORDER BY key"
_NAMED = "SELECT key FROM passages WHERE AMONG(id, :ids) AND IN_SCOPE(document) ORDER BY key"
_SUGGESTED = """
    SELECT s.passage, s.sdg FROM passage_suggested_sdgs s JOIN passages p ON p.key = s.passage
    WHERE AMONG(s.passage, :keys) AND IN_SCOPE(p.document) ORDER BY s.passage, s.position"""


class TablePassages(ABC, Generic[_Reading]):
    """Those of search.backend.protocol.Passages that are read in the same way of every database."""

    def __init__(self, reading: _Reading) -> None:
        self._reading = reading

    @abstractmethod
    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""

    @abstractmethod
    def count_documents(self, filters: Filters) -> int:
        """Return in how many documents the passages stand that pass the filters."""

    def exist(self, filters: Filters | None = None) -> bool:
        """Tell whether any passage passes the filters."""
        return self.count(filters) > 0

    def keys_named(self, ids: Collection[str]) -> list[int]:
        """Return the keys of the passages with these ids."""
        return self._reading.column(_NAMED, ids=self._reading.texts_among(ids))

    def read(self, keys: Iterable[int]) -> dict[int, Passage]:
        """Return the passages with these keys, footnotes and citations included."""
        return read_passages(self._reading, keys)

    def suggested_sdgs(self, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return passage key -> the SDGs suggested for it, best first."""
        rows = self._reading.typed((int, int), _SUGGESTED, keys=self._reading.keys_among(keys))
        return {passage: tuple(sdg for (sdg,) in found) for passage, found in _grouped(rows).items()}


def read_passages(reading: TableReading, keys: Iterable[int]) -> dict[int, Passage]:
    """Return the passages with these keys, footnotes and citations included."""
    asked = reading.keys_among(keys)
    rows = reading.typed(_KINDS, _PASSAGES, keys=asked)
    if not rows:
        return {}
    sentences = _grouped(reading.typed((int,) * 3, _SENTENCES, keys=asked))
    sdgs = _grouped(reading.typed((int,) * 2, _SDGS, keys=asked))
    cites = _citations(reading.rows(_CITES, keys=asked))
    notes = _notes(reading, asked)
    return {
        key: Passage(
            id_, document, ordinal, BlockKind(kind), start, end, text, chapter, section, texts_from(path),
            tuple(sdg for (sdg,) in sdgs[key]), page, tuple(sentences[key]), tuple(notes[key]), tuple(cites[key]),
        )
        for key, id_, document, ordinal, kind, start, end, text, chapter, section, path, page in rows
    }  # fmt: skip


def _notes(reading: TableReading, keys: object) -> defaultdict[int, list[Footnote]]:
    """The footnotes of these passages, with their citations."""
    rows = reading.typed(_NOTE_KINDS, _NOTES, keys=keys)
    found: defaultdict[int, list[Footnote]] = defaultdict(list)
    if rows:
        cites = _citations(reading.rows(_NOTE_CITES, keys=reading.keys_among({row[1] for row in rows})))
        for key, note, *values in rows:
            found[key].append(replace(Footnote(*values), citations=tuple(cites[note])))
    return found


def _citations(rows: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[Citation]]:
    """The citations by what holds them, the first cell of their row."""
    found: defaultdict[int, list[Citation]] = defaultdict(list)
    for key, _, _, *values in rows:
        found[key].append(citation_from(values))
    return found


def _grouped(rows: Iterable[tuple[Any, ...]]) -> defaultdict[int, list[tuple[Any, ...]]]:
    """Rows by their first cell, without it."""
    found: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for key, *values in rows:
        found[key].append(tuple(values))
    return found
