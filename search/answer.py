"""The sentences that answer a question, verbatim, or an honest "not found".

A sentence is chosen by meaning (its similarity to the question), by words (how much of the question it holds, what its
headings say counting half), by where it stands (the score of its passage) and, where a question asks for an amount or a
date, by holding one. The confidence is a logistic function of how well the best passages fit; its coefficients were
fitted on the development questions, 8 of which the documents do not answer: few, so the features are few.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from search.dutch import fold, terms
from search.model import Answer, AnswerSentence
from search.question import coverage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from search.model import Hit
    from search.question import Concept

MOST_SENTENCES = 3
HEADING_SHARE = 0.5  # of a word in a heading beside one in the sentence
WORDS_WEIGHT = 1.0
PASSAGE_WEIGHT = 1.0
ASKED_WEIGHT = 0.3  # for holding the amount or date that is asked for
NEARLY = 0.85  # of the best sentence's score: what another must reach to stand beside it
SHORTEST = 4  # words; shorter lines (names in a list, cells) are no answer by themselves

# Confidence = 1 / (1 + exp(-(BIAS + ...))).
BIAS = -4.0
COVERAGE_COEFFICIENT = 4.0  # best coverage of the question among the first hits
SIMILARITY_COEFFICIENT = 6.0  # best similarity of a sentence among the first hits
THRESHOLD = 0.5


class Asked(StrEnum):
    """What kind of thing a question asks for."""

    ANYTHING = "anything"
    AMOUNT = "amount"
    DATE = "date"


_AMOUNT_QUESTION = re.compile(
    r"\b(?:hoeveel|hoe (?:groot|hoog|veel|zwaar|duur)|how (?:much|many)|bedrag\w*|budget\w*|percentages?|procent|aantal\w*|"
    r"totaal|totale|maxim\w+|minim\w+|miljoen\w*|miljard\w*|\w*doel|\w*doelen|\w*doelstelling\w*|norm|\w*streefcijfer\w*)\b"
)
_DATE_QUESTION = re.compile(r"\b(?:wanneer|when|welk jaar|welke datum|(?:tot|sinds|vanaf) welk\w*|hoe ?lang)\b")
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"\b{_YEAR}\b|\b\d{{1,2}} (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b"
)
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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer. ``similarity``: to the question; ``passage_score``: of the hit it stands in."""

    text: str
    similarity: float
    hit: Hit


def _score(candidate: Candidate, concepts: Sequence[Concept], headings: Mapping[str, frozenset[str]], asked: Asked) -> float:
    own = frozenset(terms(candidate.text))
    above = headings[candidate.hit.passage]
    held = coverage(concepts, [max(c.cover(own), HEADING_SHARE * c.cover(above)) for c in concepts])
    return (
        candidate.similarity
        + WORDS_WEIGHT * held
        + PASSAGE_WEIGHT * candidate.hit.score
        + ASKED_WEIGHT * holds(candidate.text, asked)
    )


def confidence(best_coverage: float, best_similarity: float) -> float:
    """Return how sure it is that the documents answer, 0-1."""
    z = BIAS + COVERAGE_COEFFICIENT * best_coverage + SIMILARITY_COEFFICIENT * best_similarity
    return 1.0 / (1.0 + math.exp(-z))


def compose(
    question: str, concepts: Sequence[Concept], candidates: Sequence[Candidate], best_coverage: float
) -> Answer:
    """Return the answer that the candidates, sentences of the first hits, give.

    found=False with no sentences where the confidence is below THRESHOLD or there is nothing to choose from.
    """
    long_enough = [item for item in candidates if len(item.text.split()) >= SHORTEST]
    if not long_enough:
        return Answer(found=False, confidence=0.0)
    sure = round(confidence(best_coverage, max(item.similarity for item in long_enough)), 4)
    if sure < THRESHOLD:
        return Answer(found=False, confidence=sure)
    asked = asked_for(question)
    headings = {item.hit.passage: frozenset(terms(" ".join(item.hit.section_path))) for item in long_enough}
    scored = sorted(
        ((_score(item, concepts, headings, asked), -place, item) for place, item in enumerate(long_enough)),
        key=lambda entry: entry[:2],
        reverse=True,
    )
    chosen: list[AnswerSentence] = []
    said: set[str] = set()
    for score, _, item in scored:
        folded = fold(item.text).rstrip(".;: ")
        if len(chosen) == MOST_SENTENCES or score < NEARLY * scored[0][0]:
            break
        if folded not in said:
            said.add(folded)
            chosen.append(AnswerSentence(item.text, item.hit.document, item.hit.passage))
    return Answer(found=True, confidence=sure, sentences=tuple(chosen))
