"""Documents into the tables and out of them, inside a transaction of the caller's.

What a document brings is written first, by COPY and side by side with what others write; only then, as the last thing,
the state is locked and the counts over all documents are changed. So several ingests wait for each other only briefly.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ingest.codec import columns, encode, to_row
from ingest.model import Footnote
from ingest.places import pack
from search.backend.postgres.access.adapting import vector_bytes
from search.backend.postgres.access.connection import read_state
from search.backend.postgres.checksums import is_sound, seal_document
from search.backend.postgres.indexing import (
    LexicalRow,
    change_counts,
    count_again,
    count_terms,
    lexical_row,
    terms_of_document,
)
from search.backend.postgres.kept import forget_intake, note_intakes
from search.backend.sqlite.documents import text_sha256
from search.backend.sqlite.lexical.indexing import count_words
from search.backend.sqlite.papers import CITATION_COLUMNS
from search.dutch.abbreviations import defined
from search.dutch.terms import fold
from search.errors import EncoderMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ingest.model import Citation, Document, FactName, Passage
    from search.backend.model import Entry
    from search.backend.postgres.access.connection import Transaction
    from search.backend.postgres.access.pool import Database

_FOOTNOTE_COLUMNS = columns(Footnote, without=("citations",))
_NEW_KEYS = "SELECT nextval('keys') FROM generate_series(1, 1000)"
#: Table -> the columns of its rows, in the order in which the tables are filled.
_COLUMNS: dict[str, Sequence[str]] = {
    "documents": (
        "key", "id", "title", "publisher", "year", "kind", "language", "source", "sha256", "ingest_version", "text",
        "date", "authors", "text_sha256", "places", "pages", "facts", "passages", "citations", "words", "counts",
    ),
    "sections": ("document", "position", "level", "kind", "title", "path", "sdgs", "page", "line"),
    "footnotes": ("key", "document", *_FOOTNOTE_COLUMNS),
    "citations": ("key", "document", "footnote_key", *CITATION_COLUMNS),
    "citation_submitters": ("citation", "position", "folded", "name"),
    "passages": (
        "key", "document", "id", "ordinal", "kind", "start", "end", "text", "chapter", "chapter_folded", "section",
        "section_path", "page",
    ),
    "sentences": ("key", "passage", "start", "end"),
    "passage_sdgs": ("sdg", "passage"),
    "passage_suggested_sdgs": ("passage", "position", "sdg"),
    "passage_footnotes": ("passage", "position", "footnote"),
    "passage_citations": ("passage", "position", "citation"),
    "lexical": ("passage", *LexicalRow._fields),
    "abbreviations": ("document", "short", "long"),
}  # fmt: skip
#: The same of the tables with vectors, whose rows are copied in binary: the types of the cells, as they travel.
_VECTORS = {
    "passage_vectors": (("passage", "vector"), ("int8", "bytea")),
    "sentence_vectors": (("sentence", "passage", "vector"), ("int8", "int8", "bytea")),
}


def insert(held: Transaction, entries: Sequence[Entry]) -> None:
    """Write documents, each in the place of the one with its id, and what users corrected of it unless that is None."""
    for id_ in sorted({entry.document.id for entry in entries}):  # in one order: nobody waits for who waits for him
        held.lock(f"document {id_}")
    generation = _count(held, [_insert(held.db, entry) for entry in entries])
    note_intakes(held.db, [entry.document for entry in entries], generation)


def delete(held: Transaction, document: str) -> bool:
    """Delete the document with this id and its corrections; False when there is none."""
    held.lock(f"document {document}")
    gone = _Gone(held.db, document)
    gone.delete()
    _write_corrections(held.db, document, {})
    forget_intake(held.db, document)
    if gone.key is not None:
        _count(held, [_Change(gone)])
    return gone.key is not None


def _insert(db: Database, entry: Entry) -> _Change:
    document, embedding = entry.document, entry.embedding
    gone = _Gone(db, document.id)
    gone.delete()
    if entry.corrections is not None:
        _write_corrections(db, document.id, entry.corrections)
    rows = DocumentRows(db, document, entry.ingest_version)
    keyed: dict[int, Passage] = {}
    for passage, vector, parts, sdgs in zip(
        document.passages, embedding.passages, embedding.sentences, embedding.suggested_sdgs, strict=True
    ):
        keyed[rows.add_passage(passage, vector, parts, sdgs)] = passage
    lexical = {key: lexical_row(document.title, passage) for key, passage in keyed.items()}
    rows.add("lexical", *((key, *row) for key, row in lexical.items()))
    rows.add("abbreviations", *((rows.key, *pair) for pair in sorted(defined(document.text))))
    rows.copy()
    seal_document(db, rows.key)  # last: it is over all the rows above
    return _Change(gone, rows.words, lexical)


@dataclass(frozen=True, slots=True)
class _Change:
    """What of all that is counted a document changes: what is gone of it, the words and the terms that came."""

    gone: _Gone
    words: Counter[str] = field(default_factory=Counter)
    lexical: Mapping[int, LexicalRow] = field(default_factory=dict)


def _count(held: Transaction, changes: Sequence[_Change]) -> int:
    """Count one write more, and what it changed; whoever writes another document waits here until the commit.

    Returns the generation that the store is at with this write.
    """
    bound = held.state
    state = read_state(held.db, locked=True)
    if state is not None and state.fingerprint != bound.fingerprint:  # meanwhile, while there was no document yet
        raise EncoderMismatchError(state.encoder, state.fingerprint, bound.encoder, bound.fingerprint)
    terms, words, passages, tokens = Counter[str](), Counter[str](), 0, 0
    for change in changes:
        terms.update(count_terms(change.lexical))
        terms.subtract(change.gone.terms)
        words.update(change.words)
        words.subtract(change.gone.words)
        passages += len(change.lexical) - change.gone.passages
        tokens += sum(row.length for row in change.lexical.values()) - change.gone.tokens
    sql = "UPDATE state SET generation = generation + 1, passages = passages + %s, tokens = tokens + %s"
    held.db.execute(sql, (passages, tokens))
    generation = (bound if state is None else state).generation + 1
    if all(change.gone.sound for change in changes):
        change_counts(held.db, terms, words)
    else:
        count_again(held.db)
    return generation


def _write_corrections(db: Database, document: str, corrections: Mapping[FactName, str]) -> None:
    """Write what users corrected of the document with this id, in the place of what stood there."""
    db.execute("DELETE FROM corrections WHERE document = %s", (document,))
    for name, value in corrections.items():
        db.execute("INSERT INTO corrections VALUES (%s, %s, %s)", (document, str(name), value))


class _Gone:
    """What was counted of the document that stands under an id; ``key`` None: there is none.

    ``sound``: whether it is as it was written; else its words are not the ones that were counted.
    """

    def __init__(self, db: Database, id_: str) -> None:
        self._db = db
        row = db.execute("SELECT key, words, counts FROM documents WHERE id = %s", (id_,)).fetchone()
        self.key: int | None = None
        self.sound, self.passages, self.tokens = True, 0, 0
        self.terms, self.words = Counter[str](), Counter[str]()
        if row is None:
            return
        self.key, words, counts = row
        self.sound = is_sound(db, row[0])
        self.terms, self.words = terms_of_document(db, row[0]), Counter(dict(zip(words, counts, strict=False)))
        sql = """
            SELECT count(*), coalesce(sum(l.length), 0) FROM passages p LEFT JOIN lexical l ON l.passage = p.key
            WHERE p.document = %s"""
        self.passages, self.tokens = db.execute(sql, (row[0],)).fetchone() or (0, 0)

    def delete(self) -> None:
        """Delete its rows, those of other tables too."""
        self._db.execute("DELETE FROM documents WHERE key = %s", (self.key,))


class DocumentRows:
    """The rows of one document; remembers which footnotes and citations have one, since passages share them."""

    def __init__(self, db: Database, document: Document, ingest_version: str) -> None:
        self._db = db
        self._new: Iterator[int] = iter(())
        self._rows: dict[str, list[tuple[Any, ...]]] = {table: [] for table in (*_COLUMNS, *_VECTORS)}
        self._footnotes: dict[tuple[int, int], int] = {}
        self._citations: dict[Citation, int] = {}
        self.words = count_words(document.title, document.passages)
        self.key = self._new_key()
        for section in document.sections:
            row = (
                self.key, section.index, section.level, section.kind, section.title, json.dumps(section.path),
                json.dumps(section.sdgs), section.page, section.place,
            )  # fmt: skip
            self.add("sections", row)
        for footnote in document.footnotes:
            self._footnote(footnote)
        for citation in document.citations:
            self._citation(citation, None)
        self._document, self._ingest_version = document, ingest_version

    def add(self, table: str, *rows: tuple[Any, ...]) -> None:
        """Keep rows of a table for ``copy``."""
        self._rows[table] += rows

    def copy(self) -> None:
        """Write all rows."""
        document = self._document
        row = (
            self.key, document.id, document.title, document.publisher, document.year, document.kind, document.language,
            document.source, document.sha256, self._ingest_version, document.text, document.date,
            json.dumps(document.authors), text_sha256(document.text), pack(document.places),
            json.dumps(document.pages), encode(document.facts).decode(), len(self._rows["passages"]),
            len(self._rows["citations"]), [*self.words], [*self.words.values()],
        )  # fmt: skip
        self.add("documents", row)
        with self._db.cursor() as cursor:
            for table, names in _COLUMNS.items():
                if self._rows[table]:
                    with cursor.copy(f"COPY {table} ({_quoted(names)}) FROM STDIN".encode()) as copy:
                        for each in self._rows[table]:
                            copy.write_row(each)
            for table, (names, types) in _VECTORS.items():
                if self._rows[table]:
                    with cursor.copy(f"COPY {table} ({_quoted(names)}) FROM STDIN (FORMAT BINARY)".encode()) as copy:
                        copy.set_types(types)
                        for each in self._rows[table]:
                            copy.write_row(each)

    def _new_key(self) -> int:
        key = next(self._new, None)
        if key is None:
            self._new = iter([each for (each,) in self._db.execute(_NEW_KEYS).fetchall()])
            key = next(self._new)
        return key

    def _footnote(self, note: Footnote) -> int:
        key = self._footnotes.get((note.start, note.number))
        if key is None:
            key = self._footnotes[note.start, note.number] = self._new_key()
            self.add("footnotes", (key, self.key, *to_row(note, _FOOTNOTE_COLUMNS)))
            for citation in note.citations:
                self._citation(citation, key)
        return key

    def _citation(self, cite: Citation, footnote_key: int | None) -> int:
        key = self._citations.get(cite)
        if key is None:
            key = self._citations[cite] = self._new_key()
            self.add("citations", (key, self.key, footnote_key, *to_row(cite, CITATION_COLUMNS)))
            submitters = ((key, position, fold(name), name) for position, name in enumerate(cite.submitters))
            self.add("citation_submitters", *submitters)
        return key

    def add_passage(self, passage: Passage, vector: Any, sentences: Any, suggested_sdgs: Sequence[int]) -> int:  # noqa: ANN401 - arrays
        """Keep a passage with its vector and those of its sentences; return its key."""
        key = self._new_key()
        row = (
            key, self.key, passage.id, passage.ordinal, passage.kind, passage.start, passage.end, passage.text,
            passage.chapter, fold(passage.chapter), passage.section, json.dumps(passage.section_path), passage.page,
        )  # fmt: skip
        self.add("passages", row)
        self.add("passage_vectors", (key, vector_bytes(vector)))
        for (start, end), sentence in zip(passage.sentences, sentences, strict=True):
            number = self._new_key()
            self.add("sentences", (number, key, start, end))
            self.add("sentence_vectors", (number, key, vector_bytes(sentence)))
        self.add("passage_sdgs", *((sdg, key) for sdg in passage.sdgs))
        self.add("passage_suggested_sdgs", *((key, position, sdg) for position, sdg in enumerate(suggested_sdgs)))
        notes = ((key, position, self._footnote(note)) for position, note in enumerate(passage.footnotes))
        self.add("passage_footnotes", *notes)
        cites = ((key, position, self._citation(cite, None)) for position, cite in enumerate(passage.citations))
        self.add("passage_citations", *cites)
        return key


def _quoted(names: Sequence[str]) -> str:
    """Column names as SQL; "end" is a word of its own there."""
    return ", ".join(f'"{name}"' for name in names)
