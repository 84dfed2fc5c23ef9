"""The store in one folder: the one truth in a SQLite file, vector indexes derived from it in files beside.

A document goes in or out in one transaction that also raises the generation number, so a process killed half-way
leaves the documents before it, and everything derived (the vector files) can tell that it is out of date. The store
remembers which encoder made its vectors and refuses any other.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from search.backend.derived import VECTORS, Generations
from search.backend.encoders import other_encoder
from search.backend.faiss.files import VectorFiles
from search.backend.faiss.indexes import EXACT_MOST
from search.backend.faiss.vectors import vectors_of
from search.backend.model import Entry
from search.backend.postings.following import Follower
from search.backend.postings.index import PostingIndex
from search.backend.postings.lookup import Lookup
from search.backend.sqlite.checks import find_problems
from search.backend.sqlite.checksums import seal_settings
from search.backend.sqlite.connection import STORE_NAME, Connection
from search.backend.sqlite.documents import SqliteDocuments
from search.backend.sqlite.facets import SqliteFacets
from search.backend.sqlite.filtering import Filtering
from search.backend.sqlite.kept.questions import SqliteQuestions, delete_question, mark_question, write_question
from search.backend.sqlite.lexical.texts import SqliteTexts
from search.backend.sqlite.lexical.words import SqliteWords
from search.backend.sqlite.papers import SqlitePapers
from search.backend.sqlite.passages import SqlitePassages
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.vectors import SqliteVectors
from search.backend.sqlite.writing import delete, insert
from search.backend.work import OwnWork
from search.errors import StoreAccessError
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ingest.model import Document, FactName
    from search.backend.comparing import Comparing
    from search.backend.derived import Generation
    from search.backend.faiss.indexes import Indexes
    from search.backend.kept import Mark
    from search.backend.model import Embedding, KeptQuestion, Moment
    from search.backend.problems import Problem

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands in files beside the store. ``words``: its postings."""

    vectors: VectorFiles
    words: Lookup


