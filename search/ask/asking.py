"""Asks a question: from one analysis and one scoring come the hits, the answer, the facets and the terms to highlight.

A facet is counted among the best passages under all filters but its own, so a page with filters needs the ranking of
several selections of passages. The question is analysed and embedded once, its words are looked up once, and each
passage is scored once; the selections only put the scores in order. Of a question only its vector is kept for the next
one, and several threads may ask at a time.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from search.ask.answer import compose_answer, gather_evidence, near_hits, put_quotable_first
from search.ask.asked_for.answer_type import asks_for_papers
from search.ask.asked_for.source import filters_of, source_among
from search.ask.bm25 import match_concepts, union
from search.ask.exchanges import Exchanges
from search.ask.facets import Facets, facets_of
from search.ask.papers.lookup import find_papers
from search.ask.papers.passages import citing_passages, only_of_papers, put_citing_first, quote_places
from search.ask.question import analyse, terms_of, understood
from search.ask.ranking import not_far_behind, put_duplicates_last, rank
from search.ask.reading import read_sentences
from search.ask.reranking import rerank
from search.ask.scoring import POOL, score, select
from search.ask.sentences.candidates import Candidate, candidates_of, inside, marked_sentence
from search.ask.sentences.scoring import Asked, rank_sentences
from search.ask.sentences.statements import is_asking_part
from search.model import Filters, Hit, SearchResult, Sought
from search.models.question_vectors import QuestionVectors

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from ingest.model import Passage
    from search.ask.asked_for.source import Source
    from search.ask.confidence import Evidence
    from search.ask.papers.lookup import PapersFound
    from search.ask.question import Concept
    from search.ask.ranking import Ranked, Ranking
    from search.backend.model import StoredDocument
    from search.backend.protocol import Snapshot
    from search.ledger.ledger import Ledger
    from search.model import Answer
    from search.models.protocols import Models

ANSWER_HITS = 5  # the answer is looked for in the first so many hits that do not put questions themselves
ANSWER_POOL = 10  # of the first so many
DUPLICATE_POOL = 4  # times the number of hits: how far down near-duplicates are looked for
NARROW = 20_000  # passages: of a selection of so few all are candidates of a question in frequent words
FITTING = 0.5  # of the score of the best passage: what fits less is not told of
FACET_DEPTH = 100  # best passages that the facets of a question are counted among


@dataclass(frozen=True, slots=True)
class Request:
    """A question and which of what it finds is wanted.

    ``top``: hits at most. ``facet_depth``: best passages that the facets are counted among, None: no facets.
    """

    question: str
    filters: Filters
    top: int
    facet_depth: int | None

    def selections(self) -> list[Filters]:
        """Return the filters of each ranking that is needed: for the hits, and for each facet whose filter is set."""
        filters = self.filters
        if self.facet_depth is None or not self.question.strip():
            return [filters]
        names = [field.name for field in fields(filters) if getattr(filters, field.name) is not None]
        return [filters, *(replace(filters, **{name: None}) for name in names)]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a question finds.

    ``concepts``: what it asks for. ``terms``: of its words and all that counts as one of them, for marking them in a
    text (search.ask.highlights). ``evidence``: what the confidence of the answer follows from, and ``first``: the
    sentence that comes first; both None where there is no sentence that could answer. ``facets``: empty where they were
    not asked for. ``sought``: what was looked for, where no answer was found. ``papers``: what the ledger holds of what
    is asked; None where nothing is asked of it. Where that is all, ``answer`` quotes the places.
    """

    question: str
    concepts: tuple[Concept, ...]
    terms: frozenset[str]
    hits: tuple[Hit, ...]
    answer: Answer
    evidence: Evidence | None
    first: Candidate | None
    facets: Facets
    sought: Sought | None = None
    papers: PapersFound | None = None

    @property
    def result(self) -> SearchResult:
        """Answer and hits, as programs get them."""
        return SearchResult(self.question, self.answer, self.hits, self.sought)

    def to_json(self, id_: str | None = None) -> dict[str, Any]:
        """Return what programs get: ``result``, "papers" where any were asked for. ``id_``: of a query in a batch."""
        found = self.result.to_json(id_)
        return found if self.papers is None else {**found, "papers": self.papers.to_json()}


@dataclass(frozen=True, slots=True)
class _Analysed:
    """A question after its one analysis and one scoring. ``rankings``: by the filters of each selection.

    ``source``: the documents that are to say it, where there are any.
    """

    concepts: Sequence[Concept]
    vector: NDArray[np.float32]
    rankings: dict[Filters, Ranking]
    source: Source | None = None


