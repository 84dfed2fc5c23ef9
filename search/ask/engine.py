"""Runs a question over one store: keeps what is derived from it in step with its generation, and searches that."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from search.ask.answer import Candidate, compose, table_headers
from search.ask.answer_type import asks_for_papers
from search.ask.bm25 import Lexical
from search.ask.question import analyse
from search.ask.ranking import Dense, Ranked, lowered, put_duplicates_last, rank
from search.backend.faiss.index import VectorIndex
from search.model import Filters, Hit, SearchResult

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from search.ask.question import Concept
    from search.backend.sqlite.store import Kind, Store, Written
    from search.dutch.lexicon import Lexicon
    from search.models.encoder import Encoder

    # What a question asks for, its vector (None where nothing passes the filters), and the passages, best first.
    _Ranking = tuple[list[Concept], NDArray[np.float32] | None, list[Ranked]]

KINDS: tuple[Kind, ...] = ("passages", "sentences")
ANSWER_HITS = 5  # the answer is looked for in the first so many hits
RANKINGS = 32  # kept for the next time they are asked for
DUPLICATE_POOL = 4  # times ``top``: how far down near-duplicates are looked for


@dataclass(slots=True)
class _Derived:
    """All that follows from one generation of the store."""

    generation: int
    dense: Dense
    lexical: Lexical
    lexicon: Lexicon
    titles: dict[str, str]
    years: dict[str, int | None]
    order: dict[int, int]
    notes: frozenset[int]
    saved: bool
    rankings: dict[tuple[str, Filters], _Ranking] = field(default_factory=dict)  # of the latest questions


class Engine:
    """Searches one store. Not safe for several threads at once: the knowledge base holds a lock."""

    def __init__(self, folder: Path, store: Store, encoder: Encoder) -> None:
        self.folder = folder
        self.store = store
        self.encoder = encoder
        self._derived: _Derived | None = None

    def path(self, kind: Kind) -> Path:
        """Return the file of a vector index."""
        return self.folder / f"{kind}.faiss"

    def stamp(self, generation: int) -> dict[str, object]:
        """Return what a vector file must say of itself to be this store's at ``generation``."""
        return {"store": self.store.setting("store"), "generation": generation, "encoder": self.encoder.fingerprint}

    def indexes(self, generation: int) -> tuple[dict[Kind, VectorIndex], bool]:
        """Return the vector indexes of ``generation`` and whether they came from their files, unchanged."""
        loaded: dict[Kind, VectorIndex] = {}
        for kind in KINDS:
            index = VectorIndex.load(self.path(kind), self.encoder.dimensions, self.stamp(generation))
            if index is not None:
                loaded[kind] = index
        complete = len(loaded) == len(KINDS)
        for kind in KINDS:
            if kind not in loaded:
                loaded[kind] = VectorIndex(self.encoder.dimensions)
                loaded[kind].add(*self.store.vectors(kind))
        return loaded, complete

    def derive(self) -> _Derived:
        """Return everything derived, brought up to the store's generation, which another process may have raised."""
        generation = self.store.generation
        if self._derived is None or self._derived.generation != generation:
            indexes, complete = self.indexes(generation)
            self._derived = self._around(generation, indexes, saved=complete)
            self.save()
        return self._derived

    def _around(self, generation: int, indexes: dict[Kind, VectorIndex], *, saved: bool) -> _Derived:
        dense = Dense(indexes["passages"], indexes["sentences"], *self.store.sentence_passages())
        store = self.store
        years = {document.id: document.year for document in store.documents()}
        return _Derived(
            generation, dense, Lexical(store), store.lexicon(), store.titles(), years, store.order(), store.note_keys(),
            saved,
        )  # fmt: skip

    def take(self, written: Written) -> None:
        """Follow a write without building the indexes anew, when they were up to date just before it."""
        if self._derived is None or self._derived.generation != written.generation - 1:
            self._derived = None
            return
        dense = self._derived.dense
        indexes: dict[Kind, VectorIndex] = {"passages": dense.passages, "sentences": dense.sentences}
        self._derived = None  # were the lines below to fail, the next search derives all again
        for kind, index in indexes.items():
            index.remove(written.removed[kind])
            if written.added[kind]:
                index.add(*self.store.vectors(kind, written.added[kind]))
        self._derived = self._around(written.generation, indexes, saved=False)

    def save(self) -> None:
        """Write the vector indexes to their files when those are not up to date.

        Where they cannot be written (a full disk), nothing is lost: the next program builds them from the store.
        """
        derived = self._derived
        if derived is not None and not derived.saved:
            stamp = self.stamp(derived.generation)
            derived.saved = True  # or as well as they can be
            with suppress(OSError):
                derived.dense.passages.save(self.path("passages"), stamp)
                derived.dense.sentences.save(self.path("sentences"), stamp)

    def search(self, query: str, top: int, filters: Filters) -> SearchResult:
        """Answer ``query``; see KnowledgeBase.search."""
        concepts, hits, candidates = self.find(query, top, filters)
        return SearchResult(query, compose(query, concepts, candidates), tuple(hits[:top]))

    def find(self, query: str, top: int, filters: Filters) -> tuple[list[Concept], list[Hit], list[Candidate]]:
        """Return what a question asks for, the hits, best first, and the sentences of the first of them.

        At least ANSWER_HITS hits are given where there are so many.
        """
        derived = self.derive()
        concepts, vector, ranked = self._ranked(query, filters, derived)
        if top < 1 or vector is None:
            return concepts, [], []
        best = self._without_copies(ranked, max(top, ANSWER_HITS))
        return concepts, *self._hits(best, vector, derived)

    def best_keys(self, query: str, depth: int, filters: Filters) -> list[int]:
        """Return the keys of the ``depth`` passages that fit a question best, best first; fewer where there are not."""
        return [item.key for item in self._ranked(query, filters, self.derive())[2][:depth]]

    def _ranked(self, query: str, filters: Filters, derived: _Derived) -> _Ranking:
        """Return the ranking; the latest ones are kept, since a page asks for hits and counts of one question."""
        known = derived.rankings.get((query, filters))
        if known is None:
            known = derived.rankings[query, filters] = self._rank(query, filters, derived)
            while len(derived.rankings) > RANKINGS:
                del derived.rankings[next(iter(derived.rankings))]
        return known

    def _rank(self, query: str, filters: Filters, derived: _Derived) -> _Ranking:
        """Return what a question asks for, its vector (None where nothing passes the filters), and the ranking."""
        concepts = analyse(query, derived.lexicon)
        allowed = None if filters == Filters() else np.array(self.store.passage_keys(filters), dtype=np.int64)
        if not len(derived.dense.passages) or (allowed is not None and not len(allowed)):
            return concepts, None, []
        # Spaces make no difference; half a character, which JSON can hold, is no text to an encoder.
        text = " ".join(query.split()).encode("utf-8", "replace").decode("utf-8")
        vector = next((each[1] for (asked, _), each in derived.rankings.items() if asked == query), None)
        if vector is None:
            vector = self.encoder.encode_queries([text])[0]
        matches = derived.lexical.match(concepts, None if allowed is None else filters)
        ranked = rank(vector, derived.dense, matches, allowed, derived.order)
        if not asks_for_papers(query) and not any(concept.paper for concept in concepts):
            ranked = lowered(ranked, derived.notes, derived.order)
        return concepts, vector, ranked

    def _without_copies(self, ranked: list[Ranked], top: int) -> list[Ranked]:
        pool = ranked[: top * DUPLICATE_POOL]
        terms = self.store.passage_terms([item.key for item in pool])
        return put_duplicates_last(pool, terms, top)

    def _hits(
        self, ranked: list[Ranked], vector: NDArray[np.float32], derived: _Derived
    ) -> tuple[list[Hit], list[Candidate]]:
        """Return the hits, and the sentences of the first of them with their similarity."""
        passages = self.store.passages([item.key for item in ranked])
        sentences = self.store.sentence_keys([item.key for item in ranked])
        suggested = self.store.suggested_sdgs([item.key for item in ranked])
        hits: list[Hit] = []
        pieces: list[tuple[Hit, str, float, str]] = []
        for place, item in enumerate(ranked, 1):
            passage = passages[item.key]
            spans = [(start - passage.start, end - passage.start) for start, end in passage.sentences]
            best = None if item.sentence is None else spans[sentences[item.key].index(item.sentence)]
            hit = Hit(
                place, item.score, passage.id, passage.document, derived.titles[passage.document], passage.page,
                passage.chapter, passage.section, passage.section_path, passage.sdgs, passage.text,
                passage.footnotes, passage.citations, best, suggested.get(item.key, ()), passage.start,
            )  # fmt: skip
            hits.append(hit)
            if place <= ANSWER_HITS:
                texts = [passage.text[start:end] for start, end in spans]
                headers = table_headers(texts)
                pieces += [(hit, text, item.coverage, top) for text, top in zip(texts, headers, strict=True)]
        first = [key for item in ranked[:ANSWER_HITS] for key in sentences.get(item.key, [])]
        near = derived.dense.sentences.similarities(vector, np.array(first, dtype=np.int64)).tolist()
        candidates = [
            Candidate(text, similarity, hit, cover, derived.years[hit.document], header)
            for (hit, text, cover, header), similarity in zip(pieces, near, strict=True)
        ]
        return hits, candidates
