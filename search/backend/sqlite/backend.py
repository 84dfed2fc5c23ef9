"""The store in one folder: the one truth in a SQLite file, vector indexes derived from it in files beside.

A document goes in or out in one transaction that also raises the generation number, so a process killed half-way
leaves the documents before it, and everything derived (the vector files) can tell that it is out of date. The store
remembers which encoder made its vectors and refuses any other.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from search.backend.faiss.indexes import VectorFiles
from search.backend.faiss.vectors import FaissVectors
from search.backend.sqlite.checks import find_problems, words_problems
from search.backend.sqlite.checksums import seal_settings
from search.backend.sqlite.connection import STORE_NAME, Connection
from search.backend.sqlite.documents import SqliteDocuments
from search.backend.sqlite.facets import SqliteFacets
from search.backend.sqlite.papers import SqlitePapers
from search.backend.sqlite.passages import SqlitePassages, read_places
from search.backend.sqlite.reading import Reading
from search.backend.sqlite.vectors import SqliteVectors
from search.backend.sqlite.words import SqliteWords
from search.backend.sqlite.writing import delete, insert
from search.errors import EncoderMismatchError, EncoderVersionError, StoreAccessError
from search.models.registry import DEFAULT_MODEL
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ingest.model import Document, FactName
    from search.backend.faiss.indexes import Change
    from search.backend.model import Embedding, PassagePlace
    from search.backend.problems import Problem


class FolderSnapshot:
    """See search.backend.protocol.Snapshot. Its parts are made when first used."""

    def __init__(self, backend: FolderBackend, reading: Reading) -> None:
        self._backend = backend
        self._reading = reading
        self.generation = reading.generation
        self.scope = reading.scope

    @cached_property
    def documents(self) -> SqliteDocuments:
        """The documents as wholes."""
        return SqliteDocuments(self._reading)

    @cached_property
    def passages(self) -> SqlitePassages:
        """Passages by key and by id."""
        return SqlitePassages(self._reading, self._backend.places(self._reading))

    @cached_property
    def words(self) -> SqliteWords:
        """Passages by their words."""
        return SqliteWords(self._reading)

    @cached_property
    def vectors(self) -> FaissVectors:
        """Passages by their meaning."""
        indexes = self._backend.vector_files.at(SqliteVectors(self._reading))
        return FaissVectors(indexes, self._reading.restricted_keys)

    @cached_property
    def facets(self) -> SqliteFacets:
        """Passages counted."""
        return SqliteFacets(self._reading)

    @cached_property
    def papers(self) -> SqlitePapers:
        """Citations."""
        return SqlitePapers(self._reading)


class FolderBackend:
    """See search.backend.protocol.Backend."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.vector_files = VectorFiles(connection.path.parent)
        self._places: tuple[int, dict[int, PassagePlace]] | None = None  # the generation they are of, and they

    @classmethod
    def open(cls, folder: str | Path, store: str = STORE_NAME) -> FolderBackend:
        """Open the store in ``folder``, made when it is not there; ``store``: the name of its file.

        Raises SchemaVersionError when its layout is another, StoreDamagedError, StoreBusyError, StoreAccessError.
        """
        return cls(Connection.open(Path(folder) / store))

    def close(self) -> None:
        """Keep the vector indexes in their files and close the store. Closing twice is fine."""
        try:
            self.vector_files.save()
        finally:
            self.connection.close()

    def encoder(self) -> str | None:
        """Return the name of the encoder that the stored documents were embedded with; None while there are none."""
        with self.connection.reading():
            return self.connection.setting("encoder") if self.connection.has_documents() else None

    def adopt(self, encoder: str, fingerprint: str, dimensions: int) -> None:
        """Bind the store to an encoder; a store without documents may change it.

        Raises EncoderMismatchError, EncoderVersionError when the documents in it were embedded by another (version).
        """
        with self.connection.reading():
            stored = (self.connection.setting("encoder") or "", self.connection.setting("fingerprint") or "")
            if stored[1] == fingerprint:
                return
            if self.connection.has_documents():
                kind = EncoderVersionError if stored[0] == encoder == DEFAULT_MODEL else EncoderMismatchError
                raise kind(*stored, encoder, fingerprint)
        values = ("encoder", encoder), ("fingerprint", fingerprint), ("dimensions", str(dimensions))
        with self.connection.writing():
            self.connection.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values)
            seal_settings(self.connection.db)

    @contextmanager
    def snapshot(self, scope: Scope = EVERYTHING) -> Iterator[FolderSnapshot]:
        """Open a view of the latest generation, without ``scope`` of all documents."""
        with self.connection.reading() as generation:
            yield FolderSnapshot(self, Reading(self.connection.db, generation, scope))

    def places(self, reading: Reading) -> dict[int, PassagePlace]:
        """Return the places of all passages; kept for as long as the generation lasts."""
        if self._places is None or self._places[0] != reading.generation:
            self._places = reading.generation, read_places(reading)
        return self._places[1]

    def put(
        self,
        document: Document,
        ingest_version: str,
        embedding: Embedding,
        corrections: Mapping[FactName, str] | None = None,
    ) -> None:
        """Write a document in the place of the one with its id, all or nothing."""
        with self.connection.held():
            with self.connection.writing():
                change = insert(self.connection, document, ingest_version, embedding, corrections)
            self._follow(change)

    def _follow(self, change: Change) -> None:
        with self.connection.reading() as generation:
            self.vector_files.follow(change, SqliteVectors(Reading(self.connection.db, generation, EVERYTHING)))

    def remove(self, document: str) -> bool:
        """Delete the document with this id, all or nothing; False when there is none."""
        with self.connection.held():
            with self.connection.writing():
                change = delete(self.connection, document)
            if change is not None:
                self._follow(change)
        return change is not None

    def problems(self) -> list[Problem]:
        """Return what is wrong with the tables and with the vector files."""
        with self.connection.reading() as generation:
            reading = Reading(self.connection.db, generation, EVERYTHING)
            problems = find_problems(reading) + self.vector_files.problems(SqliteVectors(reading))
        with suppress(StoreAccessError), self.connection.writing():  # SQLite checks this only where it might write
            problems += words_problems(self.connection.db)
        return problems
