"""Abbreviations that texts define, and questions that use one of the two forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_document

from search.dutch.abbreviations import defined, find_abbreviations, long_form

if TYPE_CHECKING:
    from search.dutch.lexicon import Lexicon
    from search.knowledge_base import KnowledgeBase


@pytest.mark.parametrize(
    ("short", "before", "expected"),
    [
        ("MKB", "Het kabinet steunt het midden- en kleinbedrijf ", "midden- en kleinbedrijf"),
        ("OESO", "de Organisatie voor Economische Samenwerking en Ontwikkeling ",
         "Organisatie voor Economische Samenwerking en Ontwikkeling"),
        ("BNI", "groei. Het bruto nationaal inkomen ", "bruto nationaal inkomen"),
        ("BNI", "bruto. Nationaal inkomen ", ""),
        ("WTO", "in februari ", ""),
        ("EU", "", ""),
    ],
)  # fmt: skip
def test_long_form(short: str, before: str, expected: str) -> None:
    """The letters stand in their order, the first begins a word, all within one sentence."""
    assert long_form(short, before) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dutch Good Growth Fund (DGGF) helpt", [("DGGF", "Dutch Good Growth Fund")]),
        ("verordening (Critical Raw Materials Act, CRMA) geldt", [("CRMA", "Critical Raw Materials Act")]),
        ("Economische Partnerschapsakkoorden (EPA’s) zijn", [("EPA", "Economische Partnerschapsakkoorden")]),
        ("een plan (zie kader) en landen (Mali) en (2022)", []),
    ],
)
def test_definitions(text: str, expected: list[tuple[str, str]]) -> None:
    """In brackets behind what it stands for, or with it in one bracket; other brackets define nothing."""
    assert list(find_abbreviations(text)) == expected


def test_what_is_kept() -> None:
    """Folded, without function words; nothing that stands for a single word."""
    assert defined("Rechten en Gezondheid (RG), Nederland (NL).") == {("rg", "rechten gezondheid")}


@pytest.mark.parametrize("query", ["srgr", "SRGR", "rechten en gezondheid in het noorden", "S.R.G.R. of SRGR"])
def test_either_form_finds_both(kb: KnowledgeBase, query: str) -> None:
    """A question with the abbreviation finds a passage with the long form, and the other way round."""
    definition = "Wij zijn voor seksuele rechten en gezondheid (SRGR) in de hele wereld."
    kb.add_document(
        make_document(definition, "Meer geld voor SRGR.", "Meer geld voor seksuele rechten en gezondheid.", "Handel.")
    )
    assert "nota:0004" not in {hit.passage.id for hit in kb.search("seksuele rechten en gezondheid", top=3).hits}
    assert "nota:0004" not in {hit.passage.id for hit in kb.search(query, top=3).hits}


def lexicon_of(kb: KnowledgeBase) -> Lexicon:
    """The vocabulary of the documents that are there now."""
    with kb.backend.snapshot() as snapshot:
        return snapshot.words.lexicon()


def test_abbreviation_goes_with_its_document(kb: KnowledgeBase) -> None:
    """What a removed document defined is no longer known."""
    kb.add_document(make_document(Part(("Rechten en gezondheid (RG) tellen.",)), id_="een"))
    assert lexicon_of(kb).stands_for("rg") == ("rechten", "gezondheid")
    kb.remove("een")
    assert lexicon_of(kb).stands_for("rg") == ()
