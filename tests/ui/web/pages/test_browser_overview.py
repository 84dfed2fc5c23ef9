"""The tab Overzicht in a real browser: every mark leads somewhere, every picture has its table and fits a phone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from visiting import Visit

pytestmark = pytest.mark.browser


def rows(page: Page) -> Locator:
    """The moties shown."""
    return page.locator("#deel-moties .vp-table tbody tr")


def test_a_cell_of_the_heat_map_leads_to_its_passages(visit: Visit) -> None:
    """As many as the cell shows, of that chapter and goal, without reloading the page."""
    page = visit.page
    visit.go("?tab=overzicht")
    page.evaluate("window.same = true")
    cell = page.get_by_role("link", name=re.compile(r"^SDG 13 Klimaatactie, Hoofdstuk 2"))
    expect(cell).to_contain_text("4")
    cell.click()
    expect(page).to_have_url(re.compile(r"\?document=bhos-2022&hoofdstuk=Hoofdstuk\+2.*&sdg=13$"))
    expect(page.locator(".vp-hit:visible")).to_have_count(4)
    assert page.evaluate("window.same")


def test_a_bar_leads_to_its_moties(visit: Visit) -> None:
    """The bar of a dossier and that of a session year, and of papers without one."""
    page = visit.page
    for name, count in (("Dossier 34952: 4 moties", 4), ("Vergaderjaar niet vermeld: 7 moties", 7)):
        visit.go("?tab=overzicht")
        page.get_by_role("link", name=name).click()
        expect(rows(page)).to_have_count(count)


def test_a_paper_of_the_network_leads_to_its_passages(visit: Visit) -> None:
    """With the keyboard: the mark can have the focus, and Enter follows it."""
    page = visit.page
    visit.go("?tab=overzicht")
    mark = page.get_by_role("link", name=re.compile(r"^Motie Becker .*3 keer genoemd"))
    mark.focus()
    expect(mark).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?motie=kst-34952-18$"))
    expect(page.locator(".vp-hit:visible").first).to_be_visible()


def test_a_picture_has_its_table(visit: Visit) -> None:
    """What a picture shows can be read as a table, with the same links and what was left out of the picture."""
    page = visit.page
    visit.go("?tab=overzicht")
    figures = page.locator(".vp-figure")
    expect(figures).to_have_count(4)
    expect(page.locator(".vp-chart svg")).to_have_count(4)
    papers = figures.filter(has_text="Wie noemt wat")
    papers.locator("summary").click()
    expect(papers.locator("tbody tr")).to_have_count(71)
    assert papers.locator(".vp-chart a").count() == 40 + 2
    goals = figures.filter(has_text="SDG’s per hoofdstuk")
    goals.locator("summary").click()
    expect(goals.locator("tbody tr")).to_have_count(goals.locator(".vp-chart a").count())


@pytest.mark.parametrize("visit", [360], indirect=True)
def test_on_a_phone_the_network_is_a_list(visit: Visit) -> None:
    """Of each document the papers it cites, by their names; the picture would not be readable there."""
    visit.go("?tab=overzicht")
    network = visit.page.locator(".vp-figure").filter(has_text="Wie noemt wat")
    expect(network.locator(".vp-chart")).to_be_hidden()
    lists = network.locator("div.vp-narrow")
    expect(lists.get_by_role("heading")).to_have_count(2)
    expect(lists).to_contain_text("Kamerstuk 35925 V, nr. 84")
    expect(lists).to_contain_text("en nog")
    assert "kst-" not in visit.page.locator("#deel-overzicht").inner_text()


@pytest.mark.parametrize("visit", [320], indirect=True)
def test_a_picture_that_does_not_fit_says_so(visit: Visit) -> None:
    """A line tells to scroll, and the side where more is out of sight fades; scrolled to its end the other one does."""
    visit.go("?tab=overzicht")
    figure = visit.page.locator(".vp-figure").first
    frame = figure.locator(".vp-chart")
    expect(figure.get_by_text("Schuif opzij")).to_be_visible()
    expect(frame).to_have_class(re.compile("vp-more-right"))
    frame.evaluate("(frame) => frame.scrollTo(frame.scrollWidth, 0)")
    expect(frame).to_have_class(re.compile("vp-more-left"))
    expect(frame).not_to_have_class(re.compile("vp-more-right"))


def test_a_picture_that_fits_says_nothing(visit: Visit) -> None:
    """On a wide screen all of it is in sight."""
    visit.go("?tab=overzicht")
    expect(visit.page.locator(".vp-chart").first).to_be_visible()
    expect(visit.page.get_by_text("Schuif opzij").first).to_be_hidden()
