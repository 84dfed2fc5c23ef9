"""Rows of the store <-> the dataclasses of ingest.model. Writes a document's rows, reads passages back."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ingest.model import BlockKind, Citation, CitationKind, Footnote, Passage, Verdict
from ingest.places import pack
from search.dutch.terms import fold

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from ingest.model import Document

CITATION_COLUMNS = (
    "start", '"end"', "text", "kind", "id", "url", "dossier", "suffix", "number", "chamber", "session_year", "title",
    "submitters", "cosigned", "verdict", "likely_id", "reason", "footnote",
)  # fmt: skip
_CITATION = ", ".join(CITATION_COLUMNS)
_FOOTNOTE = 'number, text, start, "end", marker, anchor_start, anchor_end, section, page'
CHUNK = 500  # keys in one SQL statement


def select(db: sqlite3.Connection, sql: str, keys: Sequence[int]) -> Iterator[Any]:
    """Yield the rows of a statement with ``IN (:keys)``, asked in pieces that one statement can take."""
    for first in range(0, len(keys), CHUNK):
        part = keys[first : first + CHUNK]
        yield from db.execute(sql.replace(":keys", ",".join("?" * len(part))), part)


def text_sha256(text: str) -> str:
    """Return what tells texts apart: two files that hold the same words have the same."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def _insert(db: sqlite3.Connection, table: str, columns: str, values: Sequence[object]) -> int:
    marks = ",".join("?" * len(values))
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from this module
    return int(cursor.lastrowid or 0)


def citation_from(row: Sequence[Any]) -> Citation:
    """Build the citation of a row of CITATION_COLUMNS."""
    values = dict(zip((name.strip('"') for name in CITATION_COLUMNS), row, strict=True))
    values["kind"] = CitationKind(values["kind"])
    values["verdict"] = Verdict(values["verdict"])
    values["submitters"] = tuple(json.loads(values["submitters"]))
    values["cosigned"] = bool(values["cosigned"])
    return Citation(**values)


class DocumentRows:
    """Writes one document; remembers which footnotes and citations have a row, since passages share them."""

    def __init__(self, db: sqlite3.Connection, document: Document, ingest_version: str) -> None:
        self.db = db
        self.key = _insert(
            db,
            "documents",
            "id, title, publisher, year, kind, language, source, sha256, ingest_version, text, date, authors, "
            "text_sha256, places, pages",
            (
                document.id, document.title, document.publisher, document.year, document.kind, document.language,
                document.source, document.sha256, ingest_version, document.text, document.date,
                json.dumps(document.authors), text_sha256(document.text), pack(document.places),
                json.dumps(document.pages),
            ),
        )  # fmt: skip
        self._footnotes: dict[tuple[int, int], int] = {}
        self._citations: dict[Citation, int] = {}
        for section in document.sections:
            _insert(
                db,
                "sections",
                "document, position, level, kind, title, path, sdgs, page, line",
                (
                    self.key, section.index, section.level, section.kind, section.title, json.dumps(section.path),
                    json.dumps(section.sdgs), section.page, section.place,
                ),
            )  # fmt: skip
        for footnote in document.footnotes:
            self._footnote(footnote)
        for citation in document.citations:
            self._citation(citation, None)

    def _footnote(self, note: Footnote) -> int:
        key = self._footnotes.get((note.start, note.number))
        if key is None:
            values = (
                self.key, note.number, note.text, note.start, note.end, note.marker, note.anchor_start, note.anchor_end,
                note.section, note.page,
            )  # fmt: skip
            key = _insert(self.db, "footnotes", f"document, {_FOOTNOTE}", values)
            self._footnotes[note.start, note.number] = key
            for citation in note.citations:
                self._citation(citation, key)
        return key

    def _citation(self, cite: Citation, footnote_key: int | None) -> int:
        key = self._citations.get(cite)
        if key is None:
            values = (
                self.key, footnote_key, cite.start, cite.end, cite.text, cite.kind, cite.id, cite.url, cite.dossier,
                cite.suffix, cite.number, cite.chamber, cite.session_year, cite.title, json.dumps(cite.submitters),
                cite.cosigned, cite.verdict, cite.likely_id, cite.reason, cite.footnote,
            )  # fmt: skip
            key = _insert(self.db, "citations", f"document, footnote_key, {_CITATION}", values)
            self._citations[cite] = key
            for position, name in enumerate(cite.submitters):
                row = (key, position, fold(name), name)
                _insert(self.db, "citation_submitters", "citation, position, folded, name", row)
        return key

    def add_passage(
        self, passage: Passage, vector: NDArray[Any], sentences: NDArray[Any], suggested_sdgs: Sequence[int]
    ) -> tuple[int, list[int]]:
        """Write a passage with its vector and those of its sentences; return its key and theirs."""
        key = _insert(
            self.db,
            "passages",
            'document, id, ordinal, kind, start, "end", text, chapter, chapter_folded, section, section_path, page, '
            "vector",
            (
                self.key, passage.id, passage.ordinal, passage.kind, passage.start, passage.end, passage.text,
                passage.chapter, fold(passage.chapter), passage.section, json.dumps(passage.section_path), passage.page,
                vector.tobytes(),
            ),
        )  # fmt: skip
        keys = [
            _insert(self.db, "sentences", 'passage, start, "end", vector', (key, start, end, sentence.tobytes()))
            for (start, end), sentence in zip(passage.sentences, sentences, strict=True)
        ]
        for sdg in passage.sdgs:
            _insert(self.db, "passage_sdgs", "sdg, passage", (sdg, key))
        for position, sdg in enumerate(suggested_sdgs):
            _insert(self.db, "passage_suggested_sdgs", "passage, position, sdg", (key, position, sdg))
        for position, note in enumerate(passage.footnotes):
            _insert(self.db, "passage_footnotes", "passage, position, footnote", (key, position, self._footnote(note)))
        for position, cite in enumerate(passage.citations):
            values = (key, position, self._citation(cite, None))
            _insert(self.db, "passage_citations", "passage, position, citation", values)
        return key, keys


