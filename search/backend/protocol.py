"""All that a store must do. What lies above knows these protocols and never which store is behind them.

Everything is read through a snapshot, which shows one generation and one scope: whatever others write meanwhile, all
its reads agree with each other, and nothing outside the scope comes out of any of them. Passages have integer keys that
are never given out again after a removal; a key means nothing to another store.

A store is safe for several threads, and several processes may use one at the same time; who reads waits neither for who
writes nor for others that read. Whatever it raises by itself is an error of search.errors: StoreDamagedError,
StoreBusyError, StoreAccessError, and StoreMovedError where a snapshot could not be held: then it is to be read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from ingest.model import Document, FactName, Passage
    from search.backend.documents import Documents
    from search.backend.kept import Mark, Questions
    from search.backend.model import (
        Embedding,
        Entry,
        Facet,
        FacetCount,
        GoalCount,
        KeptQuestion,
        Moment,
        PaperNames,
        Placed,
        StoredCitation,
        TermMatches,
    )
    from search.backend.problems import Problem
    from search.backend.work import Work
    from search.dutch.vocabulary import Vocabulary
    from search.model import Filters
    from search.scope import Scope

_Value = TypeVar("_Value")


class Passages(Protocol):
    """Passages by key and by id."""

    def keys(self, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the passages that pass the filters, ascending."""

    def count(self, filters: Filters | None = None) -> int:
        """Return how many passages pass the filters."""

    def count_documents(self, filters: Filters) -> int:
        """Return in how many documents the passages stand that pass the filters."""

    def passing(self, keys: NDArray[np.int64], filters: Filters | None = None) -> NDArray[np.bool_]:
        """Tell of each of these passages, given ascending, whether it passes the filters."""

    def in_order(self, keys: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the keys in the order of the corpus; keys that are not there are left out."""

    def exist(self, filters: Filters | None = None) -> bool:
        """Tell whether any passage passes the filters."""

    def keys_named(self, ids: Collection[str]) -> list[int]:
        """Return the keys of the passages with these ids; ids that are not there are left out."""

    def read(self, keys: Iterable[int]) -> dict[int, Passage]:
        """Return the passages with these keys, footnotes and citations included."""

    def placed(self, keys: NDArray[np.int64]) -> Placed:
        """Return these passages in the order of the corpus, which does not depend on when documents were added.

        Keys that are not there are left out.
        """

    def suggested_sdgs(self, keys: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """Return passage key -> the SDGs suggested for it, best first; passages without any are left out."""


class Words(Protocol):
    """Passages by the terms that search.dutch.terms makes of their text, headings and footnotes."""

    def count(self) -> int:
        """Return the number of passages in the whole knowledge base, as TermMatches.count counts them."""

    def counts(self, terms: Collection[str]) -> dict[str, int]:
        """Return for each term how many passages of the whole knowledge base hold it; terms in none are left out."""

    def find(self, terms: Collection[str], filters: Filters | None = None) -> dict[str, TermMatches]:
        """Return for each term the passages that hold it and pass the filters; terms in no passage are left out."""

    def frequencies(self, terms: Collection[str], keys: NDArray[np.int64]) -> dict[str, TermMatches]:
        """Return the same as ``find``, only of the passages with these keys, ascending: for frequent terms."""

    def in_passages(self, keys: Iterable[int]) -> dict[int, frozenset[str]]:
        """Return passage key -> the terms of its own text."""

    def lexicon(self) -> Vocabulary:
        """Return the vocabulary of the whole knowledge base."""


class Vectors(Protocol):
    """Passages by meaning. A query is a vector of shape (dimensions,), float32; similarity is the inner product.

    It is given to six decimals, since beyond them processors differ: so passages with the same text are equally near on
    all of them, and come in the same order.
    """

    def expect(self, query: NDArray[np.float32], top: int, each: Sequence[Filters]) -> None:
        """Look for the nearest that pass each of these filters meanwhile, where that takes long.

        ``nearest``, asked for as many, then waits for them.
        """

    def nearest(self, query: NDArray[np.float32], top: int, filters: Filters | None = None) -> NDArray[np.int64]:
        """Return the keys of the ``top`` passages nearest to the query of those that pass the filters, in no order."""

    def nearest_by_sentence(
        self, query: NDArray[np.float32], top: int, filters: Filters | None = None
    ) -> NDArray[np.int64]:
        """Return the keys of the passages in which the ``top`` nearest sentences stand, each once, ascending."""

    def compares_all(self, filters: Filters | None = None) -> bool:
        """Tell whether the sentences of all passages that pass the filters are compared with a query.

        Else only those of the nearest passages are: ``nearest`` of as many gives all that ``nearest_by_sentence`` does.
        """

    def similarities(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the similarity of each of these passages, in their order."""

    def sentences(self, query: NDArray[np.float32], keys: Iterable[int]) -> dict[int, list[float]]:
        """Return passage key -> the similarity of each of its sentences, in the order of Passage.sentences."""

    def best_sentences(self, query: NDArray[np.float32], keys: NDArray[np.int64]) -> dict[int, tuple[int, float]]:
        """Return passage key -> (index in Passage.sentences, similarity) of the most similar one, of equals the first.

        Passages without sentences are left out.
        """


class Facets(Protocol):
    """Passages counted by what they can be filtered by."""

    def count(self, facet: Facet, among: Filters | Sequence[int]) -> list[FacetCount]:
        """Count the passages that pass filters, or those with these keys, by each value that occurs among them.

        Documents by id; chapters in the order of the text, once for every document that has one of that title; goals
        by number, as ``suggested_sdg`` those named or suggested; years latest first; kinds by name, those that differ
        in case only as one; moties and submitters in no order. A passage counts for each of several values.
        """


class Papers(Protocol):
    """Citations and the papers they name."""

    def citations(self, documents: Collection[str] | None = None) -> list[StoredCitation]:
        """Return all citations, documents by id, in reading order: those of a footnote at its marker.

        ``documents``: of those with these ids only.
        """

    def names(self, ids: Collection[str]) -> dict[str, PaperNames]:
        """Return what the documents call the papers with these ids (printed or likely); ids are compared caseless."""

    def goals(self) -> list[GoalCount]:
        """Return how often each chapter names each goal, documents by id, in the order of the text."""


class Snapshot(Protocol):
    """One generation of the store as far as a scope reaches. To be used by one thread, and not after it is closed."""

    @property
    def generation(self) -> int:
        """How many writes the store had seen, those by other processes included."""

    @property
    def scope(self) -> Scope:
        """What it was opened for."""

    def derived(self, name: str, make: Callable[[], _Value]) -> _Value:
        """Return what ``make`` makes of what this generation shows of this scope.

        It is made once for a name, by the thread that asks first, and nobody may change it.
        """

    def following(self, name: str, make: Callable[[_Value | None], _Value]) -> _Value:
        """Return what ``make`` makes of this generation and of what it made of an earlier one, None where that is gone.

        It is made once for a name, as ``derived``, under names of its own; so that a write costs what it changes.
        """

    @property
    def documents(self) -> Documents:
        """The documents as wholes."""

    @property
    def passages(self) -> Passages:
        """Passages by key and by id."""

    @property
    def words(self) -> Words:
        """Passages by their words."""

    @property
    def vectors(self) -> Vectors:
        """Passages by their meaning."""

    @property
    def facets(self) -> Facets:
        """Passages counted."""

    @property
    def papers(self) -> Papers:
        """Citations."""

    @property
    def questions(self) -> Questions:
        """Kept questions, and when documents came in."""


class Backend(Protocol):
    """A store of documents. Made open by a function of its own package."""

    def close(self) -> None:
        """Release everything; what is derived may be kept for a fast start. Closing twice is fine."""

    def encoder(self) -> str | None:
        """Return the name of the encoder that the stored documents were embedded with; None while there are none."""

    def adopt(self, encoder: str, fingerprint: str, dimensions: int) -> None:
        """Bind the store to an encoder; a store without documents may change it.

        Raises EncoderMismatchError, EncoderVersionError when the documents in it were embedded by another (version).
        """

    def snapshot(self, scope: Scope = ...) -> AbstractContextManager[Snapshot]:
        """Open a view of the latest generation, without ``scope`` of all documents.

        A thread that opens one inside another sees the same generation in both. Nothing can be written by a thread
        while it has one open.
        """

    def put(
        self,
        document: Document,
        ingest_version: str,
        embedding: Embedding,
        corrections: Mapping[FactName, str] | None = None,
    ) -> None:
        """Write a document in the place of the one with its id, all or nothing.

        ``corrections``: take the place of those that stand; None leaves these.
        """

    def put_many(self, entries: Sequence[Entry]) -> None:
        """Write several documents as ``put`` writes one, all of them or none; it is one write.

        For many small documents: what a write costs by itself, whatever is written, is paid once.
        """

    def remove(self, document: str) -> bool:
        """Delete the document with this id and its corrections, all or nothing; False when there is none."""

    def keep(self, question: KeptQuestion) -> bool:
        """Keep a question; False, and nothing changed, where one with its id is kept."""

    def mark(self, question: str, mark: Mark, moment: Moment) -> bool:
        """Note that the question with this id was looked at or reported; an earlier moment than the one noted is not.

        False where none is kept with this id.
        """

    def forget(self, question: str) -> bool:
        """Keep the question with this id no longer; False where none is."""

    def work(self, paths: Iterable[Path]) -> Work:
        """Return files that are to be read, shared with other programs where the store is one for several."""

    def problems(self) -> list[Problem]:
        """Return what is wrong with all that is stored; an empty list when nothing is."""
