"""Makes questions and what became of them, each with defaults."""

from __future__ import annotations

from search.evaluate.quotes import Quote
from search.evaluate.scores import Near, Outcome, Question
from search.model import AnswerSentence

QUOTE = "de export van bloemen groeit"
SENTENCE = AnswerSentence("Kortom, de export van bloemen groeit.", "nota", "nota:0001")
BESIDE = AnswerSentence("Water is schaars.", "nota", "nota:0002")


def make_question(*quotes: str, id_: str = "q", type_: str = "question", near: str | None = None) -> Question:
    """Return a question answered by these quotes of the document "nota"; ``near``: why what comes near does not."""
    comes_near = None if near is None else Near("nota", near)
    return Question(id_, f"vraag {id_}", type_, tuple(Quote("nota", quote) for quote in quotes), comes_near)


def make_outcome(
    question: Question | None = None, *, right: bool = True, found: bool = True, rank: int = 1, confidence: float = 0.9
) -> Outcome:
    """Return what became of a question: by default it has an answer, and a right one is shown.

    ``right``: whether the sentence shown is the right one; what is not ``found`` shows none.
    """
    asked = question or make_question(QUOTE)
    stated = bool(asked.gold) and right
    return Outcome(
        question=asked,
        rank=rank,
        ndcg=1.0 / rank if rank else 0.0,
        score=0.5,
        found=found,
        confidence=confidence,
        answer_rank=int(found and stated),
        sentences=(SENTENCE if stated else BESIDE,) if found else (),
    )