_PASSAGES = """
    SELECT p.key, p.id, d.id, p.ordinal, p.kind, p.start, p."end", p.text, p.chapter, p.section, p.section_path, p.page
    FROM passages p JOIN documents d ON d.key = p.document WHERE p.key IN (:keys)"""
_SENTENCES = 'SELECT passage, start, "end" FROM sentences WHERE passage IN (:keys) ORDER BY key'
_SDGS = "SELECT passage, sdg FROM passage_sdgs WHERE passage IN (:keys) ORDER BY sdg"
_NOTES = """
    SELECT pf.passage, f.key, f.number, f.text, f.start, f."end", f.marker, f.anchor_start, f.anchor_end,
        f.section, f.page
    FROM passage_footnotes pf JOIN footnotes f ON f.key = pf.footnote
    WHERE pf.passage IN (:keys) ORDER BY pf.passage, pf.position"""
_CITES = """
    SELECT pc.passage, c.* FROM passage_citations pc JOIN citation_values c ON c.key = pc.citation
    WHERE pc.passage IN (:keys) ORDER BY pc.passage, pc.position"""
_NOTE_CITES = "SELECT footnote_key, * FROM citation_values WHERE footnote_key IN (:keys) ORDER BY key"


def read_passages(db: sqlite3.Connection, keys: Sequence[int]) -> dict[int, Passage]:
    """Return the passages with these keys, footnotes and citations included."""
    sentences: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for key, start, end in select(db, _SENTENCES, keys):
        sentences[key].append((start, end))
    sdgs: defaultdict[int, list[int]] = defaultdict(list)
    for key, sdg in select(db, _SDGS, keys):
        sdgs[key].append(sdg)
    cites: defaultdict[int, list[Citation]] = defaultdict(list)
    for key, _, _, *values in select(db, _CITES, keys):
        cites[key].append(citation_from(values))
    note_rows = list(select(db, _NOTES, keys))
    note_cites: defaultdict[int, list[Citation]] = defaultdict(list)
    for note, _, _, *values in select(db, _NOTE_CITES, sorted({row[1] for row in note_rows})):
        note_cites[note].append(citation_from(values))
    notes: defaultdict[int, list[Footnote]] = defaultdict(list)
    for key, note, *values in note_rows:
        notes[key].append(replace(Footnote(*values), citations=tuple(note_cites[note])))
    rows = select(db, _PASSAGES, keys)
    return {
        key: Passage(
            id_, document, ordinal, BlockKind(kind), start, end, text, chapter, section, tuple(json.loads(path)),
            tuple(sdgs[key]), page, tuple(sentences[key]), tuple(notes[key]), tuple(cites[key]),
        )
        for key, id_, document, ordinal, kind, start, end, text, chapter, section, path, page in rows
    }  # fmt: skip