class Asker:
    """Asks questions of a store. Several threads may use it, each with a snapshot of its own.

    ``read_ledger``: returns the ledger of what a snapshot shows.
    """

    def __init__(self, models: Models, read_ledger: Callable[[Snapshot], Ledger]) -> None:
        self._models = models
        self._vectors = QuestionVectors(models.encoder)
        self._read_ledger = read_ledger

    def ask(self, request: Request, snapshot: Snapshot) -> Findings:
        """Return what a question finds. One without words finds nothing, and its facets count all passages."""
        question, top = request.question, request.top
        analysed = self._rank(question, request.selections(), snapshot)
        ranking = analysed.rankings.get(request.filters)
        best = [] if ranking is None or top < 1 else self._best(question, ranking, max(top, ANSWER_POOL), snapshot)
        papers = self._papers(request, snapshot)
        answered = None
        if papers is not None and papers.answers:
            citing = citing_passages(papers, request.filters, best, snapshot)
            best, answered = put_citing_first(citing, best), quote_places(papers, citing.values())
        exchanges = Exchanges(best, snapshot)
        if answered is None:
            best = exchanges.put_answers_first(best, request.filters, snapshot)
        documents = snapshot.documents.named({item.document for item in best})
        hits = _hits(best, analysed.vector, exchanges.passages, snapshot, documents)
        pairs = list(zip(hits, best, strict=True))[:ANSWER_POOL]
        read = [pair for pair in pairs if not is_asking_part(pair[0])][:ANSWER_HITS]
        if analysed.source is not None:
            read = [pair for pair in read if analysed.source.is_of(pair[0].kind)] or read
        exchanged = {hit.passage.id: exchanges.asked(hit.passage) for hit, _ in read}
        candidates = candidates_of(read, analysed.vector, exchanged, snapshot, documents)
        asked = Asked(question, analysed.concepts)
        sentences = rank_sentences(asked, candidates, self._models.calibration.sentences)
        sentences = put_quotable_first(sentences, candidates, asked.wanted)
        share = self._models.calibration.sentences.heading
        evidence = gather_evidence(asked, candidates, sentences, share) if sentences else None
        confidence = evidence.confidence(self._models.calibration.confidence) if evidence else 0.0
        if answered is None and self._models.reader is not None:
            confidence, sentences = read_sentences(self._models.reader, question, [hit for hit, _ in read], candidates)
        answer = answered or compose_answer(asked, sentences, candidates, confidence, self._models.calibration)
        if papers is not None and papers.in_vain:
            answer, papers = only_of_papers(answer, papers, hits)
        if answered is None and answer.found:
            hits = _put_first(sentences[0][1].hit, hits)  # what is quoted stands in the first passage
        return Findings(
            question,
            tuple(analysed.concepts),
            terms_of(analysed.concepts),
            tuple(hits[:top]),
            answer,
            evidence,
            sentences[0][1] if sentences else None,
            facets_of(question, request.filters, request.facet_depth, analysed.rankings, snapshot),
            None if answer.found else _sought(request, analysed.concepts, snapshot),
            papers,
        )

    def reaching(self, request: Request, snapshot: Snapshot) -> tuple[Hit, ...]:
        """Return those of the ``top`` best passages that would come near an answer, if they were the best there is.

        Those that fit less than half as well as the best are none. Each other is judged as ``ask`` judges the first
        ones, by its own best sentence beside those of the passages after it.
        Where papers are asked for and nothing else, the passages that cite them. A reader is not analysed.
        """
        question = request.question
        analysed = self._rank(question, [request.filters], snapshot)
        ranking = analysed.rankings.get(request.filters)
        best = [] if ranking is None else self._best(question, ranking, request.top, snapshot)
        best = not_far_behind(best, FITTING)
        papers = self._papers(request, snapshot)
        citing = None
        if papers is not None and papers.answers:
            citing = citing_passages(papers, request.filters, best, snapshot)
            best = put_citing_first(citing, best)[: len(citing)]
        exchanges = Exchanges(best, snapshot)
        documents = snapshot.documents.named({item.document for item in best})
        hits = _hits(best, analysed.vector, exchanges.passages, snapshot, documents)
        if citing is not None:
            return tuple(hits)
        exchanged = {hit.passage.id: exchanges.asked(hit.passage) for hit in hits}
        pairs = list(zip(hits, best, strict=True))
        candidates = candidates_of(pairs, analysed.vector, exchanged, snapshot, documents)
        near = near_hits(Asked(question, analysed.concepts), candidates, self._models.calibration)
        return tuple(hit for hit in hits if hit.passage.id in near)

    def _papers(self, request: Request, snapshot: Snapshot) -> PapersFound | None:
        """What the ledger holds of what is asked."""
        return find_papers(
            request.question,
            request.filters,
            snapshot.words,
            lambda: self._read_ledger(snapshot),
            lambda ids: _passing(ids, request.filters, snapshot),
        )

    def _rank(self, question: str, selections: Collection[Filters], snapshot: Snapshot) -> _Analysed:
        """Analyse a question and rank the passages of each selection that holds any."""
        source = source_among(question, snapshot)
        concepts = analyse(question, snapshot.words, source.word if source else "")
        sizes = {filters: count for filters in selections if (count := snapshot.passages.count(filters))}
        if not sizes:
            return _Analysed(concepts, np.zeros(self._models.encoder.dimensions, dtype=np.float32), {})
        vector = self._vectors.of(source.rest if source else question)
        snapshot.vectors.expect(vector, POOL, [filters for filters, count in sizes.items() if count > POOL])
        narrow = [filters for filters, count in sizes.items() if count <= NARROW]
        matches = match_concepts(concepts, snapshot.words, lambda: _keys_of(narrow, snapshot))
        selected = {filters: select(filters, vector, matches, snapshot) for filters in sizes}
        weights = self._models.calibration.passages
        scores = score(selected.values(), vector, matches, snapshot, weights)
        notes_asked = asks_for_papers(question) or any(concept.paper for concept in concepts)
        note_share = 1.0 if notes_asked else weights.note
        first = union([snapshot.passages.keys(each) for each in filters_of(source)]) if source else None
        rankings = {filters: rank(scores, one, note_share, first) for filters, one in selected.items()}
        return _Analysed(concepts, vector, rankings, source)

    def _best(self, question: str, ranking: Ranking, top: int, snapshot: Snapshot) -> list[Ranked]:
        """Return the ``top`` best of a ranking, copies of better ones last."""
        pool = ranking.best(top * DUPLICATE_POOL)
        if self._models.reranker is not None:
            pool = rerank(self._models.reranker, question, pool, snapshot)
        return put_duplicates_last(pool, snapshot.words.in_passages([item.key for item in pool]), top)


