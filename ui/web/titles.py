"""What the browser calls the page: its tabs and its history tell one question or document from another by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import texts
from ui.texts import page
from ui.web.address import READ, SEARCH, TABS
from ui.web.pages.search import chosen

if TYPE_CHECKING:
    from search import KnowledgeBase
    from ui.web.address import Address

LONGEST = 150  # characters: no tab shows more


def title(base: KnowledgeBase, address: Address) -> str:
    """Return what an address shows, before the name of the page: its question, filters, document, paper or tab."""
    if address.tab == SEARCH:
        shown = _asked(base, address)
    else:
        about = _read(base, address) if address.tab == READ else address.get("stuk")
        shown = about or page.words(address.language).tabs[TABS.index(address.tab)]
    return f"{shown[:LONGEST]} – {texts.NAME}" if shown else texts.NAME


def _asked(base: KnowledgeBase, address: Address) -> str:
    if question := address.get("vraag"):
        return question
    return ", ".join(each.label for each in chosen(address, base.titles([address.get("document")])))


def _read(base: KnowledgeBase, address: Address) -> str:
    return base.titles([address.get("document")]).get(address.get("document"), "")
