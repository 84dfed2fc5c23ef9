"""Which sentences are quoted together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        (("Water is schaars in het zuiden.", "Daardoor is er honger."), [0, 1]),
        (("Er valt te weinig regen dit jaar.", "Daarom is water schaars in het zuiden."), [0, 1]),
        (
            ("Handel groeit.", "Er valt weinig regen hier.", "Dat houdt aan.", "Zo is water schaars in het zuiden."),
            [1, 2, 3],
        ),
        (("Er valt te weinig regen in het zuiden.", "Hier is water nu schaars."), [0, 1]),
        (("Het kabinet maakt snel een einde aan honger.", "En aan schaars water in het zuiden."), [0, 1]),
        (("Ghana en Mali liggen in het zuiden.", "Samen hebben zij schaars water in het zuiden."), [0, 1]),
        (("Er valt te weinig regen.", "Samen met Mali heeft Ghana schaars water in het zuiden."), [1]),
        (("Er valt te weinig regen.", "Dit kabinet vindt water schaars in het zuiden."), [1]),
        (("Er valt te weinig regen.", "Het is zo dat water schaars is in het zuiden."), [1]),
        (("Er valt te weinig regen.", "Het is niet bekend waar water schaars is in het zuiden."), [1]),
        (("Er valt te weinig regen.", "Het is dan ook niet bekend waar water schaars is in het zuiden."), [0, 1]),
        (("Er valt te weinig regen.", "Het is dus niet duidelijk waar water schaars is in het zuiden."), [0, 1]),
        (
            ("Water is schaars in het zuiden door:", "• weinig regen,", "• veel gebruik.", "Handel groeit ook."),
            [0, 1, 2],
        ),
        (("Water is schaars in het zuiden om twee redenen:", "regen en gebruik nemen af en toe."), [0, 1]),
        (("Water is schaars in het zuiden.", "Handel groeit in het noorden."), [0]),
    ],
)
def test_sentences_that_belong_together(kb: KnowledgeBase, sentences: tuple[str, ...], expected: list[int]) -> None:
    """What leans on the sentence before it is given with that; what only stands beside it is not."""
    kb.add_document(make_document(Part(sentences)))
    quoted = kb.search("waar is water schaars in het zuiden").answer.sentences
    assert [sentences[place] for place in expected] == [sentence.text for sentence in quoted]


def test_what_it_leans_on_must_stand_directly_before_it(kb: KnowledgeBase) -> None:
    """A sentence that refers to another passage is not given; nor one that refers to a question."""
    leaning = "Daarmee is water schaars in het zuiden."
    kb.add_document(make_document(Part(("Het regent weinig.",)), Part((leaning, "De handel groeit er wel."))))
    answer = kb.search("waar is water schaars in het zuiden").answer
    assert leaning not in {sentence.text for sentence in answer.sentences}


@pytest.mark.parametrize(("kind", "quoted"), [("besluit", True), ("beleidsnota", False)])
def test_a_decree_that_speaks_of_itself(kb: KnowledgeBase, kind: str, quoted: bool) -> None:  # noqa: FBT001
    """In a decree "this decree" refers to nothing said before; elsewhere it is one that was named there."""
    said = "Dit besluit maakt water schaars in het zuiden."
    kb.add_document(replace(make_document(Part((said, "De handel groeit er wel."))), kind=kind))
    answer = kb.search("waar is water schaars in het zuiden").answer
    assert (said in {sentence.text for sentence in answer.sentences}) is quoted
