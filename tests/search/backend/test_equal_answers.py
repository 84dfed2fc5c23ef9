"""The same questions give the same hits, answers and facets, whatever the store is made of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from postgres_server import address_for
from putting import PUT, put_again
from seed_gold import GOLD

from search.knowledge_base import KnowledgeBase
from search.model import Filters

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("queries.dev.jsonl", "queries-new.dev.jsonl")
EVERY = 5  # one in so many: enough to meet every kind of question
FILTERED = (Filters(document="bhos-2022"), Filters(sdg=13), Filters(chapter="klimaat", year=2022))


def questions() -> list[str]:
    """Some of the questions checked by hand."""
    lines = [line for name in FILES for line in (GOLD / name).read_text("utf-8").splitlines()]
    return [json.loads(line)["query"] for line in lines[::EVERY]]


def test_the_gold_questions(seeds_kb: Path, tmp_path: Path) -> None:
    """Ids, order and answers are equal, scores to four decimals: the fifth may depend on who adds the products."""
    with KnowledgeBase.open(seeds_kb) as folder, KnowledgeBase.open(address_for(tmp_path)) as postgres:
        put_again(seeds_kb.parent / PUT, postgres.backend)
        assert postgres.verify() == []
        for number, question in enumerate(questions()):
            filters = None if number % 2 else FILTERED[number % len(FILTERED)]
            expected, found = (base.ask(question, filters) for base in (folder, postgres))
            hits = [hit.passage.id for hit in found.result.hits]
            assert hits == [hit.passage.id for hit in expected.result.hits], question
            scores = [hit.score for hit in expected.result.hits]
            assert [hit.score for hit in found.result.hits] == pytest.approx(scores, abs=5e-5), question
            assert found.result.answer.sentences == expected.result.answer.sentences, question
            assert found.facets == expected.facets, question
        assert postgres.ledger() == folder.ledger()
        assert postgres.overview() == folder.overview()
        assert postgres.chapters() == folder.chapters()
        assert postgres.suggested_sdgs() == folder.suggested_sdgs()
