"""A knowledge base asked within a scope answers as if nothing else were there."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ingest.places import PageInfo, PrintedSpan
from search.model import Filters
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from collections.abc import Callable

    from ingest.model import Document
    from search.knowledge_base import KnowledgeBase

HULP = Scope(frozenset({"hulp"}))
READS: dict[str, Callable[[KnowledgeBase, Scope], object]] = {
    "documents": lambda kb, scope: kb.documents(scope),
    "chapters": lambda kb, scope: kb.chapters(scope=scope),
    "passages": lambda kb, scope: kb.passages(Filters(), scope),
    "suggested_sdgs": lambda kb, scope: kb.suggested_sdgs(scope),
    "ledger": lambda kb, scope: kb.ledger(scope).papers,
    "overview": lambda kb, scope: kb.overview(scope).goals,
    "overview of papers": lambda kb, scope: kb.overview(scope).citations,
    "facets": lambda kb, scope: kb.facets(scope=scope).document,
}


def document(id_: str) -> Document:
    """Two passages, of which the first names a goal and cites a motie."""
    cited = Part(("Water en Motie Kuzu.",), (f"Begin van {id_}",), (6,), cites=(make_citation(text="Motie Kuzu"),))
    return make_document(cited, "Klimaat en water.", id_=id_, title=id_.title())


@pytest.mark.parametrize("name", sorted(READS))
def test_every_read_heeds_the_scope(kb: KnowledgeBase, name: str) -> None:
    """What comes back is what comes of the knowledge base without the other document, and nothing without any."""
    for id_ in ("handel", "hulp"):
        kb.add_document(document(id_))
    everything, inside = READS[name](kb, EVERYTHING), READS[name](kb, HULP)
    assert not READS[name](kb, Scope(frozenset()))
    kb.remove("handel")
    assert inside == READS[name](kb, EVERYTHING)
    assert inside != everything


def test_a_question_is_answered_from_the_scope(kb: KnowledgeBase) -> None:
    """Hits, facets and the sentences of the answer; a question asked before without a scope makes no difference."""
    for id_ in ("handel", "hulp"):
        kb.add_document(document(id_))
    assert {hit.document for hit in kb.search("klimaat en water").hits} == {"handel", "hulp"}
    found = kb.search("klimaat en water", scope=HULP)
    assert [hit.passage.id for hit in found.hits] == ["hulp:0001", "hulp:0002"]  # the quoted one first
    assert {sentence.document for sentence in found.answer.sentences} == {"hulp"}
    assert [value.value for value in kb.facets(query="klimaat", scope=HULP).document] == ["hulp"]
    assert kb.search("klimaat", scope=Scope(frozenset({"onbekend"}))).hits == ()


def test_a_passage_or_page_outside_the_scope_is_not_there(kb: KnowledgeBase) -> None:
    """Also for who knows its id."""
    printed = PrintedSpan(0, 1, 10.0, 20.0, array("f", [0.0, 5.0, 10.0]))
    kb.add_document(replace(document("handel"), pages=(PageInfo("1", 595.0, 842.0),), places=(printed,)))
    assert len(kb.pages("handel")) == len(kb.boxes("handel", 0, 2)) == 1
    assert list(kb.passages_named(["handel:0001"])) == ["handel:0001"]
    assert kb.passages_named(["handel:0001"], HULP) == {}
    assert kb.pages("handel", HULP) == kb.boxes("handel", 0, 2, HULP) == ()
