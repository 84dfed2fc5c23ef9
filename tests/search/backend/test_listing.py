"""Documents by id, and in lists that come in pages: each test runs against each backend."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from search_factories import make_document
from store_factories import nota, put, verslag

from search.backend.model import Listing
from search.scope import EVERYTHING, Scope

if TYPE_CHECKING:
    from search.backend.protocol import Backend


def test_documents_by_id(filled: Backend) -> None:
    """Some of them, whole or only their titles; ids that are not there are left out."""
    with filled.snapshot() as snapshot:
        documents = snapshot.documents
        assert list(documents.named(["verslag", "geen"])) == ["verslag"]
        assert documents.named(["nota"])["nota"] == documents.stored()[0]
        assert documents.titles(["verslag", "geen"]) == {"verslag": "Verslag"}
        assert (documents.titles([]), documents.named([])) == ({}, {})
        assert documents.count() == 2


def library(backend: Backend) -> None:
    """Four documents: some without a publisher or a date, one with an accent, one with a correction."""
    for id_, title, kind, publisher, date, year in (
        ("d", "Economie", "Kamerbrief", "", "2024-03", 2024),
        ("c", "Één plan", "", "Ministerie van Financiën", None, 2023),
        ("b", "energie", "nota", "AIVD", None, None),
        ("a", "Zee", "nota", "AIVD", "2024-03-02", 2024),
    ):
        words = ["Water."] * (ord(id_) - ord("a") + 1)
        document = make_document(*words, id_=id_, title=title)
        put(backend, replace(document, kind=kind, publisher=publisher, date=date, year=year))


def listed(backend: Backend, **asked: Any) -> str:  # noqa: ANN401
    """The ids of the documents of a list, in its order."""
    with backend.snapshot() as snapshot:
        return "".join(each.id for each in snapshot.documents.listed(Listing(**asked)))


def test_a_list_of_documents_is_in_the_order_asked_for(backend: Backend) -> None:
    """Case and accents make no difference; what is not known is last either way; equals are by id."""
    library(backend)
    assert listed(backend) == "abcd"
    assert listed(backend, descending=True) == "dcba"
    assert listed(backend, order="title") == "dcba"
    assert listed(backend, order="kind") == "dabc"
    assert listed(backend, order="kind", descending=True) == "abdc"
    assert listed(backend, order="publisher") == "abcd"
    assert listed(backend, order="publisher", descending=True) == "cabd"
    assert listed(backend, order="date") == "cdab"
    assert listed(backend, order="date", descending=True) == "adcb"
    assert listed(backend, order="passages", descending=True) == "dcba"
    assert listed(backend, order="citations") == "abcd"


def test_a_list_of_documents_comes_in_pages(backend: Backend) -> None:
    """So many, after so many; beyond the last there is nothing."""
    library(backend)
    assert (listed(backend, most=3), listed(backend, first=3, most=3), listed(backend, first=4)) == ("abc", "d", "")


def test_documents_are_found_by_what_they_are_called(backend: Backend) -> None:
    """Every word stands in title, publisher or id; signs of a pattern are signs."""
    library(backend)
    for words, found in (("een FINANCIEN", "c"), ("aivd", "ab"), ("aivd ener", "b"), ("e%e", ""), ("d", "abd")):
        assert listed(backend, words=words) == found, words
        with backend.snapshot() as snapshot:
            assert snapshot.documents.count(words) == len(found)


def test_lists_hold_to_a_scope(backend: Backend) -> None:
    """What lies outside is not listed, counted or offered."""
    library(backend)
    with backend.snapshot(Scope(frozenset({"b", "c"}))) as snapshot:
        documents = snapshot.documents
        assert [each.id for each in documents.listed(Listing())] == ["b", "c"]
        assert (documents.count(), documents.count("aivd"), documents.titles(["a", "b"])) == (2, 1, {"b": "energie"})
        assert documents.common("publisher", 10) == ["AIVD", "Ministerie van Financiën"]


def test_what_most_documents_have_comes_first(backend: Backend) -> None:
    """For who corrects a document: kinds and publishers as printed, no more than asked for."""
    library(backend)
    with backend.snapshot() as snapshot:
        assert snapshot.documents.common("kind", 10) == ["nota", "Kamerbrief"]
        assert snapshot.documents.common("publisher", 1) == ["AIVD"]


def test_a_document_that_is_written_anew_has_another_key(filled: Backend) -> None:
    """So who kept something of a document knows that it is out of date."""
    with filled.snapshot() as snapshot:
        before = snapshot.documents.keys()
    put(filled, replace(nota(), title="Nieuw"))
    with filled.snapshot() as snapshot:
        after = snapshot.documents.keys()
    assert list(before) == list(after) == ["nota", "verslag"]
    assert before["verslag"] == after["verslag"]
    assert before["nota"] not in after.values()


def test_citations_of_some_documents(filled: Backend) -> None:
    """Those of all, less those of the others; of none there are none."""
    with filled.snapshot() as snapshot:
        papers = snapshot.papers
        every = papers.citations()
        assert papers.citations(["verslag", "geen"]) == [each for each in every if each.document == "verslag"]
        assert (papers.citations([]), papers.citations(["nota", "verslag"])) == ([], every)


def test_what_follows_is_made_of_what_was_made_before(backend: Backend) -> None:
    """Once in each generation; within a scope, of which nothing is kept, of nothing."""
    made: list[tuple[str, object]] = []

    def follow(scope: Scope = EVERYTHING) -> int:
        with backend.snapshot(scope) as snapshot:

            def make(before: int | None) -> int:
                made.append((str(scope.documents), before))
                return snapshot.documents.count()

            return snapshot.following("test", make)

    put(backend, nota())
    assert (follow(), follow(), follow(Scope(frozenset({"verslag"})))) == (1, 1, 0)
    put(backend, verslag())
    assert (follow(), follow(Scope(frozenset({"verslag"})))) == (2, 1)
    assert [before for scope, before in made if scope == "None"] == [None, 1]
    assert [before for scope, before in made if scope != "None"] == [None, None]
