"""The tab Overzicht: boxes that have a line or a reason, items that have names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind
from ui.texts.overview import NL
from ui.web.address import OVERVIEW, Address
from ui.web.pages import overview

if TYPE_CHECKING:
    import pytest

    from ingest.model import Citation
    from search.knowledge_base import KnowledgeBase


def cite(number: int) -> Citation:
    """A Kamerstuk that nothing but its number is known of."""
    return make_citation(
        text=f"Kamerstuk 35207, nr. {number}", kind=CitationKind.KAMERSTUK, id=f"kst-35207-{number}", number=str(number), title=None,
        submitters=(),
    )  # fmt: skip


def shown(kb: KnowledgeBase) -> str:
    """What the tab shows."""
    return overview.render(kb, Address.read(OVERVIEW, {}))


def test_every_box_has_a_line(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each document the paper it cites most is drawn, however little room there is; boxes count what is left out."""
    monkeypatch.setattr(overview, "PAPERS", 3)
    cites = [cite(number) for number in range(1, 6)]
    body = " ".join(each.text for each in cites)
    kb.add_document(make_document(Part((body, body), cites=tuple(cites)), id_="a", title="Veel"))
    last = cite(9)
    kb.add_document(make_document(Part((last.text,), cites=(last,)), id_="b", title="Weinig"))
    html = shown(kb)
    assert html.count('class="vp-edge"') == 3
    assert "Kamerstuk 35207, nr. 9" in html
    assert "5 stukken, 2 getekend" in html
    assert "Getekend zijn 3 van 6 stukken" in html
    assert "en nog 3 stukken, zie de tabel" in html


def test_documents_that_cite_nothing_are_named(kb: KnowledgeBase) -> None:
    """A box without a line would leave the reader guessing, so there is none, and a sentence says why."""
    only = cite(1)
    kb.add_document(make_document(Part((only.text,), cites=(only,)), id_="a", title="Noemt: wel"))
    kb.add_document(make_document("Niets.", id_="b", title="Noemt: niet"))
    kb.add_document(make_document("Ook niets.", id_="c", title="Zwijgt"))
    html = shown(kb)
    assert html.count('class="vp-node"') == 1
    assert "Niet getekend, omdat ze geen stukken noemen: Noemt; Zwijgt." in html


def test_only_so_many_documents_are_drawn(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that cite most, and the page says so."""
    monkeypatch.setattr(overview, "DOCUMENTS", 1)
    for id_, numbers in (("a", (1,)), ("b", (1, 2))):
        cites = tuple(cite(number) for number in numbers)
        text = " ".join(each.text for each in cites)
        kb.add_document(make_document(Part((text,), cites=cites), id_=id_, title=f"Nota {id_}"))
    html = shown(kb)
    assert html.count('class="vp-node"') == 1
    assert "Getekend zijn de 1 documenten die de meeste stukken noemen." in html
    assert "Nota a" in html  # in the table


def test_items_have_names(kb: KnowledgeBase) -> None:
    """A law by its name, a promise by its words, a dossier of the budget by its year; no bare ids."""
    law = make_citation(
        text="art. 22 AVG", kind=CitationKind.EU, id="CELEX:32016R0679", dossier=None, number=None, session_year=None,
        title=None, submitters=(),
    )  # fmt: skip
    promise = make_citation(
        text="toezegging aan het lid Piri", kind=CitationKind.TOEZEGGING, id=None, dossier=None, number=None, title=None,
        submitters=(), session_year=None,
    )  # fmt: skip
    motie = make_citation(
        text="Motie Kuzu (35925 XVII, nr. 5)", id="kst-35925-XVII-5", dossier="35925", suffix="XVII", number="5"
    )
    body = f"{law.text}, {promise.text}, {motie.text}."
    kb.add_document(make_document(Part((body,), cites=(law, promise, motie))))
    text = re.sub(r"<[^>]+>", " ", shown(kb))
    for name in (
        "Algemene verordening gegevensbescherming", "Toezegging aan het lid Piri", "35925 XVII",
        "Rijksbegroting 2022, hoofdstuk XVII",
    ):  # fmt: skip
        assert name in text
    assert "CELEX" not in text
    assert "kst-" not in text


def test_goals_have_names(kb: KnowledgeBase) -> None:
    """Only goals that are named have a column, each explained below; the others are listed."""
    kb.add_document(make_document(Part(("Over klimaat.",), ("Eén",), (13,))))
    html = shown(kb)
    assert '<p class="vp-quiet vp-key">13 Klimaatactie</p>' in html
    assert re.findall(r'class="vp-axis"[^>]*>\s*(\d+)', html) == ["13"]
    missing = ", ".join(f"{sdg} {name}" for sdg, name in NL.naming.sdgs.items() if sdg != 13)
    assert f"Nergens genoemd: {missing}." in html


def test_without_lines_there_is_a_sentence(kb: KnowledgeBase) -> None:
    """Where there is nothing to draw, each figure says why."""
    kb.add_document(make_document("Niets."))
    html = shown(kb)
    for sentence in (NL.goals_none, NL.moties_none, NL.network_none):
        assert sentence in html


def test_tables_hold_what_can_be_read(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of very many rows the first, and the sentence says how many there are; silent documents are counted."""
    monkeypatch.setattr(overview, "ROWS", 2)
    monkeypatch.setattr(overview, "SILENT", 1)
    cites = [cite(number) for number in range(1, 6)]
    body = " ".join(each.text for each in cites)
    kb.add_document(make_document(Part((body,), ("Klimaat",), (1, 2, 3), cites=tuple(cites)), id_="a", title="Veel"))
    for id_ in "bcd":
        kb.add_document(make_document(f"Niets {id_}.", id_=id_, title=f"Zwijgt {id_}"))
    html = shown(kb)
    assert "In de tabel staan de eerste 2 van 5 regels." in html
    assert "In de tabel staan de eerste 2 van 3 regels." in html
    assert html.count("<tr>") == 3 + 3
    assert "In de tabel staan ze allemaal." not in html
    assert "omdat ze geen stukken noemen: Zwijgt b; en nog 2 documenten." in html
