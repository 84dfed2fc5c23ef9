"""The facade: one knowledge base, in a folder or a database, that holds documents and answers questions about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from ingest.imprint.correcting import corrected
from search.ask.asking import FACET_DEPTH, Asker, Request
from search.backend.opening import files_of, open_backend
from search.backend.sqlite.connection import STORE_NAME
from search.contents import Contents
from search.errors import DocumentMissingError
from search.intake.embedding import embed
from search.intake.identity import identify
from search.intake.library import Outcome
from search.intake.sdg_suggestions import Suggester
from search.model import Filters
from search.models.protocols import Models
from search.models.registry import load_calibration, load_encoder
from search.questions.keeping import Questions
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping
    from types import TracebackType

    from ingest.files.fingerprint import SourceFile
    from ingest.model import Document, FactName
    from search.ask.asking import Findings
    from search.ask.facets import Facets
    from search.backend.problems import Problem
    from search.backend.protocol import Backend, Snapshot
    from search.intake.files import FileResult, IntakeOptions
    from search.intake.identity import Identity
    from search.intake.library import Addition
    from search.ledger.ledger import Ledger
    from search.ledger.overview import Overview
    from search.model import SearchResult
    from search.models.protocols import Encoder, Reader, Reranker


class KnowledgeBase(Contents):
    """Documents, and search in them. Safe for use by several threads; several processes may have one open.

    Whatever is asked is answered from one generation of the store, also while others write in it, and waits neither for
    them nor for other questions. A folder in which nothing may be written can be asked as well. Open it with
    ``KnowledgeBase.open``; close it, or use it in a ``with`` statement, so that what is derived is kept in its files
    for a fast start. ``folder``: where the files are that it keeps itself; a database has them beside it.
    ``place``: what it was opened with, and what another process opens. ``questions``: those that users keep.
    """

    def __init__(self, folder: Path, backend: Backend, models: Models, place: str | Path | None = None) -> None:
        super().__init__(backend)
        self.folder = folder
        self.place = folder if place is None else place
        self.encoder = models.encoder
        self._asker = Asker(models, _ledger)
        self._suggester = Suggester(models.encoder)
        self.questions = Questions(backend, self._asker)

    @classmethod
    def open(
        cls,
        folder: str | Path,
        encoder: Encoder | None = None,
        *,
        reranker: Reranker | None = None,
        reader: Reader | None = None,
        store: str = STORE_NAME,
    ) -> KnowledgeBase:
        """Open the knowledge base in ``folder``, made when it is not there.

        ``folder``: a folder, or the address of a database: "postgresql://user@host/database" (docs/server.md).
        ``encoder``: None takes the one the knowledge base was made with, for a new one the one that ships.
        ``reranker``, ``reader``: see search.models.protocols; none ship. ``store``: its file, another one while it is
        made again (search.backend.sqlite.upkeep.upgrade). Raises EncoderMismatchError when documents in
        it were embedded by another encoder, EncoderLoadError, CalibrationError, SchemaVersionError; and, as every
        method may, StoreDamagedError, StoreBusyError and StoreAccessError.
        """
        backend = open_backend(folder, store)
        try:
            chosen = encoder if encoder is not None else load_encoder(backend.encoder())
            calibration = load_calibration(chosen.name)
            backend.adopt(chosen.name, chosen.fingerprint, chosen.dimensions)
        except BaseException:
            backend.close()
            raise
        return cls(files_of(folder), backend, Models(chosen, calibration, reranker, reader), folder)

    def close(self) -> None:
        """Keep the vector index in its file and close the store. Closing twice is fine."""
        self.backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, path: str | Path, progress: Callable[[float], None] | None = None, *, password: str | None = None
    ) -> Addition:
        """Read a file and add it; a file that did not change since is neither read nor embedded again.

        Returns the outcome, the document's id and the number of its passages; of a file whose content is kept under
        another id, that id. ``progress`` is called with the part done, 0.0-1.0. Raises ingest.errors.IngestError.
        """
        from search.intake.files import add_file  # its readers take time to import

        return add_file(self, Path(path), progress or (lambda _: None), password)

    def add_files(
        self, paths: Iterable[Path], options: IntakeOptions | None = None
    ) -> Generator[FileResult, None, None]:
        """Read files several at a time and add them; yields what came of each, in the order in which they are done.

        Nothing is raised for a file that cannot be read: its result holds the error. Whoever stops early keeps what was
        added. Programs that add the same files to one database share the work: each file has its result in one of them.
        """
        from search.intake.attachments import with_attachments
        from search.intake.files import IntakeOptions, add_files

        work = self.backend.work(with_attachments(paths, self.folder))
        return add_files(self, work, options or IntakeOptions())

    def identify(self, file: SourceFile, version: str, taken: Mapping[str, Path]) -> Identity:
        """Find out which document a file is or will be; see search.intake.identity."""
        with self.backend.snapshot() as snapshot:
            return identify(snapshot.documents, file, version, taken)

    def copy_of(self, document: Document) -> str | None:
        """Return the id of another document with the same text, None where there is none."""
        with self.backend.snapshot() as snapshot:
            return snapshot.documents.with_text(document.text, besides=document.id)

    def add_document(self, document: Document, ingest_version: str = "") -> Outcome:
        """Add a document that was read already; it replaces the one with its id unless its file is the same.

        ``ingest_version``: of the reader; another one than before means the document may have been read differently.
        """
        with self.backend.snapshot() as snapshot:
            before = snapshot.documents.state(document.id)
            corrections = snapshot.documents.corrections(document.id)
        if before is not None and (before.sha256, before.ingest_version) == (document.sha256, ingest_version):
            return Outcome.UNCHANGED
        document = corrected(document, corrections)
        self.backend.put(document, ingest_version, embed(document, self._suggester))
        return Outcome.ADDED if before is None else Outcome.REPLACED

    def correct(self, document: str, changes: Mapping[FactName, str]) -> None:
        """Correct what is known about a document; a value of "" takes a correction back.

        The correction holds when the document is read again, until the document is removed. A date is ISO 8601. Raises
        DocumentMissingError when there is no document with this id.
        """
        with self.backend.snapshot() as snapshot:
            found, state = snapshot.documents.whole(document), snapshot.documents.state(document)
            standing = snapshot.documents.corrections(document)
        if found is None or state is None:
            raise DocumentMissingError(document)
        corrections = {name: value for name, value in {**standing, **changes}.items() if value}
        dropped = [name for name in standing if name not in corrections]
        found = corrected(found, corrections, dropped)
        self.backend.put(found, state.ingest_version, embed(found, self._suggester), corrections)

    def remove(self, document: str) -> None:
        """Take a document out. Raises DocumentMissingError when there is none with this id."""
        if not self.backend.remove(document):
            raise DocumentMissingError(document)

    def ledger(self, scope: Scope = EVERYTHING) -> Ledger:
        """Return all moties and citations with the places that cite them."""
        return self._read(scope, _ledger)

    def overview(self, scope: Scope = EVERYTHING) -> Overview:
        """Return the corpus in numbers: goals by chapter, moties by dossier and session year, who cites what."""
        from search.ledger.overview import read_overview

        def read(snapshot: Snapshot) -> Overview:
            return snapshot.derived("overview", lambda: read_overview(snapshot, _ledger(snapshot)))

        return self._read(scope, read)

    def ask(
        self,
        question: str,
        filters: Filters | None = None,
        scope: Scope = EVERYTHING,
        *,
        top: int = 10,
        facet_depth: int | None = FACET_DEPTH,
    ) -> Findings:
        """Ask a question: the answer, the ``top`` passages that fit it best, the facets and the terms to highlight.

        The facets are counted among the ``facet_depth`` best passages; None leaves them out.
        """
        request = Request(question, filters or Filters(), top, facet_depth)
        return self._read(scope, lambda snapshot: self._asker.ask(request, snapshot))

    def search(
        self, query: str, top: int = 10, filters: Filters | None = None, scope: Scope = EVERYTHING
    ) -> SearchResult:
        """Answer a question with verbatim sentences and the ``top`` passages that fit it best: ``ask`` in short."""
        return self.ask(query, filters, scope, top=top, facet_depth=None).result

    def facets(
        self, filters: Filters | None = None, query: str = "", depth: int = FACET_DEPTH, scope: Scope = EVERYTHING
    ) -> Facets:
        """Return for each filter its values with the number of passages that each leaves, the other filters applied.

        Without a query all passages count; with one only the ``depth`` that fit it best under those filters.
        """
        return self.ask(query, filters, scope, top=0, facet_depth=depth).facets

    def verify(self) -> list[Problem]:
        """Return what is wrong with the knowledge base; an empty list when nothing is.

        Checks the database itself, the checksum of each document over all that is stored of it, that passages are spans
        of its text, that store, vectors and lexical index hold the same passages, and the checksums of derived files.
        """
        return self.backend.problems()


def _ledger(snapshot: Snapshot) -> Ledger:
    """Return the ledger of what a snapshot shows; made once in each generation, of the one before and what changed."""
    from search.ledger.reading import LedgerOf, read_ledger

    def made(before: LedgerOf | None) -> LedgerOf:
        return read_ledger(snapshot, before)

    return snapshot.following("ledger", made).ledger
