"""The passages that cite the papers a question asks for: they come first, and their sentences are the answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search.ask.papers.wording import SUBMITTED
from search.ask.ranking import Ranked
from search.ledger.papers import paper_key
from search.model import Answer, AnswerOutcome, AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from ingest.model import Citation, Passage
    from search.ask.papers.lookup import PapersFound
    from search.backend.protocol import Snapshot
    from search.ledger.papers import CitingPlace
    from search.model import Filters, Hit

MOST_QUOTED = 10  # sentences: the rows hold all places


def citing_passages(
    papers: PapersFound, filters: Filters, ranked: Sequence[Ranked], snapshot: Snapshot
) -> dict[int, Passage]:
    """Return the passages that cite the papers, by key: those of ``ranked`` in their order, then others in the text's.

    Others are those of every place, and the notes of the first papers, which are passages of their own.
    """
    places = [place.passage for row in papers.rows for place in row.places if place.passage]
    known = {item.key: None for item in ranked}
    others = set(snapshot.passages.keys_named(places))
    for row in papers.rows[:MOST_QUOTED]:
        if id_ := row.likely_id or row.id:
            others.update(snapshot.passages.keys(replace(filters, motie=id_)).tolist())
    passages = snapshot.passages.read({*known, *others})
    ordered = [*known, *sorted(others - known.keys(), key=lambda key: _place(passages[key]))]
    keys = {row.key for row in papers.rows}
    return {key: passages[key] for key in ordered if any(paper_key(cite) in keys for cite in passages[key].citations)}


def _place(passage: Passage) -> tuple[str, int]:
    return passage.document, passage.ordinal


def put_citing_first(citing: Mapping[int, Passage], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return as many passages as are ``ranked``: those that cite before the others, none scored below one after it."""
    known = {item.key: item for item in ranked}
    best = max((item.score for item in ranked), default=0.0)
    first = [
        replace(known.get(key) or Ranked(key, passage.document, best, 0.0, None), score=best)
        for key, passage in citing.items()
    ]
    return [*first, *(item for item in ranked if item.key not in citing)][: len(ranked)]


def quote_places(papers: PapersFound, citing: Collection[Passage]) -> Answer:
    """Return as answer the sentences that cite the papers: all of a single one, of several the first of each.

    The outcome is NONE where there is none, or none on the subject that was asked for. ``citing``: the passages that
    cite them.
    """
    sentences: dict[str, AnswerSentence] = {}
    for row in papers.rows if papers.matched else ():
        cited = zip(row.citations, row.places, strict=True)
        quoted = [each for cite, place in cited for each in _sentences(cite, place, citing)]
        for each in quoted if papers.count == 1 else quoted[:1]:
            sentences.setdefault(each.text, each)
    quotes = tuple(sentences.values())[:MOST_QUOTED]
    return Answer(AnswerOutcome.ANSWER, 1.0, quotes) if quotes else Answer(AnswerOutcome.NONE, 0.0)


def only_of_papers(answer: Answer, papers: PapersFound, hits: Iterable[Hit]) -> tuple[Answer, PapersFound | None]:
    """Return the answer to a question for papers that the ledger cannot tell, where what it quotes cites such a paper.

    Else its passages only come near: a sentence on women's rights does not say which moties are about them; and that
    there are none is to be said, so ``papers`` come with it. A letter or a promise may be cited by its number alone,
    a motie is always called one.
    """
    if papers.asked.kind not in SUBMITTED:
        return answer, None
    if not answer.found:
        return answer, papers
    quoted = {sentence.passage for sentence in answer.sentences}
    cited = (cite for hit in hits if hit.passage.id in quoted for cite in hit.passage.citations)
    if any(cite.kind is papers.asked.kind for cite in cited):
        return answer, None
    return replace(answer, outcome=AnswerOutcome.NEAR, sentences=()), papers


def _sentences(cite: Citation, place: CitingPlace, citing: Collection[Passage]) -> Iterator[AnswerSentence]:
    """Yield the sentence that holds a citation, then the one that carries the note it stands in."""
    for passage in citing:
        for start, end in passage.sentences if passage.document == place.document else ():
            if start <= cite.start < end:
                text = passage.text[start - passage.start : end - passage.start]
                yield AnswerSentence(text, passage.document, passage.id)
    if place.passage:
        yield AnswerSentence(place.sentence, place.document, place.passage)
