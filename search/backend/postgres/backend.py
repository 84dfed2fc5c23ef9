"""The store in PostgreSQL: all that is kept and all that is searched stands in the tables of one schema.

A document goes in or out in one transaction that also raises the generation number. Several programs may write at once:
who writes the same document waits for the other, who writes another one only while the counts are changed.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from search.backend.derived import Generations
from search.backend.encoders import other_encoder
from search.backend.faiss.files import VectorFiles
from search.backend.model import Entry
from search.backend.postgres.access.connection import Connection, read_state
from search.backend.postgres.access.reading import Kept, Reading
from search.backend.postgres.checks import find_problems
from search.backend.postgres.kept import PostgresQuestions, delete_question, mark_question, write_question
from search.backend.postgres.migrating import is_there, prepare
from search.backend.postgres.optimising import optimise
from search.backend.postgres.queue import PostgresWork
from search.backend.postgres.tables.documents import PostgresDocuments
from search.backend.postgres.tables.facets import PostgresFacets
from search.backend.postgres.tables.numbers import numbers_of
from search.backend.postgres.tables.papers import PostgresPapers
from search.backend.postgres.tables.passages import PostgresPassages
from search.backend.postgres.tables.stored_vectors import StoredVectors
from search.backend.postgres.tables.texts import PostgresTexts
from search.backend.postgres.tables.vectors import PostgresVectors
from search.backend.postgres.tables.words import PostgresWords
from search.backend.postgres.writing import delete, insert
from search.backend.postings.following import Follower
from search.backend.postings.index import PostingIndex
from search.backend.postings.lookup import Lookup
from search.errors import EncoderMismatchError
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ingest.model import Document, FactName
    from search.backend.derived import Generation
    from search.backend.kept import Mark
    from search.backend.model import Embedding, KeptQuestion, Moment
    from search.backend.postgres.access.connection import State, Transaction
    from search.backend.problems import Problem

_Value = TypeVar("_Value")
_ADOPT = "UPDATE state SET encoder = %s, fingerprint = %s, dimensions = %s"


@dataclass(frozen=True, slots=True)
class Beside:
    """What each program derives from a large base, in files of its own; None where there is no folder for them.

    ``words``: the postings. ``vectors``: the sketch.
    """

    words: Lookup | None = None
    vectors: VectorFiles | None = None


class PostgresSnapshot:
    """See search.backend.protocol.Snapshot."""

    def __init__(self, reading: Reading, state: State, derived: Generation, beside: Beside) -> None:
        self._derived = derived
        self.generation = state.generation
        self.scope = reading.scope
        self.documents = PostgresDocuments(reading, derived.of(reading.scope))
        self.passages = PostgresPassages(reading, state.passages, derived)
        self.words = PostgresWords(reading, state, derived, beside.words)
        self.vectors = PostgresVectors(reading, state, derived, beside.vectors)
        self.facets = PostgresFacets(reading)
        self.papers = PostgresPapers(reading)
        self.questions = PostgresQuestions(reading)

    def derived(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return what ``make`` makes of this generation and scope, made once."""
        return self._derived.of(self.scope).get(name, make)

    def following(self, name: str, make: Callable[[_Value | None], _Value]) -> _Value:
        """Return what ``make`` makes of this generation and of what it made of an earlier one."""
        if self.scope == EVERYTHING:
            return self._derived.follow(name, make)
        return self.derived(name, lambda: make(None))


