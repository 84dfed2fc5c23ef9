"""axe-core finds nothing against WCAG 2.1 A and AA in any tab and state, in light and dark, wide and narrow.

EN 301 549, which pages of the Dutch government must meet, asks for exactly these rules.
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visiting import SHOWN, Visit, ask, serving

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
STATES = {
    "start": "",
    "answer": "?vraag=wat+is+het+klimaatdoel+2025",
    "a paper": "?vraag=hoe+is+motie+35925+nr+36+uitgevoerd",
    "papers": "?vraag=moties+van+Van+der+Lee",
    "no such paper": "?vraag=kamerstuk+35925+nr+99",
    "not found": "?vraag=hoogte+van+de+eiffeltoren",
    "notes and doubts": "?motie=kst-35925-XVII-26",
    "nothing left": "?vraag=water&motie=kst-1-1",
    "many filters": "?vraag=klimaat&document=bhos-2022&sdg=13&jaar=2022",
    "shelf": "?tab=lezen",
    "reading": "?tab=lezen&vraag=klimaat&document=bhos-2022&passage=bhos-2022:0090",
    "no such document": "?tab=lezen&document=weg",
    "moties": "?tab=moties",
    "papers of every kind": "?tab=moties&soort=alle",
    "nothing satisfies": "?tab=moties&indiener=Thorbecke",
    "a motie": "?tab=moties&stuk=kst-35925-XVII-26",
    "documents to compare": "?tab=moties&weergave=vergelijken",
    "documents compared": "?tab=moties&weergave=vergelijken&document=bhos-2022&met=bho-2024",
    "overview": "?tab=overzicht",
    "documents": "?tab=documenten",
    "english": "en/?vraag=klimaat",
    "english, a motie": "en/?tab=moties&stuk=kst-34952-18",
    "english, compared": "en/?tab=moties&weergave=vergelijken&document=bhos-2022&met=bho-2024",
    "english, overview": "en/?tab=overzicht",
}
LOOKS = {"light, wide": ("light", 1280), "dark, narrow": ("dark", 360)}


def violations(page: Page) -> list[str]:
    """What axe finds, a line each: the rule and where."""
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    page.evaluate(AXE)  # through the debugger, so the page's own policy stays as it is
    found = page.evaluate("(tags) => axe.run(document, { runOnly: tags })", RULES)
    return [f"{each['id']}: {node['html'][:200]}" for each in found["violations"] for node in each["nodes"]]


@pytest.fixture(scope="module")
def empty_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over a knowledge base without documents."""
    folder = tmp_path_factory.mktemp("empty") / "kb"
    KnowledgeBase.open(folder).close()
    with serving(folder) as address:
        yield address


@pytest.mark.parametrize("look", LOOKS)
def test_nobody_is_shut_out(browser: Browser, url: str, look: str) -> None:
    """Every tab and state, notes and filters unfolded."""
    scheme, width = LOOKS[look]
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, locale="nl-NL")  # type: ignore[arg-type]
    visit = Visit(context.new_page(), url, [])
    found = {}
    for state, address in STATES.items():
        visit.go(address)
        found[state] = violations(visit.page)
    context.close()
    assert found == {state: [] for state in STATES}


def test_an_error_is_announced(visit: Visit) -> None:
    """So is the message when the server fails."""
    visit.page.route("**/deel/zoeken?*", lambda route: route.abort())
    visit.page.get_by_label("Uw vraag").fill("water")
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("alert")).to_be_visible()
    assert violations(visit.page) == []
    visit.forgive()  # the request that was broken here


def test_an_empty_knowledge_base_invites(browser: Browser, empty_url: str) -> None:
    """At the first start every tab shows what to do next, and is accessible."""
    visit = Visit(browser.new_page(locale="nl-NL"), empty_url, [])
    visit.watch()
    for tab in ("zoeken", "lezen", "moties", "overzicht", "documenten"):
        visit.go(f"?tab={tab}")
        assert violations(visit.page) == [], tab
    visit.go("")
    expect(visit.page.locator(f"{SHOWN}:visible")).to_contain_text("De kennisbank is nog leeg.")
    visit.page.get_by_role("link", name="Voeg documenten toe").click()
    expect(visit.page.get_by_role("tab", name="Documenten")).to_have_attribute("aria-selected", "true")
    visit.page.close()
    assert visit.trouble == []


def test_what_happens_is_announced(visit: Visit) -> None:
    """A screen reader hears that there is an answer without going to look for it."""
    ask(visit.page)
    expect(visit.page.get_by_role("status").filter(has_text="Antwoord")).to_have_count(1)


def test_files_in_every_state_and_the_question_before_a_removal(visit: Visit) -> None:
    """Progress, failure, a password that is asked; the dialog has the focus, Esc closes it and gives the focus back."""
    states = ("waiting", "reading", "password", "failed", "added", "replaced", "unchanged", "duplicate")
    jobs = [
        {
            "number": number,
            "name": f"nota-{state}.pdf",
            "state": state,
            "part": 0.5,
            "problem": "Dit bestand is stuk." if state in {"failed", "password"} else "",
            "document": "nota",
            "over": state not in {"waiting", "reading"},
        }
        for number, state in enumerate(states, 1)
    ]
    visit.page.route("**/documenten/bestanden", lambda route: route.fulfill(json=jobs))
    visit.go("?tab=documenten")
    expect(visit.page.locator(".vp-jobs li")).to_have_count(len(states))
    expect(visit.page.get_by_label("Wachtwoord van nota-password.pdf")).to_be_visible()
    assert violations(visit.page) == []
    button = visit.page.get_by_role("button", name="Verwijder").first
    button.press("Enter")
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    assert visit.page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert violations(visit.page) == []
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
