"""The PDF beside the text as tests find it on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from harbour_note import NAME, QUESTION
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from visiting import Visit

AT = f"?tab=lezen&vraag={QUESTION.replace(' ', '+')}&document={NAME}&passage={NAME}:0004"
OPEN = f"{AT}&pdf=ja"


def pane(page: Page) -> Locator:
    """The PDF beside the text."""
    return page.get_by_role("region", name=re.compile("^PDF van "))


def leaf(page: Page, number: int) -> Locator:
    """A page of the PDF."""
    return page.locator(f".vp-leaf[data-number='{number}']")


def field(page: Page) -> Locator:
    """The field with the number of the page."""
    return pane(page).get_by_label("Bladzijde", exact=True)


def opened(visit: Visit, address: str = OPEN) -> Page:
    """The page with the PDF open and its second page drawn."""
    visit.go(address)
    expect(leaf(visit.page, 2).locator(".textLayer span").first).to_be_attached()
    return visit.page
