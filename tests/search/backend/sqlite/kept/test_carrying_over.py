"""A store that is made again keeps its questions and knows which documents are old."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import WordEncoder, make_document
from store_factories import altered, made_by_another_version

from search.backend.sqlite.upkeep.upgrade import NEW_NAME, begin, finish
from search.knowledge_base import KnowledgeBase
from search.model import Filters

if TYPE_CHECKING:
    from pathlib import Path


def made_again(folder: Path) -> None:
    """Make a store again of the documents it has, of which one has another text by now."""
    rebuild = begin(folder)
    assert rebuild is not None
    with KnowledgeBase.open(folder, WordEncoder(), store=NEW_NAME) as base:
        for name in ("een", "twee"):
            base.add_document(make_document(f"Hulp en water: {name}.", id_=name), "9")
    finish(rebuild, complete=True)


@pytest.mark.parametrize("version", ["this", "before questions"])
def test_what_was_old_stays_old(kb: KnowledgeBase, version: str) -> None:
    """Reading everything again is no news; what comes after it is, and its generation is a later one."""
    kb.add_document(make_document("Hulp en water: een.", id_="een"))
    kept = kb.questions.keep("hulp en water", Filters(kind="nota"))
    kb.add_document(make_document("Hulp en water: twee.", id_="twee"))
    kb.close()
    if version == "before questions":
        altered(kb.folder, "DROP TABLE questions")
        altered(kb.folder, "DROP TABLE intakes")
    made_by_another_version(kb.folder)
    made_again(kb.folder)
    with KnowledgeBase.open(kb.folder, WordEncoder()) as base:
        assert base.verify() == []
        if version == "this":
            assert base.questions.kept() == [kept]
            assert base.questions.came(kept.kept.generation).documents == {"twee"}
        else:
            assert base.questions.kept() == []
            assert base.questions.came(0).documents == set()
        now = base.questions.now().generation
        assert now >= kept.kept.generation
        base.add_document(make_document("Hulp en water: drie.", id_="drie"))
        assert base.questions.came(now).documents == {"drie"}
