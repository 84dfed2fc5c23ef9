"""Asking and reading in a real browser: answer, passages, filters, address, history, copying, paper."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from visiting import CAME, QUESTION, SHOWN, ask, hold, let_through

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from visiting import Visit

pytestmark = pytest.mark.browser
ASKED = "?vraag=wat+is+het+klimaatdoel+2025"
READING = f"{ASKED}&tab=lezen&document=bhos-2022&passage=bhos-2022:0090"
TABS = ("Zoeken", "Lezen", "Moties", "Overzicht", "Documenten")


def passages(page: Page) -> list[str | None]:
    """The ids of the passages shown."""
    return [card.get_attribute("data-passage") for card in page.locator(".vp-hit").all()]


def open_filters(page: Page) -> None:
    """Unfold the filters where they are folded."""
    if not page.locator(".vp-facets nav").is_visible():
        page.locator(".vp-facets > summary").click()


def test_a_question_is_answered_with_its_source(visit: Visit) -> None:
    """The sentence that answers stands first, verbatim, with document, chapter and page."""
    ask(visit.page)
    answer = visit.page.locator(".vp-answer")
    expect(answer.locator("blockquote p").first).to_contain_text("1,8 miljard")
    expect(answer.locator("figcaption").first).to_contain_text("Doen waar Nederland goed in is")
    expect(answer.locator("figcaption").first).to_contain_text("Hoofdstuk 2")
    expect(answer.locator("figcaption").first).to_contain_text("p.\u00a033")
    first = visit.page.locator(".vp-hit").first
    expect(first.locator(".vp-chip")).to_have_text("SDG\u00a013")
    expect(first.locator("mark").filter(has_text="1,8 miljard")).not_to_have_count(0)
    expect(first.locator(".vp-words b").first).to_have_text("klimaatactie")


def test_a_source_leads_to_its_passage(visit: Visit) -> None:
    """The link under the answer brings its passage into view."""
    ask(visit.page)
    visit.page.locator(".vp-answer figcaption a").first.click()
    expect(visit.page.locator(".vp-hit:target")).to_be_in_viewport()


def test_a_footnote_leads_to_its_kamerstuk(visit: Visit) -> None:
    """A number in the text opens its note: words, motie, submitters, doubt, a link beside the page, where else."""
    visit.go("?motie=kst-35925-XVII-26")
    first = visit.page.locator(".vp-hit").first
    note = first.locator(".vp-note").filter(has_text="Motie Van Dijk").first
    expect(note.locator(".vp-note-body")).to_be_hidden()
    first.locator("sup a").first.click()
    expect(note.locator(".vp-note-body")).to_contain_text("Motie Van Dijk over voortzetten programma")
    link = note.get_by_role("link", name="35925 XVII, nr. 26")
    expect(link).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-35925-XVII-26.html")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noopener"))
    expect(note.locator(".vp-doubt")).to_contain_text("Gedrukt staat 35925, nr. 26")
    note.get_by_role("link", name="Ook genoemd in").click()
    expect(visit.page.get_by_role("tab", name="Moties")).to_have_attribute("aria-selected", "true")
    expect(visit.page.locator("#deel-moties")).to_contain_text("Van Dijk")


def test_a_filter_leaves_what_its_number_says(visit: Visit) -> None:
    """Choosing a value leaves as many passages as stood beside it; its cross brings the others back."""
    visit.go("?sdg=13")
    head = visit.page.locator(".vp-list-head h2")
    before = head.inner_text()
    open_filters(visit.page)
    value = visit.page.locator(".vp-facets a").filter(has_text="Doen waar Nederland goed in is")
    count = int(value.locator(".vp-count").inner_text())
    value.click()
    expect(head).to_contain_text(f"{count} passages, in de volgorde van de tekst")
    assert {str(each).split(":")[0] for each in passages(visit.page)} == {"bhos-2022"}
    visit.page.locator(".vp-active a").filter(has_text="Document").click()
    expect(head).to_have_text(before)


def test_an_address_opens_the_same_elsewhere(visit: Visit) -> None:
    """What is mailed as a link shows the same question, filters and passages; the back button goes back."""
    ask(visit.page, "handel")
    open_filters(visit.page)
    visit.page.locator(".vp-facets section").filter(has_text="Jaar").last.get_by_role("link").first.click()
    expect(visit.page.locator(".vp-active")).to_contain_text("Jaar: ")
    there, shown = visit.page.url, passages(visit.page)
    browser = visit.page.context.browser
    assert browser is not None
    other = browser.new_page()
    other.goto(there)
    expect(other.locator(".vp-active")).to_contain_text("Jaar: ")
    assert passages(other) == shown
    expect(other.get_by_label("Uw vraag")).to_have_value("handel")
    other.close()
    visit.page.go_back()
    expect(visit.page.locator(".vp-active")).to_have_count(0)


def test_more_passages_can_be_shown(visit: Visit) -> None:
    """Ten at first, then ten more, in the address as well."""
    visit.go("?vraag=klimaat")
    assert len(passages(visit.page)) == 10
    visit.page.get_by_role("link", name="Toon meer passages").click()
    expect(visit.page.locator(".vp-hit")).to_have_count(20)
    expect(visit.page).to_have_url(re.compile("aantal=20"))


def test_what_is_not_there_is_not_found(visit: Visit) -> None:
    """No answer is made up; the nearest passages follow, and are called that."""
    ask(visit.page, "hoe hoog is de Eiffeltoren")
    expect(visit.page.locator(".vp-answer h2")).to_have_text("Niet gevonden")
    expect(visit.page.locator(".vp-sought dd").first).to_contain_text("Eiffeltoren (staat in geen enkel document)")
    expect(visit.page.locator(".vp-answer blockquote")).to_have_count(0)
    expect(visit.page.locator(".vp-hit").first).to_be_visible()


def test_what_comes_near_is_listed_under_that_heading(visit: Visit) -> None:
    """Without an answer box."""
    visit.go("?vraag=hoe+helpt+Nederland+bij+een+tsunami")
    expect(visit.page.locator(".vp-list-head h2")).to_contain_text("Dit komt in de buurt")
    expect(visit.page.locator(".vp-answer")).to_have_count(0)
    expect(visit.page.locator(".vp-hit").first).to_be_visible()


def test_an_example_asks_itself(visit: Visit) -> None:
    """One click on an example fills the field and answers."""
    # Where it was asked before it stands among one's own questions too; examples have a language, own questions do not.
    visit.page.locator("a.vp-example[lang]", has_text=QUESTION).click()
    expect(visit.page.locator(".vp-answer blockquote p").first).to_contain_text("1,8 miljard")
    expect(visit.page.get_by_label("Uw vraag")).to_have_value(QUESTION)


def test_own_questions_stay_in_the_browser(visit: Visit) -> None:
    """Questions asked are offered again, come from this browser's own storage, and can be wiped."""
    ask(visit.page, "water")
    ask(visit.page, "handel")
    visit.page.get_by_role("link", name="Vindplaats").click()
    asked = visit.page.locator(".vp-asked")
    expect(asked.locator("li")).to_have_text(["handel", "water"])
    with urlopen(f"{visit.url}deel/zoeken") as response:
        assert b"<ul></ul>" in response.read()  # the server knows of none
    asked.get_by_role("button", name="Wis").click()
    expect(asked).to_be_hidden()
    assert visit.page.evaluate("localStorage.getItem('vindplaats.vragen')") == "[]"


