"""The confidence that the sentence which would be given first answers the question.

A logistic function of what can be explained to a reader: how near in meaning the sentence comes; how much of the
question's words the first passage holds, and the sentence itself with its headings, rare words counting more, and how
much the rarest word weighs that it lacks; how far the sentence leads those of other passages, since what answers stands
out; whether it holds the kind of thing that is asked for, and whether an answer may begin with it at all; and whether
something specific that the question names, a name, a year or a number, is missing beside it: aid to Mali does not
answer a question on Myanmar, nor what was reached in 2024 one on 2023.

An English question shares hardly a word with the text that answers it; there nearness in meaning counts for more.

Where that chance is too low for an answer to be shown, it says little of what users want to know then: whether the
documents answer at all. A question in everyday words is hardly ever quoted the right sentence, and still its passages
may hold it. So what lies below the threshold is ordered by a function of its own, of the same evidence and of how many
sentences come nearer in meaning than the best one.

A question on another subject than the documents is not answered by them, and nothing in them comes near. What it finds
is not near in meaning, and lacks the words that matter; a third function tells by these two.

The coefficients belong to the model (search.models.calibration) and follow from ``python -m training.fit_confidence``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.ask.asked_for.type_fit import fit_of
from search.ask.sentences.candidates import source_of, term_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from search.ask.asked_for.wanted import Wanted
    from search.ask.question import Concept
    from search.ask.sentences.candidates import Candidate
    from search.model import Hit
    from search.models.calibration import Answerable, ConfidenceWeights, Subject

BELOW = 0.999  # of a threshold, at most, where it is not reached: rounded it is still below


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence follows from, each 0-1 (``similarity`` and ``lead`` may be below 0).

    ``similarity``: of the best sentence, the one an answer would begin with. ``coverage``: of the first hit's passage.
    ``missing``: the most that any name, year or number of the question lacks at the best sentence; 1 where it
    stands in another document than the question names. ``held``: the part of the question that the best sentence and
    its headings hold; ``lacking``: the weight of the heaviest word that they lack, beside that of the question's
    heaviest. ``lead``: by how much its score is above that of the best sentence of
    any other passage, one that no answer may begin with included. ``fit``: how far it holds the kind of thing that is
    asked for; a half where no text shows that. ``quotable``: 1 where an answer may begin with it, 0 where none of the
    sentences found can be read by itself and holds what is needed. ``nearer``: how many sentences are nearer in meaning
    than the best one, as the logarithm of one more. ``english``: the language of the question.
    """

    similarity: float
    coverage: float
    missing: float
    held: float = 0.0
    lead: float = 0.0
    fit: float = 0.0
    quotable: float = 1.0
    lacking: float = 0.0
    nearer: float = 0.0
    english: bool = False

    def confidence(self, weights: ConfidenceWeights) -> float:
        """Return the chance that the sentence answers, 0-1, where that reaches the threshold.

        Else the chance that the documents answer at all, as a part of the threshold; where they are on another subject,
        below ``near``.
        """
        quoted = self._chance(weights)
        if quoted >= weights.threshold or weights.answerable is None:
            return quoted
        likely = BELOW * weights.threshold * self._chance(weights.answerable)
        subject = weights.subject
        if subject is not None and self._chance(subject) < (subject.least_english if self.english else subject.least):
            return min(likely, BELOW * weights.near)
        return likely

    def _chance(self, weights: ConfidenceWeights | Answerable | Subject) -> float:
        coefficients = weights.english if self.english else weights.dutch
        return 1.0 / (1.0 + math.exp(-coefficients.logit(self.features)))

    @property
    def features(self) -> tuple[float, ...]:
        """What is weighed, in the order of the coefficients."""
        return (
            self.similarity, self.coverage, self.missing, self.held, self.lead, self.fit, self.quotable, self.lacking,
            self.nearer,
        )  # fmt: skip


def is_of_others(hit: Hit, concepts: Sequence[Concept], wanted: Wanted) -> bool:
    """Return whether a hit stands in another document than is to say it, of which there are some.

    Where there are, their word is none of the ``concepts``.
    """
    source = wanted.source
    if source is None or source.is_of(hit.kind):
        return False
    return all(concept.word != source.word for concept in concepts)


def beside_kind(candidate: Candidate, concepts: Sequence[Concept], wanted: Wanted) -> Sequence[Concept]:
    """Return the concepts without those that only say which kind is asked for, where the candidate holds that kind.

    "€ 35 miljard" lacks nothing of "hoeveel geld".
    """
    said = wanted.says_kind
    if said and any(concept.word in said for concept in concepts) and fit_of(candidate.with_unit, wanted) >= 1.0:
        return [concept for concept in concepts if concept.word not in said] or concepts
    return concepts


def said_of(candidate: Candidate, concepts: Sequence[Concept], wanted: Wanted) -> list[Sequence[Concept]]:
    """Return what a sentence must hold of a question, each list by itself.

    Of what somebody is asked to say of something: the topic, and all together, so that it is not enough to hold who it
    is. Where the candidate's document is theirs, its title says who speaks, and the topic is all that is left.
    """
    topic = [concept for concept in concepts if concept.word in wanted.topic]
    if not topic:
        return [concepts]
    source = term_set(source_of(candidate))
    theirs = all(concept.cover(source) >= 1.0 for concept in concepts if concept.word not in wanted.topic)
    return [topic] if theirs else [topic, concepts]
