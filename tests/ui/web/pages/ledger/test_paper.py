"""A paper followed through all documents that cite it, in order of time."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ui.web.address import MOTIES, Address
from ui.web.pages.ledger import moties

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

MOTIE = make_citation(text="Motie Kuzu (35207, nr. 53)")


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """Documents with a date, with a month, with a year alone and without either, added in another order."""
    moments = {"a": (None, None), "b": ("2024-03-14", 2024), "c": (None, 2024), "d": ("2021-12", 2021)}
    for id_, (date, year) in moments.items():
        document = make_document(Part((f"Zie {MOTIE.text}.",), cites=(MOTIE,)), id_=id_, title=f"Nota {id_}")
        kb.add_document(replace(document, date=date, year=year, kind="Kamerbrief", publisher="BZ"))
    return kb


def shown(kb: KnowledgeBase, **values: str) -> str:
    """What the page of the motie shows."""
    return moties.render(kb, Address.read(MOTIES, {"stuk": "kst-35207-53", **values}))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", ["december 2021 Nota d", "2024 Nota c", "14 maart 2024 Nota b", "Zonder datum Nota a"]),
        ("en", ["December 2021 Nota d", "2024 Nota c", "14 March 2024 Nota b", "Undated Nota a"]),
    ],
)
def test_documents_stand_in_time(cited: KnowledgeBase, language: str, expected: list[str]) -> None:
    """The earliest first; a year alone opens that year; the undated one is last, and the page says so."""
    html = shown(cited, taal=language)
    headings = [" ".join(re.sub(r"<[^>]+>", " ", each).split()) for each in re.findall(r"<h4>(.*?)</h4>", html)]
    assert expected == headings
    order = {"nl": "een document zonder datum staat achteraan", "en": "one without a date comes last"}[language]
    assert order in " ".join(html.split())
    assert html.count("Kamerbrief · BZ") == 4


def test_how_often_in_how_many_documents(cited: KnowledgeBase) -> None:
    """Counted in the heading."""
    assert "Genoemd op 4 plaatsen in 4 documenten" in " ".join(shown(cited).split())
