"""Reading in a real browser: the bar that stays, the way along the hits and back, notes that stay beside, sharing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from harbour_note import NAME, QUESTION, SENTENCE, add_note
from playwright.sync_api import expect
from visiting import ask, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page
    from visiting import Visit

pytestmark = pytest.mark.browser
AT = f"?tab=lezen&vraag={QUESTION.replace(' ', '+')}&document={NAME}&passage={NAME}:0004"
CLIMATE = "?vraag=wat+is+het+klimaatdoel+2025&tab=lezen&document=bhos-2022&passage=bhos-2022:0090"


@pytest.fixture(scope="module")
def url(seeds_kb: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the seeds and a PDF."""
    with serving(add_note(seeds_kb, tmp_path_factory.mktemp("reading"))) as address:
        yield address


def bar(page: Page) -> Locator:
    """The bar above what is read."""
    return page.get_by_role("region", name="Dit document")


def test_the_bar_tells_what_is_read(visit: Visit) -> None:
    """Document, kind, publisher, year and page; it stays when one scrolls on, and the page goes along."""
    page = visit.page
    visit.go(CLIMATE)
    expect(bar(page)).to_contain_text("Doen waar Nederland goed in is")
    expect(bar(page)).to_contain_text("beleidsnota · Ministerie van Buitenlandse Zaken, 2022")
    expect(bar(page).locator("[data-page-now]")).to_have_text("p.\u00a033")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    expect(bar(page)).to_be_in_viewport(ratio=1)
    expect(bar(page).locator("[data-page-now]")).not_to_have_text("p.\u00a033")


def test_the_way_along_the_hits_names_where_it_leads(visit: Visit) -> None:
    """The document and page of the next one, before one goes there."""
    page = visit.page
    visit.go(AT)
    expect(bar(page)).to_contain_text("Vindplaats 1 van 10")
    following = bar(page).get_by_role("link", name="Volgende vindplaats")
    name = str(following.get_attribute("aria-label")).removeprefix("Volgende vindplaats: ")
    expect(bar(page).locator(".vp-leads-to")).to_have_text(f"Volgende: {name}")
    following.click()
    expect(bar(page)).to_contain_text("Vindplaats 2 van 10")
    title, _, place = name.partition(", p.")
    expect(bar(page)).to_contain_text(title)
    expect(bar(page).locator("[data-page-now]")).to_have_text(f"p.{place}" if place else "")
    before = bar(page).get_by_role("link", name="Vorige vindplaats")
    expect(before).to_have_attribute("title", re.compile(r"^Vorige vindplaats: 1 Inleiding, p\.\u00a012$"))


def test_escape_returns_to_the_passage_one_came_from(visit: Visit) -> None:
    """Its card is in view and has the focus; also after going along the hits, and after reading on elsewhere."""
    page = visit.page
    ask(page, "water")
    page.locator(".vp-hit").nth(3).get_by_role("link", name="Lees in context").click()
    expect(bar(page)).to_contain_text("Vindplaats 4 van 10")
    page.keyboard.press("Escape")
    expect(page.locator(".vp-hit").nth(3)).to_be_focused()
    expect(page.locator(".vp-hit").nth(3)).to_be_in_viewport()
    page.keyboard.press("Enter")
    bar(page).get_by_role("link", name="Volgende vindplaats").click()
    expect(bar(page)).to_contain_text("Vindplaats 5 van 10")
    page.locator(".vp-outline nav > ol > li > a").first.click()
    expect(page.locator(".vp-here")).to_have_count(0)
    expect(bar(page)).to_contain_text("Vindplaats 5 van 10")
    page.keyboard.press("Escape")
    expect(page.locator(".vp-hit").nth(4)).to_be_focused()


def test_escape_without_a_question_changes_nothing(visit: Visit) -> None:
    """Who opened a document from the shelf came from no passage."""
    page = visit.page
    visit.go(f"?tab=lezen&document={NAME}")
    address = page.url
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_visible()
    assert page.url == address


def test_a_note_stays_beside_its_passage(visit: Visit) -> None:
    """Also when the place where its number stands has scrolled out of view; it is not hidden below the bar."""
    page = visit.page
    visit.go("?tab=lezen&document=bhos-2022&passage=bhos-2022:0095")
    number = page.locator(".vp-here sup").first
    number.evaluate("(number) => scrollBy(0, number.getBoundingClientRect().bottom + 20)")
    expect(number).not_to_be_in_viewport()
    note = page.locator(".vp-here .vp-margin .vp-note").first
    expect(note).to_be_in_viewport(ratio=1)
    below, above = note.bounding_box(), bar(page).bounding_box()
    assert below
    assert above
    assert below["y"] >= above["y"] + above["height"]


def test_on_this_computer_the_quotation_is_shared(visit: Visit) -> None:
    """A link to 127.0.0.1 works for nobody else; the button says what was copied."""
    page = visit.page
    visit.go(AT)
    bar(page).get_by_role("button", name="Deel").click()
    expect(bar(page)).to_contain_text("Citaat gekopieerd: deze pagina is alleen op uw computer te openen")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert SENTENCE in copied
    assert "p. 12" in copied.replace("\u00a0", " ")


def test_on_a_server_the_link_is_shared(visit: Visit) -> None:
    """To the passage that is in view, with the question, without the PDF that happens to be open."""
    page = visit.page
    host = "http://vindplaats.test/"
    page.route(
        f"{host}**", lambda route: route.fulfill(response=route.fetch(url=route.request.url.replace(host, visit.url)))
    )
    page.goto(f"{host}{AT}&pdf=ja")
    expect(page.locator(".vp-here")).to_be_visible()
    page.evaluate(
        "document.execCommand = (what) => { window.copied = document.activeElement.value; return what === 'copy'; }"
    )
    bar(page).get_by_role("button", name="Deel").click()
    expect(bar(page)).to_contain_text("Link gekopieerd")
    shared = page.evaluate("window.copied")
    assert shared.startswith(f"{host}?tab=lezen&vraag=hoeveel+kost")
    assert "passage=havennota%3A0004" in shared
    assert "pdf=" not in shared
    visit.forgive()  # another host, which a test has to be on here


def test_the_bar_is_in_english_too(visit: Visit) -> None:
    """Words of the page, that is; what the document is called stays as it is."""
    page = visit.page
    visit.go(f"en/{AT}&pdf=ja")
    english = page.get_by_role("region", name="This document")
    expect(english).to_contain_text("Hit 1 of 10")
    expect(english.get_by_role("link", name="Back to the results")).to_be_visible()
    pane = page.get_by_role("region", name="PDF of 1 Inleiding")
    expect(pane.locator(".textLayer span").filter(has_text="De zeehaven").first).to_be_attached()
    pane.get_by_role("link", name="Close the PDF").click()
    expect(english.get_by_role("link", name="Show PDF")).to_be_focused()
