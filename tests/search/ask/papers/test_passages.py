"""The passages that cite a paper come first, and their own sentences are the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from search.ask.papers.passages import MOST_QUOTED, put_citing_first
from search.ask.ranking import Ranked
from search.knowledge_base import KnowledgeBase
from search.ledger.papers import paper_key
from search.model import AnswerOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def base(seeds_kb: Path) -> Iterator[KnowledgeBase]:
    """The knowledge base with the seeds."""
    with KnowledgeBase.open(seeds_kb) as opened:
        yield opened


QUESTIONS = (
    "kamerstuk 35925 nr 36",
    "kst-34952-18",
    "moties van Van der Lee",
    "welke moties worden genoemd",
    "toezeggingen",
    "kamerstukken in dossier 35925",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_stands_in_passages_that_cite(base: KnowledgeBase, question: str) -> None:
    """Every sentence word for word, each of a paper that was found, and not too many."""
    found = base.ask(question)
    assert found.papers is not None
    passages = base.passages_named({sentence.passage for sentence in found.answer.sentences})
    keys = {row.key for row in found.papers.rows}
    assert found.answer.found
    assert 0 < len(found.answer.sentences) <= MOST_QUOTED
    for sentence in found.answer.sentences:
        passage = passages[sentence.passage]
        assert sentence.text in passage.text
        assert keys & {paper_key(cite) for cite in passage.citations}


@pytest.mark.parametrize("question", QUESTIONS)
def test_passages_that_cite_come_first(base: KnowledgeBase, question: str) -> None:
    """Before all others, and no passage stands above one with a higher score."""
    found = base.ask(question, top=20)
    assert found.papers is not None
    keys = {row.key for row in found.papers.rows}
    citing = [bool(keys & {paper_key(cite) for cite in hit.passage.citations}) for hit in found.hits]
    assert citing[0]
    assert citing == sorted(citing, reverse=True)
    scores = [hit.score for hit in found.hits]
    assert scores == sorted(scores, reverse=True)
    assert [hit.rank for hit in found.hits] == list(range(1, 21))


def test_every_place_is_among_the_first_passages(base: KnowledgeBase) -> None:
    """Also where its passage shares no word with the question."""
    found = base.ask("kst-34952-18")
    assert found.papers is not None
    places = [place.passage for row in found.papers.rows for place in row.places]
    assert len(places) == 3
    assert set(places) <= {hit.passage.id for hit in found.hits}


def test_the_paper_that_was_asked_for_is_quoted_and_no_other(base: KnowledgeBase) -> None:
    """Not the neighbours in its dossier: its note, then the sentence that carries the note."""
    answer = base.search("kamerstuk 35925 nr 36").answer
    assert [sentence.passage for sentence in answer.sentences] == ["bhos-2022:0208", "bhos-2022:0088"]
    assert answer.sentences[0].text.startswith("Motie Van der Lee c.s. over hoe klimaatinvesteringen")


def test_each_motie_of_a_member_is_quoted(base: KnowledgeBase) -> None:
    """All four, each by the words that cite it."""
    texts = [sentence.text for sentence in base.search("moties van Van der Lee").answer.sentences]
    assert len(texts) == 4
    assert all("van der lee" in text.casefold() for text in texts)


@pytest.mark.parametrize("question", ["kamerstuk 35925 nr 99", "moties van Van der Lee over walvissen"])
def test_nothing_is_quoted_where_nothing_fits(base: KnowledgeBase, question: str) -> None:
    """A paper that no document cites, and moties on another subject, are no answer."""
    found = base.ask(question)
    assert (found.answer.found, found.answer.confidence, found.answer.sentences) == (False, 0.0, ())
    assert found.hits


def test_a_passage_that_was_not_ranked_is_put_first(base: KnowledgeBase) -> None:
    """Behind the citing ones that were, in the place of the last ones."""
    [passage] = base.passages_named(["bhos-2022:0088"]).values()
    ranked = [Ranked(1, "a", 0.9, 1.0, 0), Ranked(2, "a", 0.5, 1.0, 0), Ranked(3, "a", 0.4, 1.0, 0)]
    first = put_citing_first({2: passage, 7: passage}, ranked)
    assert [(item.key, item.score) for item in first] == [(2, 0.9), (7, 0.9), (1, 0.9)]


@pytest.mark.parametrize("question", ["moties over vrouwenrechten", "welke moties gaan over vrouwenrechten"])
def test_what_cites_no_motie_is_no_answer_to_a_question_for_moties(base: KnowledgeBase, question: str) -> None:
    """The ledger knows none on the subject: passages on it come near, and their sentences do not say which moties."""
    found = base.ask(question)
    assert (found.answer.outcome, found.answer.sentences) == (AnswerOutcome.NEAR, ())
    assert found.papers is not None
    assert (found.papers.in_vain, found.papers.asked.about) == (True, ("vrouwenrechten",))
    assert found.hits
    assert found.sought is not None
    assert base.ask("wat doet nederland voor vrouwenrechten").answer.found


def test_a_sentence_that_cites_a_paper_answers_where_the_ledger_cannot(base: KnowledgeBase) -> None:
    """A letter is cited by its number: the ledger does not know its subject, the sentence does."""
    found = base.ask("kamerbrief evaluatie cop26-beleid")
    assert found.answer.found
    assert "COP26" in found.answer.sentences[0].text
    assert found.papers is None