class PostgresBackend:
    """See search.backend.protocol.Backend."""

    def __init__(self, connection: Connection, folder: Path | None = None) -> None:
        self.connection = connection
        self._beside = Beside()
        if folder is not None:
            vectors = VectorFiles(folder, self._stored_vectors, exact_most=0)
            self._beside = Beside(Lookup(PostingIndex(folder), Follower(self.follow)), vectors)
        self._generations = Generations()
        self._bound: tuple[str, str] | None = None  # the name and the fingerprint of the encoder that is used here

    @classmethod
    def open(cls, url: str, folder: Path | None = None) -> PostgresBackend:
        """Open the store at an address; its tables are made, or brought up to date.

        ``url``: see search.backend.postgres.access.address. ``folder``: for the postings and the sketch of a large
        base, which are made there while questions are asked; without one the tables are asked. Raises
        SchemaVersionError where a later version of this program made them, StoreDamagedError, StoreBusyError and
        StoreAccessError.
        """
        connection = Connection.to(url)
        try:
            prepare(connection)
        except BaseException:
            connection.close()
            raise
        return cls(connection, folder)

    def close(self) -> None:
        """Close all connections; what follows the tables is left as it is. Closing twice is fine."""
        if self._beside.words is not None:
            self._beside.words.follower.abandon()
        self.connection.close()

    def encoder(self) -> str | None:
        """Return the name of the encoder that the stored documents were embedded with; None while there are none."""
        with self.connection.reading() as held:
            return held.state.encoder if _has_documents(held) else None

    def adopt(self, encoder: str, fingerprint: str, dimensions: int) -> None:
        """Bind the store to an encoder; a store without documents may change it.

        Raises EncoderMismatchError, EncoderVersionError when the documents in it were embedded by another (version).
        """
        self._bound = encoder, fingerprint
        with self.connection.reading() as held:
            if held.state.fingerprint == fingerprint:
                return

        def bind(held: Transaction) -> None:
            read_state(held.db, locked=True)
            stored = held.state.encoder, held.state.fingerprint
            if _has_documents(held):
                raise other_encoder(stored, (encoder, fingerprint))
            held.db.execute(_ADOPT, (encoder, fingerprint, dimensions))

        self.connection.write(bind)

    @contextmanager
    def snapshot(self, scope: Scope = EVERYTHING) -> Iterator[PostgresSnapshot]:
        """Open a view of the latest generation, without ``scope`` of all documents.

        Raises EncoderMismatchError where another program has bound the store to another encoder since.
        """
        with self.connection.reading() as held:
            self._check_encoder(held)
            derived = self._generations.at((held.opened, held.state.generation))
            kept = derived.of(scope).get("keys", Kept)
            made = PostgresSnapshot(Reading(held.db, scope, kept), held.state, derived, self._beside)
            try:
                yield made
            finally:
                made.vectors.settle()

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
        """Write several documents, all of them or none; it is one write."""

        def write(held: Transaction) -> None:
            self._check_encoder(held)
            insert(held, entries)

        if entries:
            self.connection.write(write)

    def _check_encoder(self, held: Transaction) -> None:
        stored = held.state.encoder, held.state.fingerprint
        if self._bound is not None and stored[1] != self._bound[1]:
            raise EncoderMismatchError(*stored, *self._bound)

    def remove(self, document: str) -> bool:
        """Delete the document with this id, all or nothing; False when there is none."""
        return self.connection.write(lambda held: delete(held, document))

    def keep(self, question: KeptQuestion) -> bool:
        """Keep a question; False, and nothing changed, where one with its id is kept."""
        return self.connection.write(lambda held: write_question(held.db, question))

    def mark(self, question: str, mark: Mark, moment: Moment) -> bool:
        """Note that a question was looked at or reported; False where none is kept with this id."""
        return self.connection.write(lambda held: mark_question(held.db, question, mark, moment))

    def forget(self, question: str) -> bool:
        """Keep a question no longer; False where none is kept with this id."""
        return self.connection.write(lambda held: delete_question(held.db, question))

    def work(self, paths: Iterable[Path]) -> PostgresWork:
        """Return files that are to be read, shared with the other programs that read files into this database."""
        return PostgresWork(self.connection, paths)

    def optimise(self) -> None:
        """Make the indexes of the vectors, where there are enough of these. Raises StoreAccessError."""
        optimise(self.connection)

    def follow(self, least: int) -> None:
        """Bring the postings in the files up to date, where at least so many passages are in none of them."""
        with self.connection.reading() as held:
            words = self._beside.words
            if words is None or not words.covers(held.state.passages):
                return
            reading = Reading(held.db, EVERYTHING)
            derived = self._generations.at((held.opened, held.state.generation))
            numbers = numbers_of(reading, derived)
            words.index.save(PostgresTexts(reading, held.state, numbers, lambda: words.follower.closed), least)

    def problems(self) -> list[Problem]:
        """Return what is wrong with the tables, and with the files that follow them here."""
        with self.connection.reading() as held:
            problems = find_problems(held)
            words, vectors = self._beside.words, self._beside.vectors
            if words is not None:
                problems += words.index.problems(held.state.store)
            if vectors is not None:
                source = self._source(held)
                problems += vectors.file_problems(source, source.documents())
            return problems

    def _source(self, held: Transaction) -> StoredVectors:
        reading, number = Reading(held.db, EVERYTHING), (held.opened, held.state.generation)
        return StoredVectors(reading, held.state, numbers_of(reading, self._generations.at(number)))

    @contextmanager
    def _stored_vectors(self) -> Iterator[StoredVectors]:
        with self.connection.reading() as held:
            yield self._source(held)


def exists(url: str) -> bool:
    """Tell whether there is a knowledge base at an address. Raises StoreAccessError where that cannot be found out."""
    connection = Connection.to(url)
    try:
        return is_there(connection)
    finally:
        connection.close()


def _has_documents(held: Transaction) -> bool:
    return held.db.execute("SELECT 1 FROM documents LIMIT 1").fetchone() is not None
