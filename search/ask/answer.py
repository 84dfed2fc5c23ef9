"""The sentences that answer a question, verbatim, or an honest "not found".

A sentence is chosen by meaning (its similarity to the question), by words (how much of the question it holds, what its
headings say counting half), by where it stands (the score of its passage), by the year it speaks of and, where a
question asks for an amount, a date, places or a reason, by holding one. How sure it all is: search.ask.confidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from search.ask.answer_type import Asked, asked_for, holds, years
from search.ask.confidence import THRESHOLD, Evidence, missing_specifics
from search.ask.question import coverage
from search.dutch.names import names_in
from search.dutch.terms import fold, is_english, terms, words
from search.model import Answer, AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.question import Concept
    from search.model import Hit

MOST_SENTENCES = 3
HEADING_SHARE = 0.5  # of a word in a heading beside one in the sentence
WORDS_WEIGHT = 0.5
PASSAGE_WEIGHT = 1.0
CENTRAL_WEIGHT = 0.5  # for saying what its section's heading says, where that heading fits the question
ASKED_WEIGHT = 0.3  # for holding the kind of thing that is asked for
YEAR_WEIGHT = 0.4  # for speaking of the year that is asked about; as much off for speaking of others only
NEARLY = 0.85  # of the best sentence's score: what another must reach to stand beside it
MOST_HEADER_WORDS = 14
LEAST_HEADER_YEARS = 3
CACHED = 8192  # sentences and headings whose terms are kept
SHORTEST = 4  # words; shorter lines (names in a list, cells) are no answer by themselves

# A sentence that begins so leans on the one before it: neither says all by itself.
_LEANS_BACK = re.compile(
    r"(?:dit|dat|deze|die|daar(?:om|door|mee|voor|toe)|hier(?:door|mee|voor)|zo|bij deze|this|these)\b"
)
_ROW = re.compile(r"(?:\s(?:\|\s)?[\d.,-]+){2,}\s*$")  # a line of a table: at least two numbers at its end


@lru_cache(maxsize=CACHED)
def term_set(text: str) -> frozenset[str]:
    """Return the terms of a sentence or heading; the same ones come by for many questions."""
    return frozenset(terms(text))


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer.

    ``similarity``: to the question. ``coverage``: the part of the question that its passage holds. ``year``: of its
    document. ``header``: for a row of a table, the line above the
    rows, which says what the numbers are.
    """

    text: str
    similarity: float
    hit: Hit
    coverage: float = 0.0
    year: int | None = None
    header: str = ""

    @cached_property
    def said(self) -> str:
        """The sentence with what its table says above it."""
        return f"{self.header} {self.text}" if self.header else self.text

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of what it says."""
        return term_set(self.said)

    @cached_property
    def above(self) -> str:
        """What stands above it: the document's title and year, and the headings."""
        return ". ".join((self.hit.title, str(self.year or ""), *self.hit.passage.section_path))


def is_header(line: str) -> bool:
    """Tell whether a line heads a table by years: "bedrag x EUR miljoen 2022 2023 2024"."""
    return len(line.split()) <= MOST_HEADER_WORDS and len(years(line)) >= LEAST_HEADER_YEARS


def table_headers(sentences: Sequence[str]) -> list[str]:
    """Return for each line of a passage the header of the table it is a row of, "" for what is no row."""
    header, found = "", []
    for sentence in sentences:
        header = sentence if is_header(sentence) else header
        found.append(header if _ROW.search(sentence) and not is_header(sentence) else "")
    return found


@dataclass(frozen=True, slots=True)
class _Headings:
    """What stands above a passage. ``above``: terms of all its headings; ``own``: of the innermost one.

    ``fit``: the part of the question that the innermost heading holds.
    """

    above: frozenset[str]
    own: frozenset[str]
    fit: float


def _headings(hit: Hit, concepts: Sequence[Concept], above: str) -> _Headings:
    own = term_set(hit.passage.section)
    return _Headings(term_set(above), own, coverage(concepts, [concept.cover(own) for concept in concepts]))


def _held(candidate: Candidate, concepts: Sequence[Concept], headings: _Headings) -> float:
    """Return the part of the question that the sentence holds, what only its headings hold counting half."""
    own = candidate.terms
    return coverage(concepts, [max(c.cover(own), HEADING_SHARE * c.cover(headings.above)) for c in concepts])


