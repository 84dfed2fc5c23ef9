"""The page by keyboard alone, in a real browser: keys, focus, the skip link."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visiting import QUESTION

if TYPE_CHECKING:
    from visiting import Visit

pytestmark = pytest.mark.browser
ASKED = "?vraag=wat+is+het+klimaatdoel+2025"
READING = f"{ASKED}&tab=lezen&document=bhos-2022&passage=bhos-2022:0090"


def test_the_keyboard_is_enough(visit: Visit) -> None:
    """Enter asks; arrows walk the passages; Enter opens one, Esc goes back; / comes to the field from anywhere."""
    page = visit.page
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".vp-answer blockquote p").first).to_contain_text("1,8 miljard")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".vp-hit").nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".vp-hit").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.locator(".vp-here")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".vp-answer")).to_be_visible()
    page.keyboard.press("/")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    expect(page.get_by_label("Uw vraag")).to_have_value(QUESTION)


def test_escape_closes_the_note_one_is_in(visit: Visit) -> None:
    """The focus goes to what opened it, so that one can read on from there."""
    visit.go("?motie=kst-35925-XVII-26")
    summary = visit.page.locator(".vp-note summary").first
    summary.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator(".vp-note-body").first).to_be_visible()
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Escape")
    expect(visit.page.locator(".vp-note-body").first).to_be_hidden()
    expect(summary).to_be_focused()


def test_single_key_shortcuts_can_be_switched_off(visit: Visit) -> None:
    """Who speaks to the computer must not trigger them by accident (WCAG 2.1.4); the choice is remembered."""
    visit.page.get_by_role("button", name="Toets / uitzetten").click()
    visit.page.reload()
    visit.page.get_by_role("button", name="Toets / aanzetten").focus()
    visit.page.keyboard.press("/")
    expect(visit.page.get_by_label("Uw vraag")).not_to_be_focused()


def test_every_stop_of_the_tab_key_is_seen_and_none_is_a_trap(visit: Visit) -> None:
    """From the top of the page Tab comes by skip link, name, language, tabs and field, and on; each shows its focus."""
    visit.go(ASKED)
    visit.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    stops = []
    for _ in range(14):
        visit.page.keyboard.press("Tab")
        name, outline = visit.page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e);"
            " return [e.innerText?.trim() || e.id, s.outlineStyle + s.boxShadow] }"
        )
        assert outline != "nonenone", name
        stops.append(name)
    assert stops[:3] == ["Naar de inhoud", "Vindplaats", "English"]
    assert "vraag" in stops
    assert len(set(stops)) > 10


def test_arrows_go_along_the_tabs(visit: Visit) -> None:
    """The row is one stop of the Tab key; arrows go round, Home and End to its ends, Enter opens the one with the focus."""
    page = visit.page
    tab = {name: page.get_by_role("tab", name=name) for name in ("Zoeken", "Lezen", "Moties", "Documenten")}
    tab["Zoeken"].focus()
    page.keyboard.press("ArrowRight")
    expect(tab["Lezen"]).to_be_focused()
    expect(tab["Zoeken"]).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(tab["Lezen"]).to_have_attribute("aria-selected", "true")
    expect(page.locator("#deel-lezen")).to_contain_text("Kies een document")
    expect(tab["Lezen"]).to_be_focused()
    for key, name in (("ArrowLeft", "Zoeken"), ("ArrowLeft", "Documenten"), ("Home", "Zoeken"), ("End", "Documenten")):
        page.keyboard.press(key)
        expect(tab[name]).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(tab["Lezen"]).to_be_focused()  # the one that is open, not the one that was left
    assert (
        page.evaluate("[...document.querySelectorAll('[role=tab]')].filter((each) => each.tabIndex === 0).length") == 1
    )


def test_the_skip_link_skips(visit: Visit) -> None:
    """Past header and tabs, to what the tab shows."""
    visit.go(READING)
    visit.page.locator(".vp-skip").focus()
    visit.page.keyboard.press("Enter")
    expect(visit.page.locator("#deel-lezen")).to_be_focused()
