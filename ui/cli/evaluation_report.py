"""What an evaluation measured, as the text that `vindplaats evaluate` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.evaluate.answers import report_answers, verdict_on
from search.evaluate.reliability import calibration_error
from ui.cli.terminal import table
from ui.texts import evaluation as texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from search.evaluate.answers import AnswerScores
    from search.evaluate.reliability import Bin
    from search.evaluate.runs import Comparison
    from search.evaluate.scores import Evaluation, Outcome, Scores

_INDENT = "    "


def evaluation(measured: Evaluation) -> str:
    """How well passages are found, then what became of the answers, by type of question and by document."""
    answers = report_answers(measured.outcomes)
    types = [*answers.by_type.items(), (texts.ORDINARY, answers.ordinary), (texts.ALL, answers.overall)]
    parts = [_ranks(measured), _answers(texts.TYPE, types)]
    if answers.by_document:
        parts.append(_answers(texts.DOCUMENT, list(answers.by_document.items())))
    if answers.reliability:
        parts.append(_reliability(answers.reliability))
    return "\n\n".join(parts)


def _ranks(measured: Evaluation) -> str:
    rows = [_rank_row(name, scores) for name, scores in measured.by_type.items()]
    lines = [table((texts.TYPE, *texts.RANK_COLUMNS), [*rows, _rank_row(texts.ALL, measured.overall)])]
    if measured.abstention_auc is not None:
        shares = (measured.found_answerable, measured.found_unanswerable)
        yes, no = (texts.UNKNOWN if share is None else f"{share:.0%}" for share in shares)
        lines.append(texts.FOUND.format(answerable=yes, unanswerable=no))
        lines.append(texts.AUC.format(auc=_decimal(measured.abstention_auc)))
    return "\n".join(lines)


def _rank_row(name: str, scores: Scores) -> tuple[str, ...]:
    numbers = (scores.hit1, scores.hit3, scores.hit10, scores.mrr10)
    interval = "–".join(_decimal(end) for end in scores.interval)
    rest = (scores.ndcg10, scores.answer1, scores.answer)
    return (name, str(scores.count), *map(_decimal, numbers), interval, *map(_decimal, rest))


def _answers(what: str, scored: Sequence[tuple[str, AnswerScores]]) -> str:
    return table((what, *texts.ANSWER_COLUMNS), [_answer_row(name, scores) for name, scores in scored])


def _answer_row(name: str, scores: AnswerScores) -> tuple[str, ...]:
    refusals = (scores.refused, scores.with_passage)
    counts = (scores.count, scores.right, scores.beside, *refusals, scores.wrongly_answered)
    shares = (scores.precision, scores.coverage, scores.right_share)
    return (name, *map(str, counts), *map(_decimal, (*shares, scores.separation, scores.calibration_error)))


def _reliability(bins: Sequence[Bin]) -> str:
    rows = [
        (
            f"{each.low:.1f}–{each.high:.1f}".replace(".", ","),
            str(each.count),
            _decimal(each.confidence),
            _decimal(each.right),
        )
        for each in bins
    ]
    error = texts.CALIBRATION_ERROR.format(error=_decimal(calibration_error(bins)))
    return f"{table(texts.BIN_COLUMNS, rows)}\n{error}"


def details(measured: Evaluation) -> str:
    """Every question that did not get a right answer, by what became of it: what was shown and what was expected."""
    lines = []
    for verdict, heading in texts.VERDICTS.items():
        outcomes = [outcome for outcome in measured.outcomes if verdict_on(outcome) is verdict]
        lines.append(texts.VERDICT.format(verdict=heading, count=len(outcomes)))
        for outcome in outcomes:
            lines += [f"{_INDENT}{line}" for line in _outcome(outcome)]
    return "\n".join(lines)


def _outcome(outcome: Outcome) -> Iterator[str]:
    question = outcome.question
    yield f"{_decimal(outcome.confidence)}  {question.text} [{question.id}]"
    if question.gold and not outcome.found:
        passage = texts.PASSAGE_AT.format(rank=outcome.rank) if outcome.rank else texts.NO_PASSAGE
        yield f"{_INDENT}{passage}"
    for sentence in outcome.sentences:
        place = sentence.passage or sentence.document
        yield f"{_INDENT}{texts.SHOWN.format(text=_on_one_line(sentence.text), place=place)}"
    for quote in question.gold[:1]:
        yield f"{_INDENT}{texts.EXPECTED.format(text=_on_one_line(quote.text), document=quote.document)}"
    if question.near is not None:
        near = question.near
        yield f"{_INDENT}{texts.COMES_NEAR.format(reason=near.reason, document=near.document)}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def comparison(found: Comparison) -> str:
    """What became better and worse since an earlier run: the change of MRR@10, and each question that moved."""
    low, high = (_signed(end) for end in found.interval)
    lines = [texts.COMPARISON.format(difference=_signed(found.difference), low=low, high=high)]
    for heading, changes in ((texts.GAINED, found.gained), (texts.LOST, found.lost)):
        lines.append(f"{heading.format(count=len(changes))}")
        for change in changes:
            before, after = (texts.NOT_IN_TEN if rank == 0 else str(rank) for rank in (change.before, change.after))
            lines.append(f"{_INDENT}{before} → {after}  {change.question.text} [{change.question.id}]")
    return "\n".join(lines)


def _signed(number: float) -> str:
    return f"{number:+.3f}".replace(".", ",")


def _decimal(number: float | None) -> str:
    """Three decimals behind a Dutch comma."""
    return texts.UNKNOWN if number is None else f"{number:.3f}".replace(".", ",")
