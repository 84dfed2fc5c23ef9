"""Measuring a model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder

from search.evaluate.quotes import Quote
from search.evaluate.scores import Question
from training.evaluate import Remembering, dense_alone, line, spearman
from training.measuring.pools import Wordless, dense_hit1, government_pool, laws_pool, pool_document, system_hit1

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

TEXTS = ("het klimaat verandert snel", "Het water stijgt. De handel daalt.", "hulp aan mensen")


def government(folder: Path) -> Path:
    """Write three questions, two of which have the same answer."""
    rows = [("klimaat?", TEXTS[0]), ("wat doet het water", TEXTS[1]), ("en handel en water", TEXTS[1])]
    path = folder / "gov.jsonl"
    path.write_text("".join(json.dumps({"question": q, "answer": a}) + "\n" for q, a in rows), encoding="utf-8")
    return path


def test_equal_answers_are_one_text(tmp_path: Path) -> None:
    """Otherwise the copy that is not one's own would count as wrong."""
    pool = government_pool(government(tmp_path))
    assert (pool.texts, pool.answers) == (TEXTS[:2], (0, 1, 1))


def test_laws_are_found_by_their_identifier(tmp_path: Path) -> None:
    """The corpus has more columns, the text is the last."""
    (tmp_path / "laws_corpus.tsv").write_text("d7\tB1\tWet\tArt. 1\teen\nd9\tB1\tWet\tArt. 2\ttwee\n", encoding="utf-8")
    (tmp_path / "laws_queries.dev.tsv").write_text("over twee\td9\n", encoding="utf-8")
    pool = laws_pool(tmp_path)
    assert (pool.texts, pool.questions, pool.answers) == (("een", "twee"), ("over twee",), (1,))


def test_a_pool_is_a_document_whose_passages_are_its_texts() -> None:
    """With their sentences, as spans of the document."""
    document = pool_document(TEXTS)
    assert [document.text[passage.start : passage.end] for passage in document.passages] == list(TEXTS)
    assert [len(passage.sentences) for passage in document.passages] == [1, 2, 1]
    assert document.text[slice(*document.passages[2].sentences[0])] == TEXTS[2]


def test_hit1_counts_the_questions_whose_own_answer_comes_first(tmp_path: Path) -> None:
    """By similarity, by words, and with the whole system."""
    pool = government_pool(government(tmp_path))
    assert dense_hit1(WordEncoder(), pool) == 1.0
    assert dense_hit1(Wordless(), pool) == pytest.approx(1 / 3)  # the first text for every question
    assert system_hit1(Wordless(), pool) == 1.0
    assert system_hit1(WordEncoder(), pool) == 1.0


def test_similarity_alone_is_judged_by_rank() -> None:
    """The passage with the water comes first for one question and second for the other."""
    questions = [
        Question("1", "water", "keyword", (Quote("pool", TEXTS[1]),)),
        Question("2", "klimaat klimaat water", "keyword", (Quote("pool", TEXTS[1]),)),
    ]
    result = dense_alone(WordEncoder(), [pool_document(TEXTS)], questions)
    assert [outcome.rank for outcome in result.outcomes] == [1, 2]
    assert line("name", result) == f"{'name':24} 0.750 | keyword 0.750"


def test_correlation_is_by_rank_with_ties_shared(tmp_path: Path) -> None:
    """Similarities 1, 1/sqrt(2) and 0 stand in the order of the scores; turned round it is -1."""
    rows = ["water\twater", "water\twater klimaat", "water\thulp"]
    for name, scores in (("same", (5, 3, 0)), ("round", (0, 3, 5))):
        lines = (f"{score}\t{row}\n" for score, row in zip(scores, rows, strict=True))
        (tmp_path / name).write_text("".join(lines), encoding="utf-8")
    assert spearman(WordEncoder(), tmp_path / "same") == pytest.approx(1.0)
    assert spearman(WordEncoder(), tmp_path / "round") == pytest.approx(-1.0)


class Prompted(WordEncoder):
    """Reads questions otherwise than texts, as models with prompts do."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Count the first word only, and remember what was asked."""
        self.seen.extend(texts)
        return super().encode_queries([text.split()[0] for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Count the words and remember what was asked."""
        self.seen.extend(texts)
        return super().encode_queries(texts)


def test_a_vector_is_made_once() -> None:
    """However often a text is asked for; a question has one of its own."""
    inner = Prompted()
    encoder = Remembering(inner)
    first = encoder.encode_passages(["water", "klimaat hulp", "water"])
    again = encoder.encode_passages(["klimaat hulp"])
    asked = [encoder.encode_queries(["klimaat hulp"]) for _ in range(2)]
    assert (first[1] == again[0]).all()
    assert (asked[0] == asked[1]).all()
    assert not (asked[0] == again).all()
    assert inner.seen == ["water", "klimaat hulp", "klimaat hulp"]
