"""What somebody does who opens Vindplaats for the first time, step by step, as in docs/eerste-gebruik.md.

``pytest tests/ui/web/test_first_use.py --screenshots docs/eerste-gebruik`` takes the pictures of that page anew.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect
from visiting import ROOT, ask, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page
    from visiting import Visit

pytestmark = pytest.mark.browser
GUIDE = ROOT / "docs" / "eerste-gebruik.md"
SENTENCE = "De zeehaven van Delfzijl krijgt in 2031 een kade voor waterstof van 45 miljoen euro."
CHAPTER = "Hoofdstuk 2 Ontwikkelingssamenwerking: focus op wat werkt"


@pytest.fixture
def url(seeds_kb: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a server over a copy of the seeds, which this test changes."""
    with serving(shutil.copytree(seeds_kb, tmp_path / "kb")) as address:
        yield address


@pytest.fixture
def picture(request: pytest.FixtureRequest, visit: Visit) -> Callable[[str], None]:
    """Takes a picture of the page where the test run asks for pictures."""
    folder = request.config.getoption("--screenshots")

    def take(name: str) -> None:
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            visit.page.screenshot(path=Path(folder) / f"{name}.png")

    return take


def make_pdf(page: Page, path: Path) -> Path:
    """A PDF of one page, as any program makes it."""
    sheet = page.context.new_page()
    sheet.set_content(f"<h1>Havennota</h1><p>{SENTENCE}</p>")
    sheet.pdf(path=path)
    sheet.close()
    return path


def open_pdf(page: Page) -> None:
    """Read the first passage found in its document, with the PDF beside it, and wait until its sentence is drawn."""
    page.locator(".vp-hit").first.get_by_role("link", name="Lees in context").click()
    page.get_by_role("link", name="Toon PDF").click()
    pane = page.get_by_role("region", name=re.compile("^PDF van "))
    expect(pane.locator(".textLayer span").filter(has_text="De zeehaven").first).to_be_attached()
    expect(pane.locator(".vp-mark-sentence").first).to_be_in_viewport()


def test_the_first_use(visit: Visit, picture: Callable[[str], None], tmp_path: Path) -> None:
    """From a question to its motie, the ledger in Excel, and a document of one's own added, found and removed."""
    page = visit.page
    ask(page)
    expect(page.locator(".vp-answer blockquote p").first).to_contain_text("meer dan EUR 1,8 miljard")
    expect(page.locator(".vp-answer figcaption").first).to_contain_text("p.\u00a033")
    picture("1-antwoord")

    page.locator(".vp-hit").first.get_by_role("link", name="Lees in context").click()
    note = page.locator(".vp-margin .vp-note").filter(has_text="over hoe klimaatinvesteringen ten goede komen").first
    paper = note.get_by_role("link", name="Kamerstukken II 2021/22, 35925 XVII, nr. 36")
    expect(paper).to_have_attribute("href", "https://zoek.officielebekendmakingen.nl/kst-35925-XVII-36.html")
    note.scroll_into_view_if_needed()
    picture("2-motie")

    note.get_by_role("link", name="Ook genoemd in").click()
    expect(page.get_by_role("tab", name="Moties")).to_have_attribute("aria-selected", "true")
    ledger = page.locator("#deel-moties")
    expect(ledger).to_contain_text("over hoe klimaatinvesteringen ten goede komen aan armste landen")
    picture("3-waar-nog-meer")

    visit.go("?tab=moties")
    expect(ledger.locator("tbody tr")).to_have_count(40)
    page.get_by_label("Hoofdstuk", exact=True).select_option(CHAPTER)
    expect(page).to_have_url(re.compile("hoofdstuk="))
    expect(ledger.locator("tbody tr")).not_to_have_count(40)  # the address comes first, the table a moment later
    rows = ledger.locator("tbody tr").count()
    with page.expect_download() as download:
        ledger.get_by_role("link", name="Excel", exact=True).click()
    with Path(download.value.path()).open("rb") as file:
        assert load_workbook(file).active.max_row == rows + 1
    picture("4-moties-van-hoofdstuk-2")

    page.get_by_role("tab", name="Documenten").click()
    page.get_by_label("Kies bestanden").set_input_files(make_pdf(page, tmp_path / "havennota.pdf"))
    expect(page.locator(".vp-jobs li")).to_contain_text("toegevoegd")
    listed = page.locator("#deel-documenten tbody tr")
    expect(listed).to_have_count(3)
    picture("5-toegevoegd")

    page.get_by_role("tab", name="Zoeken").click()
    ask(page, "hoeveel kost de kade voor waterstof in Delfzijl")
    expect(page.locator(".vp-answer blockquote p").first).to_have_text(SENTENCE)
    picture("6-gevonden")

    open_pdf(page)
    picture("7-pdf")

    page.get_by_role("tab", name="Documenten").click()
    listed.filter(has_text="Havennota").get_by_role("button", name=re.compile("verwijderen")).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    picture("8-verwijderen")
    page.get_by_role("dialog").get_by_role("button", name="Verwijderen", exact=True).click()
    expect(listed).to_have_count(2)
    page.get_by_role("tab", name="Zoeken").click()
    ask(page, "hoeveel kost de kade voor waterstof in Delfzijl")
    expect(page.locator("#deel-zoeken")).not_to_contain_text(SENTENCE)


def test_the_guide_shows_every_step() -> None:
    """Each picture that the walk takes stands in the guide, and no other."""
    taken = re.findall(r'picture\("([^"]+)"\)', Path(__file__).read_text("utf-8"))
    assert re.findall(r"\(eerste-gebruik/([^)]+)\.png\)", GUIDE.read_text("utf-8")) == taken
