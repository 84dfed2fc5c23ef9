"""The measure itself: equal to the reference scorer, and right on cases worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from search_factories import make_document

from search.errors import EvaluationError
from search.evaluate.quotes import Quote
from search.evaluate.scores import Question, bootstrap, evaluate, judge_results, read_questions, summarise, to_json

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

GOLD = Path(__file__).parents[2] / "gold"


def make_question(*quotes: str, type_: str = "question", id_: str = "q") -> Question:
    """Return a question answered by these quotes of the document "nota"."""
    return Question(id_, "waarover", type_, tuple(Quote("nota", quote) for quote in quotes))


def make_results(*texts: str, document: str = "nota") -> list[dict[str, Any]]:
    """Return results with these texts, best first."""
    return [
        {"document": document, "doc": document, "text": text, "score": 1 / place} for place, text in enumerate(texts, 1)
    ]


@pytest.mark.parametrize(
    ("document", "text", "expected"),
    [
        ("nota", "Er is: de EXPORT van bloemen groeit, ook nu.", True),
        ("nota", "de ex-\nport van bloe-\nmen groeit", True),
        ("nota", "de export van bloemen, aldus het ministerie, groeit", True),  # in order, a few words between
        ("nota", "de import van vlees daalt", False),
        ("verslag", "de export van bloemen groeit", False),
        ("nota", "woord " * 500 + "de export van bloemen groeit", False),  # a whole document is not a passage
        ("nota", "", False),
    ],
)
def test_relevance(document: str, text: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A result counts when it holds the quote, however it is spelled or broken, in its first 500 words."""
    assert expected is Quote("nota", "de export van bloemen groeit").found_in(document, text)


def test_measures_by_hand() -> None:
    """Second result relevant: reciprocal rank 1/2; of two quotes one found at place two."""
    outcome = judge_results(
        make_question("de export groeit", "water is schaars"), make_results("niets", "de export groeit")
    )
    assert outcome.rank == 2
    assert math.isclose((1 / math.log2(3)) / (1 + 1 / math.log2(3)), outcome.ndcg)
    scores = summarise([outcome]).overall
    assert (scores.count, scores.hit1, scores.hit3, scores.hit10, scores.mrr10) == (1, 0.0, 1.0, 1.0, 0.5)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zo zegt men: de export van bloemen groeit snel in het zuiden, zegt het.", 1),
        ("De export van bloemen groeit", 1),  # a part of the quote
        ("bloemen groeit", 0),  # too short to hold it
        ("De import van vlees daalt snel", 0),
    ],
)
def test_sentences_of_the_answer(sentence: str, expected: int) -> None:
    """A sentence is right when it holds the quote or is a part of it."""
    given = {"found": True, "sentences": [{"document": "nota", "text": sentence}]}
    outcome = judge_results(make_question("de export van bloemen groeit snel in het zuiden"), [], given)
    assert outcome.answer_rank == expected
    assert (summarise([outcome]).overall.answer1, summarise([outcome]).overall.answer) == (expected, expected)


def test_first_right_sentence() -> None:
    """The second sentence holds it: right, but not first."""
    texts = ("Water is er niet veel.", "De export van bloemen groeit.")
    given = {"sentences": [{"document": "nota", "text": text} for text in texts]}
    scores = summarise([judge_results(make_question("de export van bloemen groeit"), [], given)]).overall
    assert (scores.answer1, scores.answer) == (0.0, 1.0)


def test_bootstrap() -> None:
    """Equal values leave nothing to chance; half ones of a hundred lie about 0.1 to either side, the same each time."""
    assert bootstrap([0.5] * 7) == (0.5, 0.5)
    low, high = bootstrap([0.0, 1.0] * 50)
    assert (round(low, 1), round(high, 1)) == (0.4, 0.6)
    assert bootstrap([0.0, 1.0] * 50) == (low, high)


def test_scores_as_plain_values() -> None:
    """What is kept in a file, rounded to four decimals."""
    outcome = judge_results(make_question("de export groeit"), make_results("niets", "niets", "de export groeit"))
    assert to_json(summarise([outcome])) == {
        "scores": {
            name: {
                "count": 1, "hit1": 0.0, "hit3": 1.0, "hit10": 1.0, "mrr10": 0.3333, "ndcg10": 0.5, "answer1": 0.0,
                "answer": 0.0, "mrr10_low": 0.3333, "mrr10_high": 0.3333,
            }
            for name in ("all", "question")
        },
        "abstention": {"auc": None, "answered": 0.0, "answered_without_answer": None},
    }  # fmt: skip


