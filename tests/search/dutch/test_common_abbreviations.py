"""Abbreviations that no text explains, since everybody knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import make_document

from search.dutch.common_abbreviations import long_forms, longest, short_forms

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

LONG = "Het ministerie van Binnenlandse Zaken en Koninkrijksrelaties raadt het gebruik ervan af."
OTHERS = (
    "Het gebruik is verplicht.",
    "Gebruik ervan vraagt overleg met het ministerie.",
    "Afraden is beter dan gebruik.",
)


def test_both_directions() -> None:
    """Folded, without function words."""
    assert long_forms("bzk") == (("binnenlandse", "zaken", "koninkrijksrelaties"),)
    assert short_forms(["openbaar", "vervoer"]) == ["ov"]
    assert short_forms(["buitenlandse", "zaken"]) == ["buza", "bz"]
    assert (long_forms("gebruik"), short_forms(["zaken"])) == ((), [])
    assert longest() >= len(long_forms("lvvn")[0])


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (LONG, "gebruik bij BZK"),
        ("Bij BZK wordt het gebruik ervan afgeraden.", "gebruik bij Binnenlandse Zaken en Koninkrijksrelaties"),
        ("Er komt een asielzoekerscentrum waar gebruik van vervoer gratis is.", "gebruik azc"),
        ("Volgens de WTO is gebruik ervan toegestaan.", "gebruik Wereldhandelsorganisatie"),
    ],
)
def test_either_form_finds_the_other(kb: KnowledgeBase, text: str, question: str) -> None:
    """In documents that define neither."""
    kb.add_document(make_document(*OTHERS, text))
    assert [hit.passage.text for hit in kb.search(question, top=1).hits] == [text]


def test_what_the_documents_define_goes_before(kb: KnowledgeBase) -> None:
    """A protocol is "AP" in them."""
    kb.add_document(
        make_document("Het Algemeen Protocol (AP) telt.", "Protocol algemeen.", "Autoriteit Persoonsgegevens.")
    )
    assert kb.search("wat zegt het AP", top=2).hits[1].passage.text == "Protocol algemeen."
