"""Keeping a question in a real browser, and what is new to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from axe import violations
from playwright.sync_api import expect
from search_factories import make_document
from visiting import ask, serving

from search import KnowledgeBase

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from visiting import Visit

pytestmark = pytest.mark.browser
QUESTION = "hoeveel geld krijgt de kade voor waterstof in Delfzijl"
OLD = "De kade voor waterstof in Delfzijl krijgt 30 miljoen euro geld uit het fonds van de provincie."
NEW = "# Havens\n\nDe kade voor waterstof in Delfzijl krijgt in 2031 nog eens 45 miljoen euro geld van het Rijk.\n"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The address of a server over a small knowledge base, which a test may change."""
    with KnowledgeBase.open(tmp_path / "kb") as base:
        base.add_document(make_document(OLD, id_="fonds", title="Het fonds"))
    with serving(tmp_path / "kb") as address:
        yield address


def test_a_question_is_kept_and_tells_what_is_new(visit: Visit, tmp_path: Path) -> None:
    """Keep it, add a document, see "1 nieuw", look at it, and it is old; all of it for everybody."""
    page = visit.page
    ask(page, QUESTION)
    page.get_by_role("button", name="Bewaar deze vraag").click()
    expect(page.get_by_role("button", name="Bewaard")).to_be_focused()
    visit.go("")
    kept = page.locator("[data-kept-list] li")
    expect(kept).to_contain_text(QUESTION)
    expect(kept).to_contain_text("niets nieuws")
    (tmp_path / "havens.md").write_text(NEW, "utf-8")
    visit.go("?tab=documenten")
    page.get_by_label("Kies bestanden").set_input_files(tmp_path / "havens.md")
    expect(page.locator(".vp-jobs li")).to_contain_text("toegevoegd")
    visit.go("")
    assert violations(page) == []
    with page.expect_response(re.compile("/bekeken")):
        page.get_by_role("link", name=re.compile("^1 nieuw")).click()
    expect(page.locator(".vp-fresh h2")).to_contain_text(re.compile(r"^Nieuw sinds \d+ \w+ 20\d\d$"))
    expect(page.locator(".vp-hit")).to_have_count(1)
    expect(page.locator(".vp-hit")).to_contain_text("45 miljoen euro")
    assert violations(page) == []
    page.get_by_role("link", name="Toon alles wat deze vraag vindt").click()
    expect(page.locator(".vp-hit")).to_have_count(2)
    visit.go("en/")
    expect(kept).to_contain_text("nothing new")
    page.get_by_role("button", name=f"Forget: {QUESTION}").click()
    expect(kept).to_have_count(0)
    expect(page.locator("#vraag")).to_be_focused()
