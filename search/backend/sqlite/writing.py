"""Documents into the tables and out of them, inside a transaction of the caller's."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ingest.codec import columns, encode, to_row
from ingest.model import Footnote
from ingest.places import pack
from search.backend.sqlite.checksums import is_sound, seal_document
from search.backend.sqlite.documents import text_sha256
from search.backend.sqlite.extents import write_extent
from search.backend.sqlite.kept.intakes import forget_intake, note_intake
from search.backend.sqlite.lexical.indexing import index_passages, rebuild_index, unindex_passages
from search.backend.sqlite.papers import CITATION_COLUMNS
from search.backend.sqlite.passages import read_passages
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.vectors import as_blob
from search.dutch.abbreviations import defined
from search.dutch.terms import fold, stem
from search.scope import EVERYTHING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ingest.model import Citation, Document, FactName, Passage
    from search.backend.model import Entry
    from search.backend.sqlite.connection import Transaction

FOOTNOTE_COLUMNS = columns(Footnote, without=("citations",))


def insert(held: Transaction, entry: Entry) -> None:
    """Write a document in the place of the one with its id, and what users corrected of it unless that is None."""
    document, embedding = entry.document, entry.embedding
    db = held.db
    _delete(held, document.id)
    if entry.corrections is not None:
        _write_corrections(db, document.id, entry.corrections)
    rows = DocumentRows(db, document, entry.ingest_version)
    keyed: dict[int, Passage] = {}
    given = zip(document.passages, embedding.passages, embedding.sentences, embedding.suggested_sdgs, strict=True)
    for passage, vector, parts, sdgs in sorted(given, key=lambda each: each[0].ordinal):
        keyed[rows.add_passage(passage, vector, parts, sdgs)] = passage
    write_extent(db, rows.key, document.id, keyed)
    index_passages(db, document.title, keyed)
    pairs = sorted(defined(document.text))
    forms = ((rows.key, short, long, " ".join(map(stem, long.split())), len(long.split())) for short, long in pairs)
    db.executemany("INSERT INTO abbreviations VALUES (?, ?, ?, ?, ?)", forms)
    note_intake(held, document)
    seal_document(db, rows.key)  # last: it is over all the rows above


def delete(held: Transaction, document: str) -> bool:
    """Delete the document with this id and its corrections; False when there is none."""
    found = _delete(held, document)
    _write_corrections(held.db, document, {})
    forget_intake(held.db, document)
    if found:
        held.raise_generation()
    return found


def _write_corrections(db: sqlite3.Connection, document: str, corrections: Mapping[FactName, str]) -> None:
    """Write what users corrected of the document with this id, in the place of what stood there."""
    db.execute("DELETE FROM corrections WHERE document = ?", (document,))
    rows = ((document, str(name), value) for name, value in corrections.items())
    db.executemany("INSERT INTO corrections VALUES (?, ?, ?)", rows)


def _delete(held: Transaction, id_: str) -> bool:
    """Delete a document; False when there is none with this id."""
    reading = Reading(held.db, held.generation, EVERYTHING)
    rows = reading.rows("SELECT key, title FROM documents WHERE id = :id", id=id_)
    if not rows:
        return False
    key, title = rows[0]
    keys = reading.column("SELECT key FROM passages WHERE document = :key", key=key)
    if is_sound(held.db, key):
        unindex_passages(held.db, title, read_passages(reading, keys))
        held.db.execute("DELETE FROM documents WHERE key = ?", (key,))
    else:  # its words are not the ones that were counted: those of all other documents are counted anew
        held.db.executemany("DELETE FROM lexical WHERE rowid = ?", ((each,) for each in keys))
        held.db.execute("DELETE FROM documents WHERE key = ?", (key,))
        rebuild_index(held.db, _sound_documents(reading))
    return True


def _sound_documents(reading: Reading) -> Iterator[tuple[str, list[Passage]]]:
    """Yield title and passages of each document that is as it was written."""
    for key, title in reading.rows("SELECT key, title FROM documents"):
        if is_sound(reading.db, key):
            keys = reading.column("SELECT key FROM passages WHERE document = :key", key=key)
            yield title, [*read_passages(reading, keys).values()]


class DocumentRows:
    """Writes one document; remembers which footnotes and citations have a row, since passages share them."""

    def __init__(self, db: sqlite3.Connection, document: Document, ingest_version: str) -> None:
        self.db = db
        self.key = _insert(
            db,
            "documents",
            "id, title, publisher, year, kind, language, source, sha256, ingest_version, text, date, authors, "
            "text_sha256, places, pages, facts",
            (
                document.id, document.title, document.publisher, document.year, document.kind, document.language,
                document.source, document.sha256, ingest_version, document.text, document.date,
                json.dumps(document.authors), text_sha256(document.text), pack(document.places),
                json.dumps(document.pages), encode(document.facts).decode(),
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
            values = (self.key, *to_row(note, FOOTNOTE_COLUMNS))
            key = _insert(self.db, "footnotes", f"document, {_quoted(FOOTNOTE_COLUMNS)}", values)
            self._footnotes[note.start, note.number] = key
            for citation in note.citations:
                self._citation(citation, key)
        return key

    def _citation(self, cite: Citation, footnote_key: int | None) -> int:
        key = self._citations.get(cite)
        if key is None:
            values = (self.key, footnote_key, *to_row(cite, CITATION_COLUMNS))
            key = _insert(self.db, "citations", f"document, footnote_key, {_quoted(CITATION_COLUMNS)}", values)
            self._citations[cite] = key
            for position, name in enumerate(cite.submitters):
                row = (key, position, fold(name), name)
                _insert(self.db, "citation_submitters", "citation, position, folded, name", row)
        return key

    def add_passage(
        self, passage: Passage, vector: NDArray[Any], sentences: NDArray[Any], suggested_sdgs: Sequence[int]
    ) -> int:
        """Write a passage with its vector and those of its sentences; return its key."""
        key = _insert(
            self.db,
            "passages",
            'document, id, ordinal, kind, start, "end", text, chapter, chapter_folded, section, section_path, page',
            (
                self.key, passage.id, passage.ordinal, passage.kind, passage.start, passage.end, passage.text,
                passage.chapter, fold(passage.chapter), passage.section, json.dumps(passage.section_path), passage.page,
            ),
        )  # fmt: skip
        for (start, end), _ in zip(passage.sentences, sentences, strict=True):
            _insert(self.db, "sentences", 'passage, start, "end"', (key, start, end))
        _insert(self.db, "passage_vectors", "passage, vector", (key, as_blob(vector)))
        _insert(self.db, "sentence_vectors", "passage, vectors", (key, as_blob(sentences)))
        for sdg in passage.sdgs:
            _insert(self.db, "passage_sdgs", "sdg, passage", (sdg, key))
        for position, sdg in enumerate(suggested_sdgs):
            _insert(self.db, "passage_suggested_sdgs", "passage, position, sdg", (key, position, sdg))
        for position, note in enumerate(passage.footnotes):
            _insert(self.db, "passage_footnotes", "passage, position, footnote", (key, position, self._footnote(note)))
        for position, cite in enumerate(passage.citations):
            values = (key, position, self._citation(cite, None))
            _insert(self.db, "passage_citations", "passage, position, citation", values)
        return key


def _quoted(names: Sequence[str]) -> str:
    """Column names as SQL; "end" is a word of its own there."""
    return ", ".join(f'"{name}"' for name in names)


def _insert(db: sqlite3.Connection, table: str, columns: str, values: Sequence[object]) -> int:
    marks = ",".join("?" * len(values))
    cursor = db.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from this module
    return int(cursor.lastrowid or 0)