def year_fit(asked: frozenset[str], candidate: Candidate) -> float:
    """Return 1 when a sentence speaks of a year that is asked about, -1 when of others only.

    A sentence that names no year speaks of its headings' or of its document's.
    """
    if not asked:
        return 0.0
    own = years(candidate.said)
    if own & asked:
        return 1.0
    around = asked & years(candidate.above)
    if own:
        return 0.0 if around else -1.0
    return 1.0 if around else 0.0


def _score(
    candidate: Candidate, concepts: Sequence[Concept], headings: _Headings, asked: Asked, asked_years: frozenset[str]
) -> float:
    own = candidate.terms
    central = len(own & headings.own) / len(headings.own) if headings.own else 0.0
    return (
        candidate.similarity
        + WORDS_WEIGHT * _held(candidate, concepts, headings)
        + PASSAGE_WEIGHT * candidate.hit.score
        + CENTRAL_WEIGHT * headings.fit * central
        + ASKED_WEIGHT * holds(candidate.said, asked)
        + YEAR_WEIGHT * year_fit(asked_years, candidate)
    )


def evidence(question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate], best: Candidate) -> Evidence:
    """Return what speaks for an answer in the candidates, of which ``best`` would be given first."""
    notes = " ".join(note.text for note in best.hit.passage.footnotes)
    around = f"{best.said}. {best.above}. {notes}"
    return Evidence(
        similarity=max(item.similarity for item in candidates),
        coverage=candidates[0].coverage,
        missing=missing_specifics(
            concepts, names_in(question), frozenset(terms(around)), {word.form for word in words(around)}
        ),
        english=is_english(question),
    )


def rate(
    question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate]
) -> tuple[list[tuple[float, Candidate]], Evidence | None]:
    """Return the candidates that are long enough with their scores, best first, and what speaks for an answer.

    The evidence is None when there is nothing to choose from.
    """
    long_enough = [item for item in candidates if len(item.text.split()) >= SHORTEST and not is_header(item.text)]
    if not long_enough:
        return [], None
    firsts = {item.hit.passage.id: item for item in long_enough}
    headings = {passage: _headings(item.hit, concepts, item.above) for passage, item in firsts.items()}
    asked, asked_years = asked_for(question), years(question)
    scores = [_score(item, concepts, headings[item.hit.passage.id], asked, asked_years) for item in long_enough]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    rated = [(scores[place], long_enough[place]) for place in order]
    return rated, evidence(question, concepts, candidates, rated[0][1])


def compose(question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate]) -> Answer:
    """Return the answer that the candidates, sentences of the first hits in order, give.

    found=False with no sentences where the confidence is below THRESHOLD or there is nothing to choose from.
    """
    rated, found = rate(question, concepts, candidates)
    if found is None:
        return Answer(found=False, confidence=0.0)
    sure = round(found.confidence, 4)
    if sure < THRESHOLD:
        return Answer(found=False, confidence=sure)
    chosen: dict[str, AnswerSentence] = {}

    def take(item: Candidate) -> None:
        for text in (item.text, item.header):
            if text and len(chosen) < MOST_SENTENCES:
                said = fold(text).rstrip(".;: ")
                chosen.setdefault(said, AnswerSentence(text, item.hit.passage.document, item.hit.passage.id))

    best = rated[0][1]
    take(best)
    for near in leaning(best, candidates):
        take(near)
    for score, item in rated[1:]:
        if score >= NEARLY * rated[0][0]:
            take(item)
    return Answer(found=True, confidence=sure, sentences=tuple(chosen.values()))


def leaning(best: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return what belongs to ``best`` in its passage: the next sentence if that leans on it, else what it leans on.

    After a colon the next sentence is what was announced.
    """
    place = next(place for place, item in enumerate(candidates) if item is best)
    beside = [
        candidates[at] if 0 <= at < len(candidates) and candidates[at].hit is best.hit else None
        for at in (place + 1, place - 1)
    ]
    after, before = beside
    if after is not None and (best.text.endswith(":") or _LEANS_BACK.match(fold(after.text))):
        return [after]
    if before is not None and _LEANS_BACK.match(fold(best.text)):
        return [before]
    return []
