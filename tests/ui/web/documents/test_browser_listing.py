"""Many documents in a real browser: found, ordered, paged through, corrected and removed, and the address tells where."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from many_documents import add_letters
from playwright.sync_api import expect
from visiting import serving

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page
    from visiting import Visit

pytestmark = pytest.mark.browser


@pytest.fixture
def url(seeds_kb: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over the seeds and 199 letters, which a test may change."""
    folder = shutil.copytree(seeds_kb, tmp_path / "kb")
    with KnowledgeBase.open(folder) as kb:
        add_letters(kb, 199)
    with serving(folder) as address:
        yield address


def rows(page: Page) -> Locator:
    """The documents listed."""
    return page.locator("#deel-documenten .vp-table tbody tr")


def test_documents_are_found_ordered_and_paged_through(visit: Visit) -> None:
    """The address holds words, order and page, so that back, a reload and a mailed link show the same."""
    page = visit.page
    visit.go("?tab=documenten")
    expect(rows(page)).to_have_count(100)
    page.get_by_role("link", name="Volgende").click()
    expect(page).to_have_url(re.compile(r"tab=documenten&pagina=2$"))
    expect(rows(page).first).to_contain_text("Brief 99")
    page.get_by_label("Zoek in titel, uitgever of bestandsnaam").fill("financien brief")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"tab=documenten&zoek=financien\+brief$"))
    expect(rows(page)).to_have_count(99)
    page.get_by_role("link", name="Datum").click()
    expect(rows(page).first).to_contain_text("Brief 2")
    expect(page.get_by_role("columnheader", name="Datum")).to_have_attribute("aria-sort", "ascending")
    page.get_by_role("link", name="Datum").click()
    expect(rows(page).first).to_contain_text("Brief 198")
    expect(page).to_have_url(re.compile(r"zoek=financien\+brief&sorteer=-datum$"))
    expect(page.get_by_role("columnheader", name="Datum")).to_have_attribute("aria-sort", "descending")
    page.reload()
    expect(rows(page).first).to_contain_text("Brief 198")
    page.get_by_role("link", name="Wis zoekwoorden").click()
    expect(page).to_have_url(re.compile(r"tab=documenten&sorteer=-datum$"))
    page.go_back()
    expect(rows(page)).to_have_count(99)


def test_what_is_done_to_a_document_leaves_one_where_one_was(visit: Visit) -> None:
    """Corrected or removed on a page of a search: the same page follows, or the last where that one is gone."""
    page = visit.page
    visit.go("?tab=documenten&zoek=brief&pagina=2&sorteer=titel")
    expect(rows(page)).to_have_count(99)
    rows(page).first.get_by_role("link", name=re.compile("verbeteren")).click()
    page.get_by_label("Uitgever", exact=True).fill("Rekenkamer")
    page.get_by_role("button", name="Opslaan").click()
    expect(page).to_have_url(re.compile(r"zoek=brief&pagina=2&sorteer=titel$"))
    expect(rows(page).first).to_contain_text("Rekenkamer")
    visit.go("?tab=documenten&pagina=3")
    expect(rows(page)).to_have_count(1)
    rows(page).get_by_role("button", name=re.compile("verwijderen")).click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen", exact=True).click()
    expect(rows(page)).to_have_count(100)
    expect(page.locator("#deel-documenten .vp-pages")).to_contain_text("101 tot en met 200 van 200 documenten.")


def test_a_document_to_read_is_found(visit: Visit) -> None:
    """Where there are too many to look through."""
    page = visit.page
    visit.go("?tab=lezen")
    page.get_by_label("Zoek in titel, uitgever of bestandsnaam").fill("brief-150")
    page.keyboard.press("Enter")
    expect(page.locator(".vp-shelf li")).to_have_count(1)
    expect(page).to_have_url(re.compile(r"tab=lezen&zoek=brief-150$"))
    page.locator(".vp-shelf").get_by_role("link", name="Brief 150").click()
    expect(page.locator("#deel-lezen")).to_contain_text("Brief nummer 150.")
