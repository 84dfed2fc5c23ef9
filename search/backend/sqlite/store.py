"""The one truth: a SQLite file with documents, passages, vectors and the lexical index.

A document goes in or out in one transaction that also raises the generation number, so a process killed half-way
leaves the documents before it, and everything derived (the FAISS files) can tell that it is out of date. The store
remembers which encoder made its vectors and refuses any other.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from search.backend.sqlite.failures import told, write_ahead
from search.backend.sqlite.filters import conditions
from search.backend.sqlite.indexing import index_passages, unindex_passages
from search.backend.sqlite.rows import DocumentRows, read_passages, select
from search.backend.sqlite.schema import SCHEMA_VERSION, TABLES
from search.dutch.abbreviations import defined
from search.dutch.lexicon import Lexicon
from search.dutch.terms import ANALYSIS_VERSION
from search.errors import EncoderMismatchError, EncoderVersionError, SchemaVersionError
from search.intake.sdg_suggestions import SUGGESTIONS_VERSION
from search.models.encoder import DEFAULT_MODEL

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from ingest.model import Document, Passage
    from search.model import Filters

STORE_NAME = "kennisbank.sqlite"  # in the folder of a knowledge base
VERSION = f"{SCHEMA_VERSION}.{ANALYSIS_VERSION}.{SUGGESTIONS_VERSION}"
_WAIT = 30.0  # seconds for another program to end its write
_KEYS = "SELECT p.key FROM passages p"
Kind = Literal["passages", "sentences"]
_DOCUMENT = (
    "id", "title", "publisher", "year", "kind", "language", "source", "sha256", "ingest_version", "date", "authors",
    "passages", "citations",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """What the store knows of a document without its text. ``passages``, ``citations``: how many."""

    id: str
    title: str
    publisher: str
    year: int | None
    kind: str
    language: str
    source: str
    sha256: str
    ingest_version: str
    date: str | None
    authors: tuple[str, ...]
    passages: int
    citations: int


@dataclass(frozen=True, slots=True)
class Written:
    """What one write changed: the generation it made, and the keys of the vectors that came and went."""

    generation: int
    added: dict[Kind, list[int]]
    removed: dict[Kind, list[int]]


class Store:
    """One open SQLite file. Not safe for use by several threads at once: the knowledge base holds a lock."""

    def __init__(self, path: Path, db: sqlite3.Connection) -> None:
        self.path = path
        self._db = db

    @classmethod
    def open(cls, path: Path) -> Store:
        """Open the store at ``path``, made when it is not there.

        Raises SchemaVersionError when its layout is another, and what search.backend.sqlite.failures.told raises.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        with told(path):
            store = cls(path, sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False))
        try:
            with told(path):
                store._prepare()
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self) -> None:
        """Set the connection up and make the tables where there are none. Raises SchemaVersionError."""
        write_ahead(self._db, _WAIT)
        self._db.execute("PRAGMA foreign_keys = ON")
        with self._transaction():
            if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                for statement in _statements(TABLES):
                    self._db.execute(statement)
                start = {"version": VERSION, "generation": "0", "store": uuid.uuid4().hex}
                self._db.executemany("INSERT INTO meta VALUES (?, ?)", start.items())
        if (found := self.setting("version")) != VERSION:
            raise SchemaVersionError(self.path, found or "?", VERSION)

    def close(self) -> None:
        """Close the file. Closing twice is fine."""
        self._db.close()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:  # a full disk makes SQLite roll back by itself
                self._db.execute("ROLLBACK")
            raise

    def setting(self, name: str) -> str | None:
        """Return the value stored under ``name`` in the table meta."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    @property
    def generation(self) -> int:
        """How many writes this store has seen, those by other processes included."""
        return int(self.setting("generation") or 0)

    def adopt(self, encoder: str, fingerprint: str, dimensions: int) -> None:
        """Bind the store to an encoder; a store without documents may change it.

        Raises EncoderMismatchError, EncoderVersionError when the documents in it were embedded by another (version).
        """
        stored = (self.setting("encoder") or "", self.setting("fingerprint") or "")
        if stored[1] == fingerprint:
            return
        if self._db.execute("SELECT 1 FROM documents LIMIT 1").fetchone():
            kind = EncoderVersionError if stored[0] == encoder == DEFAULT_MODEL else EncoderMismatchError
            raise kind(*stored, encoder, fingerprint)
        values = ("encoder", encoder), ("fingerprint", fingerprint), ("dimensions", str(dimensions))
        with self._transaction():
            self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)

    def put(
        self,
        document: Document,
        ingest_version: str,
        passages: NDArray[np.float32],
        sentences: Sequence[NDArray[np.float32]],
        suggested_sdgs: Sequence[Sequence[int]],
    ) -> Written:
        """Write ``document`` in the place of the one with its id, all or nothing.

        ``passages``: vectors of shape (number of passages, dimensions); ``sentences``: for each passage those of its
        sentences, (number of sentences, dimensions); ``suggested_sdgs``: for each passage, best first.
        """
        added: dict[Kind, list[int]] = {"passages": [], "sentences": []}
        with self._transaction():
            removed = self._delete(document.id)
            rows = DocumentRows(self._db, document, ingest_version)
            keyed: dict[int, Passage] = {}
            for passage, vector, parts, sdgs in zip(
                document.passages, passages, sentences, suggested_sdgs, strict=True
            ):
                key, keys = rows.add_passage(passage, vector, parts, sdgs)
                keyed[key] = passage
                added["sentences"] += keys
            added["passages"] += keyed
            index_passages(self._db, document.title, keyed)
            pairs = sorted(defined(document.text))
            self._db.executemany("INSERT INTO abbreviations VALUES (?, ?, ?)", ((rows.key, *pair) for pair in pairs))
            return Written(self._raise_generation(), added, removed)

    def remove(self, document: str) -> Written | None:
        """Take the document with this id out; None when there is none."""
        with self._transaction():
            if not self._db.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone():
                return None
            removed = self._delete(document)
            return Written(self._raise_generation(), {"passages": [], "sentences": []}, removed)

    def _raise_generation(self) -> int:
        generation = self.generation + 1
        self._db.execute("UPDATE meta SET value = ? WHERE name = 'generation'", (str(generation),))
        return generation

    def _delete(self, id_: str) -> dict[Kind, list[int]]:
        row = self._db.execute("SELECT key, title FROM documents WHERE id = ?", (id_,)).fetchone()
        if row is None:
            return {"passages": [], "sentences": []}
        key, title = row
        keys = self._column("SELECT key FROM passages WHERE document = ?", key)
        nested = "SELECT s.key FROM sentences s JOIN passages p ON p.key = s.passage WHERE p.document = ?"
        sentences = self._column(nested, key)
        unindex_passages(self._db, title, self.passages(keys))
        self._db.execute("DELETE FROM documents WHERE key = ?", (key,))
        return {"passages": keys, "sentences": sentences}

    def _column(self, sql: str, *values: object) -> list[int]:
        return [row[0] for row in self._db.execute(sql, values)]

    def documents(self) -> list[StoredDocument]:
        """Return all documents by id."""
        rows = self._db.execute(
            f"SELECT {', '.join(_DOCUMENT[:-2])}, "  # noqa: S608 - names from this module
            "(SELECT count(*) FROM passages p WHERE p.document = d.key), "
            "(SELECT count(*) FROM citations c WHERE c.document = d.key) FROM documents d ORDER BY id"
        )
        return [
            StoredDocument(**dict(zip(_DOCUMENT, row, strict=True)) | {"authors": tuple(json.loads(row[-3]))})
            for row in rows
        ]

    def state(self, document: str) -> tuple[str, str] | None:
        """Return (sha256, ingest version) of the document with this id, None when there is none."""
        row = self._db.execute("SELECT sha256, ingest_version FROM documents WHERE id = ?", (document,)).fetchone()
        return None if row is None else (str(row[0]), str(row[1]))

    def titles(self) -> dict[str, str]:
        """Return document id -> title."""
        return dict(self._db.execute("SELECT id, title FROM documents"))

    def text(self, document: str) -> str:
        """Return the text of a document; its passages' spans point into it."""
        return str(self._db.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()[0])

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """Return the passages with these keys."""
        return read_passages(self._db, keys)

    def passage_keys(self, filters: Filters | None = None) -> list[int]:
        """Return the keys of the passages that pass the filters, ascending."""
        where, values = conditions(filters)
        return self._column(_KEYS + where + " ORDER BY p.key", *values)

    def passage_keys_named(self, ids: Collection[str]) -> list[int]:
        """Return the keys of the passages with these ids."""
        return self._column("SELECT key FROM passages WHERE id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))

    def passage_keys_of(self, document: str) -> list[int]:
        """Return the keys of a document's passages in the order of its text."""
        sql = "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document WHERE d.id = ? ORDER BY p.ordinal"
        return self._column(sql, document)

    def order(self) -> dict[int, int]:
        """Return passage key -> its place among all passages, documents by id, whatever order they were added in."""
        sql = "SELECT p.key FROM passages p JOIN documents d ON d.key = p.document ORDER BY d.id, p.ordinal"
        return {key: place for place, key in enumerate(self._column(sql))}

    def note_keys(self) -> frozenset[int]:
        """Return the keys of the passages that are notes."""
        return frozenset(self._column("SELECT key FROM passages WHERE kind = 'footnote'"))

    def passage_terms(self, keys: Sequence[int]) -> dict[int, tuple[int, frozenset[str]]]:
        """Return passage key -> (key of its document, the terms of its own text)."""
        sql = (
            "SELECT p.key, p.document, l.body FROM passages p JOIN lexical l ON l.rowid = p.key WHERE p.key IN (:keys)"
        )
        return {key: (document, frozenset(body.split())) for key, document, body in select(self._db, sql, keys)}

    def suggested_sdgs(self, keys: Sequence[int]) -> dict[int, tuple[int, ...]]:
        """Return passage key -> the SDGs suggested for it, best first; passages without any are left out."""
        found: dict[int, tuple[int, ...]] = {}
        sql = "SELECT passage, sdg FROM passage_suggested_sdgs WHERE passage IN (:keys) ORDER BY passage, position"
        for passage, sdg in select(self._db, sql, keys):
            found[passage] = (*found.get(passage, ()), sdg)
        return found

    def sentence_keys(self, keys: Sequence[int]) -> dict[int, list[int]]:
        """Return passage key -> keys of its sentences in order."""
        found: dict[int, list[int]] = {}
        sql = "SELECT passage, key FROM sentences WHERE passage IN (:keys) ORDER BY key"
        for passage, key in select(self._db, sql, keys):
            found.setdefault(passage, []).append(key)
        return found

    def chapters(self, document: str | None = None) -> list[str]:
        """Return the titles of the chapters that hold passages, documents by id, in the order of the text."""
        sql = "SELECT p.chapter FROM passages p JOIN documents d ON d.key = p.document {} ORDER BY d.id, p.ordinal"
        where, values = ("", ()) if document is None else ("WHERE d.id = ?", (document,))
        return list(dict.fromkeys(row[0] for row in self._db.execute(sql.format(where), values) if row[0]))

    def vectors(self, kind: Kind, keys: Sequence[int] | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return (keys, vectors) of passages or sentences, all of them or those with ``keys``, ascending by key."""
        if keys is None:
            rows = self._db.execute(f"SELECT key, vector FROM {kind} ORDER BY key").fetchall()  # noqa: S608 - two kinds
        else:
            sql = f"SELECT key, vector FROM {kind} WHERE key IN (:keys) ORDER BY key"  # noqa: S608 - one of two names
            rows = list(select(self._db, sql, sorted(keys)))
        ids = np.array([key for key, _ in rows], dtype=np.int64)
        flat = np.frombuffer(b"".join(blob for _, blob in rows), dtype=np.float32)
        return ids, flat.reshape(len(rows), int(self.setting("dimensions") or 0))

    def sentence_passages(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return (sentence keys, the passage key of each), ascending by sentence key."""
        rows = np.array(self._db.execute("SELECT key, passage FROM sentences ORDER BY key").fetchall(), dtype=np.int64)
        rows = rows.reshape(-1, 2)
        return rows[:, 0].copy(), rows[:, 1].copy()

    def lexicon(self) -> Lexicon:
        """Return the words of the corpus."""
        terms = frozenset(row[0] for row in self._db.execute("SELECT term FROM lexical_terms"))
        pairs = self._db.execute("SELECT DISTINCT short, long FROM abbreviations ORDER BY short, long").fetchall()
        counts = dict(self._db.execute("SELECT word, passages FROM words"))
        return Lexicon(counts, terms, tuple((short, tuple(long.split())) for short, long in pairs))

    def query(self, sql: str, values: Sequence[object] = ()) -> list[Any]:
        """Run a reading statement; for the modules of this package that need a table's rows as they are."""
        return self._db.execute(sql, values).fetchall()


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script; executescript would commit the transaction it runs in."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
