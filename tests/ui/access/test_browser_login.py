"""Logging in, changing something and logging out in a real browser."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from site_factories import SECRET, make_base, make_users, site
from visiting import PATIENCE, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture
def department(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """A browser of somebody who is not logged in, at a server with users."""
    users = make_users(tmp_path / "gebruikers.json")
    with site(make_base(tmp_path / "kb"), "--users", str(users.path)) as (port, _):
        context = browser.new_context(locale="nl-NL")
        context.set_default_timeout(PATIENCE)
        made = Visit(context.new_page(), f"http://127.0.0.1:{port}/", [])
        made.watch()
        yield made
        context.close()


def log_in(page: Page, name: str, password: str = SECRET) -> None:
    """Fill in the form and send it."""
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord", exact=True).fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_link_leads_past_logging_in_to_what_it_was_about(department: Visit) -> None:
    """A reader asks and is shown nothing to change; an editor removes a document; who logged out is out."""
    page = department.page
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{department.url}?vraag=klimaat", timeout=PATIENCE)
        expect(page.get_by_label("Toon het wachtwoord")).to_be_visible()
        page.evaluate(AXE)
        found = page.evaluate("(tags) => axe.run(document, { runOnly: tags })", RULES)
        assert [f"{scheme}: {each['id']}" for each in found["violations"]] == []
    log_in(page, "lezer", "een verkeerd wachtwoord")
    expect(page.get_by_role("alert")).to_have_text("Naam en wachtwoord horen niet bij elkaar. Probeer het opnieuw.")
    assert department.trouble != []  # the browser reports the refusal
    department.trouble.clear()
    log_in(page, "lezer")
    expect(page.locator(".vp-answer")).to_contain_text("Het klimaat krijgt 5 miljoen euro.")
    page.get_by_role("tab", name="Documenten").click()
    expect(page.get_by_text("documenten toevoegen of verwijderen doet een redacteur")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("verwijder", re.IGNORECASE))).to_have_count(0)
    page.get_by_role("button", name="Uitloggen").click()
    log_in(page, "redacteur")
    page.get_by_role("tab", name="Documenten").click()
    page.get_by_role("button", name="Nota verwijderen").click()
    page.get_by_role("dialog").get_by_role("button", name="Verwijder").click()
    expect(page.get_by_role("button", name="Nota verwijderen")).to_have_count(0)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_label("Gebruikersnaam")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Gebruikersnaam")).to_be_visible()
    assert [each for each in department.trouble if "preloaded" not in each] == []
