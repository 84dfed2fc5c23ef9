"""A list of documents in pages: what stands on each, the ways from it, and what the address keeps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from many_documents import add_letters

from ui.web.address import DOCUMENTS, READ, Address
from ui.web.documents import tab
from ui.web.pages import reading
from ui.web.pages.listing import FEW, PAGE

if TYPE_CHECKING:
    from search.knowledge_base import KnowledgeBase


@pytest.fixture
def many(kb: KnowledgeBase) -> KnowledgeBase:
    """Two full pages of letters, and five on a third."""
    add_letters(kb, 2 * PAGE + 5)
    return kb


def shown(kb: KnowledgeBase, **values: str) -> str:
    """What the tab Documenten shows."""
    return tab.render(kb, Address.read(DOCUMENTS, values))


def titles(html: str) -> list[str]:
    """The titles listed."""
    return re.findall(r'lang="nl" title="(.*?) lezen"', html)


def status(html: str) -> list[str]:
    """What is said of the page."""
    return re.findall(r'<p class="vp-notice" data-status="([^"]*)"', html)


def test_a_list_comes_in_pages(many: KnowledgeBase) -> None:
    """The first leads to the next, the last to the one before; beyond it stands the last; all are counted below."""
    first, last = shown(many), shown(many, pagina="3")
    assert titles(first)[:2] == ["Brief 1", "Brief 2"]
    assert (len(titles(first)), len(titles(last))) == (PAGE, 5)
    assert status(first) == ["1 tot en met 100 van 205 documenten."]
    assert status(last) == ["201 tot en met 205 van 205 documenten."]
    assert re.findall(r'rel="(\w+)" href="([^"]*)"', first) == [("next", "?tab=documenten&amp;pagina=2")]
    assert re.findall(r'rel="(\w+)" href="([^"]*)"', last) == [("prev", "?tab=documenten&amp;pagina=2")]
    assert titles(shown(many, pagina="9")) == titles(last)
    assert re.findall(r'href="([^"]*)"', shown(many, pagina="2").partition("vp-pages")[2])[0] == "?tab=documenten"
    assert "205 documenten, 205 passages." in last


def test_documents_are_searched(many: KnowledgeBase) -> None:
    """By title, publisher and file name, across all pages; what is shown says so, also where it is nothing."""
    found = shown(many, zoek="FINANCIEN 20")
    assert titles(found) == ["Brief 20", "Brief 120", "Brief 200", "Brief 202", "Brief 204"]
    assert status(found) == ["1 tot en met 5 van 5 documenten."]
    assert 'name="zoek" value="FINANCIEN 20"' in found
    assert '<a class="vp-clear" href="?tab=documenten">' in found
    assert status(shown(many, zoek="zebra")) == ["Geen document voldoet aan deze zoekwoorden."]
    assert titles(shown(many, zoek="brief-007")) == ["Brief 7"]


def test_columns_order_the_list(many: KnowledgeBase) -> None:
    """All of it, not the page; another click turns it round, and it begins again at the first page."""
    latest = shown(many, sorteer="-datum", pagina="2")
    assert titles(latest)[0] == "Brief 105"
    assert 'aria-sort="descending"' in latest
    assert 'href="?tab=documenten&amp;sorteer=datum"' in latest
    assert 'href="?tab=documenten&amp;sorteer=-datum&amp;pagina=3"' in latest
    assert '<input type="hidden" name="sorteer" value="-datum">' in latest
    assert titles(shown(many, sorteer="titel"))[:3] == ["Brief 1", "Brief 10", "Brief 100"]
    assert titles(shown(many, sorteer="onzin"))[:2] == ["Brief 1", "Brief 2"]


def test_a_correction_leads_back_to_the_page_one_came_from(many: KnowledgeBase) -> None:
    """The address keeps page, words and order."""
    where = {"zoek": "brief", "sorteer": "-titel", "pagina": "2"}
    html = shown(many, **where)
    link = (
        f"?tab=documenten&amp;zoek=brief&amp;sorteer=-titel&amp;pagina=2&amp;document=brief-{titles(html)[0][6:]:>03s}"
    )
    assert f'href="{link}"' in html
    correcting = shown(many, **where, document="brief-007")
    assert 'data-back="?tab=documenten&amp;zoek=brief&amp;sorteer=-titel&amp;pagina=2"' in correcting
    assert '<option value="Ministerie van Financiën">' in correcting


def test_documents_to_read_come_in_pages_too(many: KnowledgeBase) -> None:
    """With the same field; a document that is gone is not among the words of its links."""
    html = reading.render(many, Address.read(READ, {"document": "weg", "zoek": "brief"}))
    assert html.count("?tab=lezen&amp;document=brief-") == PAGE
    assert 'rel="next" href="?tab=lezen&amp;zoek=brief&amp;pagina=2"' in html
    assert "Dit document staat niet (meer) in de kennisbank." in html
    assert html.count("<li>") == PAGE


def test_few_documents_are_a_list_and_no_more(kb: KnowledgeBase) -> None:
    """What can be taken in at a glance needs no field, pages or order."""
    add_letters(kb, FEW)
    html = shown(kb) + reading.render(kb, Address.read(READ, {}))
    assert html.count("Brief 1</a>") == 2
    assert not {"vp-form", "vp-pages", "aria-sort", "data-status"} & set(re.findall(r"[\w-]+", html))