def test_a_passage_is_read_in_its_document(visit: Visit) -> None:
    """The passage in view and highlighted, its chapter in the outline, notes in the margin, and the way along the hits."""
    visit.go(ASKED)
    visit.page.locator(".vp-hit").first.get_by_role("link", name="Lees in context").click()
    here = visit.page.locator(".vp-here")
    expect(here).to_be_in_viewport()
    expect(here.locator("mark").filter(has_text="1,8 miljard")).not_to_have_count(0)
    expect(visit.page.locator(".vp-outline [aria-current]")).to_contain_text("Hoofdstuk 2")
    expect(visit.page.locator(".vp-margin .vp-note").filter(has_text="Motie Klink en Amhaouch")).to_be_visible()
    expect(visit.page.locator(".vp-walk")).to_contain_text("Vindplaats 1 van 10")
    visit.page.get_by_role("link", name="Volgende vindplaats").click()
    expect(visit.page.locator(".vp-walk")).to_contain_text("Vindplaats 2 van 10")
    expect(here).to_be_in_viewport()
    visit.page.get_by_role("link", name="Vorige vindplaats").click()
    expect(visit.page.locator(".vp-walk")).to_contain_text("Vindplaats 1 van 10")
    visit.page.get_by_role("link", name="Terug naar de resultaten").click()
    expect(visit.page.locator(".vp-answer")).to_be_visible()


