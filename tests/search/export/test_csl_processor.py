"""CSL-JSON, formatted by a citation processor as Zotero or pandoc would: every field arrives, and the Leidraad's form comes out."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import Citation as CitationOf
from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind, Verdict
from search.export.formats import export

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

TITLE = "over „crème brûlée” & {100%} $; Wörsdörfer a_b #1 C:\\x ~"
_STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0" default-locale="nl-NL">
  <info><title>proef</title><id>proef</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout>{layout}</layout></citation>
  <bibliography><layout>{layout}</layout></bibliography>
</style>"""
# A note of the Leidraad: where a paper stands, then its number.
_LEIDRAAD = """<group delimiter=", "><group delimiter=" "><text variable="container-title"/><text variable="volume"/></group>
  <text variable="number"/></group>"""
_FIELD = '<text variable="{name}"/>'
_NAMES = '<names variable="author"><name form="long" and="text" delimiter=", "/></names>'


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """A motie printed without its chapter, a paper of the Eerste Kamer and a gazette."""
    motie = make_citation(
        text="Motie Van der Lee c.s.", id="kst-35925-36", dossier="35925", number="36", likely_id="kst-35925-XVII-36",
        verdict=Verdict.AMBIGUOUS, reason="Begroting zonder hoofdstuk.", title=TITLE, cosigned=True,
        submitters=("Van der Lee", "Wörsdörfer"),
    )  # fmt: skip
    letter = make_citation(
        text="Kamerstukken I 2014/15, 33802, C", kind=CitationKind.KAMERSTUK, id="kst-33802-C", dossier="33802",
        number="C", chamber="I", session_year="2014/15", title=None, submitters=(),
    )  # fmt: skip
    law = make_citation(
        text="Stcrt. 2024, 2900", kind=CitationKind.STAATSCOURANT, id="stcrt-2024-2900", dossier=None, number="2900",
        chamber=None, session_year=None, title=None, submitters=(),
    )  # fmt: skip
    kb.add_document(
        make_document(Part((f"Zie {motie.text}, {letter.text} en {law.text}.",), cites=(motie, letter, law)))
    )
    return kb


def formatted(items: list[dict[str, Any]], layout: str) -> list[str]:
    """Each item as the processor prints it with this layout."""
    style = CitationStylesStyle(io.BytesIO(_STYLE.format(layout=layout).encode()), validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(CitationOf([CitationItem(item["id"])]))
    return [str(entry) for entry in bibliography.bibliography()]


def test_form_of_the_leidraad(cited: KnowledgeBase) -> None:
    """Container, volume and number are what a style needs to print a paper as the Leidraad does."""
    items = json.loads(export(cited, "citations", "csl-json"))
    assert formatted(items, _LEIDRAAD) == [
        "Kamerstukken II 2021/22, 35925 XVII, nr. 36",
        "Kamerstukken I 2014/15, 33802, C",
        "Stcrt. 2024, 2900",
    ]


@pytest.mark.parametrize("name", ["title", "container-title", "volume", "number", "URL", "note", "keyword"])
def test_no_field_is_lost(cited: KnowledgeBase, name: str) -> None:
    """What we wrote is what the processor prints."""
    items = json.loads(export(cited, "citations", "csl-json"))
    assert formatted(items, _FIELD.format(name=name)) == [item[name] for item in items]


def test_names_keep_their_particles(cited: KnowledgeBase) -> None:
    """A surname is one name, as printed."""
    motie = json.loads(export(cited, "moties", "csl-json"))
    assert formatted(motie, _NAMES) == ["Van der Lee en Wörsdörfer"]