def _put_first(first: Hit, hits: Sequence[Hit]) -> list[Hit]:
    """Return the hits in their order, one of them before the others, numbered anew."""
    order = sorted(hits, key=lambda hit: hit is not first)
    return [replace(hit, rank=number) for number, hit in enumerate(order, start=1)]


def _passing(ids: Collection[str], filters: Filters, snapshot: Snapshot) -> set[str]:
    """Return the ids of those of these passages that pass the filters."""
    keys = np.array(sorted(snapshot.passages.keys_named(ids)), dtype=np.int64)
    passing = keys[snapshot.passages.passing(keys, filters)]
    return {passage.id for passage in snapshot.passages.read(passing.tolist()).values()}


def _keys_of(selections: Collection[Filters], snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the keys of the passages that pass any of the filters, ascending."""
    keys = [snapshot.passages.keys(filters) for filters in selections]
    return union(keys)


def _hits(
    best: Sequence[Ranked],
    vector: NDArray[np.float32],
    passages: Mapping[int, Passage],
    snapshot: Snapshot,
    documents: Mapping[str, StoredDocument],
) -> list[Hit]:
    suggested = snapshot.passages.suggested_sdgs([item.key for item in best])
    hits = []
    for place, item in enumerate(best, 1):
        passage = passages[item.key]
        sentence = marked_sentence(item, vector, passage, snapshot)
        span = None if sentence is None else inside(passage, passage.sentences[sentence])
        own = documents[passage.document]
        sdgs = suggested.get(item.key, ())
        hits.append(Hit(place, item.score, passage, own.title, span, sdgs, own.kind, own.issuer, own.dated))
    return hits


def _sought(request: Request, concepts: Sequence[Concept], snapshot: Snapshot) -> Sought:
    """Return what a question looked for, and in how many documents."""
    filters = request.filters
    everything = filters == Filters()
    documents = snapshot.documents.count() if everything else snapshot.passages.count_documents(filters)
    return Sought(understood(request.question, concepts, snapshot.words), filters, documents)
