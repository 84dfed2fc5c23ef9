"""How well questions find what answers them: hit@k, MRR@10 and nDCG@10 by type of question, and abstention.

Questions come with quotes from the documents (the gold). Only the first ten results count. A question without gold has
no answer in the documents; those are left out of the averages and used to see whether the confidence separates them.
A few dozen questions leave much to chance: each MRR comes with the interval in which it would fall for 95 of 100 other
draws of so many questions like these (bootstrap, the same draws each time).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from search.errors import EvaluationError
from search.evaluate.quotes import Quote
from search.evaluate.reliability import separation
from search.model import AnswerSentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search.model import SearchResult

DEPTH = 10
DRAWS = 2000
SEED = 0


@dataclass(frozen=True, slots=True)
class Near:
    """What looks like the answer to a question that nothing answers: the document it stands in, and why it is none."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the quotes that answer it; none: the documents do not answer it.

    ``near``: what comes near to an answer where there is none.
    """

    id: str
    text: str
    type: str
    gold: tuple[Quote, ...]
    near: Near | None = None

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that it is about, each once: those with a quote, or the one that comes near."""
        named = [quote.document for quote in self.gold] + ([self.near.document] if self.near else [])
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question's result. ``rank``: of the first relevant result, 0 if there is none in the first ten.

    ``sentences``: of the answer. ``answer_rank``: the place of the first of them that states what a quote states, 0 if
    none does.
    """

    question: Question
    rank: int
    ndcg: float
    score: float | None  # of the first result
    found: bool
    confidence: float
    answer_rank: int = 0
    sentences: tuple[AnswerSentence, ...] = ()

    @property
    def reciprocal(self) -> float:
        """1 / rank, 0 where nothing relevant was found."""
        return 1 / self.rank if self.rank else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """Averages over ``count`` questions, each 0-1.

    ``interval``: of ``mrr10``. ``answer1``, ``answer``: the first sentence, any sentence of the answer is right.
    """

    count: int
    hit1: float
    hit3: float
    hit10: float
    mrr10: float
    interval: tuple[float, float]
    ndcg10: float
    answer1: float
    answer: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """``overall`` and ``by_type``: of the questions that have an answer, types in the order of the file.

    ``abstention_auc``: chance that the confidence of a random question with an answer is above that of one without
    (None unless there are both). ``found_answerable``, ``found_unanswerable``: share answered, None where there are
    none.
    """

    overall: Scores
    by_type: dict[str, Scores]
    abstention_auc: float | None
    found_answerable: float | None
    found_unanswerable: float | None
    outcomes: tuple[Outcome, ...]


def read_rows(path: str | Path, use: Callable[[Any], None]) -> None:
    """Give each JSON object of a file with one a line to ``use``.

    Raises EvaluationError with the line that is not JSON or that ``use`` cannot use.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(path, 0, str(error)) from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            use(json.loads(line))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EvaluationError(path, number, f"{type(error).__name__}: {error}") from error


def read_questions(path: str | Path) -> list[Question]:
    """Read questions, a JSON object a line: {"id", "query", "type", "gold": [{"doc", "quote"}]}.

    One without gold may have "near": {"doc", "why"}, or "reason" for "why".

    Raises EvaluationError with the line that cannot be used.
    """
    questions: list[Question] = []

    def add_question(row: Any) -> None:  # noqa: ANN401 - whatever the line holds
        gold = tuple(Quote(quote["doc"], quote["quote"]) for quote in row.get("gold", []))
        found = row.get("near")
        near = Near(found["doc"], found.get("why") or found.get("reason", "")) if found else None
        questions.append(Question(str(row["id"]), row["query"], row.get("type", "question"), gold, near))

    read_rows(path, add_question)
    return questions


