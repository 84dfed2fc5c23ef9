"""Passages with questions, cut to about the length of the passages that are searched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.dutch.terms import terms
from training.examples.questions import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.examples.questions import QuestionedPassage

MOST_WORDS = 140
LEAST_WORDS = 40  # of the last part of a passage; a shorter one stays with the part before


@dataclass(frozen=True, slots=True)
class Window:
    """A part of a passage with the questions it answers, and those on its subject that nothing here answers.

    ``passage``: the number of the whole passage among those that were cut; ``group``: its document.
    """

    passage: int
    group: str
    titles: tuple[str, ...]
    sentences: tuple[str, ...]
    answered: tuple[Question, ...]
    missed: tuple[Question, ...]

    @property
    def text(self) -> str:
        """The part after the titles it stands under, as a passage is embedded."""
        return ". ".join((*self.titles, " ".join(self.sentences)))


def windows(passages: Sequence[QuestionedPassage], most: int = MOST_WORDS, least: int = LEAST_WORDS) -> list[Window]:
    """Cut passages at sentences into parts of at most so many words; parts without questions are left out.

    A question belongs to the part that holds all its answers; one that is not answered, to the part it shares most
    words with.
    """
    found = []
    for number, passage in enumerate(passages):
        parts = cuts([len(sentence.split()) for sentence in passage.sentences], most, least)
        words = [frozenset(terms(" ".join(passage.sentences[first:last]))) for first, last in parts]
        missed: list[list[Question]] = [[] for _ in parts]
        for question in passage.questions:
            if not question.answers:
                asked = frozenset(terms(question.question))
                shared = [len(asked & own) for own in words]
                missed[shared.index(max(shared))].append(question)
        for (first, last), open_ones in zip(parts, missed, strict=True):
            answered = tuple(
                Question(each.kind, each.question, tuple(place - first for place in each.answers))
                for each in passage.questions
                if each.answers and all(first <= place < last for place in each.answers)
            )
            if answered or open_ones:
                sentences = passage.sentences[first:last]
                found.append(Window(number, passage.group, passage.titles, sentences, answered, tuple(open_ones)))
    return found


def cuts(lengths: Sequence[int], most: int, least: int) -> list[tuple[int, int]]:
    """Return spans of sentences, given by their numbers of words, that hold at most ``most`` words where they can.

    A last one of fewer than ``least`` words stays with the one before.
    """
    spans: list[tuple[int, int]] = []
    first, words = 0, 0
    for place, length in enumerate(lengths):
        if place > first and words + length > most:
            spans.append((first, place))
            first, words = place, 0
        words += length
    spans.append((first, len(lengths)))
    if len(spans) > 1 and sum(lengths[spans[-1][0] :]) < least:
        spans[-2:] = [(spans[-2][0], spans[-1][1])]
    return spans