class FolderSnapshot:
    """See search.backend.protocol.Snapshot."""

    def __init__(self, reading: Reading, derived: Generation, beside: Beside) -> None:
        self._reading = reading
        self._derived = derived
        self._vector_files = beside.vectors
        self._vectors: Comparing | None = None
        self.generation = reading.generation
        self.scope = reading.scope
        self._filtering = Filtering(reading, derived)
        self.documents = SqliteDocuments(reading, derived.of(reading.scope))
        self.passages = SqlitePassages(self._filtering)
        self.words = SqliteWords(self._filtering, beside.words)
        self.facets = SqliteFacets(self._filtering)
        self.papers = SqlitePapers(reading)
        self.questions = SqliteQuestions(reading)

    @property
    def vectors(self) -> Comparing:
        """Passages by their meaning; their indexes are made when first asked for."""
        if self._vectors is None:
            indexes = self._derived.follow(VECTORS, self._indexes)
            self._vectors = vectors_of(indexes, SqliteVectors(self._reading), self._filtering.restricted)
        return self._vectors

    def derived(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return what ``make`` makes of this generation and scope, made once."""
        return self._derived.of(self.scope).get(name, make)

    def following(self, name: str, make: Callable[[_Value | None], _Value]) -> _Value:
        """Return what ``make`` makes of this generation and of what it made of an earlier one."""
        if self.scope == EVERYTHING:
            return self._derived.follow(name, make)
        return self.derived(name, lambda: make(None))

    def _indexes(self, before: Indexes | None) -> Indexes:
        return self._vector_files.at(SqliteVectors(self._reading), before)


class FolderBackend:
    """See search.backend.protocol.Backend."""

    def __init__(self, connection: Connection, exact_most: int = EXACT_MOST) -> None:
        self.connection = connection
        self.vector_files = VectorFiles(connection.path.parent, self._stored_vectors, exact_most)
        self._written = 0  # passages
        self._generations = Generations()
        folder = connection.path.parent
        self._beside = Beside(self.vector_files, Lookup(PostingIndex(folder), Follower(self.follow)))

    @classmethod
    def open(cls, folder: str | Path, store: str = STORE_NAME, exact_most: int = EXACT_MOST) -> FolderBackend:
        """Open the store in ``folder``, made when it is not there; ``store``: the name of its file.

        ``exact_most``: the number of passages up to which each is compared with a question.
        Raises SchemaVersionError when its layout is another, StoreDamagedError, StoreBusyError, StoreAccessError.
        """
        return cls(Connection.open(Path(folder) / store), exact_most)

    def close(self) -> None:
        """Keep the vector indexes and the postings in their files and close the store. Closing twice is fine."""
        try:
            self._beside.words.follower.close()
            self.vector_files.close(self._written)
        finally:
            self.connection.close()

    def encoder(self) -> str | None:
        """Return the name of the encoder that the stored documents were embedded with; None while there are none."""
        with self.connection.reading() as held:
            return held.setting("encoder") if held.has_documents() else None

    def adopt(self, encoder: str, fingerprint: str, dimensions: int) -> None:
        """Bind the store to an encoder; a store without documents may change it.

        Raises EncoderMismatchError, EncoderVersionError when the documents in it were embedded by another (version).
        """
        with self.connection.reading() as held:
            stored = (held.setting("encoder") or "", held.setting("fingerprint") or "")
            if stored[1] == fingerprint:
                return
            if held.has_documents():
                raise other_encoder(stored, (encoder, fingerprint))
        values = ("encoder", encoder), ("fingerprint", fingerprint), ("dimensions", str(dimensions))
        with self.connection.writing() as held:
            held.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
            seal_settings(held.db)

    @contextmanager
    def snapshot(self, scope: Scope = EVERYTHING) -> Iterator[FolderSnapshot]:
        """Open a view of the latest generation, without ``scope`` of all documents."""
        with self.connection.reading() as held:
            generation = held.generation
            derived = self._generations.at((held.opened, generation))
            yield FolderSnapshot(Reading(held.db, generation, scope), derived, self._beside)

    def put(
        self,
        document: Document,
        ingest_version: str,
        embedding: Embedding,
        corrections: Mapping[FactName, str] | None = None,
    ) -> None:
        """Write a document in the place of the one with its id, all or nothing."""
        self.put_many([Entry(document, ingest_version, embedding, corrections)])

    def put_many(self, entries: Sequence[Entry]) -> None:
        """Write several documents, all of them or none."""
        if not entries:
            return
        with self.connection.writing() as held:
            for entry in entries:
                insert(held, entry)
            held.raise_generation()
        passages = sum(len(entry.document.passages) for entry in entries)
        self._written += passages
        self._beside.words.follower.written(passages)

    def remove(self, document: str) -> bool:
        """Delete the document with this id, all or nothing; False when there is none."""
        with self.connection.writing() as held:
            return delete(held, document)

    def keep(self, question: KeptQuestion) -> bool:
        """Keep a question; False, and nothing changed, where one with its id is kept."""
        with self.connection.writing() as held:
            return write_question(held.db, question)

    def mark(self, question: str, mark: Mark, moment: Moment) -> bool:
        """Note that a question was looked at or reported; False where none is kept with this id."""
        with self.connection.writing() as held:
            return mark_question(held.db, question, mark, moment)

    def forget(self, question: str) -> bool:
        """Keep a question no longer; False where none is kept with this id."""
        with self.connection.writing() as held:
            return delete_question(held.db, question)

    def work(self, paths: Iterable[Path]) -> OwnWork:
        """Return files that are to be read, in their order."""
        return OwnWork(paths)

    def follow(self, least: int) -> None:
        """Bring the postings in the files up to date, where at least so many passages are in none of them."""
        with self.connection.reading() as held:
            reading = Reading(held.db, held.generation, EVERYTHING)
            derived = self._generations.at((held.opened, held.generation))
            extents = Filtering(reading, derived).extents
            if self._beside.words.covers(len(extents)):
                self._beside.words.index.save(SqliteTexts(reading, extents), least)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the tables and with the vector files."""
        with self.connection.reading() as held:
            reading = Reading(held.db, held.generation, EVERYTHING)
            problems = find_problems(reading) + self.vector_files.problems(SqliteVectors(reading))
            problems += self._beside.words.index.problems(held.setting("store") or "")
        with suppress(StoreAccessError):  # SQLite checks this only where it might write
            problems += self.connection.words_problems()
        return problems

    @contextmanager
    def _stored_vectors(self) -> Iterator[SqliteVectors]:
        with self.connection.reading() as held:
            yield SqliteVectors(Reading(held.db, held.generation, EVERYTHING))
