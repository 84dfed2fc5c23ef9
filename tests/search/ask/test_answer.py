"""Which sentences answer, and what a question asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.ask.sentences import table_headers

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


def test_amount_is_preferred(kb: KnowledgeBase) -> None:
    """Of two sentences on the same the one with an amount answers how much."""
    kb.add_document(
        make_document(Part(("Het kabinet steunt water in Mali.", "Het kabinet steunt water met 3 miljoen euro.")))
    )
    first = kb.search("hoeveel steunt het kabinet water").answer.sentences[0]
    assert first.text == "Het kabinet steunt water met 3 miljoen euro."


def test_sentence_that_says_what_the_heading_says(kb: KnowledgeBase) -> None:
    """Of two amounts the one in the heading that fits the question is the answer."""
    path = ("Hoofdstuk 2", "Water in 2025: 18 miljoen euro")
    sentences = ("Daarvan gaat in 2025 euro 9 miljoen naar water.", "Samen is dat in 2025 voor water 18 miljoen euro.")
    kb.add_document(make_document(Part(sentences, path)))
    assert kb.search("hoeveel krijgt water in 2025").answer.sentences[0].text == sentences[1]


def test_the_same_sentence_is_quoted_once(kb: KnowledgeBase) -> None:
    """A sentence that two passages share is quoted once, from the first."""
    same = "Water is schaars in het zuiden."
    kb.add_document(
        make_document(Part((same, "Handel is er ook volop te vinden.")), Part((same, "Hulp komt later nog wel.")))
    )
    assert [sentence.text for sentence in kb.search("waar is water schaars").answer.sentences].count(same) == 1


def test_names_in_a_list_are_no_answer(kb: KnowledgeBase) -> None:
    """Lines of a few words are passed over."""
    kb.add_document(make_document(Part(("Water", "Handel"))))
    assert kb.search("water").answer.found is False


def test_year_that_is_asked_about(kb: KnowledgeBase) -> None:
    """Of two amounts that of the year in the question is given first."""
    sentences = ("In 2021 kreeg water 5 miljoen euro.", "In 2023 kreeg water 9 miljoen euro.")
    kb.add_document(make_document(Part(sentences)))
    assert kb.search("hoeveel kreeg water in 2023").answer.sentences[0].text == sentences[1]
    assert kb.search("hoeveel kreeg water in 2021").answer.sentences[0].text == sentences[0]


def test_row_of_a_table_with_its_header(kb: KnowledgeBase) -> None:
    """The row that fits is given, then the line that explains its numbers; that line alone is not an answer."""
    header = "bedrag x EUR miljoen 2022 2023 2024 e.v."
    kb.add_document(make_document(Part((header, "Hulp voor water 82 150 150", "Steun voor handel 60 145 195"))))
    quoted = [sentence.text for sentence in kb.search("hoeveel miljoen hulp voor water in 2022").answer.sentences]
    assert quoted[:2] == ["Hulp voor water 82 150 150", header]


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Water is schaars in het zuiden.", "Daardoor is er honger."), [0, 1]),
        (("Er valt te weinig regen dit jaar.", "Daarom is water schaars in het zuiden."), [1, 0]),
        (("Water is schaars in het zuiden om twee redenen:", "regen en gebruik nemen af en toe."), [0, 1]),
        (("Water is schaars in het zuiden.", "Handel groeit in het noorden."), [0]),
    ],
)
def test_sentences_that_belong_together(kb: KnowledgeBase, sentences: tuple[str, ...], expected: list[int]) -> None:
    """What leans on the sentence before it is given with that; what only stands beside it is not."""
    kb.add_document(make_document(Part(sentences)))
    quoted = kb.search("waar is water schaars in het zuiden").answer.sentences
    assert [sentences[place] for place in expected] == [sentence.text for sentence in quoted]


def test_headers_of_table_rows() -> None:
    """A row belongs to the last line of years above it; prose belongs to none."""
    lines = ["Wij geven 3 dingen uit.", "miljoen 2022 2023 2024", "Hulp 82 150 150", "Zie de bijlage."]
    assert table_headers(lines) == ["", "", lines[1], ""]
