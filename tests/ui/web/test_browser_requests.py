"""Answers that come late, not at all, or in another order than they were asked for; and what a browser may lack."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visiting import CAME, QUESTION, ask, hold, hold_at, let_through, until

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from visiting import Visit

pytestmark = pytest.mark.browser
ASKED = "?vraag=wat+is+het+klimaatdoel+2025"
READING = f"{ASKED}&tab=lezen&document=bhos-2022&passage=bhos-2022:0090"


def type_and_enter(page: Page, question: str) -> None:
    """Ask without waiting for what comes."""
    page.get_by_label("Uw vraag").fill(question)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"vraag={question}"))


def test_a_late_answer_does_not_replace_a_later_one(visit: Visit) -> None:
    """Of two questions asked quickly the second is shown, whichever is answered first."""
    page = visit.page
    held = hold(page, "water")
    type_and_enter(page, "water")
    ask(page, "landbouw")
    expect(page.locator(".vp-words b").first).to_contain_text(re.compile("landbouw", re.IGNORECASE))
    let_through(page, held)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".vp-words b").first).to_contain_text(re.compile("landbouw", re.IGNORECASE))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_going_back_while_an_answer_is_on_its_way(visit: Visit) -> None:
    """What the address asks for is shown, not what arrives later."""
    page = visit.page
    ask(page, "landbouw")
    held = hold(page, "water")
    type_and_enter(page, "water")
    page.go_back()
    let_through(page, held)
    page.wait_for_load_state("networkidle")
    expect(page).to_have_url(re.compile("vraag=landbouw"))
    expect(page.locator(".vp-words b").first).to_contain_text(re.compile("landbouw", re.IGNORECASE))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_another_tab_while_an_answer_is_on_its_way(visit: Visit) -> None:
    """The question is not lost: back in its tab its answer stands there, and nothing seems to be busy."""
    page = visit.page
    held = hold(page, "water")
    type_and_enter(page, "water")
    page.get_by_role("tab", name="Moties").click()
    expect(page.locator("#deel-moties table")).to_be_visible()
    let_through(page, held)
    page.get_by_role("tab", name="Zoeken").click()
    expect(page.locator(CAME)).to_be_visible()
    expect(page).to_have_url(re.compile("vraag=water"))
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def test_back_in_its_tab_a_question_on_its_way_is_not_asked_again(visit: Visit) -> None:
    """Going to another tab and back while the server works costs it nothing."""
    page = visit.page
    held = hold(page, "water")
    type_and_enter(page, "water")
    page.get_by_role("tab", name="Moties").click()
    expect(page.locator("#deel-moties table")).to_be_visible()
    page.get_by_role("tab", name="Zoeken").click()
    expect(page).to_have_url(re.compile("vraag=water"))
    let_through(page, held)
    expect(page.locator(CAME)).to_be_visible()
    assert len(held) == 1


def test_what_is_typed_meanwhile_stays(visit: Visit) -> None:
    """The next question can be typed while the answer to the last one comes in."""
    page = visit.page
    held = hold(page, "water")
    type_and_enter(page, "water")
    page.get_by_label("Uw vraag").fill("landbouw en")
    let_through(page, held)
    expect(page.locator(CAME)).to_be_visible()
    expect(page.get_by_label("Uw vraag")).to_have_value("landbouw en")


@pytest.mark.parametrize("gone", [True, False], ids=["no answer", "an error"])
def test_the_same_question_can_be_asked_again_after_a_failure(visit: Visit, *, gone: bool) -> None:
    """The error stands in the place of the answer; the field and the question stay."""
    page = visit.page
    ask(page, "landbouw")
    notice = '<p class="vp-notice" lang="nl">De kennisbank is beschadigd.</p>'
    answer = (
        (lambda route: route.abort())
        if gone
        else (lambda r: r.fulfill(status=500, content_type="text/html", body=notice))
    )
    page.route("**/deel/zoeken?vraag=water*", answer)
    type_and_enter(page, "water")
    expect(page.get_by_role("alert")).to_contain_text("Dat is niet gelukt" if gone else "De kennisbank is beschadigd.")
    expect(page.locator(CAME)).to_have_count(0)
    page.unroute("**/deel/zoeken?vraag=water*")
    ask(page, "water")
    expect(page.get_by_role("alert")).to_have_count(0)
    visit.forgive("Failed to load", "500 ")  # the request that was broken here


def test_a_tab_that_is_not_there_is_the_first(visit: Visit) -> None:
    """An address typed by hand shows something."""
    visit.go("?tab=elders")
    expect(visit.page.get_by_role("tab", name="Zoeken")).to_have_attribute("aria-selected", "true")


def test_the_other_language_shows_the_tab_that_is_shown(visit: Visit) -> None:
    """Also after going back to a tab that was filled before; the skip link leads there too."""
    page = visit.page
    ask(page)
    page.get_by_role("tab", name="Moties").click()
    expect(page.locator("#deel-moties table")).to_be_visible()
    page.get_by_role("tab", name="Zoeken").click()
    expect(page.locator(".vp-language")).to_have_attribute("href", re.compile("vraag="))
    expect(page.locator(".vp-skip")).to_have_attribute("href", re.compile("#deel-zoeken$"))


def test_more_passages_go_on_where_one_was(visit: Visit) -> None:
    """The first of the new ones has the focus and is in view."""
    visit.go("?vraag=klimaat")
    visit.page.get_by_role("link", name="Toon meer passages").click()
    expect(visit.page.locator(".vp-hit").nth(10)).to_be_focused()
    expect(visit.page.locator(".vp-hit").nth(10)).to_be_in_viewport()


def test_a_section_of_the_outline_is_gone_to(visit: Visit) -> None:
    """Not back to the passage one came for; a passage has an id of its own in each tab."""
    page = visit.page
    visit.go(ASKED)
    page.locator(".vp-hit").first.get_by_role("link", name="Lees in context").click()
    expect(page.locator(".vp-here")).to_be_in_viewport()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert sorted(each for each in ids if ids.count(each) > 1 and each[:2] in {"p-", "l-"}) == []
    link = page.locator(".vp-outline li li a").first
    goal = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(f"[id='{goal[1:]}']")).to_be_in_viewport()
    expect(page.locator(".vp-here")).not_to_be_in_viewport()


@pytest.mark.parametrize("held", ["{}", "7", "not json", '["water", 3]'])
def test_whatever_stands_in_the_storage_the_page_works(visit: Visit, held: str) -> None:
    """Another program, or an older version, may have written there."""
    visit.page.evaluate("(held) => localStorage.setItem('vindplaats.vragen', held)", held)
    ask(visit.page, "handel")
    visit.page.get_by_role("link", name="Vindplaats").click()
    expect(visit.page.locator(".vp-asked li").first).to_have_text("handel")


def test_without_storage_the_shortcut_can_be_switched_off(visit: Visit) -> None:
    """For as long as the page is open."""
    page = visit.page
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    visit.go("")
    page.get_by_role("button", name="Toets / uitzetten").click()
    page.get_by_role("button", name="Toets / aanzetten").press("/")
    expect(page.get_by_label("Uw vraag")).not_to_be_focused()
    ask(page, QUESTION)


def test_a_removal_is_asked_for_once(visit: Visit) -> None:
    """However often the button is clicked; when the server is gone the dialog reports it."""
    page = visit.page
    asked = hold_at(page, "**/documenten/bhos-2022")
    visit.go("?tab=documenten")
    page.get_by_role("button", name=re.compile("Doen waar .* verwijderen")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Verwijderen", exact=True).dblclick(force=True)
    until(page, lambda: bool(asked))
    page.wait_for_timeout(100)  # for a second one, which must not come
    assert len(asked) == 1
    asked[0].abort()
    expect(dialog.get_by_role("alert")).to_have_text("Verwijderen is niet gelukt. Probeer het opnieuw.")
    visit.forgive()  # the request that was broken here
