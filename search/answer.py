"""The sentences that answer a question, verbatim, or an honest "not found".

A sentence is chosen by meaning (its similarity to the question), by words (how much of the question it holds, what its
headings say counting half), by where it stands (the score of its passage) and, where a question asks for an amount or a
date, by holding one. The confidence is a logistic function of two things only, since few questions were at hand to fit
it on: how much of the question a sentence holds and how near it comes in meaning.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from search.dutch import fold, terms
from search.model import Answer, AnswerSentence
from search.question import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.model import Hit
    from search.question import Concept

MOST_SENTENCES = 3
HEADING_SHARE = 0.5  # of a word in a heading beside one in the sentence
WORDS_WEIGHT = 0.5
PASSAGE_WEIGHT = 1.0
CENTRAL_WEIGHT = 0.5  # for saying what its section's heading says, where that heading fits the question
ASKED_WEIGHT = 0.3  # for holding the amount or date that is asked for
NEARLY = 0.85  # of the best sentence's score: what another must reach to stand beside it
SHORTEST = 4  # words; shorter lines (names in a list, cells) are no answer by themselves

# Confidence = 1 / (1 + exp(-(BIAS + WORDS_COEFFICIENT x best part of the question that a sentence and its headings
# hold + SIMILARITY_COEFFICIENT x best similarity of a sentence))), over the sentences of the first hits. Fitted by
# logistic regression on all 99 development questions, to whether the first three hits hold the answer.
BIAS = -3.1
WORDS_COEFFICIENT = 4.7
SIMILARITY_COEFFICIENT = 3.7
THRESHOLD = 0.5


class Asked(StrEnum):
    """What kind of thing a question asks for."""

    ANYTHING = "anything"
    AMOUNT = "amount"
    DATE = "date"


_AMOUNT_QUESTION = re.compile(
    r"\b(?:hoeveel|hoe (?:groot|hoog|veel|zwaar|duur)|how (?:much|many)|bedrag\w*|budget\w*|percentages?|procent|"
    r"aantal\w*|totaal|totale|maxim\w+|minim\w+|miljoen\w*|miljard\w*|\w*doel|\w*doelen|\w*doelstelling\w*|norm|"
    r"\w*streefcijfer\w*)\b"
)
_DATE_QUESTION = re.compile(r"\b(?:wanneer|when|welk jaar|welke datum|(?:tot|sinds|vanaf) welk\w*|hoe ?lang)\b")
_YEAR = r"(?:19|20)\d\d"
_MONTH = "(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)"
_DATE = re.compile(rf"\b{_YEAR}\b|\b\d{{1,2}} {_MONTH}\b")
# A number that counts something: not a year, not the number of an SDG, an article or a paper.
_AMOUNT = re.compile(
    rf"(?<![\w,.-])(?<!sdg )(?<!nr )(?<!nr\. )(?<!artikel )(?!{_YEAR}\b)\d+(?:[.,]\d+)*(?![\w-])|"
    r"\b(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|honderd|duizend\w*|helft|kwart|dubbele)\b"
)
_UNIT = re.compile(r"\b(?:euro|miljoen|miljard|procent|dollar|ton|hectare|megawatt|mensen|banen|landen)\b")


def asked_for(question: str) -> Asked:
    """Tell what kind of thing a question asks for."""
    folded = fold(question)
    if _DATE_QUESTION.search(folded):
        return Asked.DATE
    return Asked.AMOUNT if _AMOUNT_QUESTION.search(folded) else Asked.ANYTHING


def holds(sentence: str, asked: Asked) -> float:
    """Return how far a sentence holds what is asked for: 1 a date or an amount with its unit, 0.5 a bare number."""
    folded = fold(sentence)
    if asked is Asked.DATE:
        return float(_DATE.search(folded) is not None)
    if asked is Asked.AMOUNT and _AMOUNT.search(folded):
        return 1.0 if _UNIT.search(folded) else 0.5
    return 0.0


@dataclass(frozen=True)
class Candidate:
    """A sentence that may answer. ``similarity``: to the question; ``passage_score``: of the hit it stands in."""

    text: str
    similarity: float
    hit: Hit

    @cached_property
    def terms(self) -> frozenset[str]:
        """The terms of the sentence."""
        return frozenset(terms(self.text))


@dataclass(frozen=True, slots=True)
class _Headings:
    """What stands above a passage. ``above``: terms of all its headings; ``own``: of the innermost one.

    ``fit``: the part of the question that the innermost heading holds.
    """

    above: frozenset[str]
    own: frozenset[str]
    fit: float


def _headings(hit: Hit, concepts: Sequence[Concept]) -> _Headings:
    own = frozenset(terms(hit.section))
    above = frozenset(terms(". ".join((hit.title, *hit.section_path))))
    return _Headings(above, own, coverage(concepts, [concept.cover(own) for concept in concepts]))


def _held(candidate: Candidate, concepts: Sequence[Concept], headings: _Headings) -> float:
    """Return the part of the question that the sentence holds, what only its headings hold counting half."""
    own = candidate.terms
    return coverage(concepts, [max(c.cover(own), HEADING_SHARE * c.cover(headings.above)) for c in concepts])


def _score(candidate: Candidate, held: float, headings: _Headings, asked: Asked) -> float:
    own = candidate.terms
    central = len(own & headings.own) / len(headings.own) if headings.own else 0.0
    return (
        candidate.similarity
        + WORDS_WEIGHT * held
        + PASSAGE_WEIGHT * candidate.hit.score
        + CENTRAL_WEIGHT * headings.fit * central
        + ASKED_WEIGHT * holds(candidate.text, asked)
    )


def confidence(held: float, similarity: float) -> float:
    """Return how sure it is that the first hits answer, 0-1."""
    z = BIAS + WORDS_COEFFICIENT * held + SIMILARITY_COEFFICIENT * similarity
    return 1.0 / (1.0 + math.exp(-z))


def compose(question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate]) -> Answer:
    """Return the answer that the candidates, sentences of the first hits, give.

    found=False with no sentences where the confidence is below THRESHOLD or there is nothing to choose from.
    """
    long_enough = [item for item in candidates if len(item.text.split()) >= SHORTEST]
    if not long_enough:
        return Answer(found=False, confidence=0.0)
    hits = {item.hit.passage: item.hit for item in long_enough}
    headings = {passage: _headings(hit, concepts) for passage, hit in hits.items()}
    held = [_held(item, concepts, headings[item.hit.passage]) for item in long_enough]
    sure = round(confidence(max(held), max(item.similarity for item in long_enough)), 4)
    if sure < THRESHOLD:
        return Answer(found=False, confidence=sure)
    asked = asked_for(question)
    scores = [
        _score(item, part, headings[item.hit.passage], asked) for item, part in zip(long_enough, held, strict=True)
    ]
    order = sorted(range(len(scores)), key=lambda place: (-scores[place], place))
    chosen: dict[str, AnswerSentence] = {}
    for place in order:
        if len(chosen) == MOST_SENTENCES or scores[place] < NEARLY * scores[order[0]]:
            break
        item = long_enough[place]
        said = fold(item.text).rstrip(".;: ")
        chosen.setdefault(said, AnswerSentence(item.text, item.hit.document, item.hit.passage))
    return Answer(found=True, confidence=sure, sentences=tuple(chosen.values()))
