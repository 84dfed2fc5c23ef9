"""What is new to a kept question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import make_document

from search.model import Filters
from search.questions.keeping import OF_ONE, REMEMBERED, Found, identity
from search.scope import Scope

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase
    from search.model import Hit
    from search.questions.keeping import News

QUESTION = "hoeveel geld gaat naar drinkwater"
ANSWERS = "Er gaat 12 miljoen euro naar drinkwater in Mali."
ASIDE = "De haven van Rotterdam groeit elk jaar."


def news(kb: KnowledgeBase, after: int, **given: Filters) -> News:
    """What is new after a generation."""
    return kb.questions.news(QUESTION, given.get("filters", Filters()), after)


def texts(found: News) -> list[str]:
    """The passages that are new."""
    return [each.hit.text for each in found.passages]


def test_a_question_with_its_filters_is_kept_once(kb: KnowledgeBase) -> None:
    """With other filters it is another one."""
    first = kb.questions.keep(f" {QUESTION} ", Filters())
    assert kb.questions.keep(QUESTION, Filters()) == first
    second = kb.questions.keep(QUESTION, Filters(sdg=6))
    assert (first.question, first.id) == (QUESTION, identity(QUESTION, Filters()))
    assert {each.id for each in kb.questions.kept()} == {first.id, second.id}
    assert kb.questions.find(second.id) == second
    assert kb.questions.forget(first.id)
    assert kb.questions.kept() == [second]


def test_only_passages_that_come_near_an_answer_are_new(kb: KnowledgeBase) -> None:
    """Of a document that came since; not what stood there before, nor whatever else the new one says."""
    kb.add_document(make_document(ANSWERS, id_="oud"))
    kept = kb.questions.keep(QUESTION, Filters())
    assert news(kb, kept.looked.generation).documents == 0
    kb.add_document(make_document(ASIDE, ANSWERS, id_="nieuw"))
    found = news(kb, kept.looked.generation)
    assert (texts(found), found.documents) == ([ANSWERS], 1)
    assert [each.hit.document for each in found.passages] == ["nieuw"]


def test_what_was_looked_at_is_old(kb: KnowledgeBase) -> None:
    """Up to what was shown: a document that came meanwhile is still to be told of."""
    kept = kb.questions.keep(QUESTION, Filters())
    kb.add_document(make_document(ANSWERS, id_="een"))
    shown = news(kb, kept.looked.generation)
    kb.add_document(make_document(ANSWERS, id_="twee"))
    assert kb.questions.mark(kept.id, "looked", shown.upto)
    looked = kb.questions.kept()[0].looked.generation
    assert {each.hit.document for each in news(kb, looked).passages} == {"twee"}
    assert kb.questions.kept()[0].reported == kept.reported


def test_a_mark_is_never_ahead_of_the_store(kb: KnowledgeBase) -> None:
    """Whatever number is sent, what comes next is news."""
    kept = kb.questions.keep(QUESTION, Filters())
    kb.questions.mark(kept.id, "looked", 10**9)
    kb.add_document(make_document(ANSWERS, id_="een"))
    assert texts(news(kb, kb.questions.kept()[0].looked.generation)) == [ANSWERS]


def test_filters_and_scope_hold(kb: KnowledgeBase) -> None:
    """What is filtered out, or may not be read, is no news."""
    kb.add_document(make_document(ANSWERS, id_="een"))
    assert texts(news(kb, 0, filters=Filters(document="een"))) == [ANSWERS]
    assert texts(news(kb, 0, filters=Filters(document="twee"))) == []
    outside = kb.questions.news(QUESTION, Filters(), 0, scope=Scope(frozenset()))
    assert (outside.passages, outside.documents) == ((), 0)


@pytest.mark.parametrize(("since", "found"), [("2000-01-01", [ANSWERS]), ("9999-01-01", [])])
def test_since_a_day(kb: KnowledgeBase, since: str, found: list[str]) -> None:
    """By the clock, for who asks for a week."""
    kb.add_document(make_document(ANSWERS, id_="een"))
    assert texts(kb.questions.news(QUESTION, Filters(), 0, since)) == found


def test_the_latest_come_first_where_that_is_asked(kb: KnowledgeBase) -> None:
    """As a feed has them; within a document in the order of its text."""
    kb.add_document(make_document(ANSWERS, ANSWERS.replace("12", "13"), id_="een"))
    kb.add_document(make_document(ANSWERS.replace("12", "14"), id_="twee"))
    found = news(kb, 0).latest_first
    assert [(each.hit.document, each.hit.passage.ordinal) for each in found] == [("twee", 1), ("een", 1), ("een", 2)]


def test_a_long_document_on_the_subject_is_told_of_by_its_best_passages(kb: KnowledgeBase) -> None:
    """By the first five; another document on the subject is told of as well."""
    kb.add_document(make_document(*(ANSWERS.replace("12", str(each)) for each in range(20, 30)), id_="lang"))
    kb.add_document(make_document(ANSWERS, id_="kort"))
    told = [each.hit.document for each in news(kb, 0).passages]
    assert (told.count("lang"), told.count("kort")) == (OF_ONE, 1)


def test_what_was_found_is_remembered_for_the_questions_asked_last() -> None:
    """Asked once for each as long as it is; visitors who ask for ever more fill no memory."""
    found, asked = Found(), []

    def made(id_: str) -> tuple[Hit, ...]:
        return found.get((id_, frozenset()), lambda: asked.append(id_) or ())

    for each in ("first", "first", *map(str, range(REMEMBERED - 1)), "first", "one more", "first", "0"):
        made(each)
    assert asked == ["first", *map(str, range(REMEMBERED - 1)), "one more", "0"]
