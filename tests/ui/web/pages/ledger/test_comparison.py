"""Two documents compared on the page: what both cite, what only one of them cites, and the way to each place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from search_factories import Part, make_citation, make_document

from ingest.model import CitationKind
from ui.web.address import MOTIES, Address
from ui.web.pages.ledger import moties

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase

BOTH = make_citation(text="Motie Kuzu (35207, nr. 53)")
LETTER = make_citation(
    text="Kamerbrief (31793, nr. 202)", kind=CitationKind.KAMERBRIEF, id="kst-31793-202", dossier="31793", number="202",
    title=None,
)  # fmt: skip
OWN = make_citation(
    text="Motie Piri (36045, nr. 48)", id="kst-36045-48", dossier="36045", number="48", title="over olie"
)


@pytest.fixture
def cited(kb: KnowledgeBase) -> KnowledgeBase:
    """Two documents with one motie in both, and one paper of its own in each; a third cites nothing."""
    kb.add_document(
        make_document(
            Part((f"{BOTH.text} en {LETTER.text}.",), page=4, cites=(BOTH, LETTER)), id_="a", title="Eerste: x"
        )
    )
    kb.add_document(
        make_document(Part((f"{OWN.text}.",), cites=(OWN,)), Part(("Noot.",), note=BOTH.text, cites=(BOTH,)), id_="b",
                      title="Tweede")
    )  # fmt: skip
    kb.add_document(make_document("Niets.", id_="c", title="Derde"))
    return kb


def shown(kb: KnowledgeBase, **values: str) -> str:
    """What the tab shows of a comparison."""
    return moties.render(kb, Address.read(MOTIES, {"weergave": "vergelijken", **values}))


def test_three_parts_with_counts(cited: KnowledgeBase) -> None:
    """Both, only the first, only the second; the papers of each under its heading."""
    html = shown(cited, document="a", met="b")
    assert re.findall(r"<h3>(.*?)</h3>", html)[-3:] == [
        "In beide documenten: 1 stuk", "Alleen in Eerste: 1 stuk", "Alleen in Tweede: 1 stuk",
    ]  # fmt: skip
    order = [html.index(each) for each in ("35207, nr. 53", "31793, nr. 202", "36045, nr. 48")]
    assert order == sorted(order)
    assert 'href="?tab=lezen&amp;document=a&amp;passage=a%3A0001"' in html
    assert 'href="?tab=lezen&amp;document=b&amp;passage=b%3A0002"' in html
    assert "export/papers.xlsx?document=a&amp;met=b" in html


def test_one_kind_of_paper(cited: KnowledgeBase) -> None:
    """A part without papers says so."""
    html = shown(cited, document="a", met="b", soort="motie")
    assert "Alleen in Eerste: 0 stukken" in html
    assert "Geen." in html


def test_what_can_be_compared(cited: KnowledgeBase) -> None:
    """Documents that cite nothing are not offered, nor the same one twice."""
    first, second = re.findall(r"<select[^>]*>(.*?)</select>", shown(cited, document="a"), re.DOTALL)[:2]
    assert re.findall(r'value="(\w+)"', first) == ["a", "b"]
    assert re.findall(r'value="(\w+)"', second) == ["b"]
    assert "<h3>In beide" not in shown(cited, document="a")
    assert "<h3>In beide" not in shown(cited, document="a", met="weg")


def test_one_document_cannot_be_compared(kb: KnowledgeBase) -> None:
    """The page says what it takes."""
    kb.add_document(make_document(Part((f"{BOTH.text}.",), cites=(BOTH,))))
    assert "ten minste twee documenten" in shown(kb)


def test_of_very_many_documents_one_is_looked_for(cited: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that cite most are offered, or those that are called what is looked for; who is chosen stays."""
    monkeypatch.setattr("ui.web.pages.ledger.comparison.OFFERED", 1)
    most = make_document(
        Part((f"{BOTH.text} {OWN.text} {LETTER.text}",), cites=(BOTH, OWN, LETTER)), id_="d", title="Meeste"
    )
    cited.add_document(most)

    def options(html: str) -> list[list[str]]:
        fields = [html.partition(f'name="{name}">')[2].partition("</select>")[0] for name in ("document", "met")]
        return [re.findall(r'value="(\w+)"', each) for each in fields]

    assert options(shown(cited)) == [["d"], ["d"]]
    assert options(shown(cited, titel="tweede")) == [["b"], ["b"]]
    assert options(shown(cited, titel="tweede", document="a")) == [["a", "b"], ["b"]]
    assert options(shown(cited, titel="derde")) == [[], []]
    html = shown(cited, titel="tweede", document="a", met="b")
    assert 'name="titel" value="tweede"' in html
    assert "In beide documenten: 1 stuk" in html
