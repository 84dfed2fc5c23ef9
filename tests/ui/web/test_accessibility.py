"""axe-core finds nothing against WCAG 2.1 A and AA in any tab and state, in light and dark, wide and narrow.

EN 301 549, which pages of the Dutch government must meet, asks for exactly these rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect
from visiting import SHOWN, Visit, ask, serving

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
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
    "correcting": "?tab=documenten&document=bhos-2022",
    "suggested goals": "?sdg-suggestie=13&soort=beleidsnota",
    "english": "en/?vraag=klimaat",
    "english, with filters": "en/?vraag=klimaat&soort=beleidsnota&sdg=13",
    "english documents": "en/?tab=documenten&document=bho-2024",
    "english, a motie": "en/?tab=moties&stuk=kst-34952-18",
    "english, compared": "en/?tab=moties&weergave=vergelijken&document=bhos-2022&met=bho-2024",
    "english, overview": "en/?tab=overzicht",
}
LOOKS = {
    "light, wide": ("light", 1280),
    "light, narrow": ("light", 360),
    "dark, wide": ("dark", 1280),
    "dark, narrow": ("dark", 360),
}


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


def test_what_was_shared_is_announced(visit: Visit) -> None:
    """The sentence that says what was copied is seen and heard."""
    visit.go("?vraag=klimaat&sdg=13")
    visit.page.get_by_role("button", name="Deel").click()
    expect(visit.page.locator(".vp-said")).to_be_visible()
    expect(visit.page.get_by_role("status").filter(has_text="een link zou voor een ander niet werken")).to_have_count(1)
    assert violations(visit.page) == []


def test_what_happens_is_announced(visit: Visit) -> None:
    """A screen reader hears that there is an answer without going to look for it."""
    ask(visit.page)
    expect(visit.page.get_by_role("status").filter(has_text="Antwoord")).to_have_count(1)


def test_files_in_every_state_and_the_question_before_a_removal(visit: Visit) -> None:
    """Progress, failure, a password that is asked; the dialog has the focus, Esc closes it and gives the focus back."""
    states = (
        "waiting", "reading", "correcting", "password", "failed", "added", "replaced", "corrected", "unchanged", "duplicate",
    )  # fmt: skip
    jobs = [
        {
            "number": number,
            "key": f"a-{number}",
            "name": f"nota-{state}.pdf",
            "state": state,
            "part": 0.5,
            "problem": "Dit bestand is stuk." if state in {"failed", "password"} else "",
            "document": "nota",
            "over": state not in {"waiting", "reading", "correcting"},
        }
        for number, state in enumerate(states, 1)
    ]
    visit.page.route("**/documenten/bestanden", lambda route: route.fulfill(json=jobs))
    keys = [job["key"] for job in jobs]  # this browser saw all of them under way
    visit.page.evaluate("(keys) => localStorage.setItem('vindplaats.verwacht', JSON.stringify(keys))", keys)
    visit.go("?tab=documenten")
    expect(visit.page.locator(".vp-jobs li")).to_have_count(len(states))
    expect(visit.page.get_by_label("Wachtwoord van nota-password.pdf")).to_be_visible()
    assert violations(visit.page) == []
    button = visit.page.get_by_role("button", name="verwijderen").first
    button.press("Enter")
    expect(visit.page.get_by_role("dialog")).to_be_visible()
    assert visit.page.evaluate("document.querySelector('dialog').contains(document.activeElement)")
    assert violations(visit.page) == []
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("dialog")).to_be_hidden()
    expect(button).to_be_focused()
