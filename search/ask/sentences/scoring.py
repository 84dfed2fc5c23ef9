"""The sentences that may answer a question, best first.

A sentence is scored by meaning (its similarity to the question), by words (how much of the question it holds, what its
headings say counting half), by where it stands (the score of its passage), by the year it speaks of, by the names that
are asked about, by whose document it is in where a party is asked about and, where a question asks for an amount, a
date, places or a reason, by holding one. The weights belong to the model: search.models.calibration.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from search.ask.asked_for.type_fit import fit_of
from search.ask.asked_for.wanted import what_is_wanted
from search.ask.question import coverage
from search.ask.sentences.candidates import form_set, source_of, term_set
from search.ask.sentences.statements import may_answer
from search.dutch.names import is_name, names_in, same_name
from search.dutch.terms import stem, years

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from search.ask.asked_for.wanted import Wanted
    from search.ask.question import Concept
    from search.ask.sentences.candidates import Candidate
    from search.models.calibration import SentenceWeights

SPECIFIC_IDF = 1.0  # a name in more than about a third of the passages ("Nederland") distinguishes none


@dataclass(frozen=True, slots=True)
class _Headings:
    """What stands above a passage. ``own``: terms of its innermost heading.

    ``covers``: how far all its headings hold each concept. ``fit``: the part of the question that the innermost holds.
    """

    covers: tuple[float, ...]
    own: frozenset[str]
    fit: float


def _headings(candidate: Candidate, concepts: Sequence[Concept]) -> _Headings:
    own, above = term_set(candidate.hit.passage.section), term_set(candidate.headings)
    return _Headings(tuple(concept.cover(above) for concept in concepts), own, held_by(own, concepts))


def held_by(terms: frozenset[str], concepts: Sequence[Concept]) -> float:
    """Return the part of the question that some terms hold, 0-1."""
    return coverage(concepts, [concept.cover(terms) for concept in concepts])


def _words_fit(candidate: Candidate, concepts: Sequence[Concept], headings: _Headings, heading_share: float) -> float:
    """Return the part of the question that the sentence holds, what only its headings hold counting for less."""
    own = candidate.terms
    pairs = zip(concepts, headings.covers, strict=True)
    return coverage(concepts, [max(concept.cover(own), heading_share * above) for concept, above in pairs])


def words_held(candidate: Candidate, concepts: Sequence[Concept], heading_share: float) -> float:
    """Return the part of the question that a sentence holds, a word in its headings counting for ``heading_share``."""
    return _words_fit(candidate, concepts, _headings(candidate, concepts), heading_share)


def heaviest_lacking(candidate: Candidate, concepts: Sequence[Concept], heading_share: float) -> float:
    """Return the weight of the heaviest word that a sentence lacks beside that of the question's heaviest, 0-1.

    ``heading_share``: how much a word in its headings counts as held.
    """
    headings = _headings(candidate, concepts)
    pairs = zip(concepts, headings.covers, strict=True)
    lacks = [concept.idf * (1 - max(concept.cover(candidate.terms), heading_share * above)) for concept, above in pairs]
    heaviest = max((concept.idf for concept in concepts), default=0.0)
    return max(lacks) / heaviest if heaviest > 0 else 0.0


def year_fit(asked: frozenset[str], candidate: Candidate) -> float:
    """Return 1 when a sentence speaks of a year that is asked about, -1 when of others only.

    A sentence that names no year speaks of its headings' or of its document's.
    """
    if not asked:
        return 0.0
    own = years(candidate.with_header)
    if own & asked:
        return 1.0
    around = asked & years(candidate.headings)
    if own:
        return 0.0 if around else -1.0
    return 1.0 if around else 0.0


def source_fit(parties: frozenset[str], candidate: Candidate) -> float:
    """Return 1 when a sentence stands in a document of the parties that are asked about, -1 when nothing names them.

    Theirs by its title and publisher; else the sentence itself or its headings may name them.
    """
    if not parties:
        return 0.0
    named = {stem(party) for party in parties}
    if named <= term_set(source_of(candidate)):
        return 1.0
    return 0.0 if named & (candidate.terms | term_set(candidate.headings)) else -1.0


def missing_specifics(
    concepts: Sequence[Concept], names: Collection[str], terms: Collection[str], forms: Collection[str]
) -> float:
    """Return the most that any name, year or number of a question lacks in a text, 0-1.

    ``names``: the folded words of the question that are names. ``terms``: of the text and all that stands above it.
    ``forms``: its folded words, for names that only begin alike.
    """
    lacking = 0.0
    for concept in concepts:
        if concept.idf < SPECIFIC_IDF or concept.paper:
            continue
        present = concept.cover(terms)
        if concept.word in names:
            present = max(present, float(any(same_name(concept.word, form) for form in forms if is_name(form))))
        elif not concept.word[:1].isdigit():
            continue
        lacking = max(lacking, 1.0 - present)
    return lacking


@dataclass(frozen=True)
class Asked:
    """A question with what it wants of a sentence. ``concepts``: its words, as they are looked for."""

    question: str
    concepts: Sequence[Concept]

    @cached_property
    def wanted(self) -> Wanted:
        """What it asks for."""
        return what_is_wanted(self.question)

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that it names."""
        return years(self.question)

    @cached_property
    def names(self) -> frozenset[str]:
        """The folded words of it that are names."""
        return names_in(self.question)

    @cached_property
    def specific(self) -> list[Concept]:
        """The concepts that are names, or numbers other than years."""
        return [each for each in self.concepts if each.word in self.names or self._counts(each.word)]

    def _counts(self, word: str) -> bool:
        return word[:1].isdigit() and word not in self.years


def _missing(candidate: Candidate, asked: Asked) -> float:
    """Return the most that any name or number of the question lacks in a sentence and what stands above it, 0-1."""
    if not asked.specific:
        return 0.0
    present = candidate.terms | term_set(candidate.headings)
    forms = form_set(candidate.with_header) | form_set(candidate.headings)
    return missing_specifics(asked.specific, asked.names, present, forms)


def _score(candidate: Candidate, asked: Asked, headings: _Headings, weights: SentenceWeights) -> float:
    own = candidate.terms
    central = len(own & headings.own) / len(headings.own) if headings.own else 0.0
    return (
        candidate.similarity
        + weights.words * _words_fit(candidate, asked.concepts, headings, weights.heading)
        + weights.passage * candidate.hit.score
        + weights.central * headings.fit * central
        + weights.type * fit_of(candidate.with_unit, asked.wanted)
        + weights.year * year_fit(asked.years, candidate)
        + weights.year * source_fit(asked.wanted.parties, candidate)
        - weights.year * _missing(candidate, asked)
    )


def rank_sentences(
    asked: Asked, candidates: Sequence[Candidate], weights: SentenceWeights
) -> list[tuple[float, Candidate]]:
    """Return the candidates that may answer with their scores, best first; of equals the earlier one."""
    able = [item for item in candidates if may_answer(item)]
    firsts = {item.hit.passage.id: item for item in able}
    headings = {passage: _headings(item, asked.concepts) for passage, item in firsts.items()}
    scores = [_score(item, asked, headings[item.hit.passage.id], weights) for item in able]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    return [(scores[place], able[place]) for place in order]
