"""A ledger made of the one before a write is the one that would be made of nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from search_factories import Part, make_citation, make_document

from search.ledger.reading import read_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from search.knowledge_base import KnowledgeBase
    from search.ledger.ledger import Ledger


def citing(id_: str, *numbers: int, title: str = "Oeigoeren") -> Callable[[KnowledgeBase], object]:
    """Adds a document that cites moties of these numbers, all under one title."""
    cites = [
        make_citation(text=f"35207, nr. {number}", id=f"kst-35207-{number}", number=str(number), title=title)
        for number in numbers
    ]
    parts = [Part((f"Zie {cite.text}.",), cites=(cite,)) for cite in cites]
    return lambda kb: kb.add_document(replace(make_document(*parts, id_=id_), sha256=f"{id_} {numbers} {title}"))


def anew(kb: KnowledgeBase) -> Ledger:
    """The ledger made of nothing."""
    with kb.backend.snapshot() as snapshot:
        return read_ledger(snapshot).ledger


def test_it_is_the_same_after_every_write(kb: KnowledgeBase) -> None:
    """Documents that come, change and go before and after others; titles that come to contradict each other."""
    writes = [
        citing("m", 1, 2),
        citing("a", 2),
        citing("z", 1, title="Andere titel"),
        citing("m", 3),
        lambda kb: kb.remove("z"),
        lambda kb: kb.remove("a"),
        lambda kb: kb.remove("m"),
    ]
    for write in writes:
        write(kb)
        assert kb.ledger() == anew(kb)


def test_papers_that_a_write_does_not_touch_stay(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither their rows are made again, nor their documents read."""
    citing("a", 1, title="Een")(kb)
    (before,) = kb.ledger().papers
    with kb.backend.snapshot() as snapshot:
        papers = type(snapshot.papers)
    read: list[object] = []
    citations = papers.citations
    monkeypatch.setattr(papers, "citations", lambda own, ids=None: read.append(ids) or citations(own, ids))
    citing("b", 2, title="Twee")(kb)
    assert kb.ledger().papers[0] is before
    assert read == [["b"]]
