"""The measure itself: equal to the reference scorer, and right on cases worked out by hand."""

from __future__ import annotations

import importlib.util
import json
import math
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from evaluation_factories import QUOTE, make_question
from search_factories import make_document

from search.errors import EvaluationError
from search.evaluate.quotes import Quote
from search.evaluate.scores import Near, Question, bootstrap, evaluate, judge_results, read_questions, summarise
from search.model import AnswerSentence

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

GOLD = Path(__file__).parents[2] / "gold"


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
        ("De export van bloemen groeit snel.", 1),  # a part of the quote, letter for letter
        ("export van bloemen groeit", 0),  # too short to say it
        ("De import van vlees daalt snel", 0),
    ],
)
def test_sentences_of_the_answer(sentence: str, expected: int) -> None:
    """A sentence is right when it holds the quote, or stands in it and is long enough to say something."""
    quote = "de export van bloemen groeit snel in het zuiden, zegt het ministerie van handel"
    given = {"found": True, "sentences": [{"document": "nota", "text": sentence}]}
    outcome = judge_results(make_question(quote), [], given)
    assert outcome.answer_rank == expected
    assert (summarise([outcome]).overall.answer1, summarise([outcome]).overall.answer) == (expected, expected)


def test_a_paper_is_not_another_one() -> None:
    """A citation that differs in its number from the quote's is no part of it."""
    question = make_question("Motie Van der Lee c.s. over klimaat (Kamerstuk II 2021/22, 35925, nr 36).")
    texts = ("Kamerstuk II 2021/22, 35925, nr. 47.", "Kamerstuk II 2021/22, 35925, nr. 36.")
    given = {"sentences": [{"document": "nota", "text": text} for text in texts]}
    assert judge_results(question, [], given).answer_rank == 2


def test_the_sentences_are_kept() -> None:
    """For whoever reads what became of a question; a run may lack the passage."""
    given = [{"document": "nota", "text": "Ja.", "passage": "nota:0003"}, {"document": "nota", "text": "Nee."}]
    outcome = judge_results(make_question(QUOTE), [], {"sentences": given})
    assert outcome.sentences == (AnswerSentence("Ja.", "nota", "nota:0003"), AnswerSentence("Nee.", "nota", ""))


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


@pytest.mark.parametrize("key", ["why", "reason"])
def test_what_comes_near(tmp_path: Path, key: str) -> None:
    """A question without an answer may say which document comes near one, and why it is none."""
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps({"id": "1", "query": "hoeveel", "gold": [], "near": {"doc": "nota", key: "geen getal"}}))
    (question,) = read_questions(path)
    assert question.near == Near("nota", "geen getal")
    assert question.documents == ("nota",)
