"""The answer to a question: sentences of the first hits, verbatim, so put together that they can be read.

The best sentence is given with what it cannot be read without. Others follow that are nearly as good, hold the kind of
thing that is asked for no less, and stand next to it, come nearly as near in meaning or hold nearly as many of the
question's words. They stand in text order, by document; what the government says comes before what a party wants.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from search.ask.asked_for.type_fit import CHECKED, fit_of, fits, holds, is_of, says_unknown
from search.ask.asked_for.wanted import SEEN
from search.ask.confidence import BELOW, Evidence, beside_kind, is_of_others, said_of
from search.ask.ranking import SAME_SHARE
from search.ask.sentences.candidates import form_set, term_set
from search.ask.sentences.scoring import heaviest_lacking, held_by, missing_specifics, rank_sentences, words_held
from search.ask.sentences.units import Units, context_of
from search.dutch.terms import fold, is_english
from search.model import Answer, AnswerOutcome, AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.asked_for.wanted import Wanted
    from search.ask.sentences.candidates import Candidate
    from search.ask.sentences.scoring import Asked
    from search.models.calibration import Calibration

MOST_SENTENCES = 3
LESS_HELD = 0.3  # how much less of the question than the best sentence another may hold that is quoted with it
ALIKE = 1e-5  # similarities that differ by less are the same on another processor, or in a copy of the passage
#: Kinds of documents in which a party says what it wants.
PARTY_KINDS = frozenset(
    ("verkiezingsprogramma", "partijprogramma", "beginselprogramma", "verkiezingsmanifest", "manifest")
)


def put_quotable_first(
    ranked: Sequence[tuple[float, Candidate]], candidates: Sequence[Candidate], wanted: Wanted
) -> list[tuple[float, Candidate]]:
    """Return the sentences that an answer may begin with before the others, each in the order they had.

    What cannot be read by itself, or lacks what the question needs, is no answer however well it fits.
    ``candidates``: all sentences of the first hits in order.
    """
    units = Units(candidates)
    able = [bool(units.of(item, wanted)) for _, item in ranked]
    return [pair for first in (True, False) for pair, quotable in zip(ranked, able, strict=True) if quotable is first]


def gather_evidence(
    asked: Asked,
    candidates: Sequence[Candidate],
    ranked: Sequence[tuple[float, Candidate]],
    heading_share: float,
) -> Evidence:
    """Return what suggests that the first sentence answers the question.

    ``ranked``: the candidates that may answer with their scores, in the order they would be given, at least one.
    ``heading_share``: of a word in a heading beside one in the sentence.
    """
    score, best = ranked[0]
    notes = " ".join(note.text for note in best.hit.passage.footnotes)
    around = f"{best.with_header}. {best.headings}. {notes}"
    # Another passage may repeat it.
    others = (other for other, item in ranked if item.hit is not best.hit and item.text != best.text)
    concepts, wanted = asked.concepts, asked.wanted
    names = asked.names | wanted.parties
    units = Units(candidates)
    unit = units.of(best, wanted)
    # Of what would be shown together: a sentence that refers back holds what it refers to.
    shown = replace(best, text=" ".join(candidates[place].text for place in unit)) if len(unit) > 1 else best
    sought = said_of(shown, beside_kind(shown, concepts, wanted), wanted)
    of_others = is_of_others(best.hit, concepts, wanted)
    quotable = bool(unit)
    if wanted.near_without and not quotable:
        quotable = bool(units.of(best, replace(wanted, needed=False)))
    return Evidence(
        similarity=best.similarity,
        coverage=candidates[0].coverage,
        missing=1.0 if of_others else missing_specifics(concepts, names, term_set(around), form_set(around)),
        held=min(words_held(shown, each, heading_share) for each in sought),
        lead=max(-1.0, min(1.0, score - max(others, default=score))),
        fit=fit_of(best.with_unit, wanted) if wanted.type in CHECKED else 0.5,
        quotable=float(quotable),
        lacking=max(heaviest_lacking(shown, each, heading_share) for each in sought),
        nearer=math.log1p(sum(each.similarity > best.similarity + ALIKE for each in candidates)),
        english=is_english(asked.question),
    )


def compose_answer(
    asked: Asked,
    ranked: Sequence[tuple[float, Candidate]],
    candidates: Sequence[Candidate],
    confidence: float,
    calibration: Calibration,
) -> Answer:
    """Return the answer that the best sentences give.

    ``ranked``: the sentences with their scores, best first. ``candidates``: all sentences of the first hits in order,
    for what stands beside the best. Without sentences where the confidence is below the threshold or no good sentence
    can be read by itself and holds what is asked for: then the passages come near or nothing is found.
    """
    wanted = asked.wanted
    sure = round(confidence, 4)
    if sure < calibration.confidence.near or not any(_may_answer(each, wanted) for each in candidates):
        return Answer(AnswerOutcome.NONE, sure)
    units = Units(candidates)
    least = calibration.sentences.nearly * ranked[0][0] if ranked else 0.0
    good = [unit for score, item in ranked if score >= least and (unit := units.of(item, wanted))]
    if sure < calibration.confidence.threshold or not good:
        return Answer(AnswerOutcome.NEAR, min(sure, round(BELOW * calibration.confidence.threshold, 4)))
    first, *others = good
    chosen = list(dict.fromkeys((*first, *units.completing(first[-1]))))
    for unit in others:
        added = [place for place in unit if not _is_quoted(place, chosen, candidates)]
        if (
            unit[-1] in added
            and _fits_beside(unit[-1], first, units, asked, calibration.sentences.apart)
            and len(chosen) + len(added) <= MOST_SENTENCES
        ):
            chosen += added
    return Answer(AnswerOutcome.ANSWER, sure, _quote(chosen, units))


def near_hits(asked: Asked, candidates: Sequence[Candidate], calibration: Calibration) -> set[str]:
    """Return the ids of the passages that would come near an answer at least, if none better were there.

    ``candidates``: all their sentences in order. Each is judged by its best sentence, with what is left of the others.
    """
    near = set()
    ranked = rank_sentences(asked, candidates, calibration.sentences)
    ranked = put_quotable_first(ranked, candidates, asked.wanted)
    while ranked:
        id_ = ranked[0][1].hit.passage.id
        own = [each for each in candidates if each.hit.passage.id == id_]
        evidence = gather_evidence(asked, own, ranked, calibration.sentences.heading)
        confidence = evidence.confidence(calibration.confidence)
        first = [pair for pair in ranked if pair[1].hit.passage.id == id_]
        if compose_answer(asked, first, own, confidence, calibration).outcome is not AnswerOutcome.NONE:
            near.add(id_)
        ranked = [pair for pair in ranked if pair[1].hit.passage.id != id_]
    return near


def _fits_beside(place: int, first: Sequence[int], units: Units, asked: Asked, apart: float) -> bool:
    """Return whether a sentence may stand beside the best one.

    ``first``: the best one with what it needs, itself last. ``apart``: how much less similar to the question it may be.
    Sentences of one passage score much alike, also those on something else.
    """
    item, best = units.candidates[place], units.candidates[first[-1]]
    if asked.wanted.type in SEEN and fit_of(item.with_unit, asked.wanted) < fit_of(best.with_unit, asked.wanted):
        return False
    next_to = units.beside(place, first[-1]) and abs(place - first[-1]) == 1
    if next_to or item.similarity >= best.similarity - apart:
        return True
    held = held_by(frozenset().union(*(units.candidates[each].terms for each in first)), asked.concepts)
    return held_by(item.terms, asked.concepts) >= held - LESS_HELD


def _is_quoted(place: int, chosen: Sequence[int], candidates: Sequence[Candidate]) -> bool:
    """Return whether a sentence is chosen, or says hardly more than those of its document do together."""
    item, quoted = candidates[place], [candidates[each] for each in chosen]
    beside = [each.terms for each in quoted if each.hit.document == item.hit.document]
    again = len(item.terms.intersection(frozenset().union(*beside))) >= SAME_SHARE * len(item.terms)
    return place in chosen or again


def _quote(chosen: Sequence[int], units: Units) -> tuple[AnswerSentence, ...]:
    """Return the sentences by document, the government's first, else that of the best; then in text order."""
    candidates = units.candidates
    firsts: dict[str, int] = {}
    for number, place in enumerate(chosen):
        firsts.setdefault(candidates[place].hit.document, number)

    def rank(place: int) -> tuple[bool, int, int, int]:
        hit = candidates[place].hit
        return fold(hit.kind) in PARTY_KINDS, firsts[hit.document], hit.passage.ordinal, place

    order = sorted(chosen, key=rank)
    quoted: list[AnswerSentence] = []
    for number, place in enumerate(order):
        passage = candidates[place].hit.passage
        same = number > 0 and units.beside(order[number - 1], place)
        gap = same and order[number - 1] != place - 1
        amounts = _unit_of(candidates[place], [candidates[each] for each in order])
        quoted.append(AnswerSentence(candidates[place].text, passage.document, passage.id, gap, amounts))
    return tuple(quoted)


def _unit_of(row: Candidate, quoted: Sequence[Candidate]) -> str:
    """Return what the amounts of a table's row are counted in, where nothing that is quoted says so."""
    return "" if any(row.unit in each.text for each in quoted) else row.unit


def _may_answer(candidate: Candidate, wanted: Wanted) -> bool:
    """Whether a sentence holds the kind of thing that is asked for, also one that a paraphrase calls otherwise."""
    said = candidate.with_unit
    if not wanted.needed or wanted.near_without or holds(said, wanted) > 0.0:
        return True
    if wanted.about:
        return fits(f"{said} {context_of(candidate, wanted)}", wanted)
    return is_of(wanted, candidate.text, candidate.asked) if says_unknown(said) else fits(said, wanted)
