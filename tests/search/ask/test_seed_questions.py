"""The whole system on the documents that ship and the development questions: it may get better, not worse."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from search.backend.sqlite.backend import FolderBackend
from search.backend.sqlite.vectors import SqliteVectors
from search.evaluate.records import to_json
from search.evaluate.scores import Evaluation, evaluate, read_questions
from search.intake.library import Outcome
from search.knowledge_base import KnowledgeBase
from search.model import Filters
from search.models.protocols import Models
from search.models.registry import load_calibration

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"
QUESTIONS = GOLD / "queries.dev.jsonl"
PINNED = {"queries.dev.jsonl": "expected.json", "queries-new.dev.jsonl": "expected-new.json"}
TOLERANCE = 0.0001  # those have four decimals
SEEDS = ("bhos-2022", "bho-2024")


@pytest.fixture(scope="module")
def seeds(seeds_kb: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base with the documents that ship and the model that ships."""
    folder = tmp_path_factory.mktemp("copy") / "kb"
    shutil.copytree(seeds_kb, folder)
    with KnowledgeBase.open(folder) as kb:
        assert {document.id for document in kb.documents()} == set(SEEDS)
        yield kb


@pytest.fixture(scope="module")
def measured(seeds: KnowledgeBase) -> Evaluation:
    """The development questions asked."""
    return evaluate(seeds, read_questions(QUESTIONS))


def test_knowledge_base_is_sound(seeds: KnowledgeBase) -> None:
    """Nothing disagrees, before and after the indexes are in their files."""
    assert seeds.verify() == []
    seeds.search("klimaat")
    assert seeds.verify() == []


def test_what_is_quoted_stands_in_the_first_passage(seeds: KnowledgeBase) -> None:
    """However many passages are asked for; for some questions another one fits better as a whole."""
    moved = 0
    for question in read_questions(QUESTIONS):
        found = seeds.ask(question.text, facet_depth=None)
        if found.answer.found and found.papers is None:
            assert found.hits[0].passage.id in {sentence.passage for sentence in found.answer.sentences}
            assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))
            assert seeds.search(question.text, 1).hits == found.hits[:1]
            moved += found.hits[0].score < found.hits[1].score
    assert moved


def test_unchanged_seeds_are_skipped(seeds: KnowledgeBase) -> None:
    """Adding the same file again does nothing and reports that."""
    reported: list[float] = []
    assert seeds.add(ROOT / "seeds" / "bhos-2022.txt", reported.append).outcome is Outcome.UNCHANGED
    assert reported == [0.0, 1.0]


@pytest.mark.parametrize("name", PINNED)
def test_scores_are_what_they_were(seeds: KnowledgeBase, measured: Evaluation, name: str) -> None:
    """All scores are those that are pinned, on every processor; less is a loss, more is to be kept.

    The models compute in floats, whose differences between processors are ten times smaller than the least difference
    between the scores of two hits. After a change for the better: ``vindplaats evaluate tests/gold/queries.dev.jsonl
    --format json``.
    """
    now = measured if GOLD / name == QUESTIONS else evaluate(seeds, read_questions(GOLD / name))
    pinned = json.loads((GOLD / PINNED[name]).read_text("utf-8"))
    assert dict(numbers(pinned)) == pytest.approx(dict(numbers(to_json(now))), abs=TOLERANCE)