def judge_results(
    question: Question, results: Sequence[dict[str, Any]], answer: dict[str, Any] | None = None
) -> Outcome:
    """Judge the results of one question: objects with "document", "text" and "score", best first."""
    covered: set[int] = set()
    rank = 0
    gain = 0.0
    for place, result in enumerate(results[:DEPTH], 1):
        now = {i for i, quote in enumerate(question.gold) if quote.found_in(result["document"], result["text"])}
        rank = rank or (place if now else 0)
        gain += len(now - covered) / math.log2(place + 1)
        covered |= now
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(DEPTH, len(question.gold)) + 1))
    given = answer or {}
    sentences = tuple(
        AnswerSentence(sentence["text"], sentence["document"], sentence.get("passage", ""))
        for sentence in given.get("sentences", [])
    )
    right = (
        place
        for place, sentence in enumerate(sentences, 1)
        if any(quote.stated_by(sentence.document, sentence.text) for quote in question.gold)
    )
    return Outcome(
        question=question,
        rank=rank,
        ndcg=min(1.0, gain / ideal) if ideal else 0.0,
        score=results[0]["score"] if results else None,
        found=bool(given.get("found")),
        confidence=float(given.get("confidence", 0.0)),
        answer_rank=next(right, 0),
        sentences=sentences,
    )


class Searchable(Protocol):
    """What can be asked a question: a knowledge base, whatever it is stored in."""

    def search(self, query: str, top: int = DEPTH) -> SearchResult:
        """Return the ``top`` best passages and the answer."""
        ...


def evaluate(
    kb: Searchable, questions: Sequence[Question], progress: Callable[[float], None] | None = None
) -> Evaluation:
    """Ask a knowledge base all questions and judge the results. ``progress`` is called with the part done, 0.0-1.0."""
    outcomes = []
    for number, question in enumerate(questions, 1):
        printed = kb.search(question.text, top=DEPTH).to_json()
        outcomes.append(judge_results(question, printed["results"], printed["answer"]))
        if progress is not None:
            progress(number / len(questions))
    return summarise(outcomes)


def summarise(outcomes: Sequence[Outcome]) -> Evaluation:
    """Return the averages of judged questions."""
    with_answer = [outcome for outcome in outcomes if outcome.question.gold]
    without = [outcome for outcome in outcomes if not outcome.question.gold]
    types = dict.fromkeys(outcome.question.type for outcome in with_answer)
    return Evaluation(
        overall=_average(with_answer),
        by_type={name: _average([item for item in with_answer if item.question.type == name]) for name in types},
        abstention_auc=separation([one.confidence for one in with_answer], [one.confidence for one in without]),
        found_answerable=_share([outcome.found for outcome in with_answer]),
        found_unanswerable=_share([outcome.found for outcome in without]),
        outcomes=tuple(outcomes),
    )


def _share(values: Sequence[bool]) -> float | None:
    return sum(values) / len(values) if values else None


def _average(outcomes: Sequence[Outcome]) -> Scores:
    count = len(outcomes)
    if not count:
        return Scores(0, 0.0, 0.0, 0.0, 0.0, (0.0, 0.0), 0.0, 0.0, 0.0)
    ranks = [outcome.rank for outcome in outcomes]
    return Scores(
        count,
        sum(rank == 1 for rank in ranks) / count,
        sum(0 < rank <= 3 for rank in ranks) / count,  # noqa: PLR2004 - hit@3
        sum(rank > 0 for rank in ranks) / count,
        sum(outcome.reciprocal for outcome in outcomes) / count,
        bootstrap([outcome.reciprocal for outcome in outcomes]),
        sum(outcome.ndcg for outcome in outcomes) / count,
        sum(outcome.answer_rank == 1 for outcome in outcomes) / count,
        sum(outcome.answer_rank > 0 for outcome in outcomes) / count,
    )


def bootstrap(values: Sequence[float]) -> tuple[float, float]:
    """Return the 95% interval of the mean of ``values`` over DRAWS draws with replacement, the same ones each time."""
    given = np.asarray(values, dtype=np.float64)
    chance = np.random.default_rng(SEED)
    means = given[chance.integers(0, len(given), (DRAWS, len(given)))].mean(axis=1)
    low, high = np.quantile(means, (0.025, 0.975))
    return float(low), float(high)
