"""What a knowledge base holds, to be read: documents, passages, and where they stand."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal, TypeVar

from search.errors import StoreMovedError
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from ingest.model import Fact, Passage
    from ingest.places import Box, PageInfo
    from search.backend.model import Listing, StoredDocument
    from search.backend.protocol import Backend, Snapshot
    from search.model import Filters

_Value = TypeVar("_Value")
TRIES = 5  # to read one generation, where nothing keeps who writes apart from who reads
PAUSE = 0.1  # seconds between two tries


class Contents:
    """What a store holds. Ask for what is shown and no more: there may be a hundred thousand documents."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend

    def in_one_generation(self, work: Callable[[], _Value]) -> _Value:
        """Return what ``work`` returns, all that it reads here shown as it was at one moment, whatever others write.

        It may be called again, and must not write here.
        """
        return self._read(EVERYTHING, lambda _: work())

    def _read(self, scope: Scope, read: Callable[[Snapshot], _Value]) -> _Value:
        """Return what ``read`` returns of a snapshot, taken again while it could not be held."""
        for _ in range(TRIES - 1):
            try:
                with self.backend.snapshot(scope) as snapshot:
                    return read(snapshot)
            except StoreMovedError:
                time.sleep(PAUSE)
        with self.backend.snapshot(scope) as snapshot:
            return read(snapshot)

    def documents(self, scope: Scope = EVERYTHING) -> list[StoredDocument]:
        """Return what is known of each document, by id."""
        return self._read(scope, lambda snapshot: snapshot.documents.stored())

    def document(self, id_: str, scope: Scope = EVERYTHING) -> StoredDocument | None:
        """Return what is known of one document; None where there is none with this id."""
        return self.documents_named([id_], scope).get(id_)

    def documents_named(self, ids: Collection[str], scope: Scope = EVERYTHING) -> dict[str, StoredDocument]:
        """Return id -> what is known of the documents with these ids; those that are not there are left out."""
        return self._read(scope, lambda snapshot: snapshot.documents.named(ids))

    def documents_listed(self, asked: Listing, scope: Scope = EVERYTHING) -> list[StoredDocument]:
        """Return what is known of the documents of a page of a list, in its order."""
        return self._read(scope, lambda snapshot: snapshot.documents.listed(asked))

    def titles(self, ids: Collection[str] | None = None, scope: Scope = EVERYTHING) -> dict[str, str]:
        """Return id -> title of all documents, or of those with these ids; those that are not there are left out."""
        return self._read(scope, lambda snapshot: snapshot.documents.titles(ids))

    def common(self, name: Literal["kind", "publisher"], most: int, scope: Scope = EVERYTHING) -> list[str]:
        """Return the ``most`` kinds or publishers that most documents have, as printed, most first."""
        return self._read(scope, lambda snapshot: snapshot.documents.common(name, most))

    def count_documents(self, words: str = "", scope: Scope = EVERYTHING) -> int:
        """Return how many documents there are; with ``words`` of those that a listing with them holds."""
        return self._read(scope, lambda snapshot: snapshot.documents.count(words))

    def count_passages(self, filters: Filters | None = None, scope: Scope = EVERYTHING) -> int:
        """Return how many passages pass the filters."""
        return self._read(scope, lambda snapshot: snapshot.passages.count(filters))

    def boxes(self, document: str, start: int, end: int, scope: Scope = EVERYTHING) -> tuple[Box, ...]:
        """Return the rectangles on the pages that these characters of a document fill; () where they are not known.

        ``start``, ``end``: offsets in the document's text, as those of its passages, sentences and notes.
        """
        return self._read(scope, lambda snapshot: snapshot.documents.boxes(document, start, end))

    def pages(self, document: str, scope: Scope = EVERYTHING) -> tuple[PageInfo, ...]:
        """Return label and size of the pages of a document's file; () where it has none."""
        return self._read(scope, lambda snapshot: snapshot.documents.pages(document))

    def chapters(self, document: str | None = None, scope: Scope = EVERYTHING) -> list[str]:
        """Return the titles of all chapters, or of one document's, in the order of the text."""
        return self._read(scope, lambda snapshot: snapshot.documents.chapters(document))

    def passages(self, filters: Filters | None = None, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return all passages that pass the filters, in the order of the documents."""
        found = self._read(scope, lambda snapshot: snapshot.passages.read(snapshot.passages.keys(filters).tolist()))
        return sorted(found.values(), key=lambda passage: (passage.document, passage.ordinal))

    def first_passages(self, most: int, filters: Filters | None = None, scope: Scope = EVERYTHING) -> list[Passage]:
        """Return the first ``most`` passages that pass the filters, in the order of the documents."""

        def read(snapshot: Snapshot) -> list[Passage]:
            keys = snapshot.passages.in_order(snapshot.passages.keys(filters))[:most].tolist()
            found = snapshot.passages.read(keys)
            return [found[key] for key in keys]

        return self._read(scope, read)

    def passages_named(self, ids: Collection[str], scope: Scope = EVERYTHING) -> dict[str, Passage]:
        """Return the passages with these ids, by id; those that are not there are left out."""
        found = self._read(scope, lambda snapshot: snapshot.passages.read(snapshot.passages.keys_named(ids)))
        return {passage.id: passage for passage in found.values()}

    def suggested_sdgs(
        self, scope: Scope = EVERYTHING, *, among: Collection[str] | None = None
    ) -> dict[str, tuple[int, ...]]:
        """Return passage id -> SDGs suggested for it by meaning, best first; ``among``: ids, None: all."""

        def read(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
            known = snapshot.passages
            suggested = known.suggested_sdgs(known.keys().tolist() if among is None else known.keys_named(among))
            passages = snapshot.passages.read(suggested)
            return {passages[key].id: sdgs for key, sdgs in suggested.items()}

        return self._read(scope, read)

    def facts_read(self, document: str) -> tuple[Fact, ...]:
        """Return what was read about a document, also of what a user corrected since; () where there is none."""
        found = self._read(EVERYTHING, lambda snapshot: snapshot.documents.whole(document))
        return () if found is None else found.facts
