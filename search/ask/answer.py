"""The answer to a question: sentences of the first hits, verbatim, so put together that they can be read.

The best sentence is given with what it cannot be read without, then others that are nearly as good and hold no less of
what is asked for. They stand in text order, by document; what the government says comes before what a party wants.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from search.ask.asked_for.type_fit import CHECKED, fit_of, fits, holds, is_of, says_unknown
from search.ask.asked_for.wanted import SEEN, what_is_wanted
from search.ask.confidence import BELOW, Evidence, beside_kind, is_of_others, said_of
from search.ask.ranking import SAME_SHARE
from search.ask.sentences.candidates import form_set, term_set
from search.ask.sentences.scoring import heaviest_lacking, missing_specifics, rank_sentences, words_held
from search.ask.sentences.statements import states
from search.dutch.names import names_in
from search.dutch.terms import fold, is_english
from search.model import Answer, AnswerOutcome, AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.asked_for.wanted import Wanted
    from search.ask.question import Concept
    from search.ask.sentences.candidates import Candidate
    from search.models.calibration import Calibration

MOST_SENTENCES = 3
ALIKE = 1e-5  # similarities that differ by less are the same on another processor, or in a copy of the passage
#: Kinds of documents in which a party says what it wants.
PARTY_KINDS = frozenset(
    ("verkiezingsprogramma", "partijprogramma", "beginselprogramma", "verkiezingsmanifest", "manifest")
)

# A document or a time that speaks of itself: "dit kabinet", "deze nota", "dit jaar" refer to nothing said before.
_ITSELF = (
    r"(?:\w*kabinet\w*|\w*nota|notitie|\w*strategie|\w*brief|\w*akkoord|coalitie\w*|regering\w*|agenda|handreiking|"
    r"kader|document|hoofdstuk|paragraaf|bijlage|\w*verslag|rapport|\w*programma|eeuw|tijd|jaar|week|maand|periode|"
    r"decennium|(?:19|20)\d\d)"
)
_PRONOUN_VERB = (
    r"(?:is|zijn|was|waren|wordt|worden|heeft|hebben|gaat|betreft|bevat|omvat|bestaat|biedt|geeft|kan|moet|zal)"
)
# "Het is niet bekend hoeveel": what follows is meant, not what was said before. "Het is dan ook niet bekend hoeveel" is
# a consequence of what was said before.
_CONSEQUENCE = r"(?:dan ook|dus|daarom|daardoor|derhalve)"
_NOT_SURE = (
    rf"(?!.{{0,30}}\b{_CONSEQUENCE}\b)"
    r".{0,30}\b(?:(?:on)?bekend|(?:on)?duidelijk|(?:on)?zeker|de vraag) (?:of|hoe\w*|wie|wat|waar\w*|wanneer|welke?)\b"
)
# A sentence that begins so refers back to the one before it: neither says all by itself.
_REFERS_BACK = re.compile(
    rf"(?:(?:dit|deze)(?! {_ITSELF}\b)|dat|die|daar(?:om|door|mee|voor|toe|bij|in|op|van|uit)?|"
    r"hier(?:om|door|mee|voor|toe|bij|in|op|van|uit|naast)?|zo|bij deze|dergelijke|zulke|zij|ze|hij|hun|"
    rf"het {_PRONOUN_VERB}(?!.*\b(?:dat|om)\b|{_NOT_SURE})|this|these|they|it)\b"
)
# In a law "this decree" is the law itself; elsewhere it is one that was named before.
_LAWS = frozenset(("wet", "besluit", "regeling", "beleidsregel", "verordening"))
_LAW_ITSELF = re.compile(r"(?:dit|deze) (?:\w*besluit|\w*regeling|\w*wet|beleidsregels?|\w*verordening)\b")
_LIST_ITEM = re.compile(r"[•▪◦–—*-]\s|\(?[a-z0-9]{1,2}[.)]\s|[a-z]")
_MOST_ITEMS = 8  # of a list that a sentence with a colon announces
_MOST_LEANING = 2  # sentences before one that refers back


def put_quotable_first(
    ranked: Sequence[tuple[float, Candidate]], candidates: Sequence[Candidate], wanted: Wanted
) -> list[tuple[float, Candidate]]:
    """Return the sentences that an answer may begin with before the others, each in the order they had.

    What cannot be read by itself, or lacks what the question needs, is no answer however well it fits.
    ``candidates``: all sentences of the first hits in order.
    """
    text = _Text(candidates)
    able = [bool(text.unit(item, wanted)) for _, item in ranked]
    return [pair for first in (True, False) for pair, quotable in zip(ranked, able, strict=True) if quotable is first]


def gather_evidence(
    question: str,
    concepts: Sequence[Concept],
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
    wanted = what_is_wanted(question)
    names = names_in(question) | wanted.parties
    text = _Text(candidates)
    unit = text.unit(best, wanted)
    # Of what would be shown together: a sentence that refers back holds what it refers to.
    shown = replace(best, text=" ".join(candidates[place].text for place in unit)) if len(unit) > 1 else best
    asked = beside_kind(shown, concepts, wanted)
    sought = said_of(shown, asked, wanted)
    of_others = is_of_others(best.hit, concepts, wanted)
    quotable = bool(unit)
    if wanted.near_without and not quotable:
        quotable = bool(text.unit(best, replace(wanted, needed=False)))
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
        english=is_english(question),
    )


def compose_answer(
    ranked: Sequence[tuple[float, Candidate]],
    candidates: Sequence[Candidate],
    confidence: float,
    calibration: Calibration,
    wanted: Wanted,
) -> Answer:
    """Return the answer that the best sentences give.

    ``ranked``: the sentences with their scores, best first. ``candidates``: all sentences of the first hits in order,
    for what stands beside the best. ``wanted``: what the question asks for. Without sentences where the confidence is
    below the threshold or no good sentence can be read by itself and holds what is asked for: then the passages come
    near or nothing is found.
    """
    sure = round(confidence, 4)
    if sure < calibration.confidence.near or not any(_may_answer(each, wanted) for each in candidates):
        return Answer(AnswerOutcome.NONE, sure)
    text = _Text(candidates)
    least = calibration.sentences.nearly * ranked[0][0] if ranked else 0.0
    good = [unit for score, item in ranked if score >= least and (unit := text.unit(item, wanted))]
    if sure < calibration.confidence.threshold or not good:
        return Answer(AnswerOutcome.NEAR, min(sure, round(BELOW * calibration.confidence.threshold, 4)))
    first, *others = good
    chosen = list(dict.fromkeys((*first, *text.completing(first[-1]))))
    for unit in others:
        if wanted.type in SEEN and text.fit(unit[-1], wanted) < text.fit(first[-1], wanted):
            continue
        added = [place for place in unit if not text.is_quoted(place, chosen)]
        if unit[-1] in added and len(chosen) + len(added) <= MOST_SENTENCES:
            chosen += added
    return Answer(AnswerOutcome.ANSWER, sure, text.quote(chosen))


def near_hits(
    question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate], calibration: Calibration
) -> set[str]:
    """Return the ids of the passages that would come near an answer at least, if none better were there.

    ``candidates``: all their sentences in order. Each is judged by its best sentence, with what is left of the others.
    """
    wanted, near = what_is_wanted(question), set()
    ranked = rank_sentences(question, concepts, candidates, calibration.sentences)
    ranked = put_quotable_first(ranked, candidates, wanted)
    while ranked:
        id_ = ranked[0][1].hit.passage.id
        own = [each for each in candidates if each.hit.passage.id == id_]
        evidence = gather_evidence(question, concepts, own, ranked, calibration.sentences.heading)
        confidence = evidence.confidence(calibration.confidence)
        first = [pair for pair in ranked if pair[1].hit.passage.id == id_]
        if compose_answer(first, own, confidence, calibration, wanted).outcome is not AnswerOutcome.NONE:
            near.add(id_)
        ranked = [pair for pair in ranked if pair[1].hit.passage.id != id_]
    return near


@dataclass(frozen=True)
class _Text:
    """The sentences of the first hits, each known by its place in ``candidates``."""

    candidates: Sequence[Candidate]

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(each): place for place, each in enumerate(self.candidates)}

    def unit(self, item: Candidate, wanted: Wanted) -> list[int]:
        """Return a sentence with those before it that it cannot be read without, in order.

        Empty where it refers back to what is not there, or where all of them do not hold what is asked for.
        """
        place = self._places[id(item)]
        found = [place]
        while _refers_back(self.candidates[found[0]]):
            before = found[0] - 1
            if self._opens_answer(found[0]):
                break
            if len(found) > _MOST_LEANING or not self._beside(before, place) or not states(self.candidates[before]):
                return []
            found.insert(0, before)
        if item.header:
            found = [*self._header(place), *found]
        if not wanted.needed:
            return found
        said = " ".join(self.candidates[each].text for each in (*found, *self.completing(place)))
        return found if fits(f"{said} {_context(item, wanted)}", wanted) else []

    def _opens_answer(self, place: int) -> bool:
        """Return whether a sentence opens the answer to a question in the text: what it refers back to is asked."""
        before = place - 1
        opens = not self._beside(before, place) or not states(self.candidates[before])
        return bool(self.candidates[place].asked) and opens

    def completing(self, place: int) -> list[int]:
        """Return what belongs behind a sentence: the next if that refers back; after a colon what it announces."""
        if self.candidates[place].text.endswith(":"):
            found = [place + 1] if self._beside(place + 1, place) else []
            while found and len(found) < _MOST_ITEMS and self._is_item(found[-1] + 1, place):
                found.append(found[-1] + 1)
            return found
        after = place + 1
        refers = self._beside(after, place) and _refers_back(self.candidates[after])
        return [after] if refers and states(self.candidates[after]) else []

    def fit(self, place: int, wanted: Wanted) -> float:
        """Return how far a sentence holds what is asked for, 0-1."""
        return fit_of(self.candidates[place].with_unit, wanted)

    def is_quoted(self, place: int, chosen: Sequence[int]) -> bool:
        """Return whether a sentence is chosen, or says hardly more than those of its document do together."""
        item, quoted = self.candidates[place], [self.candidates[each] for each in chosen]
        beside = [each.terms for each in quoted if each.hit.document == item.hit.document]
        again = len(item.terms.intersection(frozenset().union(*beside))) >= SAME_SHARE * len(item.terms)
        return place in chosen or again

    def quote(self, chosen: Sequence[int]) -> tuple[AnswerSentence, ...]:
        """Return the sentences by document, the government's first, else that of the best; then in text order."""
        firsts: dict[str, int] = {}
        for number, place in enumerate(chosen):
            firsts.setdefault(self.candidates[place].hit.document, number)
        order = sorted(chosen, key=lambda place: (*self._rank(place, firsts), place))
        quoted: list[AnswerSentence] = []
        for number, place in enumerate(order):
            passage = self.candidates[place].hit.passage
            same = number > 0 and self._beside(order[number - 1], place)
            gap = same and order[number - 1] != place - 1
            unit = self._unit(place, order)
            quoted.append(AnswerSentence(self.candidates[place].text, passage.document, passage.id, gap, unit))
        return tuple(quoted)

    def _rank(self, place: int, firsts: dict[str, int]) -> tuple[bool, int, int]:
        hit = self.candidates[place].hit
        return fold(hit.kind) in PARTY_KINDS, firsts[hit.document], hit.passage.ordinal

    def _beside(self, place: int, other: int) -> bool:
        """Return whether there is a sentence at ``place``, in the passage of another."""
        within = 0 <= place < len(self.candidates)
        return within and self.candidates[place].hit is self.candidates[other].hit

    def _is_item(self, place: int, other: int) -> bool:
        return self._beside(place, other) and _LIST_ITEM.match(self.candidates[place].text) is not None

    def _header(self, row: int) -> list[int]:
        """Return the places of the lines that say what the numbers of a table's row are."""
        header = self.candidates[row].header
        before = ((place, self.candidates[place]) for place in range(row) if self._beside(place, row))
        return [place for place, each in before if each.heads and each.text in header]

    def _unit(self, place: int, quoted: Sequence[int]) -> str:
        """Return what the amounts of a table's row are counted in, where nothing that is quoted says so."""
        unit = self.candidates[place].unit
        return "" if any(unit in self.candidates[each].text for each in quoted) else unit


def _may_answer(candidate: Candidate, wanted: Wanted) -> bool:
    """Whether a sentence holds the kind of thing that is asked for, also one that a paraphrase calls otherwise."""
    said = candidate.with_unit
    if not wanted.needed or wanted.near_without or holds(said, wanted) > 0.0:
        return True
    if wanted.about:
        return fits(f"{said} {_context(candidate, wanted)}", wanted)
    return is_of(wanted, candidate.text, candidate.asked) if says_unknown(said) else fits(said, wanted)


def _context(candidate: Candidate, wanted: Wanted) -> str:
    """Return what a sentence need not say itself: the unit of its table, and what it is about by its headings."""
    return candidate.headings if wanted.about else candidate.unit


def _refers_back(candidate: Candidate) -> bool:
    """Whether a sentence does not say all by itself, since it begins with what stands before it."""
    said = fold(candidate.text)
    if fold(candidate.hit.kind) in _LAWS and _LAW_ITSELF.match(said):
        return False
    return _REFERS_BACK.match(said) is not None