def numbers(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - whatever JSON holds
    """Yield each number in a JSON value, or null, with the names that lead to it."""
    if isinstance(value, dict | list):
        for name, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from numbers(inner, f"{path}/{name}")
    else:
        yield path, value


def test_confidence_separates_questions_without_an_answer(measured: Evaluation) -> None:
    """Of the eight of them at most one is answered, and hardly any is surer of an answer than one that has it."""
    assert measured.abstention_auc is not None
    assert measured.abstention_auc >= 0.85
    assert measured.found_unanswerable is not None
    assert measured.found_unanswerable <= 1 / 8


def test_number_questions_get_their_number(measured: Evaluation) -> None:
    """Of the answers to questions for a number at least 85% state what the quote states."""
    assert measured.by_type["number"].answer >= 0.85


@pytest.mark.parametrize("half", ["dense", "lexical"])
def test_together_no_less_than_each_half(seeds: KnowledgeBase, half: str) -> None:
    """Meaning and words together find more than either alone; of all questions, since a few tell nothing."""
    questions = [question for path in GOLD.glob("queries*.jsonl") for question in read_questions(path)]
    both = evaluate(seeds, questions)
    with pytest.MonkeyPatch.context() as patch:
        if half == "dense":
            patch.setattr("search.ask.scoring.score_wording", lambda matches, _weights: 0 * matches.bm25)
        else:
            patch.setattr("search.ask.scoring.score_meaning", lambda passages, _sentences, _weights: 0 * passages)
            patch.setattr("search.ask.scoring.score_wording", lambda matches, _weights: matches.bm25)
        other = evaluate(seeds, questions)
    assert both.overall.mrr10 > other.overall.mrr10


@pytest.mark.parametrize(
    "query",
    [
        "WAT IS HET KLIMAATDOEL 2025",
        "wat is het klimaatdoel  2025 ",
        "wat\u00a0is het klimaatdoel 2025",
        "wat ís het klimaatdoel 2025",
    ],
)
def test_same_answer_however_it_is_typed(seeds: KnowledgeBase, query: str) -> None:
    """Case, accents and spaces change neither hits nor answer."""
    plain, typed = seeds.search("wat is het klimaatdoel 2025"), seeds.search(query)
    assert plain.hits
    assert plain.answer.sentences
    assert [hit.passage.id for hit in plain.hits] == [hit.passage.id for hit in typed.hits]
    assert plain.answer.sentences == typed.answer.sentences


def test_question_of_the_first_page(seeds: KnowledgeBase) -> None:
    """The goal for 2025 is found in the box on it, and the first sentence names the amount."""
    result = seeds.search("wat is het klimaatdoel 2025")
    hit = result.hits[0]
    assert hit.passage.document == "bhos-2022"
    assert hit.passage.chapter.startswith("Hoofdstuk 2")
    assert hit.passage.section_path[1] == "Klimaatactie (SDG13)"
    assert hit.passage.section == "Nederlandse klimaatfinanciering in 2025: 1,8 miljard euro"
    assert 13 in hit.passage.sdgs
    assert "1,8 miljard" in result.answer.sentences[0].text


def test_dense_side_equals_brute_force(seeds: KnowledgeBase) -> None:
    """The index gives the keys and scores of a matrix product over the store's vectors."""
    query = seeds.encoder.encode_queries(["wat is het klimaatdoel 2025"])[0]
    with seeds.backend.snapshot() as snapshot:
        keys, vectors = SqliteVectors(snapshot._reading).of_passages(snapshot.passages.keys())
        found, scores = snapshot.vectors.nearest(query, 25), snapshot.vectors.similarities(query, keys)
    expected = vectors.astype(np.float32) @ query
    assert set(found.tolist()) == set(keys[np.argsort(-expected)[:25]].tolist())
    np.testing.assert_allclose(expected, scores, atol=1e-6)


@pytest.mark.parametrize("query", ["35925-36", "kst-35925-36", "35 925, nr. 36", "KAMERSTUK 35925 NR 36"])
def test_paper_by_its_number(seeds: KnowledgeBase, query: str) -> None:
    """However a paper is written, the first passage cites it."""
    assert "kst-35925-36" in {cite.id for cite in seeds.search(query).hits[0].passage.citations}


def test_filter_on_a_motie(seeds: KnowledgeBase) -> None:
    """Every hit cites the motie, and all passages that do are found."""
    filters = Filters(motie="kst-35925-36")
    citing = {passage.id for passage in seeds.passages() if "kst-35925-36" in {cite.id for cite in passage.citations}}
    assert {hit.passage.id for hit in seeds.search("handel", filters=filters).hits} == citing
    assert citing


def test_every_motie_has_a_place(seeds: KnowledgeBase) -> None:
    """Each place names a passage and quotes a sentence that stands in its document."""
    with seeds.backend.snapshot() as snapshot:
        texts = {document: snapshot.documents.text(document) or "" for document in SEEDS}
    places = [place for row in seeds.ledger().moties for place in row.places]
    assert places
    assert all(place.passage and place.sentence and place.sentence in texts[place.document] for place in places)


def test_a_large_knowledge_base_finds_the_same(seeds: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Searched by candidates, as if it held too much to compare all: hits, scores and answers of the gold questions."""
    monkeypatch.setattr("search.ask.scoring.POOL", 50)  # fewer than there are passages, so that they are searched
    encoder = seeds.encoder
    backend = FolderBackend.open(seeds.folder, exact_most=0)
    with KnowledgeBase(seeds.folder, backend, Models(encoder, load_calibration(encoder.name))) as large:
        for question in read_questions(QUESTIONS)[::3]:
            assert large.search(question.text) == seeds.search(question.text), question.text
