"""Documents into the tables and out of them, inside a transaction of the caller's.

What a document brings is written first, by COPY and side by side with what others write; only then, as the last thing,
the state is locked and the counts over all documents are changed. So several ingests wait for each other only briefly.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from search.backend.lexical.counting import count_words
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
from search.backend.postgres.tables.numbers import number_passages
from search.backend.tables.writing import COLUMNS, DocumentRows, quoted
from search.errors import EncoderMismatchError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from ingest.model import FactName, Passage
    from search.backend.model import Entry
    from search.backend.postgres.access.connection import Transaction
    from search.backend.postgres.access.pool import Database

_NEW_KEYS = "SELECT nextval('keys') FROM generate_series(1, 1000)"
#: Table -> the columns of its rows, in the order in which the tables are filled.
_COLUMNS: dict[str, Sequence[str]] = COLUMNS | {
    "documents": (*COLUMNS["documents"], "passages", "citations", "words", "counts"),
    "lexical": ("passage", *LexicalRow._fields),
}
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
    document = entry.document
    gone = _Gone(db, document.id)
    gone.delete()
    if entry.corrections is not None:
        _write_corrections(db, document.id, entry.corrections)
    rows = PostgresRows(db, entry)
    lexical = {key: lexical_row(document.title, passage) for key, passage in rows.passages.items()}
    words = count_words(document.title, document.passages)
    rows.write(words, lexical)
    seal_document(db, rows.key)  # last: it is over all the rows above
    return _Change(gone, words, lexical, {rows.key: rows.passages})


@dataclass(frozen=True, slots=True)
class _Change:
    """What of all that is counted a document changes: what is gone of it, the words and the terms that came.

    ``came``: its key, and its passages by theirs.
    """

    gone: _Gone
    words: Counter[str] = field(default_factory=Counter)
    lexical: Mapping[int, LexicalRow] = field(default_factory=dict)
    came: Mapping[int, Mapping[int, Passage]] = field(default_factory=dict)


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
    number_passages(held.db, {key: passages for each in changes for key, passages in each.came.items()})
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


class PostgresRows(DocumentRows):
    """The rows of one document, with keys of the one sequence of all tables; ``write`` copies them."""

    def __init__(self, db: Database, entry: Entry) -> None:
        self._db = db
        self._new: Iterator[int] = iter(())
        super().__init__(entry)

    def new_key(self, table: str) -> int:  # noqa: ARG002 - of the class above
        """Return the next of those that were taken from the sequence."""
        key = next(self._new, None)
        if key is None:
            self._new = iter([each for (each,) in self._db.execute(_NEW_KEYS).fetchall()])
            key = next(self._new)
        return key

    def add_vectors(self, passage: int, vector: NDArray[Any], sentences: Sequence[int], parts: NDArray[Any]) -> None:
        """Add the vector of a passage and those of its sentences, each a row."""
        self.rows["passage_vectors"].append((passage, vector_bytes(vector)))
        pairs = zip(sentences, parts, strict=True)
        self.rows["sentence_vectors"] += ((key, passage, vector_bytes(part)) for key, part in pairs)

    def write(self, words: Mapping[str, int], lexical: Mapping[int, LexicalRow]) -> None:
        """Copy all rows. ``words``: how many passages hold each; ``lexical``: what is indexed, by passage."""
        [document] = self.rows["documents"]
        counts = len(self.rows["passages"]), len(self.rows["citations"]), [*words], [*words.values()]
        self.rows["documents"] = [(*document, *counts)]
        self.rows["lexical"] = [(key, *row) for key, row in lexical.items()]
        with self._db.cursor() as cursor:
            for table, names in _COLUMNS.items():
                if self.rows[table]:
                    with cursor.copy(f"COPY {table} ({quoted(names)}) FROM STDIN".encode()) as copy:
                        for row in self.rows[table]:
                            copy.write_row(row)
            for table, (names, types) in _VECTORS.items():
                if self.rows[table]:
                    with cursor.copy(f"COPY {table} ({quoted(names)}) FROM STDIN (FORMAT BINARY)".encode()) as copy:
                        copy.set_types(types)
                        for each in self.rows[table]:
                            copy.write_row(each)
