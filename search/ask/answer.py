"""The answer to a question: sentences of the first hits, verbatim, or an honest "not found"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search.ask.confidence import Evidence, missing_specifics
from search.dutch.names import names_in
from search.dutch.terms import fold, is_english, terms, words
from search.model import Answer, AnswerOutcome, AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.question import Concept
    from search.ask.sentences import Candidate
    from search.models.calibration import Calibration

MOST_SENTENCES = 3

# A sentence that begins so refers back to the one before it: neither says all by itself.
_REFERS_BACK = re.compile(
    r"(?:dit|dat|deze|die|daar(?:om|door|mee|voor|toe)|hier(?:door|mee|voor)|zo|bij deze|this|these)\b"
)


def gather_evidence(
    question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate], best: Candidate
) -> Evidence:
    """Return what suggests that the candidates, of which ``best`` would be given first, answer the question."""
    notes = " ".join(note.text for note in best.hit.passage.footnotes)
    around = f"{best.with_header}. {best.headings}. {notes}"
    return Evidence(
        similarity=max(item.similarity for item in candidates),
        coverage=candidates[0].coverage,
        missing=missing_specifics(
            concepts, names_in(question), frozenset(terms(around)), {word.form for word in words(around)}
        ),
        english=is_english(question),
    )


def compose_answer(
    ranked: Sequence[tuple[float, Candidate]],
    candidates: Sequence[Candidate],
    confidence: float,
    calibration: Calibration,
) -> Answer:
    """Return the answer that the best sentences give.

    ``ranked``: the sentences with their scores, best first. ``candidates``: all sentences of the first hits in order,
    for what stands beside the best. Without sentences where the confidence is below the threshold or nothing is ranked:
    then the passages come near or nothing is found.
    """
    sure = round(confidence, 4)
    if sure < calibration.confidence.near:
        return Answer(AnswerOutcome.NONE, sure)
    if not ranked or sure < calibration.confidence.threshold:
        return Answer(AnswerOutcome.NEAR, sure)
    best_score, best = ranked[0]
    others = [item for score, item in ranked[1:] if score >= calibration.sentences.nearly * best_score]
    chosen: dict[str, AnswerSentence] = {}
    for item in (best, *completing(best, candidates), *others):
        for text in (item.text, item.header):
            if text and len(chosen) < MOST_SENTENCES:
                passage = item.hit.passage
                chosen.setdefault(fold(text).rstrip(".;: "), AnswerSentence(text, passage.document, passage.id))
    return Answer(AnswerOutcome.ANSWER, sure, tuple(chosen.values()))


def completing(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what belongs to ``best`` in its passage: the next sentence if that refers back to it, else the one before.

    After a colon the next sentence is what was announced.
    """
    place = next(place for place, item in enumerate(candidates) if item is best)
    after, before = (
        candidates[at] if 0 <= at < len(candidates) and candidates[at].hit is best.hit else None
        for at in (place + 1, place - 1)
    )
    if after is not None and (best.text.endswith(":") or _REFERS_BACK.match(fold(after.text))):
        return [after]
    if before is not None and _REFERS_BACK.match(fold(best.text)):
        return [before]
    return []
