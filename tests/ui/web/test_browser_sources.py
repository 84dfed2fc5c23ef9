"""Where a passage comes from at a glance, and within what was asked, in a real browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visiting import ask

if TYPE_CHECKING:
    from visiting import Visit

pytestmark = pytest.mark.browser
ORIGIN = "beleidsnota · Ministerie van Buitenlandse Zaken, 2022"


def counts(visit: Visit, group: str) -> list[int]:
    """The numbers beside the first values of a filter, in their order."""
    section = visit.page.locator(".vp-facets section").filter(
        has=visit.page.get_by_role("heading", name=group, exact=True)
    )
    return [int(each) for each in section.locator("> ul .vp-count").all_text_contents()]


def test_every_passage_and_answer_names_its_source(visit: Visit) -> None:
    """Kind, publisher and date of the document, in the answer and above each passage."""
    ask(visit.page)
    expect(visit.page.locator(".vp-answer figcaption .vp-origin").first).to_have_text(ORIGIN)
    expect(visit.page.locator(".vp-hit .vp-source").first).to_contain_text(ORIGIN)
    expect(visit.page.locator(".vp-hit .vp-origin")).to_have_count(10)
    visit.go("?sdg=13")
    expect(visit.page.locator(".vp-hit .vp-origin").first).to_have_text(ORIGIN)


def test_a_kind_of_document_is_chosen(visit: Visit) -> None:
    """One click leaves the passages of documents of one kind, and the address says so."""
    visit.go("?vraag=water")
    visit.page.locator(".vp-facets a").filter(has_text="beleidsnota").click()
    expect(visit.page).to_have_url(re.compile("soort=beleidsnota"))
    expect(visit.page.locator(".vp-active")).to_contain_text("Soort document: beleidsnota")
    expect(visit.page.locator(".vp-hit .vp-origin").filter(has_text="beleidsnota")).to_have_count(10)


@pytest.mark.parametrize("group", ["Document", "Hoofdstuk", "SDG", "Motie", "Indiener", "Jaar"])
def test_most_comes_first(visit: Visit, group: str) -> None:
    """The values of a filter are in the order of what they leave, not of their names."""
    visit.go("?vraag=klimaat")
    found = counts(visit, group)
    assert found == sorted(found, reverse=True)
    assert found


def test_suggested_goals_are_chosen_apart(visit: Visit) -> None:
    """Folded under the goals that are named, marked as what they are; one takes the place of the other."""
    page = visit.page
    visit.go("?sdg=13")
    named = page.locator(".vp-hit").count()
    assert page.locator(".vp-chip-maybe").count() == 0
    page.get_by_text("Ook voorgestelde SDG’s").click()
    page.get_by_role("link", name="13 Klimaatactie (ook voorgesteld)").click()
    expect(page.locator(".vp-active li")).to_have_text(["SDG 13 Klimaatactie (ook voorgesteld) ×"])
    expect(page).to_have_url(re.compile(r"\?sdg-suggestie=13$"))
    visit.go("?sdg-suggestie=13&aantal=50")
    assert page.locator(".vp-hit").count() > named
    cards = page.locator(".vp-hit").filter(has=page.locator(".vp-chip", has_text="SDG\u00a013"))
    expect(cards).to_have_count(page.locator(".vp-hit").count())


def test_another_question_says_within_what_it_is_asked(visit: Visit) -> None:
    """Filters stay; what they are stands above the answer, and one click asks the same of everything."""
    page = visit.page
    visit.go("?vraag=water&sdg=6&jaar=2022")
    ask(page, "landbouw")
    expect(page).to_have_url(re.compile("vraag=landbouw&sdg=6&jaar=2022"))
    cards = page.locator(".vp-hit")
    assert cards.filter(has_text="SDG\u00a06").count() == cards.count() > 0
    expect(page.locator(".vp-facets .vp-chosen").first).to_contain_text("6 Schoon water")
    within = page.locator(".vp-within")
    expect(within.locator("li")).to_have_text(["SDG 6 Schoon water en sanitair ×", "Jaar: 2022 ×"])
    expect(page.locator("[data-status]:visible")).to_have_attribute(
        "data-status", re.compile("binnen SDG 6 Schoon water")
    )
    assert within.bounding_box()["y"] < page.locator(".vp-list-head").bounding_box()["y"]  # type: ignore[index]
    within.get_by_role("link", name="Zoek zonder filters").click()
    expect(page).to_have_url(re.compile(r"\?vraag=landbouw$"))
    expect(within).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "Vindplaats"),
        ("?vraag=wat+is+water%3F&sdg=6", "wat is water? – Vindplaats"),
        ("?sdg=6&jaar=2022", "SDG 6 Schoon water en sanitair, Jaar: 2022 – Vindplaats"),
        ("?tab=lezen&document=bhos-2022", "Doen waar Nederland goed in is: strategie voor buitenlandse handel en "),
        ("?tab=moties", "Moties – Vindplaats"),
        ("?tab=moties&stuk=kst-35925-XVII-26", "kst-35925-XVII-26 – Vindplaats"),
        ("en/?tab=documenten", "Documents – Vindplaats"),
    ],
)
def test_the_title_tells_what_is_shown(visit: Visit, address: str, title: str) -> None:
    """In the tabs of the browser and its history."""
    visit.go(address)
    expect(visit.page).to_have_title(re.compile(f"^{re.escape(title)}"))


def test_the_title_follows(visit: Visit) -> None:
    """To another tab and back, also to what need not be fetched again."""
    ask(visit.page, "water")
    expect(visit.page).to_have_title("water – Vindplaats")
    visit.page.get_by_role("tab", name="Overzicht").click()
    expect(visit.page).to_have_title("Overzicht – Vindplaats")
    visit.page.go_back()
    expect(visit.page).to_have_title("water – Vindplaats")