def test_only_ten_results_count() -> None:
    """The eleventh result is out of reach."""
    results = make_results(*["niets"] * 10, "de export groeit")
    assert judge_results(make_question("de export groeit"), results).rank == 0


def test_abstention() -> None:
    """The confidence should be higher where there is an answer: of four pairs three are in order, one is equal."""
    given = [("een", 0.9), ("twee", 0.5)]
    asked = [judge_results(make_question(name), [], {"found": True, "confidence": sure}) for name, sure in given]
    asked += [judge_results(make_question(), [], {"found": sure > 0.4, "confidence": sure}) for sure in (0.5, 0.1)]
    found = summarise(asked)
    assert (found.abstention_auc, found.found_answerable, found.found_unanswerable) == (3.5 / 4, 1.0, 0.5)


def test_nothing_to_measure() -> None:
    """No questions: zeros and nothing known about abstention."""
    found = summarise([])
    assert (found.overall.count, found.overall.mrr10, found.by_type, found.abstention_auc) == (0, 0.0, {}, None)


def test_equal_to_the_reference_scorer() -> None:
    """On shuffled, cut and foreign results of all development questions every average is that of score.py."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    questions = read_questions(GOLD / "queries.dev.jsonl")
    lines = (GOLD / "queries.dev.jsonl").read_text(encoding="utf-8").splitlines()
    quotes = [quote for question in questions for quote in question.gold]
    chance = random.Random(3)  # noqa: S311 - no secret
    run = []
    for question in questions:
        own = [
            (quote.document, quote.text[: int(len(quote.text) * chance.uniform(0.4, 1.1))]) for quote in question.gold
        ]
        other = [(quote.document, quote.text) for quote in chance.sample(quotes, 6)]
        mixed = chance.sample(own + other, len(own) + len(other))
        results = [{"doc": doc, "document": doc, "text": text, "score": 1.0} for doc, text in mixed]
        run.append({"id": question.id, "results": results})
    rows, words = score.evaluate([json.loads(line) for line in lines], run)
    expected, _, _ = score.summary(rows, words)
    found = summarise([judge_results(question, line["results"]) for question, line in zip(questions, run, strict=True)])
    for name, scores in [("OVERALL", found.overall), *found.by_type.items()]:
        ours = (scores.count, scores.hit1, scores.hit3, scores.hit10, scores.mrr10, scores.ndcg10)
        theirs = tuple(expected[name][key] for key in ("n", "h1", "h3", "h10", "mrr", "ndcg"))
        assert pytest.approx(theirs) == ours


def test_evaluating_a_knowledge_base(kb: KnowledgeBase) -> None:
    """All questions are asked and progress is reported."""
    kb.add_document(make_document("De export van bloemen groeit.", "Water is schaars."))
    given: list[float] = []
    question = Question("q", "export van bloemen", "keyword", (Quote("nota", "De export van bloemen groeit."),))
    found = evaluate(kb, [question, question], given.append)
    assert (given, found.overall.mrr10, list(found.by_type)) == ([0.5, 1.0], 1.0, ["keyword"])


@pytest.mark.parametrize(
    ("content", "line"),
    [('{"id": 1, "query": "a"}\n{', 2), ('{"id": 1}', 1), ("[]", 1), ('{"id": 1, "query": "a", "gold": [{}]}', 1)],
)
def test_unusable_questions(tmp_path: Path, content: str, line: int) -> None:
    """The error names the line."""
    path = tmp_path / "q.jsonl"
    path.write_text(content)
    with pytest.raises(EvaluationError) as caught:
        read_questions(path)
    assert (path, line) == (caught.value.path, caught.value.line)


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is an error of the same kind."""
    with pytest.raises(EvaluationError):
        read_questions(tmp_path / "geen.jsonl")


def test_reading_questions(tmp_path: Path) -> None:
    """Blank lines do not matter; the type may be missing."""
    path = tmp_path / "q.jsonl"
    row = {"id": 7, "query": "waarom", "gold": [{"doc": "nota", "quote": "daarom"}]}
    path.write_text("\n" + json.dumps(row) + "\n\n")
    assert [Question("7", "waarom", "question", (Quote("nota", "daarom"),))] == read_questions(path)