def test_the_outline_leads_through_the_document(visit: Visit) -> None:
    """A document is chosen, a chapter opened from the outline, and the next one read on."""
    visit.page.get_by_role("tab", name="Lezen").click()
    visit.page.locator(".vp-shelf a").filter(has_text="Doen waar Nederland").click()
    visit.page.locator(".vp-outline a").filter(has_text="Hoofdstuk 1").first.click()
    expect(visit.page.locator(".vp-text h2")).to_contain_text("Hoofdstuk 1")
    visit.page.locator(".vp-turn a").last.click()
    expect(visit.page.locator(".vp-text h2")).to_contain_text("Hoofdstuk 2")
    expect(visit.page).to_have_url(re.compile("tab=lezen.*deel=4"))


def test_the_page_is_in_english_too(visit: Visit) -> None:
    """The link to the other language keeps what is shown; text of documents stays Dutch and is marked as Dutch."""
    visit.go(ASKED)
    visit.page.get_by_role("link", name="English").click()
    expect(visit.page.get_by_label("Your question")).to_have_value(QUESTION)
    expect(visit.page.locator(".vp-answer h2")).to_contain_text("Answer")
    expect(visit.page.locator("html")).to_have_attribute("lang", "en")
    expect(visit.page.locator(".vp-answer blockquote").first).to_have_attribute("lang", "nl")
    visit.page.get_by_role("tab", name="Read").click()
    expect(visit.page.locator("#deel-lezen")).to_contain_text("Choose a document")


@pytest.mark.parametrize("visit", [360], indirect=True)
def test_a_narrow_screen_needs_no_sideways_scrolling(visit: Visit) -> None:
    """At 360 pixels every tab fits the width, and so do long results, open notes and filters."""
    for name in TABS:
        visit.page.get_by_role("tab", name=name).click()
        expect(visit.page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")
        expect(visit.page.locator(f"{SHOWN}:visible").first).to_be_visible()
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 360, name
    for address in ("?vraag=motie&aantal=50", READING):
        visit.go(address)
        visit.page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 360, address


def test_a_result_prints_as_a_neat_page(visit: Visit) -> None:
    """On paper: question, answer, source, passages, and notes unfolded with the addresses of their papers; no buttons."""
    visit.go("?motie=kst-35925-XVII-26")
    visit.page.emulate_media(media="print")
    for gone in (".vp-facets", ".vp-tools", ".tab-wrapper", ".vp-actions", ".vp-keys"):
        expect(visit.page.locator(gone).first).to_be_hidden()
    pdf = PdfReader(io.BytesIO(visit.page.pdf()))
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "kst-35925-XVII-26.html" in text.replace("\n", "").replace(" ", "")
    assert "Kopieer met bron" not in text


def test_waiting_and_failing_are_shown(visit: Visit) -> None:
    """While the server works something moves; a failure is reported, and the next question works again."""
    page = visit.page
    held = hold(page, "traag")
    page.get_by_label("Uw vraag").fill("traag")
    page.keyboard.press("Enter")
    expect(page.locator("#deel-zoeken[aria-busy=true]")).to_be_visible()
    let_through(page, held)
    expect(page.locator(CAME)).to_be_visible()
    expect(page.locator("#deel-zoeken[aria-busy=true]")).to_have_count(0)
    page.route("**/deel/zoeken?vraag=stuk*", lambda route: route.abort())
    page.get_by_label("Uw vraag").fill("stuk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Dat is niet gelukt")
    ask(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    visit.forgive("Failed to load")  # that was the request we broke
