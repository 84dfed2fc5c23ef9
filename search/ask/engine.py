"""Runs a question over one store: keeps what is derived from it in step with its generation, and searches that."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.ask.answer import Candidate, compose, table_headers
from search.ask.answer_type import asks_for_papers
from search.ask.bm25 import match_concepts
from search.ask.question import analyse
from search.ask.ranking import Ranked, lowered, put_duplicates_last, rank
from search.model import Filters, Hit, SearchResult

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from search.ask.question import Concept
    from search.backend.protocol import Snapshot
    from search.dutch.lexicon import Lexicon
    from search.models.encoder import Encoder
    from search.scope import Scope

    # What a question asks for, its vector (None where nothing passes the filters), and the passages, best first.
    _Ranking = tuple[list[Concept], NDArray[np.float32] | None, list[Ranked]]

ANSWER_HITS = 5  # the answer is looked for in the first so many hits
RANKINGS = 32  # kept for the next time they are asked for
DUPLICATE_POOL = 4  # times ``top``: how far down near-duplicates are looked for


@dataclass(slots=True)
class _Derived:
    """What follows from one generation of the store."""

    generation: int
    lexicon: Lexicon
    titles: dict[str, str]
    years: dict[str, int | None]
    rankings: dict[tuple[str, Filters, Scope], _Ranking] = field(default_factory=dict)  # of the latest questions


class Engine:
    """Searches one store. Not safe for several threads at once: an open snapshot keeps the others out."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self._derived: _Derived | None = None

    def derive(self, snapshot: Snapshot) -> _Derived:
        """Return everything derived, brought up to the generation of ``snapshot``."""
        if self._derived is None or self._derived.generation != snapshot.generation:
            documents = snapshot.documents.stored()
            titles = {document.id: document.title for document in documents}
            years = {document.id: document.year for document in documents}
            self._derived = _Derived(snapshot.generation, snapshot.words.lexicon(), titles, years)
        return self._derived

    def search(self, snapshot: Snapshot, query: str, top: int, filters: Filters) -> SearchResult:
        """Answer ``query``; see KnowledgeBase.search."""
        concepts, hits, candidates = self.find(snapshot, query, top, filters)
        return SearchResult(query, compose(query, concepts, candidates), tuple(hits[:top]))

    def find(
        self, snapshot: Snapshot, query: str, top: int, filters: Filters
    ) -> tuple[list[Concept], list[Hit], list[Candidate]]:
        """Return what a question asks for, the hits, best first, and the sentences of the first of them.

        At least ANSWER_HITS hits are given where there are so many.
        """
        concepts, vector, ranked = self._ranked(snapshot, query, filters)
        if top < 1 or vector is None:
            return concepts, [], []
        best = _without_copies(snapshot, ranked, max(top, ANSWER_HITS))
        return concepts, *self._hits(snapshot, best, vector)

    def best_keys(self, snapshot: Snapshot, query: str, depth: int, filters: Filters) -> list[int]:
        """Return the keys of the ``depth`` passages that fit a question best, best first; fewer where there are not."""
        return [item.key for item in self._ranked(snapshot, query, filters)[2][:depth]]

    def _ranked(self, snapshot: Snapshot, query: str, filters: Filters) -> _Ranking:
        """Return the ranking; the latest ones are kept, since a page asks for hits and counts of one question."""
        derived = self.derive(snapshot)
        key = query, filters, snapshot.scope
        known = derived.rankings.get(key)
        if known is None:
            known = derived.rankings[key] = self._rank(snapshot, query, filters)
            while len(derived.rankings) > RANKINGS:
                del derived.rankings[next(iter(derived.rankings))]
        return known

    def _rank(self, snapshot: Snapshot, query: str, filters: Filters) -> _Ranking:
        """Return what a question asks for, its vector (None where nothing passes the filters), and the ranking."""
        derived = self.derive(snapshot)
        concepts = analyse(query, derived.lexicon)
        if not snapshot.passages.exist(filters):
            return concepts, None, []
        # Spaces make no difference; half a character, which JSON can hold, is no text to an encoder.
        text = " ".join(query.split()).encode("utf-8", "replace").decode("utf-8")
        vector = next((each[1] for (asked, *_), each in derived.rankings.items() if asked == query), None)
        if vector is None:
            vector = self.encoder.encode_queries([text])[0]
        ranked = rank(vector, snapshot, match_concepts(concepts, snapshot.words, filters), filters)
        if not asks_for_papers(query) and not any(concept.paper for concept in concepts):
            ranked = lowered(ranked)
        return concepts, vector, ranked

    def _hits(
        self, snapshot: Snapshot, ranked: list[Ranked], vector: NDArray[np.float32]
    ) -> tuple[list[Hit], list[Candidate]]:
        """Return the hits, and the sentences of the first of them with their similarity."""
        derived = self.derive(snapshot)
        keys = [item.key for item in ranked]
        passages = snapshot.passages.read(keys)
        suggested = snapshot.passages.suggested_sdgs(keys)
        near = snapshot.vectors.sentences(vector, keys[:ANSWER_HITS])
        hits: list[Hit] = []
        candidates: list[Candidate] = []
        for place, item in enumerate(ranked, 1):
            passage = passages[item.key]
            spans = [(start - passage.start, end - passage.start) for start, end in passage.sentences]
            best = None if item.sentence is None else spans[item.sentence]
            title = derived.titles[passage.document]
            hit = Hit(place, item.score, passage, title, best, suggested.get(item.key, ()))
            hits.append(hit)
            if place <= ANSWER_HITS:
                texts = [passage.text[start:end] for start, end in spans]
                year = derived.years[passage.document]
                candidates += [
                    Candidate(text, similarity, hit, item.coverage, year, header)
                    for text, similarity, header in zip(
                        texts, near.get(item.key, ()), table_headers(texts), strict=True
                    )
                ]
        return hits, candidates


def _without_copies(snapshot: Snapshot, ranked: list[Ranked], top: int) -> list[Ranked]:
    pool = ranked[: top * DUPLICATE_POOL]
    return put_duplicates_last(pool, snapshot.words.in_passages([item.key for item in pool]), top)
