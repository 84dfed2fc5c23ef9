"""The PDF beside the text in a real browser: opened, turned, enlarged, selected, marked, kept, closed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe import violations
from harbour_note import NAME, QUESTION, SENTENCE
from pdf_pane import AT, OPEN, field, leaf, opened, pane
from playwright.sync_api import expect
from visiting import Visit, ask

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_the_answer_is_shown_on_its_page(visit: Visit) -> None:
    """From the question to the sentence in the PDF: its page, the sentence marked where it is printed."""
    page = visit.page
    ask(page, QUESTION)
    page.locator(".vp-hit").first.get_by_role("link", name="Lees in context").click()
    page.get_by_role("link", name="Toon PDF").click()
    words = leaf(page, 2).locator(".textLayer span").filter(has_text="De zeehaven van Delfzijl").first
    expect(words).to_be_attached()
    expect(pane(page)).to_be_focused()
    expect(field(page)).to_have_value("12")
    expect(pane(page)).to_contain_text("(2 van 3)")
    mark = leaf(page, 2).locator(".vp-mark-sentence").first
    expect(mark).to_be_in_viewport()
    marked, printed = mark.bounding_box(), words.bounding_box()
    assert marked
    assert printed
    assert abs(marked["x"] - printed["x"]) < 3
    assert abs(marked["y"] + marked["height"] / 2 - printed["y"] - printed["height"] / 2) < 5
    expect(page.get_by_role("status").filter(has_text="De zin is gemarkeerd")).to_have_count(1)


@pytest.mark.parametrize("visit", [1280, 1600], indirect=True)
def test_the_pane_is_half_of_a_wide_window(visit: Visit) -> None:
    """At least; the text stays beside it, not under it, and nothing is wider than the window."""
    page = opened(visit)
    width = page.evaluate("innerWidth")
    box, text = pane(page).bounding_box(), page.locator(".vp-here").bounding_box()
    assert box
    assert text
    assert box["width"] >= width / 2
    assert text["x"] + text["width"] <= box["x"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("visit", [390], indirect=True)
def test_on_a_phone_it_takes_the_place_of_the_text(visit: Visit) -> None:
    """All of the screen, and back to the text with one tap, where one was."""
    page = visit.page
    visit.go(AT)
    page.get_by_role("link", name="Toon PDF").click()
    expect(leaf(page, 2).locator(".textLayer span").first).to_be_attached()
    assert pane(page).bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 900}
    expect(page.locator(".vp-here")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    pane(page).get_by_role("link", name="Terug naar de tekst").click()
    expect(page.locator(".vp-here")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Toon PDF")).to_be_focused()


def test_pages_are_turned(visit: Visit) -> None:
    """By button, key, and printed number; the field shows where one is, wherever one scrolls."""
    page = opened(visit)
    pane(page).get_by_role("button", name="Volgende bladzijde").click()
    expect(field(page)).to_have_value("13")
    expect(pane(page).get_by_role("button", name="Volgende bladzijde")).to_have_attribute("aria-disabled", "true")
    pane(page).get_by_role("button", name="Vorige bladzijde").press("Home")
    expect(field(page)).to_have_value("11")
    page.keyboard.press("ArrowRight")
    expect(field(page)).to_have_value("12")
    field(page).fill("13")
    field(page).press("Enter")
    expect(leaf(page, 3)).to_be_in_viewport(ratio=0.3)
    field(page).fill("99")
    field(page).press("Enter")
    expect(field(page)).to_have_value("13")
    pane(page).get_by_role("button", name="Naar de passage").click()
    expect(field(page)).to_have_value("12")
    expect(leaf(page, 2).locator(".vp-mark-sentence").first).to_be_in_viewport()


def test_a_page_is_enlarged_and_drawn_anew(visit: Visit) -> None:
    """Sharp at every size, the marks with it; one button brings back the whole width."""
    page = opened(visit)
    before = leaf(page, 2).bounding_box()
    assert before
    for _ in range(4):
        pane(page).get_by_role("button", name="Groter").click()
    after = leaf(page, 2).bounding_box()
    assert after
    assert after["width"] > 1.3 * before["width"]
    page.wait_for_function(
        "(wide) => [...document.querySelectorAll('.vp-leaf[data-number=\"2\"] canvas')].at(0).width === wide",
        arg=int(after["width"]),
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 1280
    pane(page).get_by_role("button", name="Hele breedte").click()
    again = leaf(page, 2).bounding_box()
    assert again
    assert again["width"] == before["width"]
    pane(page).get_by_role("button", name="Kleiner").click()
    smaller = leaf(page, 2).bounding_box()
    assert smaller
    assert smaller["width"] < before["width"]


def test_words_can_be_selected_and_copied(visit: Visit) -> None:
    """As text, not as a picture."""
    page = opened(visit)
    words = leaf(page, 2).locator(".textLayer span").filter(has_text="De zeehaven van Delfzijl").first
    words.click(click_count=3)
    assert SENTENCE[:40] in page.evaluate("getSelection().toString()")


def test_the_file_itself_can_be_kept(visit: Visit, file: Path) -> None:
    """The original, byte for byte, under its own name."""
    page = opened(visit)
    with page.expect_download() as download:
        pane(page).get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == file.name
    assert Path(download.value.path()).read_bytes() == file.read_bytes()


def test_it_is_closed_by_a_link_and_by_escape(visit: Visit) -> None:
    """The focus goes back to what opened it, the text stays where it was; a second Esc leads to the results."""
    page = opened(visit, AT + "&pdf=ja")
    pane(page).get_by_role("link", name="Sluit de PDF").click()
    expect(pane(page)).to_have_count(0)
    link = page.get_by_role("link", name="Toon PDF")
    expect(link).to_be_focused()
    top = page.evaluate("document.querySelector('.vp-here').getBoundingClientRect().top")
    link.press("Enter")
    expect(pane(page)).to_be_focused()
    expect(page.locator(".vp-here")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    assert abs(page.evaluate("document.querySelector('.vp-here').getBoundingClientRect().top") - top) < 2
    page.keyboard.press("Escape")
    expect(page.locator(f"[id='p-{NAME}-0004']")).to_be_focused()


def test_keys_in_the_field_are_only_typed(visit: Visit) -> None:
    """Esc leaves the field and not the PDF, an arrow turns no page, a minus is a minus."""
    page = opened(visit)
    field(page).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("-")
    expect(field(page)).to_have_value(re.compile("-"))
    expect(leaf(page, 2).locator(".vp-mark-sentence").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(pane(page)).to_be_visible()
    expect(field(page)).to_have_value("12")


def test_the_address_holds_it(visit: Visit) -> None:
    """Reload and back show what was shown; the way along the hits keeps the PDF open."""
    page = visit.page
    visit.go(AT)
    page.get_by_role("link", name="Toon PDF").click()
    expect(leaf(page, 2).locator(".textLayer span").first).to_be_attached()
    page.reload()
    expect(leaf(page, 2).locator(".textLayer span").first).to_be_attached()
    page.go_back()
    expect(pane(page)).to_have_count(0)
    page.go_forward()
    expect(pane(page)).to_be_visible()
    page.get_by_role("link", name="Volgende vindplaats").click()
    expect(page.locator(".vp-rank")).to_contain_text("Vindplaats 2 van 10")
    assert "pdf=ja" in page.url


def test_a_printed_number_opens_its_page(visit: Visit) -> None:
    """In the margin, where the page begins; the passage one came for stays the one that is marked in the text."""
    page = visit.page
    visit.go(f"?tab=lezen&document={NAME}&deel=3")
    page.get_by_role("link", name="Toon p.\u00a013 in de PDF").click()
    expect(leaf(page, 3).locator(".vp-mark-passage").first).to_be_in_viewport()
    expect(field(page)).to_have_value("13")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1600), ("light", 390), ("dark", 390)])
def test_nobody_is_shut_out_of_the_pdf(browser: Browser, url: str, scheme: Any, width: int) -> None:  # noqa: ANN401
    """The bar, the PDF with its words drawn, and why there is none; in both languages."""
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, locale="nl-NL")
    visit = Visit(context.new_page(), url, [])
    states = {"bar": AT, "pdf": OPEN, "english": f"en/{OPEN}", "no question": f"?tab=lezen&document={NAME}&deel=2"}
    found = {}
    for name, address in states.items():
        visit.go(address)
        if "pdf=" in address:
            expect(leaf(visit.page, 2).locator(".textLayer span").first).to_be_attached()
        found[name] = violations(visit.page)
    context.close()
    assert found == {name: [] for name in states}
